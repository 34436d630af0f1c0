"""The flat files: a row for every cell, check, claim, cluster and code, told wholly in the file itself."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbook.commands.package import made_files
from clusterbook.data.book import Book
from clusterbook.data.cells import NUMBER
from clusterbook.data.writing import cell_text, csv_text
from clusterbook.errors import ClusterbookError
from clusterbook.reproduction.ledger import cell_ledger, check_ledger
from clusterbook.reproduction.tidy import all_cells, all_checks, all_clusters, all_codes
from clusterbook.reproduction.tidy.cells import _rows_of, parts_of
from clusterbook.reproduction.tidy.remarks import empty_reason, parse_note, remarks_of
from clusterbook.reproduction_vocabulary import EmptyReason

DATA = Path(__file__).parents[2] / "data"
CELL = ["table", "row", "column"]


@pytest.fixture(scope="module")
def cells(book: Book) -> pd.DataFrame:
    return all_cells(book)


def places(frame: pd.DataFrame) -> set[tuple[str, str, str]]:
    """The cells that a file names; a row that names several columns names several cells."""
    split = frame.assign(column=frame["column"].str.split("|")).explode("column")
    return set(split[CELL].itertuples(index=False, name=None))


def test_the_made_files_of_the_data_package_are_those_that_the_command_makes(book: Book) -> None:
    made = made_files(book)
    assert {name for name, text in made.items() if (DATA / name).read_bytes() != text.encode()} == set(), (
        "run clusterbook package"
    )


@pytest.mark.parametrize("table", ["3.1", "5.3", "5.4", "10.2"])
def test_the_rows_of_a_table_are_those_of_the_file(book: Book, table: str) -> None:
    columns = [field["name"] for field in book.describe("all_cells")["schema"]["fields"]]
    made = csv_text(pd.DataFrame(_rows_of(parts_of(book, table))), columns).splitlines()[1:]
    file = (DATA / "all_cells.csv").read_text(encoding="utf-8").splitlines()
    place = file.index(made[0])
    assert file[place : place + len(made)] == made


def test_a_reader_of_the_file_alone_finds_the_subtotal_of_table_5_3_and_why_it_differs() -> None:
    file = pd.read_csv(DATA / "all_cells.csv", dtype=str).set_index(CELL)
    cell = file.loc[("5.3", "top_ten_exporters", "exports_to_us_1992_usd_million")]
    told = ["row_label", "column_label", "value", "unit", "kind", "verdict", "recomputed", "rule", "erratum_cause"]
    assert cell[told].tolist() == [
        "Subtotal",
        "Exports to the U.S., 1992",
        "1480",
        "usd_million",
        "derived",
        "differs",
        "1403",
        "sum of the ten printed countries",
        "different_base",
    ]
    assert "top ten of 1992" in cell["erratum_explanation"]


def test_every_printed_table_has_a_row_for_each_of_its_cells(book: Book, cells: pd.DataFrame) -> None:
    assert cells["table"].unique().tolist() == list(book.tables)
    for table in book.tables:
        columns = set(cells.loc[cells["table"] == table, "column"])
        hidden = {field["name"] for field in book.fields(table) if field["kind"] in ("key", "note", "bound")}
        assert columns == set(book.field_names(table)) - hidden - {"row_type"}
        assert (cells["table"] == table).sum() == len(columns) * len(book.table(table))


def test_what_is_known_of_a_cell_stands_at_a_row(book: Book, cells: pd.DataFrame) -> None:
    restorations = book.restorations[book.restorations["row"] != "footnote"]
    assert places(restorations) == places(cells[cells["restored"]])
    assert places(book.errata) == places(cells[cells["erratum_cause"].notna()])
    assert places(cell_ledger(book, book.tables)) == places(cells[cells["rule"].notna()])


def test_cells_and_checks_have_the_verdicts_of_the_ledger(book: Book, cells: pd.DataFrame) -> None:
    ledger = cell_ledger(book, book.tables).set_index(CELL)["status"]
    assert cells.set_index(CELL)["verdict"].loc[ledger.index].tolist() == ledger.tolist()
    assert all_checks(book)["verdict"].tolist() == check_ledger(book, book.tables)["status"].tolist()


def test_the_checks_of_a_cell_are_numbered_from_one_and_name_their_function(book: Book) -> None:
    checks = all_checks(book)
    assert (checks.drop_duplicates(CELL)["check"] == 1).all()
    assert (checks.groupby(CELL)["check"].max() == checks.groupby(CELL).size()).all()
    assert set(checks.loc[checks["table"] == "10.4", "function"]) == {"table_10_04"}


def test_the_value_that_stands_at_a_cell_is_that_of_one_of_its_checks(book: Book, cells: pd.DataFrame) -> None:
    checks = all_checks(book)
    found = cells[cells["recomputed"].notna()].merge(checks, on=[*CELL, "recomputed", "rule", "verdict"], how="left")
    assert found["check"].notna().all()


def test_a_cell_has_a_value_or_a_reason_why_not(cells: pd.DataFrame) -> None:
    assert (cells["value"].isna() == cells["empty_reason"].notna()).all()
    assert (cells["value"].isna() == cells["verdict"].isna()).all()


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (("1.2", "software_monterrey", "exports_1996_usd_million"), "not_available"),
        (("1.2", "grapes", "direct_jobs"), "merged"),
        (("1.2", "metalworking", "exports_1996_usd_million"), "damaged"),
        (("4.2", "primary_objective_initiation", "first_year"), "not_applicable"),
        (("5.3", "world", "change_percent"), "dash"),
        (("5.3", "world", "rank_2001"), "blank"),
        (("6.2", "elata", "town"), "not_printed"),
    ],
)
def test_an_empty_cell_says_why(cells: pd.DataFrame, cell: tuple[str, str, str], reason: str) -> None:
    assert cells.set_index(CELL).at[cell, "empty_reason"] == reason


def test_an_empty_cell_without_a_reason_is_an_error_that_says_what_to_write() -> None:
    with pytest.raises(ClusterbookError, match=r"table_05_03.csv, row chn, column rank: found no reason.*Add it"):
        empty_reason("5.3", ("chn", "rank"), remark="", usual="")
    assert empty_reason("5.3", ("chn", "rank"), remark="", usual="not_printed") is EmptyReason.NOT_PRINTED
    assert empty_reason("5.3", ("chn", "rank"), remark="dash in print", usual="not_printed") is EmptyReason.DASH


def test_a_note_is_taken_apart_by_the_columns_that_it_names() -> None:
    note = "jobs, firms: n.a. in print; town: as scanned; 66 not excluded; price and jobs: no column price"
    assert list(parse_note(note, ["jobs", "firms", "town"])) == [
        ("jobs", "n.a. in print"),
        ("firms", "n.a. in print"),
        ("town", "as scanned"),
        ("town", "66 not excluded"),
        ("town", "price and jobs: no column price"),
    ]


def test_a_footnote_mark_is_written_out(book: Book) -> None:
    footnotes = book.describe("table_01_02")["footnotes"]
    remark = remarks_of(book, "1.2")[("salmon", "cluster")]
    assert remark.startswith("footnote a (") and footnotes["a"] in remark


def test_a_printed_bound_is_a_column_and_a_sign_at_the_value(cells: pd.DataFrame) -> None:
    bounds = cells[cells["bound"].notna()]
    assert bounds["bound"].tolist() == ["at_least"] * 3
    assert [float(value.removesuffix("+")) for value in bounds["value"]] == bounds["number"].tolist()


def test_numbers_of_a_row_that_is_no_item_are_derived(cells: pd.DataFrame) -> None:
    totals = cells[(cells["row_type"] != "item") & cells["number"].notna()]
    assert len(totals) > 50
    assert set(totals["kind"]) == {"derived"}


def test_the_clusters_of_the_book_and_the_added_ones_are_told_apart(book: Book) -> None:
    counts = all_clusters(book)["source"].value_counts()
    assert counts.to_dict() == {"book": 40, "added": len(book.cases)}
    codes = all_codes(book)
    assert set(codes["cluster_id"]) == set(book.cases.index)
    assert codes["code"].dropna().isin(["0", "0.5", "1", "1.5", "2", "2.5", "3", "Low", "Medium", "High"]).all()


def test_a_file_is_written_in_one_way() -> None:
    frame = pd.DataFrame({"a": ["x, y", None], "b": [0.1 + 0.2, float("nan")], "c": [True, False]})
    assert csv_text(frame, ["c", "a", "b"]) == 'c,a,b\ntrue,"x, y",0.3\nfalse,,\n'


@given(st.floats(min_value=-1e17, max_value=1e17))
def test_a_computed_number_is_written_without_exponent_and_close_to_itself(number: float) -> None:
    text = cell_text(number)
    assert re.fullmatch(NUMBER, text)
    assert math.isclose(float(text), number, rel_tol=1e-9)
