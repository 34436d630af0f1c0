"""Table 10.1 as a lattice puzzle: small cases one can do in the head, and brute force."""

import itertools
import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings, strategies

from clusterbook.chapters.ch10_cross_case import lattice
from clusterbook.chapters.ch10_cross_case.lattice.averages import (
    assumption_grid,
    feasibility,
    index_against_formula,
    joint_readings,
    rated_clusters,
    sizes_by_sector,
)
from clusterbook.chapters.ch10_cross_case.lattice.cutoffs import (
    cutoff_ranges,
    cutoffs_allow,
    degrees_by_sector,
    possible_cutoffs,
)
from clusterbook.chapters.ch10_cross_case.lattice.instrument import PARTS, Assumptions, Scale, reading
from clusterbook.data import load_clusters, load_keyed
from clusterbook.errors import FaultsError

TINY = Scale(external_economies=1, joint_actions=1, highest=1, step=Fraction(1))  # each part is 0 or 1
INDICES = [f"{part}_index" for part in PARTS]


def table(*numbers):
    """A Table 10.1 of one sector."""
    return pd.DataFrame([numbers], columns=INDICES, index=["shoes"])


def printed(value, printing):
    """A number with two decimals, rounded half up or truncated."""
    hundredths = value * 100
    count = math.floor(hundredths + Fraction(1, 2)) if printing == "rounded" else math.floor(hundredths)
    return f"{count // 100}.{count % 100:02d}"


def mean(values):
    """Exact mean."""
    return Fraction(sum(values)) / len(values)


def index_values(economies, actions, unrated):
    """The index of each cluster that has one, by the definition of each policy."""
    pairs = list(zip(economies, actions, strict=True))
    both = [Fraction(e + a) / 2 for e, a in pairs if e is not None and a is not None]
    if unrated == "left_out":
        return both
    if unrated == "as_zero":
        return [Fraction((e or 0) + (a or 0)) / 2 for e, a in pairs if e is not None or a is not None]
    return both + [Fraction(e if a is None else a) for e, a in pairs if (e is None) != (a is None)]


def averages(economies, actions, unrated, printing):
    """The three printed averages of a set of ratings, or None where a column is empty."""
    columns = [[e for e in economies if e is not None], [a for a in actions if a is not None]]
    columns.append(index_values(economies, actions, unrated))
    if not all(columns):
        return None
    return [printed(mean(column), printing) for column in columns]


@pytest.mark.parametrize(
    ("printing", "inside", "outside"),
    [
        ("rounded", ["0.495", "0.505"], ["0.494", "0.506"]),
        ("truncated", ["0.5", "0.5099"], ["0.499", "0.51"]),
        ("either", ["0.495", "0.5099"], ["0.494", "0.51"]),
    ],
)
def test_a_printed_half_stands_for_a_narrow_interval(printing, inside, outside) -> None:
    unit = Fraction(1, 100_000)
    admitted = set(reading("0.50", printing).multiples(unit, Fraction(1)))
    assert {Fraction(number) for number in inside} <= admitted
    assert not {Fraction(number) for number in outside} & admitted


def test_a_third_can_only_be_the_mean_of_three_or_six_clusters() -> None:
    found = rated_clusters(table("0.33", "0.33", "0.33"), {"shoes": 6}, assumptions=Assumptions(TINY, "rounded"))
    economies = found[found["part"] == "external_economies"]
    assert list(zip(economies["rated"], economies["total"], strict=True)) == [(3, 1), (6, 2)]


def test_the_index_of_three_clusters_moves_in_sixths() -> None:
    found = rated_clusters(table("0.33", "0.33", "0.17"), {"shoes": 3}, assumptions=Assumptions(TINY, "rounded"))
    index = found[found["part"] == "collective_efficiency"]
    assert list(zip(index["rated"], index["total"], strict=True)) == [(3, 0.5)]


def test_two_thirds_printed_as_066_was_truncated() -> None:
    for printing, solutions in (("truncated", 1), ("rounded", 0), ("either", 1)):
        found = rated_clusters(table("0.66", "0.00", "0.00"), {"shoes": 3}, assumptions=Assumptions(TINY, printing))
        assert (found["part"] == "external_economies").sum() == solutions


def test_the_formula_gives_half_of_each_part_and_says_when_the_print_differs() -> None:
    formula = index_against_formula(table("7.60", "5.20", "6.40"), "rounded").loc["shoes"]
    assert formula["index_recomputed"] == 6.4
    assert formula["difference"] == 0
    assert formula["follows"]
    assert formula["implied_weight"] == 0.5
    other = index_against_formula(table("8.00", "4.00", "7.00"), "rounded").loc["shoes"]
    assert (other["difference"], other["follows"], other["implied_weight"]) == (-1, False, 0.75)


