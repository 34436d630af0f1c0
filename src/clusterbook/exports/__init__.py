"""The data package in the formats that other programs read; pure: a format is a function to file names and bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from clusterbook.data.book import Book
from clusterbook.exports.excel import excel_files
from clusterbook.exports.package_files import package_files
from clusterbook.exports.parquet import parquet_files
from clusterbook.exports.source import ExportTable, export_tables
from clusterbook.exports.spss import spss_files
from clusterbook.exports.sqlite import sqlite_files
from clusterbook.exports.stata import stata_files

__all__ = ["FORMATS", "ExportTable", "Format", "export_files", "export_tables"]


@dataclass(frozen=True)
class Format:
    """A format of the export.

    Parameters
    ----------
    title : str
        What a reader is offered.
    files : function
        File names and contents, from the tables.
    """

    title: str
    files: Callable[[tuple[ExportTable, ...]], Mapping[str, bytes]]


FORMATS = {
    "csv": Format("CSV with schemas, codebook, and a script that reads it into R", package_files),
    "excel": Format("Excel workbook, a sheet per table, the codebook first", excel_files),
    "parquet": Format("Parquet, a file per table", parquet_files),
    "spss": Format("SPSS, a file per table, with variable and value labels", spss_files),
    "sqlite": Format("SQLite database", sqlite_files),
    "stata": Format("Stata 14 or newer (118), a file per table, with variable and value labels", stata_files),
}


@cache
def export_files(book: Book, name: str) -> Mapping[str, bytes]:
    """Files of one format by name; made once for each book."""
    return FORMATS[name].files(export_tables(book))
