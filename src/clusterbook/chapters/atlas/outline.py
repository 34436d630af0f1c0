"""The outline of Latin America as one path of an inline picture, and where places lie on it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

MARGIN = 1.0  # degrees about the outline
ROUNDS = 400  # of moving points apart, at most
SHARE = 0.5  # of what two points lack in distance, the way that each of them goes

Spot = tuple[float, float]


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

    def spot(self, longitude: float, latitude: float) -> Spot:
        """Units from the left and from the upper edge."""
        return (longitude - self.west) * self.scale * self.squeeze, (self.north - latitude) * self.scale


def frame_of(outline: pd.DataFrame, width: int) -> Frame:
    """A picture of the whole outline.

    Parameters
    ----------
    outline : DataFrame
        Closed rings: ``country_id``, ``ring``, ``longitude``, ``latitude``, in order.
    width : int
        Units, more than 0.
    """
    west, east = float(outline["longitude"].min()) - MARGIN, float(outline["longitude"].max()) + MARGIN
    south, north = float(outline["latitude"].min()) - MARGIN, float(outline["latitude"].max()) + MARGIN
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = width / ((east - west) * squeeze)
    return Frame(west, north, scale, squeeze, width, round((north - south) * scale))


def land_path(outline: pd.DataFrame, frame: Frame) -> str:
    """The outline as the ``d`` of an SVG path in whole units; points that fall together are one."""
    rings = outline.groupby(["country_id", "ring"], sort=False)
    return "".join(_ring_path(frame, ring) for _, ring in rings)


def _ring_path(frame: Frame, ring: pd.DataFrame) -> str:
    points = list(dict.fromkeys(_points(frame, ring)))
    if len(points) < 3:
        return ""
    steps = zip(points, points[1:], strict=False)
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in steps) + "z"


def _points(frame: Frame, ring: pd.DataFrame) -> Iterator[tuple[int, int]]:
    for longitude, latitude in zip(ring["longitude"], ring["latitude"], strict=True):
        x, y = frame.spot(longitude, latitude)
        yield round(x), round(y)


def spots_apart(spots: Mapping[str, Spot], gap: float) -> dict[str, Spot]:
    """Spots moved until all are at least ``gap`` apart, each as little as pushing its neighbours away takes.

    Parameters
    ----------
    spots : mapping of str to (float, float)
        Where each point belongs; those of one place part in the order given.
    gap : float
        Smallest distance, in the same unit.
    """
    turns = 2 * np.pi * np.arange(len(spots)) / max(len(spots), 1)
    places = np.array(list(spots.values()), dtype=float).reshape(-1, 2) + 0.01 * np.c_[np.cos(turns), np.sin(turns)]
    for _ in range(ROUNDS):
        away = places[:, None, :] - places[None, :, :]
        distance = np.hypot(away[..., 0], away[..., 1])
        np.fill_diagonal(distance, np.inf)
        lack = np.clip(gap - distance, 0, None)
        if lack.max(initial=0) < 0.01 * gap:
            break
        places = places + (away / distance[..., None] * (SHARE * lack)[..., None]).sum(axis=1)
    return {name: (round(float(x), 1), round(float(y), 1)) for name, (x, y) in zip(spots, places, strict=True)}
