"""Every scope, reach and direction of the configurations: by hand on six clusters, by brute force on the book's."""

import itertools
import math

import pandas as pd
import pytest

from clusterbook.chapters.ch10_cross_case.configurations import (
    Calibration,
    Cases,
    Condition,
    RowOutcome,
    RowRule,
    analysis_table,
    calibrated,
    conservative_solution,
    truth_table,
)
from clusterbook.data import load_clusters
from clusterbook.errors import FaultsError
from clusterbook.stats.minimisation import model_label
from clusterbook.vocabulary import Sector

TRADITIONAL, RESOURCES = "traditional_manufacturing", "natural_resource_based"
RATED = (Sector.TRADITIONAL, Sector.NATURAL_RESOURCE, Sector.COMPLEX)
DEGREES = ["Low", "Medium", "High"]


@pytest.fixture
def six():
    """Three clusters of each of two sectors: efficient ones upgrade in the first, all but one fail in the second."""
    return pd.DataFrame(
        {
            "sector": [TRADITIONAL] * 3 + [RESOURCES] * 3,
            "collective_efficiency": pd.Categorical(
                ["High", "High", "Low", "High", "Low", "Low"], DEGREES, ordered=True
            ),
            "upgrading_product": [3.0, 2.0, 1.0, 1.0, 2.0, 0.0],
            "upgrading_process": 1.0,
            "upgrading_functional": 0.0,
            "upgrading_intersectoral": 0.0,
            "market": [1, 2, 1, 1, 2, 1],
            "network": 0,
            "quasi_hierarchy": 0,
            "hierarchy": 0,
        },
        index=list("abcdef"),
    )


def row(table, scope, direction, reach="any"):
    """One row of a table of analyses."""
    return table.set_index(["scope", "direction", "reach"]).loc[(scope, direction, reach)]


def efficient_only(clusters):
    """The analyses of product upgrading with efficiency as the only condition beside sectors."""
    calibration = Calibration(conditions=(Condition.EFFICIENT,), efficient_from="High")
    sectors = (Sector.TRADITIONAL, Sector.NATURAL_RESOURCE)
    return analysis_table(clusters, ["product"], sectors=sectors, calibration=calibration)


def test_sector_as_a_condition_resolves_what_all_sectors_together_contradict(six) -> None:
    table = efficient_only(six)
    together, apart = row(table, "all_sectors", "upgraded"), row(table, "sector_as_condition", "upgraded")
    # Efficient: a and b upgrade, d does not. Not efficient: e upgrades, c and f do not.
    assert (together["contradictions"], together["solution"]) == (2, "never")
    # Of the eight combinations four have exactly one sector; only e and f still disagree.
    assert (apart["combinations"], apart["observed"], apart["contradictions"]) == (4, 4, 1)
    assert apart["positive"] == 1 and apart["coverage"] == pytest.approx(2 / 3)  # a and b of a, b and e
    assert apart["solution"] in ("efficient*traditional_manufacturing", "efficient*~natural_resource_based")


def test_a_row_of_the_analyses_has_every_number(six) -> None:
    (one,) = (
        efficient_only(six)
        .query("scope == @TRADITIONAL and reach == 'any' and direction == 'upgraded'")
        .to_dict("records")
    )
    assert one == {
        "outcome": "product", "scope": TRADITIONAL, "reach": "any", "direction": "upgraded", "n": 3, "with_outcome": 2,
        "combinations": 2, "observed": 2, "positive": 1, "contradictions": 0, "pri_decides": 0,
        "solution": "efficient", "consistency": 1.0, "pri": 1.0, "coverage": 1.0, "chance_p": pytest.approx(1 / 3),
    }  # fmt: skip


def test_a_pri_cut_of_nothing_decides_nothing(six) -> None:
    sectors, graded = (Sector.TRADITIONAL, Sector.NATURAL_RESOURCE), Calibration(fuzzy=True)
    table = analysis_table(six, ["product"], sectors=sectors, calibration=graded, rule=RowRule(pri=0.0))
    assert table["observed"].min() > 0 and table["pri_decides"].tolist() == [0] * len(table)


def test_the_absence_of_the_outcome_has_a_solution_of_its_own(six) -> None:
    absent = row(efficient_only(six), "sector_as_condition", "not_upgraded")
    assert absent["with_outcome"] == 3 and absent["positive"] == 2  # c; and d
    assert absent["coverage"] == pytest.approx(2 / 3) and absent["consistency"] == 1
    alone = row(efficient_only(six), TRADITIONAL, "not_upgraded")
    assert (alone["solution"], alone["coverage"], alone["n"]) == ("~efficient", 1, 3)


def test_global_reach_leaves_domestic_chains_out_for_every_form_alike(six) -> None:
    for form in ("market", "network", "quasi_hierarchy", "hierarchy"):
        clusters = six.assign(**({"market": 0} | {form: [1, 2, 3, 0, 2, 1]}))
        for reach, expected in (("any", [1, 1, 1, 0, 1, 1]), ("global", [0, 1, 1, 0, 1, 0])):
            cases = calibrated(clusters, "product", calibration=Calibration(conditions=(form,), reach=reach))
            assert cases.memberships[form].tolist() == expected


def test_one_sector_alone_is_the_only_scope(six) -> None:
    table = analysis_table(six, ["product"], sectors=[Sector.TRADITIONAL])
    assert set(table["scope"]) == {TRADITIONAL}


def test_clusters_of_a_sector_that_is_no_condition_are_left_out(six) -> None:
    chosen = Calibration(conditions=("efficient",), sectors=(Sector.TRADITIONAL, Sector.COMPLEX))
    assert calibrated(six, "product", calibration=chosen).memberships.index.tolist() == list("abc")


