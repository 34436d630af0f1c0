"""Maps: outlines without jumps, and places that lie in the country that their rows name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from clusterbook.data.book import Book
from clusterbook.errors import Fault

OUTLINES = ("outline_latin_america", "outline_italy")
POSITION = ["longitude", "latitude"]
MOST_STEPS = 10  # times the usual step of a ring; the longest of the outlines is 8 times that
COAST = 0.5  # degrees; an outline of this scale cuts off capes and bays

Points = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def map_faults(book: Book) -> Iterator[Fault]:
    """Jumps and open rings of the outlines, places off their country; asked only while all files are in order."""
    outlines = {name: book.resource(name) for name in OUTLINES}
    for name, outline in outlines.items():
        yield from outline_faults(f"data/{book.describe(name)['path']}", outline)
    borders = pd.concat(outlines.values())
    yield from place_faults("data/maps/cluster_places.csv or data/cases", book.places, outline=borders)
    districts = book.resource("figure_06_01_districts").set_index("district_id").assign(country_id="ita")
    yield from place_faults("data/maps/figure_06_01_districts.csv", districts, outline=borders)


def outline_faults(file: str, outline: pd.DataFrame) -> Iterator[Fault]:
    """Rings that are open, do not count their points from 1, or jump.

    Parameters
    ----------
    file : str
        The file as the messages name it.
    outline : DataFrame
        ``country_id``, ``ring``, ``point``, ``longitude`` and ``latitude`` in degrees.
    """
    edges = [outline[column].agg(side) for column in POSITION for side in ("min", "max")]
    for (country, ring), part in outline.groupby(["country_id", "ring"], sort=False):
        where, points = f"{file}, {country}, ring {ring}", part[POSITION].to_numpy(dtype=float)
        if part["point"].tolist() != list(range(1, len(part) + 1)):
            yield Fault(where, "points out of order", "expected 1, 2, 3 and so on", "Restore the points.")
        elif (points[0] != points[-1]).any():
            yield Fault(where, "an open ring", "expected the last point where the first is", "Restore the points.")
        else:
            for place in jumps(points, edges=edges):
                found = f"a jump to longitude {points[place, 0]:g}, latitude {points[place, 1]:g}"
                expected = f"expected a step of at most {MOST_STEPS} times the usual one"
                yield Fault(f"{where}, point {place + 1}", found, expected, "Correct the position.")


def jumps(points: Points, *, edges: Sequence[float]) -> list[int]:
    """Positions of points that are too far from the one before; where a map is cut off, its edge is one long step."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    along_edge = ((points[1:] == points[:-1]) & np.isin(points[1:], edges)).any(axis=1)
    return [int(place) + 1 for place in np.flatnonzero((steps > MOST_STEPS * np.median(steps)) & ~along_edge)]


def place_faults(file: str, places: pd.DataFrame, *, outline: pd.DataFrame) -> Iterator[Fault]:
    """Places that do not lie in their country or, where no outline has that, lie in another one.

    Parameters
    ----------
    file : str
        The file as the messages name it.
    places : DataFrame
        By key: ``country_id``, ``longitude`` and ``latitude`` in degrees.
    outline : DataFrame
        ``country_id``, ``ring``, ``longitude`` and ``latitude`` in degrees.
    """
    rings = {key: part[POSITION].to_numpy(dtype=float) for key, part in outline.groupby(["country_id", "ring"])}
    for key, country, *place in places[["country_id", *POSITION]].itertuples(name=None):
        own = [ring for (code, _), ring in rings.items() if code == country]
        if own:
            is_there = any(lies_in(np.array(place), ring) for ring in own)
        else:
            is_there = not any(lies_in(np.array(place), ring, margin=0) for ring in rings.values())
        if not is_there:
            found = f"longitude {place[0]:g}, latitude {place[1]:g}"
            yield Fault(f"{file}, {key}", found, f"expected a place in {country}", "Correct the place or the country.")


def lies_in(place: Points, ring: Points, *, margin: float = COAST) -> bool:
    """Whether a place lies within a closed ring, or at most ``margin`` degrees outside it."""
    start, end = ring[:-1], ring[1:]
    step = end - start
    straddles = (start[:, 1] > place[1]) != (end[:, 1] > place[1])
    height = np.where(straddles, step[:, 1], 1.0)
    crossing = start[:, 0] + (place[1] - start[:, 1]) / height * step[:, 0]
    if (straddles & (place[0] < crossing)).sum() % 2:
        return True
    length = np.maximum((step**2).sum(axis=1), np.finfo(float).tiny)
    along = np.clip(((place - start) * step).sum(axis=1) / length, 0, 1)
    return bool(np.hypot(*(place - start - along[:, None] * step).T).min() <= margin)
