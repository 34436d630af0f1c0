"""What all claims and their functions keep to."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pandas as pd
import pytest
from whole_book import BOOK

import clusterbook.chapters
from clusterbook.check import written_functions
from clusterbook.claim_vocabulary import RESULTS_OF, ClaimResult, WorkCited
from clusterbook.paths import book_root
from clusterbook.reproduction.claim_cells import restored_cells
from clusterbook.reproduction.claim_rules import QUOTE_WORDS, claim_faults, words_of
from clusterbook.reproduction.claims import finding_of, function_name
from clusterbook.reproduction.summary import claim_counts, count_results
from clusterbook.site.landing import STATEMENTS, landing_facts
from clusterbook.site.pages import book_pages

CLAIMS = BOOK.claims
ROWS = CLAIMS.set_index("claim_id")
FILES = sorted(Path(clusterbook.chapters.__path__[0]).glob("ch*/claims*.py"))
CALLS = {
    f"{path.parent.name}/{path.name}:{node.lineno}": node
    for path in FILES
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call)
    and isinstance(node.func, ast.Name)
    and node.func.id in ("agrees_if", "undecided", "Finding")
}
CONDITIONS = {place: node for place, node in CALLS.items() if getattr(node.func, "id", "") == "agrees_if"}
PLACES = [
    key.replace("_", " ") for table in ("6.1", "6.3", "8.1", "10.2") for key in BOOK.printed(table).index if "_" in key
]
"""Codes of places, which have printed names."""
BUILTINS_THAT_SET_LIMITS = ("round", "abs")


def test_every_statement_has_a_function_and_every_function_a_statement() -> None:
    assert {function_name(claim_id) for claim_id in CLAIMS["claim_id"]} == written_functions()


def test_claims_codes_and_sampling_keep_to_the_protocol() -> None:
    assert [str(fault) for fault in claim_faults(BOOK, written_functions())] == []


@pytest.mark.parametrize("claim_id", CLAIMS["claim_id"])
def test_the_numbers_allow_the_settled_verdict(claim_id: str) -> None:
    finding = finding_of(BOOK, claim_id)
    assert ROWS.at[claim_id, "result"] in RESULTS_OF[finding.outcome], finding


@pytest.mark.parametrize("claim_id", CLAIMS["claim_id"])
def test_evidence_is_one_line_that_says_something(claim_id: str) -> None:
    evidence = finding_of(BOOK, claim_id).evidence
    assert evidence.strip()
    assert "\n" not in evidence
    assert [code for code in (*PLACES, " usd ") if code in evidence] == []


def test_no_contradiction_rests_on_a_restored_cell() -> None:
    cells = CLAIMS.loc[CLAIMS["result"] == ClaimResult.DISAGREES, "cells"].dropna()
    assert {named: restored_cells(BOOK, named) for named in cells if restored_cells(BOOK, named)} == {}


def test_quotes_are_short_and_every_verdict_has_a_reason() -> None:
    assert [quote for quote in CLAIMS["quote"] if words_of(quote) > QUOTE_WORDS] == []
    assert CLAIMS[["quote", "section", "paragraph", "result", "reason"]].notna().all(axis=None)


def test_a_side_is_at_fault_where_the_two_disagree_and_nowhere_else() -> None:
    assert (CLAIMS["at_fault"].notna() == (CLAIMS["result"] == ClaimResult.DISAGREES)).all()


def test_every_claim_of_the_book_and_of_the_article_is_coded_twice() -> None:
    codes = BOOK.resource("claim_codes")
    assert sorted(codes["claim_id"]) == sorted(CLAIMS["claim_id"])


def test_there_are_claims_of_every_chapter() -> None:
    counts = CLAIMS["chapter"].value_counts()
    assert sorted(counts.index) == list(range(1, 13))
    assert counts.min() >= 16


def test_book_and_article_are_counted_apart() -> None:
    counts = claim_counts(CLAIMS)
    works = {work.value: int((CLAIMS["work"] == work).sum()) for work in WorkCited}
    assert counts.groupby("work")["claims"].sum().to_dict() == works
    assert counts["chapter"].is_unique


@pytest.mark.parametrize("work", WorkCited)
def test_the_counts_of_the_landing_page_are_those_of_the_data(work: WorkCited) -> None:
    rows, total = CLAIMS[CLAIMS["work"] == work], f"{work}_claims"
    counts = count_results(rows, total=total)
    assert counts[total] == len(rows) == sum(counts[f"{total}_{result}"] for result in ClaimResult)
    assert counts[f"{total}_disagrees"] == rows["at_fault"].count()


def test_the_landing_page_counts_the_statements_of_the_book_alone() -> None:
    results = book_root() / "results"
    values = {entry["name"]: entry["value"] for entry in json.loads((results / "ledger.json").read_text("utf-8"))}
    _, statements = landing_facts(BOOK, book_pages(), results)["bars"]
    assert [part["count"] for part in statements["parts"]] == [values[f"book_claims_{name}"] for name in STATEMENTS]
    assert set(STATEMENTS) == {result.value for result in ClaimResult}


@pytest.mark.parametrize("place", CALLS)
def test_evidence_is_built_from_the_outcome_and_never_a_constant(place: str) -> None:
    assert not isinstance(CALLS[place].args[-1], ast.Constant)


@pytest.mark.parametrize("place", CONDITIONS)
def test_limits_of_a_statement_are_those_of_its_hedge(place: str) -> None:
    names = [node.id for node in ast.walk(CONDITIONS[place].args[0]) if isinstance(node, ast.Name)]
    assert not set(names) & set(BUILTINS_THAT_SET_LIMITS)


def test_counts_by_chapter_are_those_of_the_rows() -> None:
    rows = pd.DataFrame(
        {"work": ["book", "book", "article"], "chapter": [1, 1, 12], "result": ["agrees", "disagrees", "agrees"]}
    )
    counts = claim_counts(rows).set_index("chapter")
    assert counts[["agrees", "disagrees", "claims"]].to_numpy().tolist() == [[1, 1, 2], [1, 0, 1]]
    assert (counts[list(set(ClaimResult) - {"agrees", "disagrees"})] == 0).all(axis=None)
