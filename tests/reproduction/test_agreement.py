"""Agreement of two codings, on codes one can count, against a second method and a published example."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whole_book import BOOK

from clusterbook.claim_vocabulary import ClaimResult, SettledHow, WorkCited
from clusterbook.data.book import Book
from clusterbook.reproduction.agreement import agreement_by_chapter, agreement_by_work, nominal_alpha
from clusterbook.reproduction.facts import fact_links
from clusterbook.reproduction.verdicts import MEANING, linked_claims, links_table, sampling_table, settling_table
from clusterbook.reproduction_vocabulary import FactRelation


class Invented(Book):
    """A book with four claims of its own, one of them of the article."""

    def resource(self, name: str) -> pd.DataFrame:
        """The invented claims and codes; all else as it is."""
        if name == "claims":
            works, chapters = ["book", "book", "book", "article"], [1, 1, 2, 12]
            return pd.DataFrame({"claim_id": list("abcd"), "work": works, "chapter": chapters})
        if name == "claim_codes":
            codes = {"result_a": ["agrees", "disagrees", "agrees", "agrees"], "result_b": ["agrees"] * 4}
            ways = ["both_agree", "doubt_rule", "both_agree", "new_reading"]
            return pd.DataFrame({"claim_id": list("abcd"), **codes, "settled_how": ways})
        return super().resource(name)


def alpha_by_hand(first: list[str], second: list[str]) -> float:
    """Alpha from its definition: disagreement seen over disagreement expected of all pairs of codes."""
    counts, n = Counter(first + second), 2 * len(first)
    seen = sum(a != b for a, b in zip(first, second, strict=True)) / len(first)
    expected = sum(x * (n - x) for x in counts.values()) / (n * (n - 1))
    return 1 - seen / expected


CODES = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")), min_size=2, max_size=30)


@given(CODES)
def test_alpha_is_one_less_the_disagreement_over_what_chance_gives(pairs: list[tuple[str, str]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    alpha = nominal_alpha(pd.Series(first), pd.Series(second))
    if len(set(first + second)) == 1:
        assert alpha is None
    else:
        assert alpha == pytest.approx(alpha_by_hand(first, second))


def test_alpha_of_the_worked_example_of_krippendorff() -> None:
    """Two observers, two categories, ten units (Computing Krippendorff's Alpha-Reliability, 2011, example A)."""
    first, second = pd.Series(list("0100000010")), pd.Series(list("1110010000"))
    assert nominal_alpha(first, second) == pytest.approx(0.095, abs=0.0005)


def test_same_codes_give_one_and_a_single_unit_nothing() -> None:
    assert nominal_alpha(pd.Series(["x", "y"]), pd.Series(["x", "y"])) == 1
    assert nominal_alpha(pd.Series(["x"]), pd.Series(["y"])) is None


def test_codes_of_other_units_are_refused() -> None:
    with pytest.raises(ValueError, match="found 2 and 1 codes"):
        nominal_alpha(pd.Series(["x", "y"]), pd.Series(["x"]))


def test_book_and_article_are_never_counted_together() -> None:
    found = agreement_by_work(Invented())
    assert (found[WorkCited.BOOK].claims, found[WorkCited.BOOK].same) == (3, 2)
    assert (found[WorkCited.ARTICLE].claims, found[WorkCited.ARTICLE].same) == (1, 1)
    assert found[WorkCited.ARTICLE].alpha is None


def test_agreement_by_chapter_counts_claims_and_same_codes() -> None:
    frame = agreement_by_chapter(Invented())
    assert frame[["claims", "same"]].to_numpy().tolist() == [[2, 1], [1, 1], [1, 1]]
    assert frame.columns.tolist() == ["work", "claims", "same", "alpha"]
    assert (frame.index.name, frame["work"].tolist()) == ("chapter", ["book", "book", "article"])
    assert frame.at[1, "alpha"] == pytest.approx(alpha_by_hand(["agrees", "disagrees"], ["agrees", "agrees"]))


def test_ways_of_settling_are_counted_by_work() -> None:
    counts = settling_table(Invented()).set_index("work")
    assert counts.index.tolist() == ["book", "article"]
    assert counts.columns.tolist() == list(SettledHow)
    assert counts.loc["book"].tolist() == [2, 0, 0, 1, 0]
    assert counts.loc["article"].tolist() == [0, 0, 0, 0, 1]


def test_sampling_names_every_chapter_once_with_its_claims() -> None:
    table = sampling_table(Invented())
    assert table["chapter"].tolist() == list(range(1, 13))
    assert (table["taken"] <= table["eligible"]).all()
    assert table.set_index("chapter")["claims"].loc[[1, 2, 3, 12]].tolist() == [2, 1, 0, 1]


def test_every_result_has_its_meaning() -> None:
    assert list(MEANING) == list(ClaimResult)


def test_a_claim_sets_two_dates_beside_each_other_where_it_names_both_places_of_a_fact() -> None:
    named = linked_claims(BOOK, FactRelation.DIFFERENT_DATE)
    beside = linked_claims(BOOK, FactRelation.DIFFERENT_DATE, both=True)
    assert set(beside["claim_id"]) < set(named["claim_id"])
    assert "c04-03" in set(beside["claim_id"])  # exports of 2001 (Table 4.1) and of 2002 (Table 1.2)
    assert "c03-12" in set(named["claim_id"]) - set(beside["claim_id"])  # a share of 1996 and a statement on today


def test_the_table_of_links_counts_every_fact_once() -> None:
    table = links_table(BOOK)
    assert table["relation"].tolist() == [relation.value.replace("_", " ") for relation in FactRelation]
    assert table["facts"].sum() == len(fact_links(BOOK))
    assert (table["both_places"] <= table["claims"]).all()
