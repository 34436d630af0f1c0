"""Stata files of format 118, which Stata 14 and newer read."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from clusterbook.exports.labelled import Labelled, labelled
from clusterbook.exports.source import ExportTable

VERSION = 118
SAVED = datetime(1980, 1, 1)  # a fixed time, so that the same data give the same bytes
LABEL_LENGTH = 80
LONGEST_TEXT = 2045  # bytes; a longer text needs the other kind of string


def stata_files(tables: Iterable[ExportTable]) -> dict[str, bytes]:
    """A file per table; one without rows is left out, since Stata has no variable of text without a length."""
    return {f"{table.name}.dta": _file(table) for table in tables if len(table.frame)}


def _file(table: ExportTable) -> bytes:
    """One table."""
    content, buffer = labelled(table), io.BytesIO()
    content.frame.to_stata(
        buffer,
        version=VERSION,
        write_index=False,
        time_stamp=SAVED,
        data_label=table.title[:LABEL_LENGTH].rstrip(),
        variable_labels={name: label[:LABEL_LENGTH].rstrip() for name, label in content.variable_labels.items()},
        value_labels={name: dict(labels) for name, labels in content.value_labels.items()},
        convert_strl=_long_texts(content),
    )
    return buffer.getvalue()


def _long_texts(content: Labelled) -> list[str]:
    """Variables with a text that is longer than an ordinary string may be."""
    texts = [name for name in content.frame.columns if pd.api.types.is_object_dtype(content.frame[name])]
    return [name for name in texts if content.frame[name].str.encode("utf-8").str.len().max() > LONGEST_TEXT]
