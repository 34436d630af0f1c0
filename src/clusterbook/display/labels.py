"""Names at the ends of lines, moved apart where they would cover each other."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes


def space_labels(places: Mapping[str, float], gap: float) -> dict[str, float]:
    """Places at least ``gap`` apart, in the same order, as near to the given ones as stacking from below allows.

    Parameters
    ----------
    places : mapping of name to float
        Where the names would stand.
    gap : float
        Smallest distance, in the same unit.
    """
    spaced: dict[str, float] = {}
    floor = -float("inf")
    for name, place in sorted(places.items(), key=lambda item: item[1]):
        spaced[name] = max(place, floor)
        floor = spaced[name] + gap
    return spaced


def name_line_ends(axis: Axes, ends: Mapping[str, tuple[float, float, str]], *, gap_share: float = 0.06) -> None:
    """Write each name right of the end of its line, in the line's colour.

    Parameters
    ----------
    axis : Axes
        With its limits set.
    ends : mapping of name to (x, y, colour)
        The last point of each line; names are moved apart among the lines that end at the same x.
    gap_share : float
        Smallest distance of two names, as a share of the axis' height.
    """
    low, high = axis.get_ylim()
    for x in sorted({end[0] for end in ends.values()}):
        here = {name: end[1] for name, end in ends.items() if end[0] == x}
        for name, y in space_labels(here, gap_share * (high - low)).items():
            axis.annotate(name, (x, y), xytext=(8, 0), textcoords="offset points", va="center", color=ends[name][2])
