"""Combinations of conditions are told in words, never in the method's signs."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterbook.chapters.ch10_cross_case.configurations import Condition, SolutionKind, formula_words, in_words
from clusterbook.vocabulary import Sector


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("efficient*~market", "high collective efficiency and no market chain"),
        ("~efficient + quasi_hierarchy", "no high collective efficiency; or a quasi hierarchy chain"),
        ("complex_products*~network", "in complex products and no network chain"),
        ("~complex_products", "not in complex products"),
        ("never", "none"),
        ("always", "whatever the conditions"),
    ],
)
def test_a_formula_in_words(formula: str, words: str) -> None:
    assert formula_words(formula) == words


@pytest.mark.parametrize("name", [*Condition, *Sector])
def test_every_condition_present_or_absent_has_words_of_its_own(name: str) -> None:
    present, absent = formula_words(name), formula_words(f"~{name}")
    assert present != absent and not set("~*_") & set(present + absent)


@pytest.mark.parametrize("kind", list(SolutionKind))
def test_a_table_of_terms_keeps_the_kinds_of_its_solutions(kind: str) -> None:
    table = pd.DataFrame({"solution": [kind], "term": ["~hierarchy"], "reach": ["global"]})
    assert in_words(table).iloc[0].to_list() == [kind, "no hierarchy chain", "global chains alone"]


def test_kinds_of_solutions_stay_where_all_of_them_are_told() -> None:
    table = pd.DataFrame({"solution": [kind.value for kind in SolutionKind], "term": "market"})
    assert in_words(table)["solution"].tolist() == table["solution"].tolist()


def test_a_table_of_analyses_has_its_solutions_in_words() -> None:
    table = pd.DataFrame({"scope": ["all_sectors"], "solution": ["market"]})
    assert in_words(table).iloc[0].to_list() == ["all_sectors", "a market chain"]


def test_a_table_without_rows_stays_without_rows() -> None:
    assert in_words(pd.DataFrame(columns=["solution", "term"])).empty
