"""Maps: points on a bundled outline, coloured by group, with names that do not cover each other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.map_labels import DOT, LABEL_SIZE, RADII, label_places
from clusterbook.display.palette import BORDER, KIND_COLOURS, LAND, SEA, SLATE, WHITE
from clusterbook.display.phone import WIDTH
from clusterbook.errors import ClusterbookError, listed

POINT_COLUMNS = ["label", "group", "longitude", "latitude"]


MARKERS = ["o", "s", "^", "D", "v", "P"]

Extent = tuple[float, float, float, float]


@dataclass(frozen=True)
class MapLook:
    """What part of the map is drawn, and how.

    Attributes
    ----------
    extent : west, south, east and north in degrees; None draws the whole outline
    colours : colour of each group; groups that are not named take the colours of a safe palette
    labelled : whether the points carry their names
    width : width in inches
    """

    extent: Extent | None = None
    colours: Mapping[str, str] | None = None
    labelled: bool = True
    width: float = 7.0


@dataclass(frozen=True)
class Projection:
    """From degrees to inches on the page, true to scale at the middle latitude."""

    west: float
    south: float
    scale: float
    squeeze: float

    def x(self, longitude: pd.Series) -> pd.Series:
        """Inches from the left edge."""
        return (longitude - self.west) * self.squeeze * self.scale

    def y(self, latitude: pd.Series) -> pd.Series:
        """Inches from the lower edge."""
        return (latitude - self.south) * self.scale


@pictured
def plot_points_on_outline(
    points: pd.DataFrame, outline: pd.DataFrame, *, caption: str, look: MapLook | None = None
) -> Picture:
    """Points on a map.

    Parameters
    ----------
    points : DataFrame
        ``label``, ``group``, ``longitude`` and ``latitude`` in degrees; points outside the extent are left out.
    outline : DataFrame
        Closed rings: ``country_id``, ``ring``, ``longitude``, ``latitude``, in order.
    caption : str
        One sentence below the map.
    look : MapLook, optional
        Extent, colours, labels, width.

    Returns
    -------
    Picture
        Its text alternative names every point.

    Raises
    ------
    ClusterbookError
        If a column of the points is missing.
    """
    missing = [name for name in POINT_COLUMNS if name not in points]
    if missing:
        raise ClusterbookError(
            f"map: found no column {listed(missing)}; points need {listed(POINT_COLUMNS)}. Add or rename the columns."
        )
    look = look or MapLook()
    extent = look.extent or _extent_of(outline)
    shown = _inside(points, extent)
    with book_style():
        desk = _draw(shown, outline, replace(look, extent=extent), groups=list(dict.fromkeys(points["group"])))
        narrow = replace(look, extent=extent, width=min(look.width, WIDTH))
        phone = _draw(shown, outline, narrow, groups=list(dict.fromkeys(points["group"])))
    data = shown[[name for name in POINT_COLUMNS if shown[name].nunique() > 1 or name == "label"]]
    return picture(desk, alt_text=describe_points(shown), caption=caption, data=data, phone=phone)


def _draw(points: pd.DataFrame, outline: pd.DataFrame, look: MapLook, *, groups: list[str]) -> Figure:
    """The map at the width of its look, whose extent is given."""
    extent = look.extent or _extent_of(outline)
    projection = _projection(extent, look.width)
    height = float(projection.y(extent[3]))
    figure = plt.figure(figsize=(look.width, height + 0.35 * math.ceil(len(groups) / 2)), layout="none")
    axis = _page(figure, look.width, height=height)
    _draw_land(axis, outline, projection=projection)
    placed = separate_points(points.assign(x=projection.x(points["longitude"]), y=projection.y(points["latitude"])))
    _draw_points(axis, placed, groups=groups, colours=look.colours or {})
    if look.labelled:
        _draw_labels(axis, placed, page=(look.width, height))
    if len(groups) > 1:
        figure.legend(loc="lower center", ncols=2, frameon=False, fontsize=9)
    return figure


def describe_points(points: pd.DataFrame) -> str:
    """The points by group, each with its coordinates."""
    if points.empty:
        return "A map without points."
    parts = []
    for group, members in points.groupby("group", sort=False):
        names = [
            f"{row.label} ({_degrees(row.latitude, 'N', 'S')}, {_degrees(row.longitude, 'E', 'W')})"
            for row in members.itertuples()
        ]
        parts.append(f"{group}: {', '.join(names)}")
    return f"A map with {len(points)} points. {'; '.join(parts)}."


def separate_points(points: pd.DataFrame) -> pd.DataFrame:
    """Points closer than a marker are set on a small circle about their common middle.

    Parameters
    ----------
    points : DataFrame
        With ``x`` and ``y`` in inches.
    """
    moved = points.copy()
    for members in _crowds(points):
        centre = points.loc[members, ["x", "y"]].mean()
        radius = DOT * max(1.15, len(members) / math.pi * 1.25)
        angles = math.pi / 2 + 2 * math.pi * np.arange(len(members)) / len(members)
        moved.loc[members, "x"] = centre["x"] + radius * np.cos(angles)
        moved.loc[members, "y"] = centre["y"] + radius * np.sin(angles)
    return moved


def _crowds(points: pd.DataFrame) -> Iterator[list[object]]:
    """Groups of rows whose markers would cover each other."""
    left = list(points.index)
    while left:
        first, *rest = left
        distance = np.hypot(
            points.loc[rest, "x"] - points.at[first, "x"], points.loc[rest, "y"] - points.at[first, "y"]
        )
        near = [first, *distance.index[distance < 1.6 * DOT]]
        if len(near) > 1:
            yield near
        left = [key for key in left if key not in near]


def _extent_of(outline: pd.DataFrame) -> Extent:
    """The box about all rings, with a margin."""
    west, east = outline["longitude"].min(), outline["longitude"].max()
    south, north = outline["latitude"].min(), outline["latitude"].max()
    margin = 0.02 * max(east - west, north - south)
    return (west - margin, south - margin, east + margin, north + margin)


def _inside(points: pd.DataFrame, extent: Extent) -> pd.DataFrame:
    """Points within the extent."""
    west, south, east, north = extent
    return points[points["longitude"].between(west, east) & points["latitude"].between(south, north)].reset_index(
        drop=True
    )


def _projection(extent: Extent, width: float) -> Projection:
    """Scale that makes the extent as wide as the page."""
    west, south, east, north = extent
    squeeze = math.cos(math.radians((south + north) / 2))
    return Projection(west, south, width / ((east - west) * squeeze), squeeze)


def _page(figure: plt.Figure, width: float, *, height: float) -> Axes:
    """An axis measured in inches at the top of the figure."""
    total = figure.get_figheight()
    axis = figure.add_axes((0, 1 - height / total, 1, height / total), facecolor=SEA)
    axis.set(xlim=(0, width), ylim=(0, height), xticks=[], yticks=[])
    for spine in axis.spines.values():
        spine.set_visible(True)
        spine.set_color(BORDER)
    axis.grid(visible=False)
    return axis


def _draw_land(axis: Axes, outline: pd.DataFrame, *, projection: Projection) -> None:
    """The rings, filled."""
    for _, ring in outline.groupby(["country_id", "ring"]):
        axis.fill(
            projection.x(ring["longitude"]),
            projection.y(ring["latitude"]),
            facecolor=LAND,
            edgecolor=BORDER,
            linewidth=0.7,
        )


def _draw_points(axis: Axes, points: pd.DataFrame, *, groups: list[str], colours: Mapping[str, str]) -> None:
    """A marker a point; each group has its own colour and shape."""
    for place, group in enumerate(groups):
        members = points[points["group"] == group]
        colour = colours.get(group, KIND_COLOURS[place % len(KIND_COLOURS)])
        shape = MARKERS[place % len(MARKERS)]
        axis.scatter(
            members["x"],
            members["y"],
            s=42,
            marker=shape,
            color=colour,
            edgecolor=WHITE,
            linewidth=0.6,
            zorder=4,
            label=group,
        )


def _draw_labels(axis: Axes, points: pd.DataFrame, *, page: tuple[float, float]) -> None:
    """Names, each tied to its point by a thin line where it stands off."""
    for row, (left, middle, room) in zip(points.itertuples(), label_places(points, page), strict=True):
        if not row.label:
            continue
        near = (min(max(row.x, room[0]), room[2]), min(max(row.y, room[1]), room[3]))
        if math.dist(near, (row.x, row.y)) > 1.5 * RADII[0]:
            axis.plot([row.x, near[0]], [row.y, near[1]], color=SLATE, linewidth=0.6, zorder=3)
        axis.text(left, middle, row.label, fontsize=LABEL_SIZE, va="center", zorder=5)


def _degrees(value: float, positive: str, negative: str) -> str:
    """Degrees with their hemisphere, one decimal."""
    return f"{abs(value):.1f}° {positive if value >= 0 else negative}"
