"""From the frame of clusters to the two ratings that a relation compares."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Coding, Exposure, MissingPolicy, Relation
from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.vocabulary import ChainReach, CollectiveEfficiency, Governance, Upgrading, parse_choice

FORMS = [form.value for form in Governance]
RATINGS = [kind.column for kind in Upgrading]
FORMS_OF_EXPOSURE = {
    Exposure.QUASI_HIERARCHY: [Governance.QUASI_HIERARCHY.value],
    Exposure.HIERARCHY: [Governance.HIERARCHY.value],
    Exposure.ANY_LEADER: [Governance.QUASI_HIERARCHY.value, Governance.HIERARCHY.value],
    Exposure.ANY_GLOBAL: FORMS,
}


def efficiency_scores(clusters: pd.DataFrame, scores: tuple[float, float, float] = (1.0, 2.0, 3.0)) -> pd.Series:
    """Collective efficiency as numbers, missing where unrated (software).

    Raises
    ------
    FaultsError
        Where a degree is none of Low, Medium, High.
    """
    degrees = clusters["collective_efficiency"].astype(object)
    codes = dict(zip((degree.value for degree in CollectiveEfficiency), scores, strict=True))
    unknown = sorted({str(degree) for degree in degrees.dropna()} - set(codes))
    if unknown:
        fault = Fault("collective_efficiency", listed(unknown), f"allowed {listed(codes)}", "Correct the rating.")
        raise FaultsError([fault])
    return degrees.map(codes).astype(float)


def exposure(clusters: pd.DataFrame, kind: str = Exposure.ANY_LEADER) -> pd.Series:
    """Presence (1) or absence (0) of global chains of the chosen forms, missing where uncoded.

    Parameters
    ----------
    clusters : DataFrame
        Columns market, network, quasi_hierarchy, hierarchy: codes 0 to 3 of Table 10.2.
    kind : quasi_hierarchy, hierarchy, any_leader (either of the two) or any_global (any form)
    """
    forms = FORMS_OF_EXPOSURE[parse_choice(Exposure, kind, where="exposure")]
    return _any_code(clusters[forms], (ChainReach.GLOBAL, ChainReach.BOTH))


def presence(clusters: pd.DataFrame, form: str, *, global_only: bool = False) -> pd.Series:
    """Presence (1) or absence (0) of a form of governance, domestic or global; missing where uncoded.

    Parameters
    ----------
    clusters : DataFrame
        Columns market, network, quasi_hierarchy, hierarchy: codes 0 to 3 of Table 10.2.
    form : Governance or str
        The form.
    global_only : bool
        Whether a domestic chain of the form does not count.
    """
    codes = (ChainReach.GLOBAL, ChainReach.BOTH) if global_only else tuple(ChainReach)[1:]
    return _any_code(clusters[[parse_choice(Governance, form, where="form").value]], codes)


def _any_code(codes: pd.DataFrame, present: tuple[ChainReach, ...]) -> pd.Series:
    """1 where any column holds one of the codes, 0 where none does, missing where a code is."""
    codes = codes.astype(float)
    held = codes.isin([float(code) for code in present]).any(axis=1).astype(float)
    return held.mask(codes.isna().any(axis=1) & (held == 0))


def upgrading(clusters: pd.DataFrame, kind: str, *, na_policy: str = MissingPolicy.DROP) -> pd.Series:
    """Rating 0 to 3 of one type of upgrading.

    With ``zero`` a missing rating counts as 0, but only in clusters that were rated at all: what was
    never published (software) stays missing.
    """
    column = parse_choice(Upgrading, kind, where="outcome").column
    rated = clusters[RATINGS].notna().any(axis=1)
    return _fill(clusters[column].astype(float), rated, na_policy=na_policy)


def _fill(values: pd.Series, where: pd.Series, *, na_policy: str) -> pd.Series:
    """Zero for the missing values that the policy covers."""
    if parse_choice(MissingPolicy, na_policy, where="na_policy") is MissingPolicy.DROP:
        return values
    return values.mask(values.isna() & where, 0.0)


def cause(clusters: pd.DataFrame, relation: str, *, coding: Coding = Coding()) -> pd.Series:
    """The rating that a relation of Table 10.3 takes as cause: collective efficiency or exposure."""
    if parse_choice(Relation, relation, where="relation") is Relation.COLLECTIVE_EFFICIENCY:
        return efficiency_scores(clusters, coding.ce_scores)
    everywhere = pd.Series(True, index=clusters.index)
    return _fill(exposure(clusters, coding.exposure), everywhere, na_policy=coding.na_policy)


def comparable_clusters(
    clusters: pd.DataFrame, relation: str, *, outcome: str, coding: Coding = Coding()
) -> pd.DataFrame:
    """The clusters that a relation can compare.

    Returns
    -------
    DataFrame
        Index as in ``clusters``; columns sector, x (cause) and y (rating of upgrading), none missing.
    """
    frame = pd.DataFrame(
        {
            "sector": clusters["sector"].astype(str),
            "x": cause(clusters, relation, coding=coding),
            "y": upgrading(clusters, outcome, na_policy=coding.na_policy),
        }
    )
    return frame.dropna()