def test_a_truncated_index_stays_below_the_next_hundredth() -> None:
    # Parts read as 7.60 and 4.80 at least give 6.20 at least; an index printed 6.19 was below 6.20.
    assert not index_against_formula(table("7.60", "4.80", "6.19"), "truncated").loc["shoes", "follows"]
    assert index_against_formula(table("7.60", "4.80", "6.20"), "truncated").loc["shoes", "follows"]


def test_equal_parts_leave_the_weight_undecided_at_a_half() -> None:
    assert index_against_formula(table("5.00", "5.00", "5.00")).loc["shoes", "implied_weight"] == 0.5


def test_fully_rated_clusters_obey_the_formula_exactly() -> None:
    # Two clusters, both parts of both rated: the index must be 0.50 when the parts average 1 and 0.
    sure = joint_readings(table("1.00", "0.00", "0.50"), {"shoes": 2}, assumptions=Assumptions(TINY, "rounded"))
    assert (2, 2, 2) in {tuple(row) for row in sure.filter(like="rated_").to_numpy()}
    assert joint_readings(table("1.00", "0.00", "0.75"), {"shoes": 2}, assumptions=Assumptions(TINY, "rounded")).empty


def test_an_unrated_part_lets_the_index_depart_from_the_formula() -> None:
    # Economies 1 and 0, action only of the first: left out, the index is that of the first, 1.00.
    one_missing = table("0.50", "1.00", "1.00")
    left_out = joint_readings(one_missing, {"shoes": 2}, assumptions=Assumptions(TINY, "rounded", "left_out"))
    assert left_out.filter(like="rated_").to_numpy().tolist() == [[2, 1, 1]]
    # As zero the second counts 0, so the index averages 0.50; with its one part as well.
    for policy in ("as_zero", "one_part"):
        assert joint_readings(one_missing, {"shoes": 2}, assumptions=Assumptions(TINY, "rounded", policy)).empty
        assert len(
            joint_readings(
                table("0.50", "1.00", "0.50"), {"shoes": 2}, assumptions=Assumptions(TINY, "rounded", policy)
            )
        )


@pytest.mark.parametrize("printing", ["rounded", "truncated"])
@pytest.mark.parametrize("unrated", ["left_out", "as_zero", "one_part"])
def test_joint_readings_exist_exactly_where_brute_force_finds_ratings(unrated, printing) -> None:
    ratings = list(itertools.product((None, 0, 1), repeat=3))
    reachable = {tuple(averages(e, a, unrated, printing) or ()) for e, a in itertools.product(ratings, repeat=2)} - {()}
    if unrated == "as_zero":  # the formula may also have been copied to clusters with neither part
        reachable |= _with_empty_rows(ratings, printing)
    numbers = sorted({number for row in reachable for number in row})
    for triple in itertools.product(numbers, repeat=3):
        solved = joint_readings(table(*triple), {"shoes": 3}, assumptions=Assumptions(TINY, printing, unrated))
        assert (len(solved) > 0) == (triple in reachable), triple


def _with_empty_rows(ratings, printing):
    """Averages whose index counts some clusters without any rating as nothing."""
    found = set()
    for economies, actions in itertools.product(ratings, repeat=2):
        if any(e is not None for e in economies) and any(a is not None for a in actions):
            index = [Fraction((e or 0) + (a or 0)) / 2 for e, a in zip(economies, actions, strict=True)]
            empty = sum(e is None and a is None for e, a in zip(economies, actions, strict=True))
            parts = averages(economies, actions, "as_zero", printing)[:2]
            found |= {(*parts, printed(Fraction(sum(index), 3 - gone), printing)) for gone in range(empty + 1)}
    return found


half_points = strategies.integers(0, 24).map(lambda count: Fraction(count, 2))
clusters_rated = strategies.lists(
    strategies.tuples(strategies.none() | half_points, strategies.none() | half_points), min_size=1, max_size=7
)


@given(
    rated=clusters_rated,
    unrated=strategies.sampled_from(["left_out", "as_zero", "one_part"]),
    truncated=strategies.booleans(),
)
@settings(max_examples=80)
def test_whatever_ratings_made_a_table_are_among_its_readings(rated, unrated, truncated) -> None:
    printing = "truncated" if truncated else "rounded"
    economies, actions = zip(*rated, strict=True)
    numbers = averages(economies, actions, unrated, printing)
    if numbers is None:
        return
    found = joint_readings(table(*numbers), {"shoes": len(rated)}, assumptions=Assumptions(Scale(), printing, unrated))
    columns = [[e for e in economies if e is not None], [a for a in actions if a is not None]]
    columns.append(index_values(economies, actions, unrated))
    truth = [float(number) for column in columns for number in (len(column), sum(column))]
    assert truth in found.drop(columns="sector").to_numpy().tolist()


