"""Whole rows of the lattice of Table 10.1, every column, where one can count the solutions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

from clusterbook.chapters.ch10_cross_case.lattice import (
    Assumptions,
    Printing,
    Reading,
    Scale,
    Unrated,
    assumption_grid,
    cutoff_ranges,
    cutoffs_allow,
    degrees_by_sector,
    feasibility,
    index_against_formula,
    joint_readings,
    over_all_alone,
    over_all_jointly,
    possible_cutoffs,
    rated_clusters,
    reading,
    sizes_by_sector,
    without_padding,
)
from clusterbook.chapters.ch10_cross_case.lattice.cutoffs import _left
from clusterbook.errors import FaultsError

TINY = Scale(external_economies=1, joint_actions=1, highest=1, step=Fraction(1))  # each part is 0 or 1
PARTS = ("external_economies", "joint_actions", "collective_efficiency")
DEGREES = ["Low", "Medium", "High"]


def table(**sectors: tuple[str, str, str]) -> pd.DataFrame:
    """A Table 10.1 of invented sectors."""
    return pd.DataFrame.from_dict(sectors, orient="index", columns=[f"{part}_index" for part in PARTS])


def rounded(scale: Scale = TINY, unrated: str = "left_out") -> Assumptions:
    """That averages were rounded."""
    return Assumptions(scale, Printing.ROUNDED, Unrated(unrated))


def test_assumptions_told_as_text_become_members_of_their_kinds() -> None:
    told = Assumptions(printing="truncated", unrated="as_zero")  # type: ignore[arg-type]
    assert told.printing is Printing.TRUNCATED and told.unrated is Unrated.AS_ZERO
    assert Assumptions() == Assumptions(Scale(4, 4, 3, Fraction(1, 2)), Printing.EITHER, Unrated.LEFT_OUT)


def test_an_unknown_assumption_is_an_error_in_its_own_name() -> None:
    wrong: list[dict[str, Any]] = [{"printing": "chopped"}, {"unrated": "chopped"}]
    for one in wrong:
        with pytest.raises(FaultsError) as told:
            Assumptions(**one)
        assert [fault.where for fault in told.value.faults] == [*one]
    with pytest.raises(FaultsError) as told:
        reading("0.50", "chopped")
    assert [fault.where for fault in told.value.faults] == ["printing"]


def test_a_printed_number_stands_for_an_interval_of_its_last_digit() -> None:
    assert reading("0.5", "rounded") == Reading(Fraction(9, 20), Fraction(11, 20), True)
    assert reading("0.50", "truncated") == Reading(Fraction(1, 2), Fraction(51, 100), False)
    assert reading("2") == reading("2", "either") == Reading(Fraction(3, 2), Fraction(3), False)
    assert reading("0.5", "rounded").times(4) == Reading(Fraction(9, 5), Fraction(11, 5), True)


def test_intervals_that_touch_meet_if_the_lower_one_has_its_end() -> None:
    for closed in (True, False):
        lower, upper = Reading(Fraction(0), Fraction(1), closed), Reading(Fraction(1), Fraction(2), not closed)
        assert lower.meets(upper) == upper.meets(lower) == closed
    assert not Reading(Fraction(0), Fraction(1), True).meets(Reading(Fraction(2), Fraction(3), True))
    one, open_end = Reading(Fraction(1), Fraction(1), True), Reading(Fraction(0), Fraction(1), False)
    assert one.meets(one) and not one.meets(open_end)


def test_only_multiples_from_nothing_to_the_top_are_admitted() -> None:
    below_nothing = Reading(Fraction(-1), Fraction(1), True)
    assert [*below_nothing.multiples(Fraction(1, 2), Fraction(3))] == [0, Fraction(1, 2), 1]
    assert [*below_nothing.multiples(Fraction(1, 2), Fraction(1, 2))] == [0, Fraction(1, 2)]
    assert [*Reading(Fraction(-1), Fraction(1), False).multiples(Fraction(1, 2), Fraction(3))] == [0, Fraction(1, 2)]


def test_a_scale_has_a_top_and_a_unit_for_each_part() -> None:
    scale = Scale(external_economies=3, joint_actions=5, highest=2, step=Fraction(1, 4))
    assert [scale.top(part) for part in PARTS] == [6, 10, 8]
    assert [scale.unit(part) for part in PARTS] == [Fraction(1, 4), Fraction(1, 4), Fraction(1, 8)]


def test_the_formula_beside_the_print_in_every_column() -> None:
    printed = table(shoes=("7.60", "5.20", "6.70"), fish=("4.00", "5.00", "4.50"))
    rows = {
        "index_published": [6.7, 4.5], "index_recomputed": [6.4, 4.5], "difference": [-0.3, 0.0],
        "lowest": [6.395, 4.495], "highest": [6.41, 4.51], "follows": [False, True], "implied_weight": [0.625, 0.5],
    }  # fmt: skip
    pd.testing.assert_frame_equal(index_against_formula(printed), pd.DataFrame(rows, index=["shoes", "fish"]))
    narrow = index_against_formula(printed, "rounded")
    assert narrow[["lowest", "highest"]].to_numpy().tolist() == [[6.395, 6.405], [4.495, 4.505]]


@pytest.mark.parametrize(
    ("index", "printing", "follows"),
    [
        ("6.41", "rounded", True),  # 6.405 at least, and the formula gives up to 6.405 with it
        ("6.42", "rounded", False),
        ("6.39", "rounded", True),
        ("6.38", "rounded", False),
        ("6.40", "truncated", True),
        ("6.41", "truncated", False),  # 6.41 at least, and the formula stays below it
        ("6.41", "either", True),
        ("6.42", "either", False),
    ],
)
def test_an_index_follows_from_its_parts_up_to_the_digits_not_printed(index: str, printing: str, follows: bool) -> None:
    found = index_against_formula(table(shoes=("7.60", "5.20", index)), printing)
    assert found["follows"].tolist() == [follows]


def test_every_number_of_rated_clusters_with_its_total_and_average() -> None:
    found = rated_clusters(table(shoes=("0.33", "1.00", "0.17")), {"shoes": 3}, assumptions=rounded())
    economies, actions, index = PARTS
    assert found.to_dict("list") == {
        "sector": ["shoes"] * 5,
        "part": [economies, actions, actions, actions, index],
        "rated": [3, 1, 2, 3, 3],
        "total": [1.0, 1.0, 2.0, 3.0, 0.5],
        "average": [1 / 3, 1.0, 1.0, 1.0, 1 / 6],
    }
    nothing = rated_clusters(table(shoes=("0.33", "0.33", "0.33")), {"shoes": 1}, assumptions=rounded())
    assert nothing.empty and nothing.columns.tolist() == found.columns.tolist()


def test_ratings_in_half_points_of_four_components_read_either_way_unless_told_otherwise() -> None:
    printed = table(shoes=("11.66", "0.51", "6.12"))
    # 35 over three is 11.66 cut off; nothing over up to three is 0.51; 12.25 over two is 6.125, cut off.
    found = rated_clusters(printed, {"shoes": 3})[["part", "rated", "total"]].to_numpy().tolist()
    assert found == [["external_economies", 3, 35.0], ["collective_efficiency", 2, 12.25]]


def test_joint_solutions_have_a_column_for_every_number() -> None:
    printed = table(shoes=("0.50", "1.00", "1.00"), fish=("1.00", "1.00", "0.50"))
    found = joint_readings(printed, {"shoes": 2, "fish": 2}, assumptions=rounded())
    numbers = [2.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    columns = [f"{kind}_{part}" for part in PARTS for kind in ("rated", "total")]
    assert found.to_dict("list") == {"sector": ["shoes"]} | {
        name: [number] for name, number in zip(columns, numbers, strict=True)
    }
    impossible = joint_readings(printed.loc[["fish"]], {"fish": 2}, assumptions=rounded())
    assert impossible.empty and impossible.columns.tolist() == ["sector", *columns]


@pytest.mark.parametrize(
    ("averages", "solutions"),
    [
        (("1.00", "0.00", "0.00"), 0),  # economies are 1 throughout, so that no index is 0
        (("1.00", "0.00", "0.50"), 4),  # both parts of one or of both clusters, or one part of one alone
        (("0.00", "3.00", "1.50"), 4),
    ],
)
def test_a_part_left_out_lies_within_its_own_scale(averages: tuple[str, str, str], solutions: int) -> None:
    unequal = Scale(external_economies=1, joint_actions=3, highest=1, step=Fraction(1))
    assert len(joint_readings(table(shoes=averages), {"shoes": 2}, assumptions=rounded(unequal))) == solutions


def test_a_zero_at_the_end_is_padding_only_behind_the_point() -> None:
    padded = table(shoes=("10.10", "7.00", "8.55"), fish=("10", "0.05", "1.20"))
    assert without_padding(padded).to_numpy().tolist() == [["10.1", "7.0", "8.55"], ["10", "0.05", "1.2"]]


def test_sectors_that_can_run_over_all_clusters_come_in_alphabetical_order() -> None:
    fits, odd, apart = ("1.00", "3.00", "2.00"), ("1.00", "3.13", "2.00"), ("1.00", "3.00", "5.00")
    printed = table(shoes=fits, milk=odd, fish=apart, cars=fits, wine=("0.25", "0.25", "0.25"))
    sizes = dict.fromkeys(["shoes", "milk", "fish"], 2) | {"cars": 3, "wine": 3}  # of wine, two alone
    assert over_all_alone(printed, sizes) == ["cars", "fish", "shoes"]
    assert over_all_jointly(printed, sizes) == ["cars", "shoes"]


def test_sectors_have_their_sizes_in_the_order_of_the_clusters() -> None:
    clusters = pd.DataFrame({"sector": pd.Categorical(["shoes", "fish", "shoes"], ["fish", "shoes"])})
    assert [*sizes_by_sector(clusters.astype(str)).items()] == [("shoes", 2), ("fish", 1)]


def test_the_grid_varies_rounding_and_what_is_missing_within_components_within_steps() -> None:
    grid = assumption_grid()
    assert [entry.scale for entry in grid[::6]] == [
        Scale(components, 4, 3, step) for step in (Fraction(1, 2), Fraction(1, 4)) for components in (3, 4)
    ]
    assert [(entry.printing, entry.unrated) for entry in grid[:6]] == [
        (printing, unrated) for printing in (Printing.ROUNDED, Printing.TRUNCATED) for unrated in Unrated
    ]
    assert [entry.scale for entry in assumption_grid([Fraction(1)], [2])] == [Scale(2, 4, 3, Fraction(1))] * 6


def test_solutions_are_counted_for_each_sector_and_set_of_assumptions() -> None:
    printed, sizes = table(shoes=("0.50", "1.00", "1.00"), fish=("1.00", "1.00", "1.00")), {"shoes": 2, "fish": 1}
    counted = feasibility(printed, sizes, assumptions=[rounded(), rounded(unrated="as_zero")])
    described = {"printing": "rounded", "step": 1.0, "external_economies_components": 1, "joint_actions_components": 1}
    assert counted.to_dict("records") == [
        {**described, "unrated": "left_out", "shoes": 1, "fish": 1},
        {**described, "unrated": "as_zero", "shoes": 0, "fish": 1},
    ]
    assert feasibility(printed, sizes, assumptions=[Assumptions(Scale(3, 2))]).iloc[0, 3:5].tolist() == [3, 2]


def test_degrees_that_no_cluster_has_are_counted_as_none() -> None:
    clusters = pd.DataFrame({"sector": ["shoes", "fish", "shoes"], "collective_efficiency": ["High", "Low", "High"]})
    counted = degrees_by_sector(clusters)
    assert counted.columns.tolist() == DEGREES
    assert {sector: [*row] for sector, row in counted.iterrows()} == {"fish": [1, 0, 0], "shoes": [0, 0, 2]}


def degrees(**sectors: list[int]) -> pd.DataFrame:
    """Numbers of Low, Medium and High clusters."""
    return pd.DataFrame.from_dict(sectors, orient="index", columns=DEGREES)


def test_every_pair_of_cut_offs_with_the_sectors_that_exclude_it() -> None:
    scale = Scale(external_economies=1, joint_actions=1, highest=2, step=Fraction(1))  # index 0 to 2 in halves
    printed = table(shoes=("0", "0", "0.50"), fish=("0", "0", "1.00"), milk=("0", "0", "1.50"))
    rated = degrees(shoes=[1, 0, 0], fish=[0, 1, 0], milk=[0, 0, 1])
    found = possible_cutoffs(printed, rated, assumptions=rounded(scale))
    assert found.columns.tolist() == ["medium_from", "high_from", "possible", "excluded_by"]
    assert found.to_numpy().tolist() == [
        [0.5, 1.0, False, "shoes, fish"],  # 0.5 is Medium, 1 High
        [0.5, 1.5, False, "shoes"],
        [0.5, 2.0, False, "shoes, milk"],
        [1.0, 1.5, True, ""],
        [1.0, 2.0, False, "milk"],
        [1.5, 2.0, False, "fish, milk"],
    ]
    ranges = pd.DataFrame({"lowest": [1.0, 1.5], "highest": [1.0, 1.5], "share_possible": [1 / 6, 1 / 6]})
    pd.testing.assert_frame_equal(cutoff_ranges(found), ranges.set_axis(["medium_from", "high_from"]))
    assert cutoffs_allow(found, 1.0, high_from=1.5) and not cutoffs_allow(found, 1.0, high_from=2.0)
    with pytest.raises(KeyError):
        cutoffs_allow(found, 1.0, high_from=1.25)


@pytest.mark.parametrize(
    ("left_out", "average", "possible"),
    [
        (0, "0.25", True),  # 0 and 0.5 (Low and Medium) over two
        (0, "0.50", False),  # a half and a half are both Medium, 0 and 1 Low and High
        (1, "0.50", True),
        (1, "0.00", True),
        (1, "1.00", False),
        (2, "0.50", True),  # one of the two stays
        (2, "0.75", False),
    ],
)
def test_clusters_left_out_of_an_average_are_of_any_degree_but_never_all(
    left_out: int, average: str, possible: bool
) -> None:
    found = possible_cutoffs(
        table(shoes=("0", "0", average)), degrees(shoes=[1, 1, 0]), unrated_at_most=left_out, assumptions=rounded()
    )
    assert found["possible"].tolist() == [possible]


def test_what_remains_of_each_degree_when_some_are_left_out() -> None:
    assert sorted(_left((1, 2, 0), 2)) == [(0, 1, 0), (0, 2, 0), (1, 0, 0), (1, 1, 0), (1, 2, 0)]
    half: dict[str, Any] = {
        "printed": table(shoes=("0", "0", "0.50")),
        "degrees": degrees(shoes=[1, 1, 0]),
        "assumptions": rounded(),
    }
    assert possible_cutoffs(**half)["possible"].tolist() == [False]  # none unless told


def test_cut_offs_depend_on_how_averages_were_shortened() -> None:
    for printing, possible in ((Printing.TRUNCATED, True), (Printing.ROUNDED, False)):  # 2 over three
        chosen: dict[str, Any] = {"degrees": degrees(shoes=[0, 2, 1]), "assumptions": Assumptions(TINY, printing)}
        found = possible_cutoffs(table(shoes=("0", "0", "0.66")), **chosen)
        assert found["possible"].tolist() == [possible]


def test_as_many_are_left_out_as_may_be_whatever_their_degrees() -> None:
    # Two Low and two High average 1.00 only if both Low ones are left out.
    chosen: dict[str, Any] = {
        "printed": table(shoes=("0", "0", "1.00")),
        "degrees": degrees(shoes=[2, 0, 2]),
        "assumptions": rounded(),
    }
    allowed = [possible_cutoffs(**chosen, unrated_at_most=most)["possible"].tolist() for most in range(4)]
    assert allowed == [[False], [False], [True], [True]]


def test_cut_offs_lie_in_quarters_of_an_index_to_12_read_either_way_unless_told_otherwise() -> None:
    found = possible_cutoffs(table(shoes=("0", "0", "8.12")), degrees(shoes=[0, 1, 1]))
    assert len(found) == 48 * 47 / 2 and found[["medium_from", "high_from"]].iloc[-1].tolist() == [11.75, 12.0]
    # 8.125, cut off: the one below and the other from a cut-off; the lower may be 4.25 where the other is 12.
    assert cutoff_ranges(found)[["lowest", "highest"]].to_numpy().tolist() == [[0.25, 8.0], [4.5, 12.0]]
