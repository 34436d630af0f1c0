"""Every derived column of every printed table follows from its parts, or is a known, explained discrepancy."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterbook.data import fields_of, load_claims, load_errata, load_keyed, load_restorations, published_tables
from clusterbook.reproduction.claims import function_of
from clusterbook.reproduction.ledger import TypedTables, book_ledger
from clusterbook.vocabulary import Status

LEDGER = book_ledger()
CELL = ["table", "row", "column"]
ERRATA = load_errata().set_index(CELL)
WORDS = {
    cell for cell in ERRATA.index if {field["name"]: field["kind"] for field in fields_of(cell[0])}[cell[2]] == "label"
}
KNOWN = set(ERRATA.index) - WORDS
DIFFERING = LEDGER[LEDGER["status"] == Status.DIFFERS]


@pytest.mark.parametrize(("table", "column"), sorted(set(zip(LEDGER["table"], LEDGER["column"], strict=True))))
def test_derived_column_follows_from_its_parts(table: str, column: str) -> None:
    cells = DIFFERING[(DIFFERING["table"] == table) & (DIFFERING["column"] == column)]
    unexplained = [cell for cell in cells[CELL].itertuples(index=False, name=None) if cell not in KNOWN]
    assert not unexplained


@pytest.mark.parametrize(
    "cell", [pytest.param(cell, marks=pytest.mark.xfail(strict=True)) for cell in sorted(KNOWN)], ids="-".join
)
def test_known_discrepancy_has_gone(cell: tuple[str, str, str]) -> None:
    found = set(DIFFERING[CELL].itertuples(index=False, name=None))
    assert cell not in found


@pytest.mark.parametrize("cell", sorted(KNOWN), ids="-".join)
def test_erratum_states_both_numbers(cell: tuple[str, str, str]) -> None:
    erratum = ERRATA.loc[cell]
    ours = DIFFERING.set_index(CELL).loc[[cell]]
    assert (ours["published"] == erratum["published"]).all()
    stated = float(erratum["recomputed"])
    assert (ours["recomputed"] - stated).abs().min() <= 0.005 * max(1.0, abs(stated))


@pytest.mark.parametrize("cell", sorted(WORDS), ids="-".join)
def test_erratum_of_a_label_quotes_the_printed_label(cell: tuple[str, str, str]) -> None:
    erratum = ERRATA.loc[cell]
    assert load_keyed(cell[0], printed=True).at[cell[1], cell[2]] == erratum["published"]
    assert erratum["recomputed"] != erratum["published"]


@pytest.mark.parametrize("table", published_tables())
def test_restored_cells_stand_in_the_table(table: str) -> None:
    printed = load_keyed(table, printed=True)
    restorations = load_restorations()
    for entry in restorations[restorations["table"] == table].itertuples():
        restored = "" if pd.isna(entry.restored) else entry.restored
        values = [printed.at[entry.row, column] for column in entry.column.split("|")]
        assert " ".join(values) == restored, (table, entry.row, entry.column)


@pytest.mark.parametrize("claim_id", load_claims()["claim_id"])
def test_claim_comes_out_as_recorded(claim_id: str) -> None:
    claim = load_claims().set_index("claim_id").loc[claim_id]
    assert function_of(claim_id, claim["test"])(TypedTables()).result == claim["result"]


@pytest.mark.parametrize("table", ["10.4", "10.5", "10.6"])
def test_restored_ratings_are_proved_by_row_sums_and_column_totals(table: str) -> None:
    frame = load_keyed(table)
    kinds = [name for name in frame.columns if name.startswith("upgrading_") and name != "upgrading_sum"]
    clusters = frame[frame["row_type"] == "item"]
    assert (clusters[kinds].sum(axis=1) == clusters["upgrading_sum"]).all()
    assert (clusters[kinds].sum() == frame.loc["total", kinds].astype(float)).all()
