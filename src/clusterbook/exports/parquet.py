"""Parquet, a file per table, with title, description and unit of each column in its schema."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from clusterbook.exports.source import ExportTable

TYPES = {"string": pa.string(), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}
DESCRIBED = ("title", "description", "kind", "unit")


def parquet_files(tables: Iterable[ExportTable]) -> dict[str, bytes]:
    """A file per table."""
    return {f"{table.name}.parquet": _file(table) for table in tables}


def _file(table: ExportTable) -> bytes:
    """One table."""
    schema = pa.schema([_field(field) for field in table.fields], metadata={"title": table.title})
    plain = table.frame.astype(object)
    columns = {name: plain[name].where(plain[name].notna(), None).tolist() for name in schema.names}
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns, schema=schema), buffer)
    return buffer.getvalue()


def _field(field: Mapping[str, Any]) -> pa.Field:
    """One column."""
    described = {name: str(field[name]) for name in DESCRIBED if field.get(name)}
    return pa.field(field["name"], TYPES[field["type"]], metadata=described)
