"""Names of points on a map, placed so that they do not cover points or each other."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from matplotlib.textpath import TextPath

LABEL_SIZE = 8.5

LINE, DOT = 0.145, 0.055  # inches: a line of text, half a marker

RADII = (0.10, 0.20, 0.34, 0.52, 0.75, 1.0)

DIRECTIONS = [(1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7)]

Rectangle = tuple[float, float, float, float]


def label_places(points: pd.DataFrame, page: tuple[float, float]) -> list[tuple[float, float, Rectangle]]:
    """A place for each name: the nearest that covers no other name and no marker, else the least covered.

    Returns
    -------
    list of (x, y, rectangle)
        Left end and middle of the text in inches, and the room it takes, in the order of the points.
    """
    taken: list[Rectangle] = [(row.x - DOT, row.y - DOT, row.x + DOT, row.y + DOT) for row in points.itertuples()]
    places = []
    for row in points.itertuples():
        rooms = list(_rooms(row.x, row.y, width=text_width(row.label), page=page))
        best = min(rooms, key=lambda room: (sum(_overlap(room, other) for other in taken), rooms.index(room)))
        taken.append(best)
        places.append((best[0], (best[1] + best[3]) / 2, best))
    return places


def text_width(label: str) -> float:
    """Width of a name in inches."""
    return TextPath((0, 0), label, size=LABEL_SIZE).get_extents().width / 72 if label.strip() else 0.0


def _rooms(x: float, y: float, *, width: float, page: tuple[float, float]) -> Iterator[Rectangle]:
    """Rooms for a name around a point, nearest first, kept on the page."""
    for radius in RADII:
        for across, up in DIRECTIONS:
            left = x + across * radius - (width if across < 0 else width / 2 if across == 0 else 0)
            middle = y + up * (radius + (LINE / 2 if across == 0 else 0))
            left = min(max(left, 0.02), page[0] - width - 0.02)
            middle = min(max(middle, LINE), page[1] - LINE)
            yield (left, middle - LINE / 2, left + width, middle + LINE / 2)


def _overlap(one: Rectangle, other: Rectangle) -> float:
    """Area that two rectangles share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0.0) * max(up, 0.0)
