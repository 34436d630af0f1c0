"""Chapter 12: two readings of the codes, every pair of thresholds, selection, and what is told of rights."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from whole_book import BOOK

from clusterbook.chapters.ch12_fair_trade.coders import (
    agreement_for_reading,
    clusters_of,
    codes_of,
    different_codes,
)
from clusterbook.chapters.ch12_fair_trade.selection import rights_reported, rights_table, steps_by_phase, there_before
from clusterbook.chapters.ch12_fair_trade.thresholds import (
    degree_ranks,
    degrees_over_thresholds,
    order_over_thresholds,
    threshold_pairs,
)
from clusterbook.errors import ClusterbookError
from clusterbook.instrument import agreement_table


def coded(codes: dict[str, tuple[float, ...]]) -> pd.DataFrame:
    """Clusters with one rating of joint action each, whose index is half of it."""
    rows = [
        (cluster, "joint_action", "vertical_forward", "", values[0], values[1:]) for cluster, values in codes.items()
    ]
    none = [(cluster, "external_economies", "inputs", "", 0.0, ()) for cluster in codes]
    return pd.DataFrame(rows + none, columns=["cluster_id", "dimension", "component", "phase", "code", "admissible"])


def test_both_readings_rate_the_same_components_and_the_first_is_the_book_s() -> None:
    first, second = codes_of(BOOK), codes_of(BOOK, "second")
    keys = ["cluster_id", "dimension", "component", "phase"]
    assert first[keys].equals(second[keys])
    assert first.equals(BOOK.case_codes)
    assert clusters_of(BOOK).equals(pd.concat([BOOK.clusters, BOOK.cases]))
    assert clusters_of(BOOK, "second").dtypes.equals(clusters_of(BOOK).dtypes)


def test_an_unknown_coder_is_refused() -> None:
    with pytest.raises(ClusterbookError, match="allowed first, second"):
        codes_of(BOOK, "third")


def test_every_difference_of_the_readings_is_listed() -> None:
    agreement = agreement_table(*BOOK.case_readings)
    unlike = different_codes(codes_of(BOOK), codes_of(BOOK, "second"))
    ranked = agreement.loc["all degrees"]
    kinds = agreement.loc["governance"]
    given_by_both = (unlike[["first", "second"]] != "not reported").all(axis=1).sum()
    assert given_by_both == ranked["units"] - ranked["same"] + kinds["units"] - kinds["same"]
    assert agreement_for_reading(agreement).loc["all degrees", "coded by both"] == ranked["units"]


def test_differences_name_what_one_reading_did_not_find() -> None:
    one = coded({"a": (1.0,), "b": (2.0,)})
    other = one.assign(code=[1.0, None, 0.0, 0.0])
    assert different_codes(one, other)[["cluster_id", "first", "second"]].to_numpy().tolist() == [
        ["b", "2.0", "not reported"]
    ]


def test_pairs_of_thresholds_rise_and_leave_room_for_every_degree() -> None:
    pairs = threshold_pairs()
    assert len(pairs) == 24 * 23 / 2
    assert (pairs[:, 0] < pairs[:, 1]).all()
    assert pairs.min() == 0 and pairs.max() == 11.5


@pytest.mark.parametrize(("index", "rank"), [(0.0, 0), (1.0, 0), (1.5, 1), (2.0, 1), (2.5, 2), (12.0, 2)])
def test_a_threshold_belongs_to_the_degree_below(index: float, rank: int) -> None:
    pairs = threshold_pairs()
    of_the_pair = (pairs == [1.0, 2.0]).all(axis=1)
    assert degree_ranks(index, pairs)[of_the_pair].tolist() == [rank]


def test_the_lowest_index_is_low_and_half_a_point_is_never_high() -> None:
    shares = degrees_over_thresholds(coded({"a": (0.0,), "b": (1.0,)}), "main")
    assert shares.loc["a"].tolist() == [0, 100, 0, 0]
    assert shares.loc["b", "index"] == 0.5
    assert shares.loc["b", ["Low", "Medium", "High"]].tolist() == pytest.approx([100 * 253 / 276, 100 * 23 / 276, 0])


def test_the_order_of_two_clusters_counts_pairs_and_readings_once() -> None:
    order = order_over_thresholds(coded({"a": (0.0,), "b": (1.0, 0.0)}), lower="a", upper="b")
    assert order.tolist() == pytest.approx([50 * 23 / 276, 100 - 50 * 23 / 276, 0])


def test_steps_are_counted_by_strand_and_phase() -> None:
    events = pd.DataFrame(
        [("a", "law", "before"), ("a", "social", "before"), ("a", "market", "entry"), ("a", "process", "after")],
        columns=["cluster_id", "kind", "phase"],
    )
    assert steps_by_phase(events, {"a": "Here"})[["before", "entry", "after"]].to_numpy().tolist() == [
        [2, 0, 0],
        [0, 0, 1],
        [0, 1, 0],
    ]


def test_what_was_there_before_is_a_share_of_what_is_there_after() -> None:
    assert there_before(pd.DataFrame({"before": [1.0], "after": [2.0]}, index=["a"])).tolist() == [50]


RIGHTS = pd.DataFrame(
    [
        ("a", "measurable_standards", "pay", "after", "7", "More."),
        ("a", "enabling_rights", "voice", "undated", None, "Asked."),
        ("b", "measurable_standards", "pay", "no", None, "Not told."),
        ("b", "enabling_rights", "voice", "before", "8", "Heard."),
    ],
    columns=["cluster_id", "side", "element", "told", "source_line", "evidence"],
)


def test_rights_are_counted_where_something_is_told() -> None:
    told = rights_reported(RIGHTS)
    assert told.loc["a"].tolist() == [1, 1]
    assert told.loc["b", "measurable_standards"] == 0


def test_the_table_of_rights_says_when_and_what_is_not_told() -> None:
    table = rights_table(RIGHTS, {"a": "A", "b": "B"}, {7: ("Case", "2")})
    assert table["side"].tolist() == ["measurable standards", "enabling rights"]
    assert table["A"].tolist() == ["More (Case, paragraph 2) [after]", "Asked [no time given]"]
    assert table["B"].tolist() == ["not told", "Heard [before]"]


def test_each_element_of_rights_is_asked_of_both_clusters() -> None:
    rights = BOOK.resource("fair_trade_rights")
    assert rights.groupby("element")["cluster_id"].nunique().eq(2).all()
    assert rights.loc[rights["told"] == "no", "source_line"].isna().all()
    assert rights.loc[rights["told"] != "no", "source_line"].notna().all()


def test_the_chapter_follows_the_second_reading(run_chapter: Callable) -> None:
    found = run_chapter("ch12", coder="second")
    assert found["social_after_babassu"].value == found["social_after_second_babassu"].value
    assert found["ce_honey"].value == 9.0
