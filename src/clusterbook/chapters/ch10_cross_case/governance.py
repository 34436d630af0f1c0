"""Chain governance against upgrading, and sectors against each other, as tables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Coding, Exposure, MissingPolicy, Relation
from clusterbook.chapters.ch10_cross_case.ratings import efficiency_scores, exposure, presence, upgrading
from clusterbook.chapters.ch10_cross_case.study import ALL_SECTORS, Study
from clusterbook.chapters.ch10_cross_case.verdicts import sector_association, verdict_of
from clusterbook.stats import (
    benjamini_hochberg,
    check_range,
    dunn,
    holm,
    kruskal_wallis,
    mantel_haenszel,
    slope_difference,
)
from clusterbook.vocabulary import Governance

FEATURES = (*(form.value for form in Governance), Exposure.ANY_LEADER.value, Exposure.ANY_GLOBAL.value)
COLLECTIVE_EFFICIENCY = Relation.COLLECTIVE_EFFICIENCY.value
MOST_SLOPE_DRAWS = 20_000  # each is a regression; the standard error of p is below 0.004


def governance_features(clusters: pd.DataFrame, coding: Coding = Coding()) -> pd.DataFrame:
    """Presence (1) or absence (0) of each form, of a global leader and of any global chain.

    The forms count domestic and global chains alike; any_leader and any_global count global chains
    only. Missing where Table 10.2 has no code, or 0 under the policy ``zero``.
    """
    columns = {form.value: presence(clusters, form) for form in Governance}
    columns |= {kind.value: exposure(clusters, kind) for kind in (Exposure.ANY_LEADER, Exposure.ANY_GLOBAL)}
    features = pd.DataFrame(columns)
    return features if coding.na_policy is MissingPolicy.DROP else features.fillna(0.0)


def governance_table(study: Study, *, features: Sequence[str] = FEATURES) -> pd.DataFrame:
    """Presence of each feature of governance against each type of upgrading.

    Parameters
    ----------
    study : Study
        Its relation is not used.
    features : sequence of str
        Columns of ``governance_features``.

    Returns
    -------
    DataFrame
        One row per feature, outcome and sector, then all_sectors (compared within sectors): n, present
        (clusters that have it), mean_present and mean_absent (of the rating), statistic (S), tau_b,
        coefficient, exact_p, attainable_p, holm and benjamini_hochberg (over the rows of single
        sectors, and apart over those of all sectors) and verdict.
    """
    held, rows = governance_features(study.clusters, study.settings.coding), []
    for feature in features:
        for outcome in study.outcomes:
            frame = study.ratings_beside(held[feature], outcome=outcome)
            parts = {sector.value: frame[frame["sector"] == sector.value] for sector in study.sectors}
            for sector, part in (parts | {ALL_SECTORS: frame}).items():
                row = {"feature": str(feature), "outcome": outcome.value, "sector": sector}
                rows.append(row | _feature_numbers(study, part))
    table = pd.DataFrame(rows)
    families = table.groupby(table["sector"] == ALL_SECTORS)["exact_p"]
    place = table.columns.get_loc("verdict")
    table.insert(place, "holm", families.transform(holm))
    table.insert(place + 1, "benjamini_hochberg", families.transform(benjamini_hochberg))
    return table


def _feature_numbers(study: Study, frame: pd.DataFrame) -> dict[str, object]:
    """What one row of the governance table says."""
    result, has = sector_association(study, frame), frame["x"] == 1
    return {
        "n": result.n,
        "present": int(has.sum()),
        "mean_present": float(frame["y"][has].mean()),
        "mean_absent": float(frame["y"][~has].mean()),
        "statistic": float(result.s) if result.defined else math.nan,
        "tau_b": result.counts.tau_b,
        "coefficient": result.coefficient,
        "exact_p": result.exact_p,
        "attainable_p": result.attainable_p,
        "verdict": verdict_of(result, study.settings).value,
    }


def mantel_haenszel_table(
    study: Study, *, features: Sequence[str] = FEATURES, upgraded_threshold: float = 2.0
) -> pd.DataFrame:
    """Presence of each feature against having upgraded, by the exact test stratified by sector.

    Parameters
    ----------
    study : Study
        Its relation is not used.
    features : sequence of str
        Columns of ``governance_features``.
    upgraded_threshold : float
        Rating, 0 to 3, from which a cluster counts as having upgraded.

    Returns
    -------
    DataFrame
        One row per feature and outcome: n and strata that carry information, both, expected_both,
        odds_ratio (Mantel and Haenszel), exact_p, attainable_p, holm.
    """
    check_range(upgraded_threshold, 0.0, high=3.0, where="upgraded_threshold")
    held, rows = governance_features(study.clusters, study.settings.coding), []
    for feature in features:
        for outcome in study.outcomes:
            frame = study.ratings_beside(held[feature], outcome=outcome)
            upgraded = (frame["y"] >= upgraded_threshold).astype(float)
            alternative = study.settings.test.alternative
            result = mantel_haenszel(frame["x"], upgraded, strata=frame["sector"], alternative=alternative)
            rows.append({"feature": str(feature), "outcome": outcome.value, **vars(result)})
    table = pd.DataFrame(rows)
    return table.assign(holm=holm(table["exact_p"]))


def ratings_by_sector(study: Study, rating: str) -> dict[str, list[float]]:
    """Ratings of each sector: collective_efficiency (as scores) or a type of upgrading."""
    members, coding = study.members, study.settings.coding
    if rating == COLLECTIVE_EFFICIENCY:
        values = efficiency_scores(members, coding.ce_scores)
    else:
        values = upgrading(members, rating, na_policy=coding.na_policy)
    parts = {sector.value: values[members["sector"] == sector.value].dropna() for sector in study.sectors}
    return {sector: part.tolist() for sector, part in parts.items() if len(part)}


def sector_differences(study: Study) -> pd.DataFrame:
    """Whether sectors differ in collective efficiency and in each type of upgrading: Kruskal and Wallis, exact p.

    Returns
    -------
    DataFrame
        One row per rating: n, groups, statistic (H), exact_p, asymptotic_p, standard_error, exact, holm.
    """
    rows = []
    for rating in _ratings_of(study):
        result = kruskal_wallis(ratings_by_sector(study, rating), effort=study.settings.test.effort)
        rows.append({"rating": rating, **vars(result)})
    table = pd.DataFrame(rows)
    return table.assign(holm=holm(table["exact_p"]))


def _ratings_of(study: Study) -> list[str]:
    """Collective efficiency, then the outcomes of the study."""
    return [COLLECTIVE_EFFICIENCY, *(outcome.value for outcome in study.outcomes)]


def sector_comparisons(study: Study) -> pd.DataFrame:
    """Every two sectors compared on each rating by Dunn's test; columns of ``dunn`` after rating."""
    parts = [dunn(ratings_by_sector(study, rating)).assign(rating=rating) for rating in _ratings_of(study)]
    table = pd.concat(parts, ignore_index=True)
    return table[["rating", *table.columns.drop("rating")]]


