"""Regression models on invented clusters, against formulas, independent maximisation and brute force."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from invented_clusters import COMPLEX, TRADITIONAL, clusters
from scipy.optimize import minimize
from statsmodels.formula.api import ols

from clusterbook.chapters.ch10_cross_case.choices import Coding, Settings
from clusterbook.chapters.ch10_cross_case.models.linear import linear_model, linear_table
from clusterbook.chapters.ch10_cross_case.models.ordered import FitStatus, ordered_logit, ordered_table
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.data import load_clusters
from clusterbook.stats import Drift, Effort, Separation, TestSettings, check_separation
from clusterbook.vocabulary import Sector

CE = "collective_efficiency"


def test_the_slope_is_the_rating_points_between_low_and_high_over_two() -> None:
    # Low 1 and 2, High 2 and 3: one point over two units of the score.
    model = linear_model(Study(clusters("LLHH", [1, 2, 2, 3])), "product")
    assert model.slope["estimate"] == pytest.approx(0.5)
    assert model.coefficients.loc[TRADITIONAL, "estimate"] == pytest.approx(2)  # at the mean degree
    assert model.r_squared_within == pytest.approx(0.5)
    assert model.n == 4


def test_the_slope_follows_the_scores_of_the_degrees() -> None:
    model = linear_model(
        Study(clusters("LLHH", [1, 2, 2, 3]), settings=Settings(coding=Coding(ce_scores=(0, 1, 10)))), "product"
    )
    assert model.slope["estimate"] == pytest.approx(0.1)


def test_the_permutation_test_of_the_slope_stays_within_sectors() -> None:
    # Two sectors of two clusters: four relabelings, of which two are as far from zero as the observed.
    data = clusters("LHLH", [1, 2, 2, 3], [TRADITIONAL] * 2 + [COMPLEX] * 2)
    model = linear_model(Study(data), "product")
    assert model.slope["estimate"] == pytest.approx(0.5)
    assert model.test.relabelings == 4
    assert model.test.exact_p == model.test.attainable_p == pytest.approx(0.5)


def test_a_model_without_any_error_has_no_hc3_error_and_says_so() -> None:
    model = linear_model(Study(clusters("LLHH", [1, 1, 2, 2])), "product")
    assert model.slope["estimate"] == pytest.approx(0.5)
    assert math.isnan(model.slope["standard_error"])
    assert "without any error" in model.note
    assert model.test.exact_p == pytest.approx(2 / 6)


def test_hc3_is_undefined_where_one_cluster_alone_fixes_the_slope() -> None:
    model = linear_model(Study(clusters("LLLH", [1, 2, 1, 3])), "product")
    assert model.slope["estimate"] == pytest.approx((3 - 4 / 3) / 2)
    assert math.isnan(model.slope["p"])
    assert "cluster_3" in model.note


def test_a_cluster_alone_in_its_sector_is_left_out_and_named() -> None:
    data = clusters("LLHHM", [1, 2, 2, 3, 3], [TRADITIONAL] * 4 + [COMPLEX])
    model = linear_model(Study(data), "product")
    assert model.n == 4
    assert "cluster_4" in model.note
    assert COMPLEX not in model.coefficients.index


def test_without_variation_within_sectors_the_slope_is_undefined() -> None:
    data = clusters("LLHH", [1, 2, 2, 3], [TRADITIONAL] * 2 + [COMPLEX] * 2)
    model = linear_model(Study(data), "product")
    assert math.isnan(model.slope["estimate"])
    assert not model.test.defined
    assert "undefined" in model.note


def test_no_clusters_give_an_undefined_row() -> None:
    table = linear_table(Study(clusters("LLHH", [1, 2, 2, 3]), sectors=[TRADITIONAL, COMPLEX], outcomes=["product"]))
    row = table.set_index("scope").loc[COMPLEX]
    assert row["n"] == 0
    assert row[["slope", "exact_p"]].isna().all()


def test_beyond_the_budget_the_permutation_test_is_sampled_with_its_error() -> None:
    sampled = Settings(test=TestSettings(effort=Effort(budget=1, draws=2_000, seed=1)))
    study = Study(clusters("LLMMHH", [1, 1.5, 2, 1, 2.5, 3]), sectors=[TRADITIONAL], outcomes=["product"])
    row, exact = (linear_table(which).iloc[0] for which in (replace(study, settings=sampled), study))
    assert row["p_standard_error"] > 0
    assert exact["p_standard_error"] == 0
    assert abs(row["exact_p"] - exact["exact_p"]) < 5 * row["p_standard_error"]


@given(
    rows=strategies.lists(
        strategies.tuples(
            strategies.sampled_from("LMH"), strategies.integers(0, 6), strategies.sampled_from([TRADITIONAL, COMPLEX])
        ),
        min_size=4,
        max_size=9,
    )
)
@settings(max_examples=40)
def test_the_slope_and_its_p_are_those_of_every_rearrangement_within_sectors(rows) -> None:
    degrees, halves, sectors = zip(*sorted(rows, key=lambda row: row[2]), strict=True)
    data = clusters(degrees, [half / 2 for half in halves], list(sectors))
    model = linear_model(Study(data), "product")
    kept = data[data["sector"].duplicated(keep=False)]
    x, y = kept[CE].cat.codes.to_numpy() + 1.0, kept["upgrading_product"].to_numpy()
    groups = [np.flatnonzero(kept["sector"] == sector) for sector in kept["sector"].unique()]
    if not any(len(set(x[group])) > 1 for group in groups):
        assert math.isnan(model.slope["estimate"])
        return
    slopes = _rearranged_slopes(x, y, groups)
    observed = slopes[0]
    assert model.slope["estimate"] == pytest.approx(observed, abs=1e-9)
    if model.test.defined:
        assert model.test.exact_p == pytest.approx(np.mean(np.abs(slopes) >= abs(observed) - 1e-9))


def _rearranged_slopes(x, y, groups):
    """Slopes of every distinct rearrangement of x within groups, the observed first."""
    observed = [tuple(x[group]) for group in groups]
    choices = [[kept, *(set(itertools.permutations(kept)) - {kept})] for kept in observed]
    centred = [y[group] - y[group].mean() for group in groups]
    scale = sum(((x[group] - x[group].mean()) ** 2).sum() for group in groups)
    return np.array(
        [
            sum(np.dot(part, c) for part, c in zip(parts, centred, strict=True)) / scale
            for parts in itertools.product(*choices)
        ]
    )


def test_estimates_and_hc3_errors_are_those_of_the_formula_interface() -> None:
    frame = load_clusters().dropna(subset=["collective_efficiency"])
    frame = frame.assign(x=frame[CE].cat.codes + 1.0)
    reference = ols("upgrading_product ~ x + C(sector)", frame).fit(cov_type="HC3", use_t=True)
    slope = linear_model(Study(frame), "product").slope
    assert slope["estimate"] == pytest.approx(reference.params["x"])
    assert slope["standard_error"] == pytest.approx(reference.bse["x"])
    assert slope["p"] == pytest.approx(reference.pvalues["x"])
    assert [slope["low"], slope["high"]] == pytest.approx(list(reference.conf_int().loc["x"]))


def test_two_levels_and_two_degrees_give_the_log_odds_ratio_of_a_fourfold_table() -> None:
    # Low: 3 without, 1 with; High: 1 without, 3 with: odds ratio 9 over two units of the score.
    model = ordered_logit(Study(clusters("LLLLHHHH", [0, 0, 0, 1, 0, 1, 1, 1])), "product")
    assert model.status is FitStatus.CONVERGED
    assert model.slope["estimate"] == pytest.approx(math.log(9) / 2, abs=1e-5)
    assert model.odds_ratio == pytest.approx(3, abs=1e-4)
    assert model.slope["standard_error"] == pytest.approx(math.sqrt(2 * (1 + 1 / 3)) / 2, rel=1e-4)


def test_three_levels_are_fitted_where_an_independent_search_finds_the_maximum() -> None:
    degrees, ratings = "LLLMMMMHHH", [0, 1, 1, 0, 1, 2, 2, 1, 2, 2]
    model = ordered_logit(Study(clusters(degrees, ratings)), "product")
    x = np.array(["LMH".index(letter) + 1.0 for letter in degrees])

    def loss(params):
        low, gap, slope = params
        below = 1 / (1 + np.exp(-(np.array([[low], [low + math.exp(gap)]]) - slope * x)))
        shares = np.vstack([below[0], below[1] - below[0], 1 - below[1]])
        return -np.log(shares[ratings, range(len(ratings))]).sum()

    found = minimize(
        loss, [0.0, 0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12, "maxiter": 10_000}
    )
    assert model.slope["estimate"] == pytest.approx(found.x[2], abs=1e-4)


@pytest.mark.parametrize(
    ("degrees", "ratings", "status", "drift", "separated"),
    [
        ("LLHH", [0, 0, 1, 1], FitStatus.COMPLETE_SEPARATION, Drift.RISING, 4),
        ("HHLL", [0, 0, 1, 1], FitStatus.COMPLETE_SEPARATION, Drift.FALLING, 4),
        ("LMMH", [0, 0, 1, 1], FitStatus.QUASI_COMPLETE_SEPARATION, Drift.RISING, 2),
        ("LHLH", [0, 0, 1, 1], FitStatus.CONVERGED, Drift.FINITE, 0),
    ],
)
def test_separation_is_named_and_leaves_no_estimate(degrees, ratings, status, drift, separated) -> None:
    model = ordered_logit(Study(clusters(degrees, ratings)), "product")
    assert model.status is status
    assert model.slope["drift"] == drift.value
    assert len(model.separated) == separated
    assert math.isnan(model.slope["estimate"]) == (status is not FitStatus.CONVERGED)
    assert model.test.defined


def test_a_sector_that_never_upgrades_separates_without_touching_the_slope() -> None:
    data = clusters("LHLHLH", [0, 1, 1, 0, 0, 0], [TRADITIONAL] * 4 + [COMPLEX] * 2)
    model = ordered_logit(Study(data), "product")
    assert model.status is FitStatus.QUASI_COMPLETE_SEPARATION
    assert model.separated == ("cluster_4", "cluster_5")
    assert model.coefficients["drift"].to_dict() == {CE: Drift.FINITE.value, COMPLEX: Drift.FALLING.value}


@pytest.mark.parametrize(("degrees", "ratings"), [("LLHH", [1, 1, 1, 1]), ("MMMM", [0, 1, 0, 1])])
def test_a_constant_rating_or_degree_leaves_the_ordered_logit_undefined(degrees, ratings) -> None:
    assert ordered_logit(Study(clusters(degrees, ratings)), "product").status is FitStatus.UNDEFINED


scored = strategies.lists(
    strategies.tuples(strategies.integers(0, 3), strategies.integers(0, 2)), min_size=2, max_size=9
)


@given(rows=scored)
@settings(max_examples=150)
def test_with_one_cause_separation_means_that_the_levels_are_sorted_by_it(rows) -> None:
    x, levels = (np.array(column) for column in zip(*rows, strict=True))
    codes = np.unique(levels, return_inverse=True)[1]
    if len(set(x)) < 2 or len(set(codes)) < 2:
        return
    expected = Separation.NONE
    for sign in (1, -1):
        gaps = [(sign * x[codes == code + 1]).min() - (sign * x[codes == code]).max() for code in range(codes.max())]
        if min(gaps) >= 0:
            expected = Separation.COMPLETE if min(gaps) > 0 else Separation.QUASI_COMPLETE
            break
    check = check_separation(codes, x[:, None].astype(float))
    assert check.separation is expected
    assert (check.drifts[0] is Drift.FINITE) == (expected is Separation.NONE)
    assert any(check.separated) == (expected is not Separation.NONE)


def test_high_clusters_of_the_natural_resource_sector_separate_product_upgrading() -> None:
    table = ordered_table(Study(load_clusters(), sectors=tuple(Sector), outcomes=["product"])).set_index("scope")
    natural = table.loc["natural_resource_based"]
    assert natural["status"] == FitStatus.QUASI_COMPLETE_SEPARATION.value
    assert natural["drift"] == Drift.RISING.value
    assert math.isnan(natural["estimate"])
    assert natural["exact_p"] < 0.1
    assert table.loc["all_sectors", "status"] == FitStatus.CONVERGED.value
    assert table.loc["specialized_suppliers", "status"] == FitStatus.UNDEFINED.value


def test_leaders_can_take_the_place_of_collective_efficiency() -> None:
    model = linear_model(Study(load_clusters(), "leaders"), "functional")
    assert model.slope.name == "leaders"
    assert model.n == 33
