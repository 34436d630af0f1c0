"""Parquet, a file per table, with title, description and unit of each column in its schema."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from clusterbook.exports.source import ExportTable

if TYPE_CHECKING:
    import pyarrow as pa

TYPES = {"string": "string", "number": "float64", "integer": "int64", "boolean": "bool"}  # in the library's words
DESCRIBED = ("title", "description", "kind", "unit")


def parquet_files(tables: Iterable[ExportTable]) -> dict[str, bytes]:
    """A file per table."""
    return {f"{table.name}.parquet": _file(table) for table in tables}


def _file(table: ExportTable) -> bytes:
    """One table; the library is imported here, since the other formats do without it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([_field(field) for field in table.fields], metadata={"title": table.title})
    plain = table.frame.astype(object)
    columns = {name: plain[name].where(plain[name].notna(), None).tolist() for name in schema.names}
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns, schema=schema), buffer)
    return buffer.getvalue()


def _field(field: Mapping[str, Any]) -> pa.Field:
    """One column."""
    import pyarrow as pa

    described = {name: str(field[name]) for name in DESCRIBED if field.get(name)}
    return pa.field(field["name"], pa.type_for_alias(TYPES[field["type"]]), metadata=described)