def slope_differences(study: Study) -> pd.DataFrame:
    """Whether a relation's slope differs between sectors, for each type of upgrading.

    Returns
    -------
    DataFrame
        One row per outcome: slope of each sector (rating points per degree, or for presence), then
        common_slope, statistic (F), p (sampled), standard_error, draws, holm.
    """
    effort, rows = study.settings.test.effort, []
    effort = replace(effort, draws=min(effort.draws, MOST_SLOPE_DRAWS))
    for outcome in study.outcomes:
        frame = study.comparable_clusters(outcome)
        result = vars(slope_difference(frame["x"], frame["y"], strata=frame["sector"], effort=effort)).copy()
        slopes = {f"slope_{sector}": slope for sector, slope in result.pop("slopes").items()}
        rows.append({"relation": study.relation.value, "outcome": outcome.value, **slopes, **result})
    table = pd.DataFrame(rows)
    return table.assign(holm=holm(table["p"]))


def form_counts(clusters: pd.DataFrame) -> pd.DataFrame:
    """How many clusters of each sector have chains of each form, domestic or global.

    Parameters
    ----------
    clusters : DataFrame
        Clusters with ``sector`` and the codes ``market`` to ``hierarchy``; those without a code are left out.

    Returns
    -------
    DataFrame
        Indexed by sector: a column for each form, ``several`` (clusters with more than one form) and ``clusters``.
    """
    forms = [form.value for form in Governance]
    coded = clusters.dropna(subset=forms)
    present = coded[forms].astype(float) > 0
    counted = present.assign(several=present.sum(axis=1) > 1, clusters=True)
    return counted.groupby(coded["sector"].astype(str), sort=False).sum()
