"""The outline of Latin America as one path, and where the clusters lie on it, for pictures inside a page."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pandas as pd

from clusterbook.data.book import Book

OUTLINE = "outline_latin_america"
MARGIN = 1.0  # degrees about the outline


@dataclass(frozen=True)
class Frame:
    """From degrees to the units of a picture, true to scale at the middle latitude.

    Parameters
    ----------
    west, north : float
        Corner of the picture in degrees.
    scale : float
        Units per degree of latitude.
    squeeze : float
        Units per degree of longitude, as a share of ``scale``.
    width, height : int
        Size of the picture.
    """

    west: float
    north: float
    scale: float
    squeeze: float
    width: int
    height: int

    def x(self, longitude: float) -> float:
        """Units from the left edge."""
        return (longitude - self.west) * self.scale * self.squeeze

    def y(self, latitude: float) -> float:
        """Units from the upper edge."""
        return (self.north - latitude) * self.scale


@cache
def frame_of(book: Book, width: int) -> Frame:
    """A picture of all Latin America, as wide as asked.

    Parameters
    ----------
    book : Book
        The data package.
    width : int
        Units, more than 0.
    """
    outline = book.resource(OUTLINE)
    west, east = float(outline["longitude"].min()) - MARGIN, float(outline["longitude"].max()) + MARGIN
    south, north = float(outline["latitude"].min()) - MARGIN, float(outline["latitude"].max()) + MARGIN
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = width / ((east - west) * squeeze)
    return Frame(west, north, scale, squeeze, width, round((north - south) * scale))


@cache
def land_path(book: Book, width: int) -> str:
    """The outline as the ``d`` of an SVG path in whole units; points that fall together are one."""
    frame = frame_of(book, width)
    rings = book.resource(OUTLINE).groupby(["country_id", "ring"], sort=False)
    return "".join(_ring_path(frame, ring) for _, ring in rings)


def _ring_path(frame: Frame, ring: pd.DataFrame) -> str:
    points = list(dict.fromkeys(_points(frame, ring)))
    if len(points) < 3:
        return ""
    (x, y), *rest = points
    steps = zip(points, rest, strict=False)
    return f"M{x} {y}l" + " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in steps) + "z"


def _points(frame: Frame, ring: pd.DataFrame) -> Iterator[tuple[int, int]]:
    for longitude, latitude in zip(ring["longitude"], ring["latitude"], strict=True):
        yield round(frame.x(longitude)), round(frame.y(latitude))


def place_of(book: Book, cluster_id: str, width: int) -> tuple[float, float]:
    """Where a cluster lies in the picture of that width."""
    frame, place = frame_of(book, width), book.places.loc[cluster_id]
    return round(frame.x(float(place["longitude"])), 1), round(frame.y(float(place["latitude"])), 1)
