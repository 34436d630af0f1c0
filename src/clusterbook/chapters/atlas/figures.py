"""The atlas: every cluster on the map of Latin America, coloured by what the reader asks."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.display.figure import Picture
from clusterbook.display.map import Extent, MapLook, plot_points_on_outline
from clusterbook.display.palette import BLUE, DEGREE_COLOURS, GREY, INK, SECTOR_COLOURS, VERMILION
from clusterbook.errors import ClusterbookError, listed
from clusterbook.vocabulary import ChainReach, Governance, Sector

MISSING = "not published"


class Colouring(StrEnum):
    """What the colour of a cluster tells."""

    SECTOR = "sector"
    """The cluster's sector."""
    COLLECTIVE_EFFICIENCY = "collective_efficiency"
    """The degree of its collective efficiency."""
    LEADERS = "leaders"
    """Whether a global leader is present."""


class Region(StrEnum):
    """Parts of the atlas."""

    ALL = "all"
    """Latin America."""
    MEXICO = "mexico"
    """Mexico and Central America."""
    SOUTHERN_BRAZIL = "southern_brazil"
    """The south and southeast of Brazil."""

    @property
    def extent(self) -> Extent | None:
        """West, south, east and north in degrees."""
        return {
            Region.ALL: None,
            Region.MEXICO: (-118.0, 8.0, -82.0, 33.0),
            Region.SOUTHERN_BRAZIL: (-54.5, -31.0, -38.5, -18.5),
        }[self]

    @property
    def label(self) -> str:
        """The part in words."""
        return {
            Region.ALL: "Latin America",
            Region.MEXICO: "Mexico and Central America",
            Region.SOUTHERN_BRAZIL: "southern and southeastern Brazil",
        }[self]


COLOURS = {
    Colouring.SECTOR: {sector.label: colour for sector, colour in SECTOR_COLOURS.items()},
    Colouring.COLLECTIVE_EFFICIENCY: {degree.value: colour for degree, colour in DEGREE_COLOURS.items()}
    | {MISSING: INK},
    Colouring.LEADERS: {"global leader": VERMILION, "no global leader": BLUE, MISSING: GREY},
}


def atlas_points(places: pd.DataFrame, clusters: pd.DataFrame, *, colour_by: str = Colouring.SECTOR) -> pd.DataFrame:
    """Clusters as points of a map.

    Parameters
    ----------
    places : DataFrame
        Indexed by ``cluster_id``: ``place``, ``longitude``, ``latitude``.
    clusters : DataFrame
        Clusters to draw, as ``load_clusters`` gives them.
    colour_by : str
        sector, collective_efficiency, or leaders (a global chain under quasi hierarchy or hierarchy).

    Returns
    -------
    DataFrame
        ``label`` (product and place), ``group``, ``longitude``, ``latitude``, in the order of the groups.

    Raises
    ------
    ClusterbookError
        If the colouring is none of the three.
    """
    if colour_by not in list(Colouring):
        raise ClusterbookError(f"colour_by: found {colour_by!r}; allowed {listed(Colouring)}. Use one of them.")
    points = clusters.join(places[["place", "longitude", "latitude"]], how="inner")
    points = points.assign(
        label=points["product"] + ", " + points["place"], group=_groups(points, Colouring(colour_by))
    )
    order = {group: rank for rank, group in enumerate(COLOURS[Colouring(colour_by)])}
    return points.sort_values("group", key=lambda groups: groups.map(order), kind="stable")[
        ["label", "group", "longitude", "latitude"]
    ]


def _groups(clusters: pd.DataFrame, colour_by: Colouring) -> pd.Series:
    """The group of each cluster in words."""
    if colour_by is Colouring.SECTOR:
        return clusters["sector"].map(lambda sector: Sector(sector).label)
    if colour_by is Colouring.COLLECTIVE_EFFICIENCY:
        return (
            clusters["collective_efficiency"].astype(object).where(clusters["collective_efficiency"].notna(), MISSING)
        )
    forms = clusters[[Governance.QUASI_HIERARCHY.value, Governance.HIERARCHY.value]]
    led = (
        forms.isin([int(ChainReach.GLOBAL), int(ChainReach.BOTH)])
        .any(axis=1)
        .map({True: "global leader", False: "no global leader"})
    )
    return led.mask(forms.isna().any(axis=1), MISSING)


def plot_atlas(
    points: pd.DataFrame, outline: pd.DataFrame, *, colour_by: str = Colouring.SECTOR, region: str = Region.ALL
) -> Picture:
    """A map of the clusters, of all Latin America or of a part that is crowded.

    Parameters
    ----------
    points : DataFrame
        As ``atlas_points`` gives them.
    outline : DataFrame
        Rings of Latin America.
    colour_by : str
        The colouring of the points.
    region : str
        all, mexico or southern_brazil.
    """
    part = Region(region)
    insets = tuple(other.extent for other in Region if other.extent) if part is Region.ALL else ()
    look = MapLook(extent=part.extent, colours=COLOURS[Colouring(colour_by)], width=8.0, insets=insets)
    caption = f"Clusters in {part.label}, coloured by {Colouring(colour_by).value.replace('_', ' ')}."
    return plot_points_on_outline(points, outline, caption=caption, look=look)
