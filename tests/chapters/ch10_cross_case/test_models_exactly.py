"""What models say beside their estimates: intervals at other levels, notes word by word, names of refused settings."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from invented_clusters import COMPLEX, TRADITIONAL, clusters, three_in_five
from scipy.stats import norm, t
from statsmodels.formula.api import ols

from clusterbook.chapters.ch10_cross_case.choices import Settings
from clusterbook.chapters.ch10_cross_case.models.linear import linear_model
from clusterbook.chapters.ch10_cross_case.models.ordered import FitStatus, ordered_logit
from clusterbook.chapters.ch10_cross_case.models.penalised import upgraded_logit
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.errors import FaultsError
from clusterbook.stats import (
    Alternative,
    Effort,
    Measure,
    TestSettings,
    association,
    penalised_logit,
    slope_interval,
)
from clusterbook.stats.proportional import proportional_odds
from clusterbook.vocabulary import Sector, Upgrading

TWO = (Sector.TRADITIONAL, Sector.COMPLEX)
CE = "collective_efficiency"


@pytest.mark.parametrize("model", [linear_model, ordered_logit])
def test_a_confidence_beyond_one_is_refused_by_its_name(model) -> None:
    for level in (-0.5, 1.5):
        with pytest.raises(FaultsError, match=rf"^confidence: found {level}; allowed 0.0 to 1.0\."):
            model(Study(clusters("LLHH", [1, 2, 2, 3])), Upgrading.PRODUCT, confidence=level)


def test_a_threshold_beyond_the_ratings_is_refused_by_its_name_and_0_and_3_are_not() -> None:
    study = Study(clusters("LLHH", [0, 2, 2, 3]))
    for threshold in (-0.5, 3.5):
        with pytest.raises(FaultsError, match=rf"^upgraded_threshold: found {threshold}; allowed 0.0 to 3.0\."):
            upgraded_logit(study, Upgrading.PRODUCT, threshold=threshold)
    counts = [upgraded_logit(study, Upgrading.PRODUCT, threshold=threshold).upgraded for threshold in (0.0, 3.0)]
    assert counts == [4, 1]


def test_intervals_of_the_slope_keep_to_the_level_asked_for() -> None:
    effort = Effort(draws=10, seed=3)
    study = Study(three_in_five(), sectors=TWO, settings=Settings(test=TestSettings(effort=effort)))
    model = linear_model(study, Upgrading.PRODUCT, confidence=0.8)
    frame = study.comparable_clusters(Upgrading.PRODUCT)
    low, high = ols("y ~ x + C(sector)", frame).fit(cov_type="HC3", use_t=True).conf_int(alpha=0.2).loc["x"]
    assert (model.slope["low"], model.slope["high"]) == (pytest.approx(low), pytest.approx(high))
    orders = replace(effort, draws=4_999)
    expected = slope_interval(frame["x"], frame["y"], strata=frame["sector"], confidence=0.8, effort=orders)
    assert model.randomization == expected


def test_sectors_have_their_expected_rating_at_the_mean_of_the_cause() -> None:
    # One slope of 1 within both sectors; the mean degree, 2, is that of both.
    sectors = [TRADITIONAL] * 4 + [COMPLEX] * 4
    ratings = [0.0, 1.0, 1.5, 1.5, 1.0, 2.0, 2.5, 2.5]
    model = linear_model(Study(clusters("LMMH" * 2, ratings, sectors)), Upgrading.PRODUCT)
    assert model.coefficients.index.tolist() == [CE, TRADITIONAL, COMPLEX]
    assert model.coefficients["estimate"].tolist() == pytest.approx([0.75, 1.0, 2.0])
    (row,) = model.coefficients.tail(1).to_dict("records")
    spread = t.ppf(0.975, 8 - 3) * row["standard_error"]
    assert (row["low"], row["high"]) == (pytest.approx(2 - spread), pytest.approx(2 + spread))
    assert row["p"] == pytest.approx(2 * t.sf(2 / row["standard_error"], 8 - 3))


@pytest.mark.parametrize(
    ("degrees", "ratings", "sectors", "note"),
    [
        ("LMMHLH", [1, 2, 1, 3, 3, 0], "TTTTNC", "alone in the sector, left out: cluster_4, cluster_5"),
        (
            "LLHHM",
            [1, 2, 2, 3, 3],
            "TTNNC",
            "alone in the sector, left out: cluster_4; the cause does not vary within sectors: undefined",
        ),
        ("LLLH", [1, 2, 1, 3], "TTCC", "HC3 errors undefined: one coefficient hangs on cluster_2, cluster_3 alone"),
        ("LLHH", [1, 1, 2, 2], "TTTT", "HC3 errors undefined: the model fits some coefficient without any error"),
        ("LMMH", [1, 2, 1, 3], "TTTT", ""),
    ],
)
def test_the_note_of_a_linear_model_word_by_word(degrees, ratings, sectors, note) -> None:
    names = {"T": TRADITIONAL, "N": Sector.NATURAL_RESOURCE.value, "C": COMPLEX}
    model = linear_model(Study(clusters(degrees, ratings, [names[one] for one in sectors])), Upgrading.PRODUCT)
    assert model.note == note
    assert set(map(str, model.coefficients.dtypes)) == {"float64"}


def test_a_slope_of_nothing_is_0_and_not_a_rounded_number_beside_it() -> None:
    model = linear_model(Study(clusters("LMMH", [0.5, 0.0, 0.0, 0.5])), Upgrading.PRODUCT)
    assert model.slope["estimate"] == 0.0  # least squares find 6e-17
    assert model.slope["p"] == 1.0


def test_wald_intervals_of_the_ordered_logit_keep_to_the_level_asked_for() -> None:
    study = Study(three_in_five(), sectors=TWO)
    wide, narrow = (ordered_logit(study, Upgrading.PRODUCT, confidence=level) for level in (0.95, 0.8))
    assert wide.status is FitStatus.CONVERGED
    assert wide.coefficients["estimate"].tolist() == narrow.coefficients["estimate"].tolist()
    for _, row in narrow.coefficients.iterrows():
        spread = norm.ppf(0.9) * row["standard_error"]
        assert (row["low"], row["high"]) == pytest.approx((row["estimate"] - spread, row["estimate"] + spread))
        assert row["p"] == pytest.approx(2 * norm.sf(abs(row["estimate"]) / row["standard_error"]))


def test_sectors_of_the_ordered_logit_stand_against_the_first() -> None:
    frame = three_in_five()
    back = frame.iloc[::-1]
    forth, turned = (ordered_logit(Study(data, sectors=TWO), Upgrading.PRODUCT) for data in (frame, back))
    assert forth.coefficients.index.tolist() == [CE, COMPLEX]
    assert turned.coefficients.index.tolist() == [CE, TRADITIONAL]
    assert forth.slope["estimate"] == pytest.approx(turned.slope["estimate"], abs=1e-5)
    estimates = [model.coefficients["estimate"].iloc[1] for model in (forth, turned)]
    assert estimates[0] == pytest.approx(-estimates[1], abs=1e-5) and estimates[0] != 0


def test_a_search_that_does_not_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clusterbook.chapters.ch10_cross_case.models.ordered.ITERATIONS", 1)
    model = ordered_logit(Study(three_in_five(), sectors=TWO), Upgrading.PRODUCT)
    assert model.status is FitStatus.NOT_CONVERGED
    numbers = model.coefficients.drop(columns="drift")
    assert numbers.isna().all(axis=None)
    assert set(map(str, numbers.dtypes)) == {"float64"}
    assert (model.n, model.test.defined) == (10, True)
    assert np.isnan(model.odds_ratio)


def test_the_exact_test_beside_an_ordered_logit_stays_within_sectors_and_follows_the_settings() -> None:
    settings = Settings(test=TestSettings(measure=Measure.SPEARMAN, alternative=Alternative.GREATER))
    study = Study(three_in_five(), sectors=TWO, settings=settings)
    frame = study.comparable_clusters(Upgrading.PRODUCT)
    expected = association(frame["x"], frame["y"], strata=frame["sector"], settings=settings.test)
    assert ordered_logit(study, Upgrading.PRODUCT).test == expected


def test_an_undefined_ordered_logit_has_no_number_but_those_of_its_test() -> None:
    model = ordered_logit(Study(clusters("MMMM", [0, 1, 0, 2])), Upgrading.PRODUCT)
    assert (model.outcome, model.relation, model.n, model.levels) == ("product", CE, 4, (0.0, 1.0, 2.0))
    assert (model.status, model.separated, model.test.n) == (FitStatus.UNDEFINED, (), 4)
    assert math.isnan(model.proportional_p)
    assert model.coefficients.index.tolist() == [CE]
    assert model.coefficients.columns.tolist() == ["estimate", "standard_error", "low", "high", "p", "drift"]
    assert model.coefficients.isna().all(axis=None)
    assert set(map(str, model.coefficients.drop(columns="drift").dtypes)) == {"float64"}


def test_a_separated_ordered_logit_keeps_the_tests_that_need_no_estimate() -> None:
    model = ordered_logit(Study(clusters("LMMH", [0, 0, 1, 2])), Upgrading.PRODUCT)
    assert model.status is FitStatus.QUASI_COMPLETE_SEPARATION
    assert model.proportional_p == proportional_odds([1.0, 2, 2, 3], [0.0, 0, 1, 2]).p
    assert (model.test.n, model.coefficients.index.tolist()) == (4, [CE])
    assert model.coefficients.drop(columns="drift").isna().all(axis=None)


def test_the_search_for_a_maximum_says_nothing_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    ordered_logit(Study(clusters("LLLLHHHH", [0, 0, 0, 1, 0, 1, 1, 1])), Upgrading.PRODUCT)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("degrees", "ratings", "upgraded"), [("LLHH", [2, 2, 3, 3], 4), ("MMMM", [0, 2, 3, 1], 2)])
def test_where_nothing_varies_a_penalised_logit_has_counts_alone(degrees, ratings, upgraded) -> None:
    model = upgraded_logit(Study(clusters(degrees, ratings)), Upgrading.PRODUCT)
    assert (model.n, model.upgraded, model.fit) == (4, upgraded, None)
    shown = model.summary()
    assert list(shown) == ["upgraded", "odds_ratio", "low", "high", "p"]
    assert shown.pop("upgraded") == upgraded
    assert all(math.isnan(number) for number in shown.values())


def test_each_of_three_sectors_has_a_constant_in_a_penalised_logit() -> None:
    sectors = [TRADITIONAL] * 4 + [Sector.NATURAL_RESOURCE.value] * 4 + [COMPLEX] * 4
    study = Study(clusters("LLHH" * 3, [0, 2, 1, 2, 0, 0, 1, 2, 2, 2, 1, 3], sectors))
    frame = study.comparable_clusters(Upgrading.PRODUCT)
    others = [(frame["sector"] == name).to_numpy(dtype=float) for name in (TRADITIONAL, Sector.NATURAL_RESOURCE)]
    expected = penalised_logit(frame["y"] >= 2, np.column_stack([frame["x"] - frame["x"].mean(), *others]))
    found = upgraded_logit(study, Upgrading.PRODUCT).fit
    assert (found.estimates[1], found.p[1]) == (
        pytest.approx(expected.estimates[1], abs=1e-4), pytest.approx(expected.p[1], abs=1e-4)
    )  # fmt: skip
    assert len(found.estimates) == 4
