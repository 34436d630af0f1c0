"""The check of the whole book: errata that a check bears out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from whole_book import BOOK

from clusterbook.check import book_faults
from clusterbook.data.book import Book, load_book
from clusterbook.reproduction import checks, consistency
from clusterbook.reproduction.checks import Check, CheckKind
from clusterbook.reproduction.consistency import _agreement, number_faults
from clusterbook.reproduction.facts import fact_faults
from clusterbook.reproduction.reconcile import CheckResult, check_results
from clusterbook.reproduction_vocabulary import Status

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data and of the works that they name, which a test may change."""
    shutil.copytree(DATA, tmp_path / "data")
    shutil.copy(DATA.parent / "references.bib", tmp_path)
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    return tmp_path / "data"


def append(path: Path, **cells: str) -> None:
    """Add a row like the last one, with these cells changed."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    pd.concat([frame, frame.tail(1).assign(**cells)]).to_csv(path, index=False)


def test_the_book_as_committed_has_no_fault() -> None:
    assert book_faults() == []


def test_each_erratum_states_to_its_last_digit_what_its_checks_give() -> None:
    assert number_faults(BOOK, share=0) == []


def test_a_corrected_part_of_a_total_that_is_an_erratum_stops_no_build(data: Path) -> None:
    path = data / "published" / "table_04_03.csv"
    path.write_text(path.read_text(encoding="utf-8").replace('lake center",10,31,', 'lake center",10,32,'), "utf-8")
    book = load_book()
    assert len(number_faults(book, share=0)) == 1
    assert number_faults(book) == []


def test_an_erratum_of_a_number_that_agrees_is_refused(data: Path) -> None:
    append(data / "errata.csv", table="10.4", row="gamarra_garment", column="upgrading_sum", published="2")
    (fault,) = book_faults()
    assert "(10.4|gamarra_garment|upgrading_sum): found 2, which agrees with 2 (" in fault
    assert fault.endswith(
        "expected a number with a check that differs. Remove the erratum, or correct its row and column."
    )


def test_an_erratum_of_a_number_that_nothing_recomputes_is_refused(data: Path) -> None:
    append(data / "errata.csv", table="10.4", row="gamarra_garment", column="upgrading_product", published="1")
    (fault,) = number_faults(load_book())
    assert "found a number that nothing recomputes" in str(fault)


def test_an_erratum_that_states_another_number_than_its_checks_is_refused(data: Path) -> None:
    path = data / "errata.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1.2,salmon,firms,65,66,", "1.2,salmon,firms,65,6.6,", 1))
    (fault,) = number_faults(load_book())
    assert "row 3 (1.2|salmon|firms): found 6.6; expected 66, as recomputed" in str(fault)


@pytest.mark.parametrize(("stated", "faults"), [("6.8", 1), ("6.6", 1), ("6.55", 1), ("6.5", 0), ("6.46", 0), ("7", 0)])
def test_an_erratum_may_state_what_is_nearer_than_one_of_its_last_digits(stated: str, faults: int) -> None:
    check = Check("1.2", "salmon", "firms", rule="counted", kind=CheckKind.EXACT, value=6.46)
    differing = [CheckResult(check, published="9", status=Status.DIFFERS)]
    assert len([*_agreement("here", differing, stated=stated, share=0)]) == faults


class Erring(Book):
    """A book with an erratum that stands, one of a number that agrees, and one of a number that nothing recomputes."""

    @property
    def errata(self) -> pd.DataFrame:
        """Rows 2 to 4 of an invented file."""
        row = load_book().errata.query("table == '10.6'").iloc[0]
        rows = [row, *(row.copy() for _ in range(2))]
        for other, table, column in ((rows[1], "10.4", "upgrading_sum"), (rows[2], "10.4", "upgrading_product")):
            other["table"], other["row"], other["column"] = table, "gamarra_garment", column
        return pd.DataFrame(rows).reset_index(drop=True)


FOUND = [
    "data/errata.csv, row 3 (10.4|gamarra_garment|upgrading_sum): found 2, which agrees with 2 (sum of the ratings); "
    "expected a number with a check that differs. Remove the erratum, or correct its row and column.",
    "data/errata.csv, row 4 (10.4|gamarra_garment|upgrading_product): found a number that nothing recomputes; "
    "expected one with a check that differs. Remove the erratum, or correct its row and column.",
]


def of_errata(book: Book) -> list[str]:
    """Faults of the file of errata."""
    return [str(fault) for fault in number_faults(book) if fault.where.startswith("data/errata.csv")]


def test_errata_that_nothing_bears_out_are_told_with_their_rows() -> None:
    assert of_errata(Erring()) == FOUND


def test_a_table_that_cannot_be_recomputed_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(book: Book, table: str) -> tuple[CheckResult, ...]:
        if table == "10.6":
            raise KeyError("average")
        return check_results(book, table)

    monkeypatch.setattr(consistency, "check_results", stumble)
    assert of_errata(Erring()) == FOUND
    assert any(
        str(fault).startswith("data/published/table_10_06.csv: found KeyError: 'average';")
        for fault in number_faults(Erring())
    )


def test_a_table_that_its_chapter_cannot_recompute_is_a_fault_without_a_traceback(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(book: Book) -> tuple[Check, ...]:
        raise KeyError("average")

    monkeypatch.setattr(checks, "chapter_functions", lambda chapter, part: {"table_10_04": stumble})
    assert any(
        str(fault).startswith("data/published/table_10_04.csv: found KeyError: ")
        for fault in number_faults(load_book())
    )


@pytest.mark.parametrize("place", ["1.2/salmon/no_column", "1.2/salmon/cluster", "0.0/x/y", "no_such_number"])
def test_a_fact_without_a_place_is_refused(data: Path, place: str) -> None:
    append(data / "fact_links.csv", fact_id="added", first=place)
    (fault,) = fact_faults(load_book())
    assert f"(added), column first: found {place}; expected table/row/column of a cell with a number" in str(fault)


def test_a_number_of_another_size_than_what_it_is_made_of_is_refused(data: Path) -> None:
    path = data / "published" / "table_05_04.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("776.56", "776560", 1), "utf-8")
    (fault,) = number_faults(load_book())
    assert str(fault) == (
        "data/published/table_05_04.csv (beverages), column value_added_per_employee: found 32.50; expected about "
        "32497.7 (value added per firm over employees per firm). Correct it or what it is compared with, or say why in "
        "data/errata.csv."
    )


@pytest.mark.parametrize(
    ("second", "reason", "faults"),
    [
        ("1.2/apples/firms", "", 1),
        ("1.2/apples/firms", "They count different firms.", 0),
        ("1.2/metalworking/firms", "", 0),
    ],
)
def test_one_fact_with_numbers_of_two_sizes_needs_a_reason(data: Path, second: str, reason: str, faults: int) -> None:
    added = {"first": "1.2/software_mexico_city/firms", "second": second, "relation": "same", "factor": ""}
    append(data / "fact_links.csv", fact_id="added", reason=reason, **added)
    assert len([*fact_faults(load_book())]) == faults


def test_faults_of_the_data_come_alone(data: Path) -> None:
    append(data / "errata.csv", table="10.4", row="gamarra_garment", column="upgrading_sum", published="2")
    (data / "countries.csv").write_bytes(b"")
    assert book_faults() and all("gamarra_garment" not in fault for fault in book_faults())
