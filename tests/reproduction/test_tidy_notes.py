"""What is known of the cells of a printed table: its notes taken apart, beside restorations, errata and verdicts."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from clusterbook.data.book import Book
from clusterbook.errors import ClusterbookError
from clusterbook.reproduction.checks import Check, CheckKind
from clusterbook.reproduction.reconcile import CellVerdict, CheckResult
from clusterbook.reproduction.tidy.cells import all_cells, parts_of
from clusterbook.reproduction.tidy.remarks import empty_reason, note_faults, parse_note, remarks_of
from clusterbook.reproduction_vocabulary import EmptyReason, Status
from clusterbook.vocabulary import Hedge

CHECK = Check("1.2", "1", "firms", rule="counted", kind=CheckKind.EXACT, value=30)
VERDICT = CellVerdict("1.2", "1", "firms", "30", Status.MATCHES, (CheckResult(CHECK, "30", Status.MATCHES),))


class Noted(Book):
    """One table with notes, restorations and errata of its own."""

    def __init__(self, *notes: str, footnotes: dict[str, str] | None = None) -> None:
        self._notes, self._footnotes = notes, footnotes
        self._columns = ["town", "firms", "sales", "note"]

    @property
    def tables(self) -> tuple[str, ...]:  # type: ignore[override]
        """One and the same table twice."""
        return ("1.2", "1.2")

    def describe(self, name: str) -> dict[str, Any]:
        """Columns and footnotes."""
        assert name == "table_01_02"
        kinds = dict.fromkeys(self._columns, "label") | {"note": "note"}
        fields = [{"name": name, "title": name, "type": "string", "kind": kinds[name]} for name in self._columns]
        marks = {"footnotes": self._footnotes} if self._footnotes is not None else {}
        place = {"chapter": 1, "printed_page": 20, "source_line": 100}
        return {"schema": {"fields": fields}, **place, **marks, "name": name}

    def printed(self, table: str) -> pd.DataFrame:
        """A row for each note."""
        assert table == "1.2"
        rows = [dict.fromkeys(self._columns, "x") | {"note": note} for note in self._notes]
        frame = pd.DataFrame(rows, index=range(1, len(rows) + 1))
        return frame[[name for name in self._columns if name in frame]]

    def bounds(self, table: str) -> dict[tuple[str, str], Hedge]:
        """None."""
        assert table == "1.2"
        return {}

    @property
    def restorations(self) -> pd.DataFrame:
        """One of two columns of the table, one of another table."""
        rows = [("1.2", 1, "town|firms", "I", None), ("3.1", 1, "sales", "O", "0")]
        return pd.DataFrame(rows, columns=["table", "row", "column", "scanned", "admissible"])

    @property
    def errata(self) -> pd.DataFrame:
        """One of the table."""
        rows = [("1.2", "1", "sales", float("nan"))]
        return pd.DataFrame(rows, columns=["table", "row", "column", "admissible"])


def test_what_is_known_of_the_cells_of_a_table_is_put_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    book, found = Noted("firms: as scanned"), [VERDICT]
    judged = {(book, "1.2"): found}
    monkeypatch.setattr("clusterbook.reproduction.tidy.cells.cell_verdicts", lambda book, table: judged[book, table])
    parts = parts_of(book, "1.2")
    restored = {"table": "1.2", "row": 1, "column": "town|firms", "scanned": "I", "admissible": None}
    assert (parts.table, parts.descriptor["name"], parts.bounds) == ("1.2", "table_01_02", {})
    assert parts.printed.equals(book.printed("1.2"))
    assert parts.remarks == {("1", "firms"): "as scanned"}
    assert parts.restorations == {("1", "town"): restored, ("1", "firms"): restored}
    assert parts.errata == {("1", "sales"): {"table": "1.2", "row": "1", "column": "sales", "admissible": None}}
    assert parts.verdicts == {("1", "firms"): found[0]}
    cells = all_cells(book)
    assert cells[["table", "row", "column"]].to_numpy().tolist() == 2 * [
        ["1.2", "1", name] for name in ("town", "firms", "sales")
    ]


def test_remarks_of_several_notes_of_a_cell_are_joined_with_their_footnotes() -> None:
    book = Noted(
        "town and firms: footnotes a and b; firms: n.a. in print; sales: footnote c", footnotes={"a": "A", "b": "B"}
    )
    both = "footnotes a and b (A; B)"
    assert remarks_of(book, "1.2") == {
        ("1", "town"): both, ("1", "firms"): f"{both}; n.a. in print", ("1", "sales"): "footnote c"
    }  # fmt: skip
    assert remarks_of(Noted("town: footnote a"), "1.2") == {("1", "town"): "footnote a"}
    without = Noted("town: footnote a")
    without._columns = ["town"]
    assert remarks_of(without, "1.2") == {}
    assert list(note_faults(without)) == []


def test_a_part_that_names_no_column_goes_on_with_the_one_before() -> None:
    assert list(parse_note("", ["a"])) == []
    assert list(parse_note("loose; a: x; b: y", ["a"])) == [("a", "x"), ("a", "b: y")]
    assert list(parse_note("a, b and c: x: y", ["a", "b", "c"])) == [("a", "x: y"), ("b", "x: y"), ("c", "x: y")]


def test_a_note_of_no_column_and_an_unknown_footnote_are_told_with_their_place() -> None:
    book = Noted(
        "as scanned; town: x", "town: x; as scanned", "town: x; price and firms: y: z",
        "town: footnotes a and c; z, footnote d",
        footnotes={"a": "A", "b": "B"},
    )  # fmt: skip
    where = "data/published/table_01_02.csv, row {}, column note: found {}; expected columns first, of {}. {}"
    columns = "town, firms, sales, note", "Correct the name."
    faults = [str(fault) for fault in note_faults(book)]
    assert faults[: len(faults) // 2] == [
        where.format(1, "as scanned", *columns),
        where.format(3, "price and firms", *columns),
        "data/published/table_01_02.csv, row 4, column note: found footnote c, d; allowed a, b. Correct the mark.",
    ]
    assert faults[len(faults) // 2 :] == faults[: len(faults) // 2]
    assert list(note_faults(Noted("town, firms, sales and note: x"))) == []
    (unknown,) = {str(fault) for fault in note_faults(Noted("town: footnote a"))}
    assert "found footnote a; allowed" in unknown


def test_the_words_of_a_remark_say_why_a_cell_is_empty_before_its_column_does() -> None:
    for words, reason in (("undecided: 3 or 8", EmptyReason.DAMAGED), ("not undecided", EmptyReason.BLANK)):
        assert empty_reason("1.2", ("a", "b"), remark=words, usual="blank") is reason
    with pytest.raises(ClusterbookError, match=r"table_01_02.csv, row a, column b"):
        empty_reason("1.2", ("a", "b"), remark="as scanned", usual="")
