"""Other readings of damaged cells, which there are and how each is named; clusters that nobody studied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from invented_clusters import TRADITIONAL, four, printed, product

from clusterbook.chapters.ch10_cross_case.choices import Settings, Strata
from clusterbook.chapters.ch10_cross_case.robustness import stability
from clusterbook.chapters.ch10_cross_case.robustness.readings import (
    AS_RESTORED,
    admissible_readings,
    apply_reading,
    bounds_by_reading,
)
from clusterbook.chapters.ch10_cross_case.robustness.stability import leave_one_out, tipping_points
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.errors import FaultsError
from clusterbook.stats import TestSettings
from clusterbook.vocabulary import Sector, Upgrading

NONE_THEN_ALL = Study(four(), outcomes=(Upgrading.PRODUCT,), sectors=(Sector.SPECIALIZED, Sector.TRADITIONAL))


def restorations(*rows: tuple[str, str, str, str | float]) -> pd.DataFrame:
    """Lines of the restorations: table, row, column and what else may be read."""
    return pd.DataFrame(rows, columns=["table", "row", "column", "admissible"])


def test_an_unknown_column_names_the_known_ones() -> None:
    with pytest.raises(FaultsError, match=r"^reading: found a, price; allowed sector, collective_efficiency, "):
        apply_reading(four(), {("a", "price"): 1})


def test_readings_are_those_of_damaged_cells_of_clusters_alone() -> None:
    found = restorations(
        ("10.9", "a", "market", "2"),
        ("10.2", "a", "market", np.nan),
        ("10.2", "z", "market", "2"),
        ("10.2", "a", "price", "2"),
        ("10.5", "a", "upgrading_product", "0.5"),
    )
    expected: dict[str, Any] = {AS_RESTORED: {}, "a.upgrading_product=0.5": {("a", "upgrading_product"): 0.5}}
    assert admissible_readings(found, four()) == expected


def test_readings_come_by_the_number_of_cells_that_they_change() -> None:
    found = restorations(("10.2", "a", "market", "2; 3"), ("10.4", "b", "collective_efficiency", "High"))
    high = {("b", "collective_efficiency"): "High"}
    name = "b.collective_efficiency=High"
    assert list(admissible_readings(found, four()).items()) == [
        (AS_RESTORED, {}),
        (name, high),
        ("a.market=2", {("a", "market"): 2}),
        ("a.market=3", {("a", "market"): 3}),
        (f"a.market=2 and {name}", {("a", "market"): 2} | high),
        (f"a.market=3 and {name}", {("a", "market"): 3} | high),
    ]


def test_a_reading_of_a_missing_cell_changes_it_and_the_cells_beside_it() -> None:
    text = "1 with market 1 and more"
    with pytest.raises(FaultsError, match="found '1 with market 1 and more'"):
        admissible_readings(restorations(("10.6", "b", "upgrading_functional", text)), four())
    text = "1 with market 1 with network 2 (why); 0.5 (why not)"
    found = list(admissible_readings(restorations(("10.6", "b", "upgrading_functional", text)), four()).values())
    cell = ("b", "upgrading_functional")
    assert found == [{}, {cell: 0.5}, {cell: 1, ("b", "network"): 2}]


def test_the_place_of_a_reading_that_cannot_be_understood_is_told_with_the_form_of_one_that_can() -> None:
    with pytest.raises(FaultsError) as caught:
        admissible_readings(restorations(("10.2", "b", "market", "2; perhaps a two")), four())
    assert str(caught.value) == (
        "data/restorations.csv, row b, column market, admissible: found 'perhaps a two'; expected \"VALUE\" or "
        '"VALUE with COLUMN VALUE (reason)". Write the reading in this form.'
    )


def test_a_sector_without_ratings_is_passed_over_and_those_after_it_are_not() -> None:
    words = printed("positive")
    bounds = bounds_by_reading(NONE_THEN_ALL, {AS_RESTORED: {}}, words)
    assert bounds["sector"].tolist() == [TRADITIONAL]
    assert set(leave_one_out(NONE_THEN_ALL, words)["sector"]) == {TRADITIONAL}
    assert tipping_points(NONE_THEN_ALL, words)["sector"].tolist() == [TRADITIONAL]


@pytest.mark.parametrize("word", ["positive", "often_negative"])
def test_as_many_unseen_clusters_tell_of_leaders_as_of_degrees_where_both_go_together(word: str) -> None:
    points = [tipping_points(product(relation), printed(word)) for relation in ("collective_efficiency", "leaders")]
    pd.testing.assert_frame_equal(*points)
    assert points[0].at[0, "for"] > 0


def test_no_number_of_unseen_clusters_supports_where_none_upgraded() -> None:
    study = Study(four().assign(upgrading_product=0.0), outcomes=(Upgrading.PRODUCT,))
    (row,) = tipping_points(study, printed("positive")).to_dict("records")
    assert pd.isna(row["for"]) and pd.isna(row["against"])


def test_unseen_clusters_are_sought_up_to_the_most_and_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    needed = tipping_points(product(), printed("positive")).at[0, "for"]
    found = []
    for most in (needed, needed - 1):
        monkeypatch.setattr(stability, "MOST_UNSEEN", most)
        found.append(tipping_points(product(), printed("positive")).at[0, "for"])
    assert found[0] == needed and pd.isna(found[1])


def test_unseen_clusters_are_compared_with_the_first_cluster_of_the_sector() -> None:
    # In Brazil there is a alone; with it, clusters of a low degree that did not upgrade tell nothing.
    study = product(settings=Settings(test=TestSettings(alpha=0.34), strata=Strata.SECTOR_AND_COUNTRY))
    first, last = (
        tipping_points(replace(study, clusters=four().assign(country_id=countries)), printed("positive")).at[0, "for"]
        for countries in (["bra", "mex", "mex", "mex"], ["mex", "mex", "mex", "bra"])
    )
    assert pd.isna(first) and last > 0
