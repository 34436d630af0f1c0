"""What Chapter 1 measures: growth and exports of the field studies, the index of efficiency, the list of cases."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from clusterbook.arithmetic import GrowthMeasure, collective_efficiency_index, growth_percent, share_percent
from clusterbook.vocabulary import Sector, parse_choice

PRODUCTION = ("production_1995_usd_million", "production_2002_usd_million", 7)
EXPORTS = ("exports_1996_usd_million", "exports_2002_usd_million", 6)
MARK = "footnotes b and c"  # the book's mark of rows whose two figures cannot both be right
EARLIER, LATER = "exported, first years", "exported, 2002"
PARTS = {"external_economies_index": "external economies", "joint_actions_index": "joint action"}


class Contradictions(StrEnum):
    """Which rows of Table 1.2 are believed where exports exceed production."""

    KEEP = "keep"
    """All, as printed: growth of each series may be right though its level is not."""
    MARKED = "marked"
    """All but those that the book itself marks as incompatible."""
    EXCEEDING = "exceeding"
    """Only those whose exports exceed production in neither year."""


class EfficiencyForm(StrEnum):
    """How external economies and joint action make up collective efficiency."""

    AVERAGE = "average"
    """Their mean, the book's index: more of one makes up for less of the other."""
    PRODUCT = "product"
    """The root of their product: both are needed, and the scarcer counts for more."""
    MINIMUM = "minimum"
    """The scarcer alone: more of the other adds nothing."""


def believed_studies(units: pd.DataFrame, *, contradictions: str = Contradictions.KEEP) -> pd.DataFrame:
    """Rows of Table 1.2 that are used, in the printed order.

    Parameters
    ----------
    units : DataFrame
        Table 1.2, typed.
    contradictions : str
        A ``Contradictions``.
    """
    rule = parse_choice(Contradictions, contradictions, where="contradictions")
    marked = units["note"].fillna("").str.contains(MARK)
    return units[~{Contradictions.MARKED: marked, Contradictions.EXCEEDING: exceeding(units)}.get(rule, marked & False)]


def exceeding(units: pd.DataFrame) -> pd.Series:
    """Whether exports are printed larger than production, in either pair of years."""
    pairs = zip(PRODUCTION[:2], EXPORTS[:2], strict=True)
    return pd.concat([units[exports] > units[production] for production, exports in pairs], axis=1).any(axis=1)


def field_study_growth(units: pd.DataFrame) -> pd.DataFrame:
    """Growth of production and of exports, and the share of production that is exported.

    Parameters
    ----------
    units : DataFrame
        Table 1.2, typed.

    Returns
    -------
    DataFrame
        Indexed by cluster, in percent, growth a year on average; the first share sets exports of 1996 against
        production of 1995. Missing where a year was not printed.
    """
    chosen = units.set_index("cluster")
    growth = {
        name: growth_percent(chosen[first], chosen[last], years=years, measure=GrowthMeasure.ANNUAL)
        for name, (first, last, years) in {"production growth": PRODUCTION, "exports growth": EXPORTS}.items()
    }
    pairs = zip((EARLIER, LATER), EXPORTS[:2], PRODUCTION[:2], strict=True)
    shares = {name: share_percent(chosen[exports], chosen[production]) for name, exports, production in pairs}
    return pd.DataFrame(growth | shares)


def growth_by_rule(units: pd.DataFrame) -> pd.DataFrame:
    """Median growth of production and exports under each ``Contradictions``, in percent a year."""
    rows = {}
    for rule in Contradictions:
        growth = field_study_growth(believed_studies(units, contradictions=rule))
        medians = growth[["production growth", "exports growth"]].median()
        rows[rule.value] = {"studies with both": int(growth.iloc[:, :2].notna().all(axis=1).sum()), **medians}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("rows with more exports than production")


def efficiency_by_sector(indices: pd.DataFrame, *, form: str = EfficiencyForm.AVERAGE) -> pd.DataFrame:
    """The two parts of collective efficiency by sector, and the index in a form of one's choice.

    Parameters
    ----------
    indices : DataFrame
        Table 10.1, typed, with the average of each part over the clusters of a sector, 0 to 12.
    form : str
        An ``EfficiencyForm``; it is applied to the averages, for the clusters' own were not published.
    """
    parts = indices.set_index("label")[list(PARTS)].rename(columns=PARTS).rename_axis("sector")
    external, joint = parts["external economies"], parts["joint action"]
    index = {
        EfficiencyForm.AVERAGE: collective_efficiency_index(external, joint),
        EfficiencyForm.PRODUCT: np.sqrt(external * joint),
        EfficiencyForm.MINIMUM: parts.min(axis=1),
    }[parse_choice(EfficiencyForm, form, where="efficiency")]
    return parts.assign(index=index)


def highest_over_lowest(index: pd.Series) -> float:
    """How far the highest value lies above the lowest, in percent."""
    return float(growth_percent(index.min(), index.max()))


def case_study_coverage(cases: pd.DataFrame, clusters: pd.DataFrame) -> pd.DataFrame:
    """Number of case studies (Table 1.3) and clusters (Table 10.2) in each sector, and those left out of the list."""
    rows = {}
    for sector in Sector:
        rated = clusters.index[clusters["sector"] == sector]
        listed_cases = cases.loc[cases["sector"] == sector, "cluster_id"]
        missing = rated.difference(listed_cases)
        rows[sector.label] = (len(listed_cases), len(rated), len(missing))
    columns = ["case studies in Table 1.3", "clusters in Table 10.2", "missing from Table 1.3"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("sector")
