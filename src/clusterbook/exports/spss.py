"""SPSS files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from clusterbook.exports.labelled import labelled
from clusterbook.exports.source import ExportTable

SAVED_AT = slice(92, 109)  # day and time of writing in the header of the format
SAVED = b"01 Jan 8000:00:00"  # a fixed time, so that the same data give the same bytes
LABEL_LENGTH = 64


def spss_files(tables: Iterable[ExportTable]) -> dict[str, bytes]:
    """A file per table."""
    with tempfile.TemporaryDirectory() as folder:
        return {f"{table.name}.sav": _file(table, Path(folder)) for table in tables}


def _file(table: ExportTable, folder: Path) -> bytes:
    """One table; the library writes into files only."""
    import pyreadstat

    content, path = labelled(table), folder / f"{table.name}.sav"
    labels: dict[str, dict[int | float, str]] = {
        name: dict(given.items()) for name, given in content.value_labels.items()
    }
    pyreadstat.write_sav(
        content.frame,
        str(path),
        row_compress=True,
        file_label=table.title.encode()[:LABEL_LENGTH].decode(errors="ignore"),
        column_labels=dict(content.variable_labels),
        variable_value_labels=labels,
    )
    written = bytearray(path.read_bytes())
    written[SAVED_AT] = SAVED
    return bytes(written)