def test_cut_offs_follow_from_one_low_and_one_high_cluster() -> None:
    # Values 0, 1/2 or 1; one Low and one High cluster that average 0.50 are 0 and 1, not two halves.
    degrees = pd.DataFrame([[1, 0, 1]], columns=["Low", "Medium", "High"], index=["shoes"])
    cutoffs = possible_cutoffs(table("0.50", "0.50", "0.50"), degrees, assumptions=Assumptions(TINY, "rounded"))
    assert cutoffs[["medium_from", "high_from", "possible"]].to_numpy().tolist() == [[0.5, 1.0, True]]
    higher = possible_cutoffs(table("0.50", "0.50", "1.00"), degrees, assumptions=Assumptions(TINY, "rounded"))
    assert higher["excluded_by"].tolist() == ["shoes"]
    assert cutoff_ranges(higher)["share_possible"].tolist() == [0, 0]
    assert cutoff_ranges(pd.concat([cutoffs, higher])).to_numpy().tolist() == [[0.5, 0.5, 0.5], [1.0, 1.0, 0.5]]
    assert cutoff_ranges(higher)[["lowest", "highest"]].isna().all(axis=None)
    # Left out of the average, the Low cluster explains it.
    assert cutoffs_allow(
        possible_cutoffs(
            table("0.50", "0.50", "1.00"), degrees, unrated_at_most=1, assumptions=Assumptions(TINY, "rounded")
        ),
        0.5,
        high_from=1.0,
    )


@given(
    values=strategies.lists(strategies.integers(0, 16), min_size=1, max_size=6),
    cut=strategies.tuples(strategies.integers(1, 16), strategies.integers(1, 16)).filter(
        lambda pair: pair[0] < pair[1]
    ),
)
@settings(max_examples=60)
def test_the_true_cut_offs_are_never_excluded(values, cut) -> None:
    scale = Scale(external_economies=2, joint_actions=2, highest=2, step=Fraction(1, 2))  # index 0 to 4 in quarters
    degrees = [sum(value < cut[0] for value in values), 0, sum(value >= cut[1] for value in values)]
    degrees[1] = len(values) - sum(degrees)
    frame = pd.DataFrame([degrees], columns=["Low", "Medium", "High"], index=["shoes"])
    number = printed(mean(values) / 4, "rounded")
    cutoffs = possible_cutoffs(table("0.00", "0.00", number), frame, assumptions=Assumptions(scale, "rounded"))
    assert cutoffs_allow(cutoffs, cut[0] / 4, high_from=cut[1] / 4)


def test_an_unknown_way_of_printing_is_an_error_that_lists_the_legal_ones() -> None:
    with pytest.raises(FaultsError, match="rounded, truncated, either"):
        Assumptions(printing="chopped")


def test_three_components_cannot_reach_the_external_economies_of_software() -> None:
    software = load_keyed("10.1", printed=True).set_index("sector").loc[["specialized_suppliers"]]
    three = rated_clusters(software, {"specialized_suppliers": 5}, assumptions=Assumptions(Scale(external_economies=3)))
    four = rated_clusters(software, {"specialized_suppliers": 5}, assumptions=Assumptions(Scale(external_economies=4)))
    assert (three["part"] == "external_economies").sum() == 0
    assert (four["part"] == "external_economies").sum() == 1


def test_no_ratings_of_the_five_software_clusters_give_their_printed_row() -> None:
    sizes = sizes_by_sector(load_clusters())
    assert sizes["specialized_suppliers"] == 5
    printed_table = load_keyed("10.1", printed=True).set_index("sector")
    solutions = feasibility(
        printed_table, sizes, assumptions=assumption_grid(steps=(Fraction(1), Fraction(1, 2), Fraction(1, 4)))
    )
    assert len(solutions) == 3 * 2 * 2 * 3
    described = ["printing", "unrated", "step", "external_economies_components", "joint_actions_components"]
    assert solutions.columns.tolist() == [*described, *sizes]
    assert solutions[described].iloc[-1].tolist() == ["truncated", "one_part", 0.25, 4, 4]
    assert (solutions["specialized_suppliers"] == 0).all()
    assert (solutions["traditional_manufacturing"] > 0).any()


def test_degrees_by_sector_count_the_rated_clusters() -> None:
    degrees = degrees_by_sector(load_clusters().dropna(subset="collective_efficiency"))
    assert degrees.loc["traditional_manufacturing"].tolist() == [3, 10, 2]
    assert degrees.to_numpy().sum() == 35


def test_a_padded_zero_opens_what_two_exact_decimals_decide() -> None:
    # Two clusters rated in half points: an average of 1.10 needs five clusters or more; 1.1 may be 1.125, of four.
    parts = {
        "external_economies_index": ["2.00"],
        "joint_actions_index": ["1.10"],
        "collective_efficiency_index": ["1.50"],
    }
    printed, sizes = pd.DataFrame(parts, index=["sector"]), {"sector": 4}
    assert lattice.over_all_alone(printed, sizes) == []
    assert lattice.without_padding(printed).loc["sector"].tolist() == ["2.0", "1.1", "1.5"]
    assert lattice.over_all_alone(lattice.without_padding(printed), sizes) == ["sector"]
    assert lattice.over_all_jointly(printed, sizes) == []