def test_a_pri_cut_judges_a_row_that_is_consistent_with_both_sides() -> None:
    frame = pd.DataFrame({"efficient": [0.6, 0.0], "upgraded": [0.45, 1.0]}, index=["a", "b"])
    both = Cases(frame, ("efficient",), "upgraded")
    # Row efficient: x = 0.6; in y 0.45, in its absence 0.55, in both 0.45: PRI 0 of 0.15, and 0.10 of 0.15.
    without, cut = truth_table(both, RowRule(0.7, pri=0.0)), truth_table(both, RowRule(0.7, pri=0.5))
    assert without.rows.loc[0, "consistency"] == pytest.approx(0.75)
    assert without.rows.loc[0, "pri"] == pytest.approx(0.0, abs=1e-12)
    assert without.rows.loc[0, "result"] == "C"
    assert cut.rows.loc[0, "result"] == "0"
    assert truth_table(both, RowRule(0.7, pri=0.7)).rows.loc[0, "result"] == "C"


def test_pri_is_consistency_where_membership_is_crisp() -> None:
    rows = truth_table(calibrated(load_clusters(), "product")).rows.dropna()
    assert rows["pri"].tolist() == pytest.approx(rows["consistency"].tolist())


@pytest.mark.parametrize(
    "wrong", [{"consistency": 0.5}, {"consistency": 1.1}, {"pri": -0.1}, {"pri": 2}, {"frequency": 0}]
)
def test_a_rule_that_cannot_be_is_refused(wrong) -> None:
    with pytest.raises(FaultsError, match="truth table"):
        RowRule(**wrong)


def counted_by_hand(outcome, sectors, reach):
    """Clusters with and without the outcome in each combination, from the printed codes by plain loops."""
    clusters, counts = load_clusters(), {}
    codes = (1, 2, 3) if reach == "any" else (2, 3)
    for name, cluster in clusters.iterrows():
        forms = [cluster[form] for form in ("market", "network", "quasi_hierarchy", "hierarchy")]
        rating = cluster[f"upgrading_{outcome}"]
        if cluster["sector"] not in sectors or pd.isna(rating) or any(pd.isna(code) for code in forms):
            continue
        key = (
            int(cluster["collective_efficiency"] == "High"),
            *(int(code in codes) for code in forms),
            cluster["sector"],
        )
        counts.setdefault(key, []).append((str(name), rating >= 2))
    return counts


@pytest.mark.parametrize("outcome", ["product", "process", "functional"])
@pytest.mark.parametrize("reach", ["any", "global"])
def test_the_books_truth_tables_are_those_counted_by_hand(outcome, reach) -> None:
    counts = counted_by_hand(outcome, [sector.value for sector in RATED], reach)
    calibration = Calibration(efficient_from="High", reach=reach, sectors=RATED)
    cases = calibrated(load_clusters(), outcome, calibration=calibration)
    table, found = truth_table(cases), {}
    for _, entry in table.observed.iterrows():
        home = next(sector.value for sector in RATED if entry[sector.value])
        found[(*(entry[name.value] for name in Condition), home)] = set(entry["cases"].split(", "))
    assert found == {key: {name for name, _ in members} for key, members in counts.items()}
    shares = {key: sum(has for _, has in members) / len(members) for key, members in counts.items()}
    expected = {RowOutcome.POSITIVE: 0, RowOutcome.NEGATIVE: 0, RowOutcome.CONTRADICTION: 0}
    for share in shares.values():
        kind = (
            RowOutcome.POSITIVE if share >= 0.8 else RowOutcome.NEGATIVE if share <= 0.2 else RowOutcome.CONTRADICTION
        )
        expected[kind] += 1
    assert {kind: len(table.combinations(kind)) for kind in expected} == expected
    assert len(table.possible) == 2**5 * 3


@pytest.mark.parametrize("outcome", ["product", "process", "functional"])
@pytest.mark.parametrize("sectors", [(), RATED], ids=["together", "sector-as-condition"])
def test_a_conservative_solution_holds_in_the_positive_rows_and_in_no_other_possible_one(outcome, sectors) -> None:
    cases = calibrated(load_clusters(), outcome, calibration=Calibration(efficient_from="High", sectors=sectors))
    for turned in (cases, cases.negate()):
        table = truth_table(turned)
        formula = model_label(conservative_solution(table), table.conditions)
        # A second method: the formula as Python reads it.
        read = formula.replace("~", " not ").replace("*", " and ").replace(" + ", " or ")
        for combination in itertools.product((1, 0), repeat=len(table.conditions)):
            if sectors and sum(combination[-len(sectors) :]) != 1:
                continue
            holds = bool(eval(read, {}, dict(zip(table.conditions, combination, strict=True)))) if formula else False
            assert holds == (combination in table.combinations(RowOutcome.POSITIVE))


def test_every_analysis_of_the_book_has_its_clusters_and_a_chance() -> None:
    table = analysis_table(load_clusters(), ["product"], sectors=RATED, calibration=Calibration(efficient_from="High"))
    assert len(table) == 5 * 2 * 2
    sizes = table.drop_duplicates("scope").set_index("scope")["n"].to_dict()
    assert sizes[TRADITIONAL] + sizes[RESOURCES] + sizes["complex_products"] == sizes["all_sectors"] == 34
    assert table["chance_p"].between(0, 1).all()
    graded = analysis_table(load_clusters(), ["product"], sectors=RATED, calibration=Calibration(fuzzy=True))
    assert all(math.isnan(p) for p in graded["chance_p"])
