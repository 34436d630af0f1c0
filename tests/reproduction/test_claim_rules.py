"""The protocol's rules on invented claims and codes: each one lets a right row pass and stops a wrong one."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from clusterbook.claim_vocabulary import RESULTS_OF, ClaimResult, Outcome, SettledHow
from clusterbook.data.book import Book
from clusterbook.errors import ClusterbookError
from clusterbook.reproduction.claim_cells import named_tables, restored_cells, unknown_references
from clusterbook.reproduction.claim_rules import claim_faults, is_in_doubt, row_faults, settling_faults, words_of
from clusterbook.reproduction.claims import (
    Finding,
    agrees_if,
    claim_function,
    claims_of,
    finding_of,
    function_name,
    no_evidence,
    undecided,
)

CLAIM = {
    "claim_id": "c10-04",
    "work": "book",
    "chapter": 10,
    "quote": "a few words",
    "tables": "10.4",
    "cells": "10.4:sinos_footwear.collective_efficiency",
    "result": "agrees",
    "at_fault": None,
}
CODES = {
    "claim_id": "c10-04",
    "result": "agrees",
    "at_fault": None,
    "result_a": "agrees",
    "at_fault_a": None,
    "confidence_a": "high",
    "result_b": "agrees",
    "at_fault_b": None,
    "confidence_b": "high",
    "settled_how": "both_agree",
    "settled_reason": None,
}
CONTRADICTED = {"result": "disagrees", "at_fault": "text"}


def row_messages(book: Book, **changes: Any) -> list[str]:
    """Faults of the claim with some cells changed."""
    return [str(fault) for fault in row_faults(book, pd.Series(CLAIM | changes), functions={"claim_10_04"})]


def code_messages(**changes: Any) -> list[str]:
    """Faults of the settled codes with some cells changed."""
    return [str(fault) for fault in settling_faults(pd.Series(CODES | changes))]


class Invented(Book):
    """A book with two claims, one of them without codes; codes without a claim; a chapter that is not sampled."""

    def resource(self, name: str) -> pd.DataFrame:
        """The invented rows; all else as it is."""
        if name == "claims":
            return pd.DataFrame([CLAIM | {"quote": "word " * 26}, CLAIM | {"claim_id": "c10-05"}])
        if name == "claim_codes":
            codes = [CODES | {"result_b": "other_base"}, CODES | {"claim_id": "c10-06"}]
            return pd.DataFrame(codes).drop(columns=["result", "at_fault"])
        if name == "claim_sampling":
            return pd.DataFrame({"chapter": [1, 2], "taken": [5, 3], "eligible": [4, 3]})
        return super().resource(name)


def test_the_faults_of_all_claims_of_their_codes_and_of_the_sampling_are_told() -> None:
    assert [str(fault).partition(";")[0] for fault in claim_faults(Invented(), {"claim_10_04", "claim_10_05"})] == [
        "data/claims.csv, row c10-04, column quote: found 26 words",
        "data/claim_codes.csv, row c10-04: found both_agree of agrees and other_base settled as agrees",
        "data/claims.csv, row c10-05: found no row of codes",
        "data/claim_codes.csv, row c10-06: found no such claim",
        "data/claim_sampling.csv, chapter 10: found no row",
        "data/claim_sampling.csv, chapter 1: found 5 taken of 4",
    ]


def test_a_claim_that_keeps_to_the_protocol_passes(book: Book) -> None:
    assert row_messages(book) == []
    assert row_messages(book, quote="word " * 25) == []
    assert row_messages(book, cells=None, tables=None) == []
    two = {"cells": "10.5:colchagua_wine.upgrading_sum; 10.4:sinos_footwear.upgrading_sum", "tables": "10.5;10.4"}
    assert row_messages(book, **two) == []
    assert row_messages(book, chapter=12, work="article") == [
        "data/claims.csv, row c10-04, column chapter: found 12; expected the chapter of the id. Correct it."
    ]
    assert code_messages() == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"claim_id": "c10-05"}, "no function claim_10_05"),
        ({"chapter": 9}, "column chapter: found 9"),
        ({"work": "article"}, "expected book for this chapter"),
        ({"quote": "word " * 26}, "found 26 words"),
        ({"result": "disagrees"}, "column at_fault"),
        ({"at_fault": "text"}, "column at_fault"),
        ({"tables": "10.5"}, "expected 10.4, the tables of its cells"),
        ({"tables": None}, "expected 10.4, the tables of its cells"),
        ({"cells": "10.4:no_such_row.collective_efficiency"}, "found 10.4:no_such_row.collective_efficiency"),
        ({"cells": "99.9:tile.upgrading_sum"}, "found 99.9:tile.upgrading_sum"),
        ({"cells": "stated somewhere"}, "found stated somewhere"),
    ],
)
def test_a_wrong_row_is_told(book: Book, changes: dict[str, Any], message: str) -> None:
    assert any(message in line for line in row_messages(book, **changes))


def test_a_restored_cell_convicts_nobody_and_a_split_one_may(book: Book) -> None:
    restorations = book.restorations.set_index("rule")
    turned, merged = (restorations.loc[rule].iloc[0] for rule in ("rotated_glyph", "merged_cell"))
    for cell, faults in ((turned, 1), (merged, 0)):
        cells = f"{cell['table']}:{cell['row']}.{cell['column'].split('|')[0]}"
        found = row_messages(book, cells=cells, tables=cell["table"], **CONTRADICTED)
        assert len(found) == faults, found


def test_a_restoration_of_several_cells_of_a_row_is_one_of_each(book: Book) -> None:
    assert restored_cells(book, "10.2:jalisco_electronics.network") == ["10.2:jalisco_electronics.network"]


def test_marks_of_omission_are_no_words() -> None:
    assert words_of("both ... and neither") == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"result_b": "other_base"},
        {"result": "other_base"},
        {"settled_how": "reason_prevailed_a", "settled_reason": "why"},
        {
            "settled_how": "reason_prevailed_a",
            "result_b": "other_base",
            "result": "other_base",
            "settled_reason": "why",
        },
        {"settled_how": "reason_prevailed_b", "result_b": "other_base", "settled_reason": "why"},
        {"settled_how": "doubt_rule", "settled_reason": "why"},
        {"settled_how": "new_reading", "settled_reason": "why"},
        {"settled_how": "new_reading", "result": "other_base"},
        {"result_a": "disagrees"},
        {"at_fault_b": "text"},
    ],
)
def test_a_verdict_that_does_not_follow_from_its_codes_is_told(changes: dict[str, Any]) -> None:
    assert code_messages(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"result_b": "other_base", "settled_how": "reason_prevailed_a", "settled_reason": "why"},
        {"result_a": "other_base", "settled_how": "reason_prevailed_b", "settled_reason": "why"},
        {"result_b": "other_base", "settled_how": "doubt_rule", "result": "inconclusive", "settled_reason": "why"},
        {"settled_how": "new_reading", "result": "other_base", "settled_reason": "why"},
        {"result_a": "disagrees", "at_fault_a": "text", "result_b": "disagrees", "at_fault_b": "text", **CONTRADICTED},
    ],
)
def test_a_verdict_that_follows_from_its_codes_passes(changes: dict[str, Any]) -> None:
    assert code_messages(**changes) == []


SAYS_SO = {"result_a": "disagrees", "at_fault_a": "text", "settled_reason": "why", **CONTRADICTED}


@pytest.mark.parametrize(
    ("how", "confidence", "in_doubt"),
    [
        (SettledHow.REASON_PREVAILED_A, "high", False),
        (SettledHow.REASON_PREVAILED_A, "low", True),
        (SettledHow.DOUBT_RULE, "high", True),
        (SettledHow.NEW_READING, "medium", False),
    ],
)
def test_a_row_in_doubt_does_not_say_disagrees(how: SettledHow, confidence: str, in_doubt: bool) -> None:
    changes = SAYS_SO | {"settled_how": how, "confidence_a": confidence}
    assert is_in_doubt(pd.Series(CODES | changes)) is in_doubt
    assert any("row in doubt" in line for line in code_messages(**changes)) is in_doubt


def test_references_name_cells_of_tables_with_wildcards(book: Book) -> None:
    cells = "10.4:*.upgrading_*;10.2:*.market; 10.4:sinos_footwear.collective_efficiency"
    assert unknown_references(book, cells) == []
    assert named_tables(cells) == ["10.4", "10.2"]
    assert named_tables("") == []


def test_restored_cells_are_found_through_wildcards(book: Book) -> None:
    ratings = book.restorations.query("table == '10.4' and rule == 'rotated_glyph'")
    found = restored_cells(book, "10.4:*.*")
    assert {f"10.4:{row.row}.{row.column}" for row in ratings.itertuples() if "|" not in row.column} <= set(found)
    assert restored_cells(book, "") == []


def test_a_condition_becomes_an_outcome() -> None:
    assert agrees_if(True, "1 of 2") == Finding(Outcome.AGREES, "1 of 2")
    assert agrees_if(False, "1 of 2", in_direction=True).outcome is Outcome.AGREES_IN_DIRECTION
    assert agrees_if(False, "1 of 2") == Finding(Outcome.DIFFERS, "1 of 2")
    assert undecided("1 of 2") == Finding(Outcome.UNDECIDED, "1 of 2")
    assert no_evidence("none") == Finding(Outcome.NO_EVIDENCE, "none")


def test_a_claim_without_a_function_says_which_is_missing() -> None:
    assert function_name("c10-104") == "claim_10_104"
    with pytest.raises(ClusterbookError, match="found no claim_08_99 among the claims of ch08"):
        claim_function("c08-99")


def test_claims_are_found_by_chapter_and_their_functions_by_name(book: Book) -> None:
    assert set(claims_of(book, 10)["claim_id"]) == {one for one in book.claims["claim_id"] if one.startswith("c10-")}
    assert claim_function("c12-01").__name__ == "claim_12_01"
    assert finding_of(book, "c12-01") == claim_function("c12-01")(book)


def test_every_result_is_allowed_by_exactly_one_outcome() -> None:
    assert sorted(result for results in RESULTS_OF.values() for result in results) == sorted(ClaimResult)
