"""The groups that the atlas shows its clusters in: by sector, collective efficiency, leaders, forms of governance."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.chapters.ch10_cross_case.ratings import exposure
from clusterbook.display.palette import BLUE, DEGREE_COLOURS, SECTOR_COLOURS, SILVER, VERMILION
from clusterbook.errors import ClusterbookError, listed
from clusterbook.vocabulary import CollectiveEfficiency, Governance, Sector, in_words

MISSING = "not published"
LEADER, NO_LEADER = "global leader", "no global leader"


class Colouring(StrEnum):
    """What the colour and shape of a cluster tell."""

    SECTOR = "sector"
    """The cluster's sector."""
    COLLECTIVE_EFFICIENCY = "collective_efficiency"
    """The degree of its collective efficiency."""
    LEADERS = "leaders"
    """Whether a global leader is present."""

    @property
    def label(self) -> str:
        """The choice in words."""
        return {Colouring.LEADERS: "Leaders of global chains"}.get(self, in_words(self.value).capitalize())


COLOURS = {
    Colouring.SECTOR: {sector.label: colour for sector, colour in SECTOR_COLOURS.items()},
    Colouring.COLLECTIVE_EFFICIENCY: {degree.value: DEGREE_COLOURS[degree] for degree in reversed(CollectiveEfficiency)}
    | {MISSING: SILVER},
    Colouring.LEADERS: {LEADER: VERMILION, NO_LEADER: BLUE, MISSING: SILVER},
}


def parse_colouring(colour_by: str) -> Colouring:
    """The colouring of that name.

    Raises
    ------
    ClusterbookError
        If it is none of the three.
    """
    if colour_by not in list(Colouring):
        raise ClusterbookError(f"colour_by: found {colour_by!r}; allowed {listed(Colouring)}. Use one of them.")
    return Colouring(colour_by)


def groups_of(clusters: pd.DataFrame, colour_by: str) -> pd.Series:
    """The group of each cluster in words.

    Parameters
    ----------
    clusters : DataFrame
        As ``load_clusters`` gives them.
    colour_by : str
        sector, collective_efficiency, or leaders (a global chain under quasi hierarchy or hierarchy).

    Raises
    ------
    ClusterbookError
        If the colouring is none of the three.
    """
    colouring = parse_colouring(colour_by)
    if colouring is Colouring.SECTOR:
        return clusters["sector"].map(lambda sector: Sector(sector).label)
    if colouring is Colouring.COLLECTIVE_EFFICIENCY:
        degrees = clusters["collective_efficiency"].astype(object)
        return degrees.where(degrees.notna(), MISSING)
    return exposure(clusters).map({1.0: LEADER, 0.0: NO_LEADER}).fillna(MISSING)


def forms_of(clusters: pd.DataFrame) -> pd.Series:
    """The forms of chain governance that each cluster has, as a tuple of ``Governance``; none where uncoded."""
    present = clusters[[form.value for form in Governance]].fillna(0).astype(int) > 0
    return pd.Series(
        [tuple(form for form in Governance if row[form.value]) for _, row in present.iterrows()], present.index
    )
