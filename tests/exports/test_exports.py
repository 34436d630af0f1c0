"""Every export is read by a program that did not write it, and holds cell by cell what the data package holds."""

from __future__ import annotations

import math
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyreadstat
import pytest

from clusterbook.commands.export import write_exports
from clusterbook.data import resource_names
from clusterbook.data.book import Book
from clusterbook.errors import ClusterbookError
from clusterbook.exports import FORMATS, ExportTable, export_tables
from clusterbook.exports.labelled import value_labels_of
from clusterbook.exports.source import NAME_LENGTH, RESERVED, short_names

WITHOUT_ROWS = {"replies"}

Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def tables(book: Book) -> dict[str, ExportTable]:
    return {table.name: table for table in export_tables(book)}


@pytest.fixture(scope="module")
def written(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all exports."""
    folder = tmp_path_factory.mktemp("exports")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clusterbook.commands.export.load_book", lambda: book)
        write_exports(folder, [])
    return folder


def rows_of(frame: pd.DataFrame) -> Rows:
    """Cells as plain values, missing ones None, numbers as floats."""
    plain = frame.astype(object)
    return [tuple(map(plain_value, row)) for row in plain.itertuples(index=False, name=None)]


def plain_value(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)) or value == "":
        return None
    return value if isinstance(value, str) else float(value)


def rows_in(table: ExportTable) -> Rows:
    return rows_of(table.frame)


def decoded(frame: pd.DataFrame, table: ExportTable) -> Rows:
    """The rows of a labelled file with the words that its codes stand for."""
    columns = {}
    for field, name in zip(table.fields, frame.columns, strict=True):
        words = value_labels_of(field) if field["type"] == "string" else {}
        values = frame[name].astype(object)
        columns[name] = values.map(lambda value, words=words: words.get(value, value)) if words else values
    return rows_of(pd.DataFrame(columns))


def test_every_file_of_the_package_is_exported_and_the_codebook_first(tables: dict[str, ExportTable]) -> None:
    first, *others = tables
    assert first == "codebook_of_all_files"
    assert sorted(others) == sorted(resource_names())
    assert others[:5] == ["all_cells", "all_checks", "all_claims", "all_clusters", "all_codes"]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_data_give_the_same_bytes(book: Book, name: str, written: Path) -> None:
    again = FORMATS[name].files(export_tables(book))
    assert {path: (written / name / path).read_bytes() for path in again} == again


def test_parquet_read_by_duckdb(written: Path, tables: dict[str, ExportTable]) -> None:
    with duckdb.connect() as connection:
        for name, table in tables.items():
            path = written / "parquet" / f"{name}.parquet"
            cursor = connection.execute(f"SELECT * FROM read_parquet('{path}')")
            assert [column[0] for column in cursor.description] == [field["name"] for field in table.fields]
            assert [tuple(map(plain_value, row)) for row in cursor.fetchall()] == rows_in(table), name


def test_workbook_read_by_openpyxl(written: Path, tables: dict[str, ExportTable]) -> None:
    workbook = openpyxl.load_workbook(written / "excel" / "upgrading_to_compete.xlsx", read_only=True)
    assert workbook.sheetnames == list(tables)
    for name, table in tables.items():
        head, *rows = workbook[name].iter_rows(values_only=True)
        assert list(head) == [field["name"] for field in table.fields]
        width = len(head)
        padded = [tuple(map(plain_value, (*row, *[None] * (width - len(row))))) for row in rows]
        assert [row for row in padded if any(cell is not None for cell in row)] == rows_in(table), name


def test_a_text_that_looks_like_a_number_stays_a_text(written: Path) -> None:
    workbook = openpyxl.load_workbook(written / "excel" / "upgrading_to_compete.xlsx", read_only=True)
    first = next(workbook["all_cells"].iter_rows(min_row=2, max_row=2, values_only=True))
    assert first[0] == "1.1"


def test_database_read_by_sqlite(written: Path, tables: dict[str, ExportTable]) -> None:
    with closing(sqlite3.connect(written / "sqlite" / "upgrading_to_compete.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for name, table in tables.items():
            rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
            assert [tuple(map(plain_value, row)) for row in rows] == rows_in(table), name


def test_stata_files_read_by_another_library_than_wrote_them(written: Path, tables: dict[str, ExportTable]) -> None:
    assert {path.stem for path in (written / "stata").iterdir()} == set(tables) - WITHOUT_ROWS
    for name, table in tables.items():
        if name not in WITHOUT_ROWS:
            frame, meta = pyreadstat.read_dta(str(written / "stata" / f"{name}.dta"))
            assert decoded(frame, table) == rows_in(table), name
            assert meta.column_labels == [field["title"][:80].rstrip() for field in table.fields]
            assert meta.file_label == table.title[:80].rstrip()


def test_value_labels_of_stata_are_the_codes_of_the_schema(written: Path) -> None:
    _, meta = pyreadstat.read_dta(str(written / "stata" / "all_clusters.dta"))
    assert meta.variable_value_labels["network"][2] == "A chain that reaches abroad"
    assert meta.variable_value_labels["collective_efficiency"] == {1: "Low", 2: "Medium", 3: "High"}


def test_stata_files_are_of_format_118(written: Path) -> None:
    for path in (written / "stata").iterdir():
        assert path.read_bytes().startswith(b"<stata_dta><header><release>118</release>")


def test_spss_files_read_back(written: Path, tables: dict[str, ExportTable]) -> None:
    for name, table in tables.items():
        frame, meta = pyreadstat.read_sav(str(written / "spss" / f"{name}.sav"))
        assert decoded(frame, table) == rows_in(table), name
        assert meta.column_labels == [field["title"] for field in table.fields]


def test_csv_holds_the_package_as_it_stands(written: Path, tables: dict[str, ExportTable]) -> None:
    data = Path(__file__).parents[2] / "data"
    for path in (data / "all_cells.csv", data / "published" / "table_10_04.csv", data / "README.md", data / "LICENSE"):
        assert (written / "csv" / path.relative_to(data)).read_bytes() == path.read_bytes()


def test_the_script_reads_the_package_into_r(written: Path, tables: dict[str, ExportTable]) -> None:
    if not (program := shutil.which("Rscript")):
        pytest.skip("R is not installed: apt-get install r-base-core")
    asked = "source('read_data.R'); d <- read_data('.'); cat(length(d), nrow(d$all_cells), class(d$all_cells$number),"
    asked += " levels(d$all_clusters$collective_efficiency), class(d$table_10_02$market), sum(d$all_cells$restored))"
    done = subprocess.run([program, "-e", asked], cwd=written / "csv", capture_output=True, text=True, check=True)
    cells = tables["all_cells"].frame
    expected = [
        len(tables) - 1,
        len(cells),
        "numeric",
        "Low",
        "Medium",
        "High",
        "integer",
        int(cells["restored"].sum()),
    ]
    assert done.stdout.split() == list(map(str, expected))


def test_short_names_are_short_legal_and_all_different(tables: dict[str, ExportTable]) -> None:
    for table in tables.values():
        short = short_names([field["name"] for field in table.fields])
        assert len(set(short.values())) == len(short)
        assert all(len(name) <= NAME_LENGTH and name not in RESERVED for name in short.values())


def test_a_long_name_keeps_the_ends_of_its_words_apart() -> None:
    low, high = "companies_of_the_province_of_boaco_low", "companies_of_the_province_of_boaco_high"
    assert list(short_names([low, high, "class", "jobs"]).values()) == [
        "compa_of_the_provin_of_boaco_low",
        "compa_of_the_provi_of_boaco_high",
        "class_",
        "jobs",
    ]


def test_names_that_would_fall_together_stay_different() -> None:
    names = ["a" * 40, "a" * 41]
    assert list(short_names(names).values()) == ["a" * 32, "a" * 31]


def test_an_unknown_format_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ClusterbookError, match="found pdf; allowed csv, excel, parquet, spss, sqlite, stata"):
        write_exports(tmp_path, ["pdf"])


def test_a_missing_library_is_told_with_what_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ClusterbookError, match="found no library xlsxwriter.*pip install"):
        write_exports(tmp_path, ["excel"])
