"""Chain governance against upgrading, and sectors against each other, as tables."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Exposure, MissingPolicy, Relation, Settings
from clusterbook.chapters.ch10_cross_case.ratings import compared, efficiency_scores, exposure, presence, upgrading
from clusterbook.chapters.ch10_cross_case.verdicts import ALL_SECTORS, OUTCOMES, sector_association, verdict_of
from clusterbook.stats.choices import within
from clusterbook.stats.kruskal import dunn, kruskal_wallis
from clusterbook.stats.multiplicity import benjamini_hochberg, holm
from clusterbook.stats.slopes import slope_difference
from clusterbook.stats.stratified import mantel_haenszel
from clusterbook.vocabulary import Governance, Sector

FEATURES = (*(form.value for form in Governance), Exposure.ANY_LEADER.value, Exposure.ANY_GLOBAL.value)
COLLECTIVE_EFFICIENCY = Relation.COLLECTIVE_EFFICIENCY.value


def governance_features(clusters: pd.DataFrame, settings: Settings = Settings()) -> pd.DataFrame:
    """Presence (1) or absence (0) of each form, of a global leader and of any global chain.

    The forms count domestic and global chains alike; any_leader and any_global count global chains
    only. Missing where Table 10.2 has no code, or 0 under the policy `zero`.
    """
    columns = {form.value: presence(clusters, form) for form in Governance}
    columns |= {kind.value: exposure(clusters, kind) for kind in (Exposure.ANY_LEADER, Exposure.ANY_GLOBAL)}
    features = pd.DataFrame(columns)
    return features if settings.na_policy is MissingPolicy.DROP else features.fillna(0.0)


def governance_table(
    clusters: pd.DataFrame,
    *,
    features: Sequence[str] = FEATURES,
    sectors: Sequence[str] = tuple(Sector),
    outcomes: Sequence[str] = OUTCOMES,
    settings: Settings = Settings(),
) -> pd.DataFrame:
    """Presence of each feature of governance against each type of upgrading.

    Returns
    -------
    DataFrame
        One row a feature, outcome and sector, then all_sectors (compared within sectors): n, present
        (clusters that have it), mean_present and mean_absent (of the rating), statistic (S), tau_b,
        coefficient, exact_p, attainable_p, holm and benjamini_hochberg (over the rows of single
        sectors, and apart over those of all sectors) and verdict.
    """
    held, rows = governance_features(clusters, settings), []
    for feature in features:
        for outcome in outcomes:
            frame = _frame(clusters, held[feature], outcome=outcome, settings=settings)
            frame = frame[frame["sector"].isin([str(sector) for sector in sectors])]
            parts = [(str(sector), frame[frame["sector"] == sector]) for sector in sectors]
            parts.append((ALL_SECTORS, frame))
            rows += [_feature_row(feature, outcome, part=part, settings=settings) for part in parts]
    table = pd.DataFrame(rows)
    families = table.groupby(table["sector"] == ALL_SECTORS)["exact_p"]
    place = table.columns.get_loc("verdict")
    table.insert(place, "holm", families.transform(holm))
    table.insert(place + 1, "benjamini_hochberg", families.transform(benjamini_hochberg))
    return table


def _frame(clusters: pd.DataFrame, x: pd.Series, *, outcome: str, settings: Settings) -> pd.DataFrame:
    """Sector, feature and rating of the clusters that have both."""
    ratings = upgrading(clusters, outcome, na_policy=settings.na_policy)
    return pd.DataFrame({"sector": clusters["sector"].astype(str), "x": x, "y": ratings}).dropna()


def _feature_row(
    feature: str, outcome: str, *, part: tuple[str, pd.DataFrame], settings: Settings
) -> dict[str, object]:
    """One row of the governance table."""
    sector, frame = part
    result, has = sector_association(frame, settings), frame["x"] == 1
    return {
        "feature": str(feature),
        "outcome": str(outcome),
        "sector": sector,
        "n": result.n,
        "present": int(has.sum()),
        "mean_present": float(frame["y"][has].mean()) if has.any() else math.nan,
        "mean_absent": float(frame["y"][~has].mean()) if (~has).any() else math.nan,
        "statistic": float(result.s) if result.defined else math.nan,
        "tau_b": result.counts.tau_b,
        "coefficient": result.coefficient,
        "exact_p": result.exact_p,
        "attainable_p": result.attainable_p,
        "verdict": verdict_of(result, settings).value,
    }


def mantel_haenszel_table(
    clusters: pd.DataFrame,
    *,
    features: Sequence[str] = FEATURES,
    outcomes: Sequence[str] = OUTCOMES,
    upgraded_threshold: float = 2.0,
    settings: Settings = Settings(),
) -> pd.DataFrame:
    """Presence of each feature against having upgraded, by the exact test stratified by sector.

    Parameters
    ----------
    upgraded_threshold : float
        Rating, 0 to 3, from which a cluster counts as having upgraded.

    Returns
    -------
    DataFrame
        One row a feature and outcome: n and strata that carry information, both, expected_both,
        odds_ratio (Mantel and Haenszel), exact_p, attainable_p, holm.
    """
    within(upgraded_threshold, 0.0, high=3.0, where="upgraded_threshold")
    held, rows = governance_features(clusters, settings), []
    for feature in features:
        for outcome in outcomes:
            frame = _frame(clusters, held[feature], outcome=outcome, settings=settings)
            upgraded = (frame["y"] >= upgraded_threshold).astype(float)
            result = mantel_haenszel(frame["x"], upgraded, strata=frame["sector"], alternative=settings.alternative)
            rows.append({"feature": str(feature), "outcome": str(outcome), **vars(result)})
    table = pd.DataFrame(rows)
    return table.assign(holm=holm(table["exact_p"]))


def ratings_by_sector(
    clusters: pd.DataFrame, rating: str, *, settings: Settings = Settings()
) -> dict[str, list[float]]:
    """Ratings of each sector: collective_efficiency (as scores) or a type of upgrading."""
    if rating == COLLECTIVE_EFFICIENCY:
        values = efficiency_scores(clusters, settings.ce_scores)
    else:
        values = upgrading(clusters, rating, na_policy=settings.na_policy)
    parts = {sector.value: values[clusters["sector"] == sector.value].dropna() for sector in Sector}
    return {sector: part.tolist() for sector, part in parts.items() if len(part)}


def sector_differences(
    clusters: pd.DataFrame,
    *,
    ratings: Sequence[str] = (COLLECTIVE_EFFICIENCY, *OUTCOMES),
    settings: Settings = Settings(),
) -> pd.DataFrame:
    """Whether sectors differ in the level of each rating: Kruskal and Wallis's test, exact p.

    Returns
    -------
    DataFrame
        One row a rating: n, groups, statistic (H), exact_p, asymptotic_p, standard_error, exact, holm.
    """
    rows = []
    for rating in ratings:
        result = kruskal_wallis(ratings_by_sector(clusters, rating, settings=settings), effort=settings.effort)
        rows.append({"rating": str(rating), **vars(result)})
    table = pd.DataFrame(rows)
    return table.assign(holm=holm(table["exact_p"]))


def sector_comparisons(
    clusters: pd.DataFrame,
    *,
    ratings: Sequence[str] = (COLLECTIVE_EFFICIENCY, *OUTCOMES),
    settings: Settings = Settings(),
) -> pd.DataFrame:
    """Every two sectors compared on each rating by Dunn's test; columns of `dunn` after rating."""
    parts = [
        dunn(ratings_by_sector(clusters, rating, settings=settings)).assign(rating=str(rating)) for rating in ratings
    ]
    table = pd.concat(parts, ignore_index=True)
    return table[["rating", *table.columns.drop("rating")]]


def slope_differences(
    clusters: pd.DataFrame,
    relation: str = Relation.COLLECTIVE_EFFICIENCY,
    *,
    outcomes: Sequence[str] = OUTCOMES,
    settings: Settings = Settings(),
) -> pd.DataFrame:
    """Whether a relation's slope differs between sectors, for each type of upgrading.

    Returns
    -------
    DataFrame
        One row an outcome: slope of each sector (rating points a degree, or for presence), then
        common_slope, statistic (F), p (sampled), standard_error, draws, holm.
    """
    rows = []
    for outcome in outcomes:
        frame = compared(clusters, relation, outcome=outcome, settings=settings)
        result = vars(slope_difference(frame["x"], frame["y"], sectors=frame["sector"])).copy()
        slopes = {f"slope_{sector}": slope for sector, slope in result.pop("slopes").items()}
        rows.append({"relation": str(relation), "outcome": str(outcome), **slopes, **result})
    table = pd.DataFrame(rows)
    return table.assign(holm=holm(table["p"]))
