"""Rows of the flat files in every column: of an invented table, and of a part of the book as the file has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from whole_book import BOOK

from clusterbook.data.book import Book, load_book
from clusterbook.data.writing import csv_text
from clusterbook.errors import ClusterbookError
from clusterbook.reproduction.checks import Check, CheckKind
from clusterbook.reproduction.claims import undecided
from clusterbook.reproduction.reconcile import CellVerdict, CheckResult
from clusterbook.reproduction.tidy import all_checks, all_claims, all_clusters, all_codes
from clusterbook.reproduction.tidy.cells import TableParts, _rows_of, shown_result
from clusterbook.reproduction.tidy.clusters import _text
from clusterbook.reproduction_vocabulary import Status
from clusterbook.vocabulary import Hedge

DATA = Path(__file__).parents[2] / "data"
FIELDS = [
    {"name": "town_id", "title": "Key", "type": "string", "kind": "key"},
    {"name": "row_type", "title": "Type", "type": "string", "kind": "group"},
    {"name": "country", "title": "Country", "type": "string", "kind": "label", "empty_means": "blank"},
    {"name": "town", "title": "Town", "type": "string", "kind": "label", "empty_means": "blank"},
    {"name": "unit", "title": "Unit", "type": "string", "kind": "group"},
    {"name": "firms", "title": "Firms", "type": "integer", "kind": "primitive", "unit": "firms"},
    {"name": "sales", "title": "Sales", "type": "number", "kind": "derived", "unit": "see unit"},
    {"name": "note", "title": "Note", "type": "string", "kind": "note"},
]
COLUMNS = [field["name"] for field in FIELDS[1:]]
CELLS = {
    "lima": ("item", "Peru", "Lima", "tons", "150", "", "sales: dash in print; as scanned"),
    "all": ("total", "", "All", "usd", "30", "2.5", ""),
    "rest": ("item", "", "", "usd", "7", "1.0", ""),
}


def check(row: str, column: str, *, value: float, kind: CheckKind = CheckKind.EXACT, reason: str = "") -> Check:
    return Check("1.2", row, column, f"rule of {value:g}", kind, value, reason=reason)


def verdict(row: str, column: str, status: Status, *results: CheckResult) -> CellVerdict:
    return CellVerdict("1.2", row, column, "30", status, results)


MATCHING = CheckResult(check("all", "firms", value=30), "30", Status.MATCHES)
DIFFERING = CheckResult(check("all", "firms", value=31, reason="another base"), "30", Status.DIFFERS)
UNPUBLISHED = CheckResult(check("all", "sales", value=9), "2.5", Status.NOT_REPRODUCIBLE)


@pytest.fixture
def parts() -> TableParts:
    """Three rows of a table in which something is known of every other cell."""
    return TableParts(
        table="1.2",
        descriptor={"schema": {"fields": FIELDS}, "chapter": 1, "printed_page": 20, "source_line": 100},
        printed=pd.DataFrame.from_dict(CELLS, orient="index", columns=COLUMNS),
        remarks={("lima", "sales"): "dash in print; as scanned"},
        bounds={("lima", "firms"): Hedge.AT_LEAST, ("all", "sales"): Hedge.AT_MOST},
        restorations={
            ("lima", "firms"): {
                "scanned": "I50", "rule": "misread_glyph", "evidence": "a digit", "admissible": "160",
                "source_line": 110,
            }
        },
        errata={
            ("lima", "firms"): {"cause": "unknown", "explanation": "of 150", "admissible": "15", "source_line": 115},
            ("all", "firms"): {"cause": "unknown", "explanation": "none", "admissible": None, "source_line": 120},
        },
        verdicts={
            ("all", "firms"): verdict("all", "firms", Status.DIFFERS, MATCHING, DIFFERING),
            ("all", "sales"): verdict("all", "sales", Status.NOT_REPRODUCIBLE, UNPUBLISHED),
        },
    )  # fmt: skip


NOTHING = dict.fromkeys(["recomputed", "rule", "function", "reason"])
NO_ERRATUM = dict.fromkeys(["erratum_cause", "erratum_explanation", "erratum_other_readings"])
NOT_RESTORED = dict.fromkeys(["scanned", "restoration_rule", "restoration_evidence", "admissible_readings"])
PLACE = {"chapter": 1, "printed_page": 20, "source_line": 100}


def expected(row: str, label: str, column: str, **known: Any) -> dict[str, Any]:
    """A row of the file, of which nothing but this is known."""
    titles = {field["name"]: field["title"] for field in FIELDS}
    place = {"table": "1.2", "row": row, "row_label": label, "row_type": "item", "column": column}
    value = {"column_label": titles[column], "value": None, "number": None, "unit": None, "bound": None}
    rest = {"empty_reason": None, "remark": None, "kind": "label", "restored": False, **NOT_RESTORED}
    judged = {"verdict": "not_checked", **NOTHING, **NO_ERRATUM, **PLACE}
    return {**place, **value, **rest, **judged, **known}


def test_a_table_in_every_row_and_column(parts: TableParts) -> None:
    assert list(_rows_of(parts)) == [
        expected("lima", "Peru", "country", value="Peru"),
        expected("lima", "Peru", "town", value="Lima"),
        expected("lima", "Peru", "unit", value="tons", kind="group"),
        expected(
            "lima", "Peru", "firms", value="150+", number=150.0, unit="firms", bound="at_least", kind="primitive",
            restored=True, scanned="I50", restoration_rule="misread_glyph", restoration_evidence="a digit",
            admissible_readings="160", erratum_cause="unknown", erratum_explanation="of 150",
            erratum_other_readings="15", source_line=110,
        ),
        expected(
            "lima", "Peru", "sales", unit="tons", empty_reason="dash", remark="dash in print; as scanned",
            kind="derived", verdict=None,
        ),
        expected("all", "All", "country", row_type="total", empty_reason="blank", verdict=None),
        expected("all", "All", "town", row_type="total", value="All"),
        expected("all", "All", "unit", row_type="total", value="usd", kind="group"),
        expected(
            "all", "All", "firms", row_type="total", value="30", number=30.0, unit="firms", kind="derived",
            verdict="differs", recomputed=31, rule="rule of 31", function="table_01_02", reason="another base",
            erratum_cause="unknown", erratum_explanation="none", source_line=120,
        ),
        expected(
            "all", "All", "sales", row_type="total", value="<=2.5", number=2.5, unit="usd", bound="at_most",
            kind="derived", verdict="not_reproducible", rule="rule of 9", function="table_01_02",
        ),
        expected("rest", "rest", "country", empty_reason="blank", verdict=None),
        expected("rest", "rest", "town", empty_reason="blank", verdict=None),
        expected("rest", "rest", "unit", value="usd", kind="group"),
        expected("rest", "rest", "firms", value="7", number=7.0, unit="firms", kind="primitive"),
        expected("rest", "rest", "sales", value="1.0", number=1.0, unit="usd", kind="derived"),
    ]  # fmt: skip


def test_a_row_without_a_type_is_an_item_and_one_without_a_label_goes_by_its_key(parts: TableParts) -> None:
    printed = parts.printed.drop(columns="row_type").loc[["all"]].set_axis([1995])
    fields = [field for field in FIELDS if field["kind"] != "label" and field["name"] != "row_type"]
    plain = TableParts("1.2", parts.descriptor | {"schema": {"fields": fields}}, printed, *({},) * 5)  # type: ignore[arg-type]
    assert [(row["row"], row["row_label"], row["row_type"], row["kind"]) for row in _rows_of(plain)] == [
        ("1995", "1995", "item", kind) for kind in ("group", "primitive", "derived")
    ]


def test_an_empty_cell_of_which_nothing_says_why_is_told_with_its_place(parts: TableParts) -> None:
    with pytest.raises(ClusterbookError, match=r"table_01_02.csv, row rest, column firms: found no reason"):
        list(_rows_of(replace(parts, printed=parts.printed.replace("7", ""))))


def test_the_worst_of_the_deciding_checks_is_shown_and_the_first_where_none_decides() -> None:
    bound = CheckResult(check("all", "firms", value=9, kind=CheckKind.UPPER_BOUND), "30", Status.MATCHES)
    other = CheckResult(check("all", "firms", value=8, kind=CheckKind.UPPER_BOUND), "30", Status.MATCHES)
    assert shown_result(verdict("all", "firms", Status.DIFFERS, bound, MATCHING, DIFFERING)) is DIFFERING
    assert shown_result(verdict("all", "firms", Status.DIFFERS, DIFFERING, MATCHING)) is DIFFERING
    assert shown_result(verdict("all", "firms", Status.NOT_REPRODUCIBLE, bound, other)) is bound


def in_file(name: str, column: str, *values: str) -> list[str]:
    """Lines of a flat file that begin with these values of its first column."""
    lines = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"{column},")
    return [lines[0], *(line for line in lines if line.startswith(tuple(f"{value}," for value in values)))]


def written(name: str, frame: pd.DataFrame) -> list[str]:
    """Lines of a flat file as they are made."""
    fields = BOOK.describe(name)["schema"]["fields"]
    return csv_text(frame, [field["name"] for field in fields]).splitlines()


class Cut(Book):
    """The book with one of its tables and three of its claims."""

    def __init__(self) -> None:
        vars(self).update(vars(load_book()))

    @property
    def tables(self) -> tuple[str, ...]:  # type: ignore[override]
        """One with several checks of a cell."""
        return ("10.4",)

    @property
    def claims(self) -> pd.DataFrame:
        """The first of all."""
        return BOOK.claims.query("claim_id in ['c01-01', 'c01-02', 'c01-03']")


def test_the_checks_of_a_table_are_those_of_the_file() -> None:
    made = all_checks(Cut())
    assert written("all_checks", made) == in_file("all_checks", "table", "10.4")
    assert list(made) == [field["name"] for field in BOOK.describe("all_checks")["schema"]["fields"]]


def test_claims_are_those_of_the_file() -> None:
    assert written("all_claims", all_claims(Cut())) == in_file("all_claims", "claim_id", "c01-01", "c01-02", "c01-03")


def test_a_claim_without_a_code_is_kept_and_one_with_two_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    book, codes = Cut(), BOOK.resource("claim_codes")
    monkeypatch.setattr("clusterbook.reproduction.tidy.claims.finding_of", lambda book, claim: undecided("no number"))
    monkeypatch.setattr(book, "resource", {"claim_codes": codes[codes["claim_id"] != "c01-02"]}.__getitem__)
    assert all_claims(book)["result_a"].isna().tolist() == [False, True, False]
    monkeypatch.setattr(book, "resource", {"claim_codes": pd.concat([codes, codes])}.__getitem__)
    with pytest.raises(pd.errors.MergeError):
        all_claims(book)


@pytest.mark.parametrize(("name", "make"), [("all_clusters", all_clusters), ("all_codes", all_codes)])
def test_clusters_and_codes_are_those_of_the_file(name: str, make: Any) -> None:
    assert written(name, make(BOOK)) == (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    assert list(make(BOOK)) == [field["name"] for field in BOOK.describe(name)["schema"]["fields"]]


class Coded(Book):
    """Codes of an added cluster, of which one is missing."""

    def __init__(self) -> None:
        """Nothing is read."""

    @property
    def case_codes(self) -> pd.DataFrame:
        """A whole rating, none, and a degree."""
        return pd.DataFrame({"code": [2.0, None, "High"], "admissible": [[1.5, 2.0], [], ["Low"]]})


def test_a_missing_code_is_empty_and_others_are_listed() -> None:
    codes = all_codes(Coded())
    assert codes.fillna("-").to_dict("list") == {"code": ["2", "-", "High"], "admissible": ["1.5;2", "", "Low"]}


def test_a_rating_is_written_without_needless_decimals() -> None:
    assert [_text(code) for code in (2, 2.0, 2.5, "High")] == ["2", "2", "2.5", "High"]
