"""Cut-offs between Low, Medium and High that agree with the sectors' averages of the index."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from fractions import Fraction

import pandas as pd

from clusterbook.chapters.ch10_cross_case.lattice.instrument import PARTS, Assumptions, reading
from clusterbook.vocabulary import CollectiveEfficiency

INDEX = PARTS[2]
DEGREES = tuple(degree.value for degree in CollectiveEfficiency)

Cutoffs = tuple[Fraction, Fraction]  # lowest index value called Medium, lowest called High


def degrees_by_sector(clusters: pd.DataFrame) -> pd.DataFrame:
    """Number of clusters of each degree of collective efficiency: one row per sector, columns Low, Medium, High."""
    counts = pd.crosstab(clusters["sector"].astype(str), clusters["collective_efficiency"].astype(str))
    return counts.reindex(columns=list(DEGREES), fill_value=0)


def possible_cutoffs(
    printed: pd.DataFrame,
    degrees: pd.DataFrame,
    *,
    unrated_at_most: int = 0,
    assumptions: Assumptions = Assumptions(),
) -> pd.DataFrame:
    """Every pair of cut-offs on the lattice of the index, and whether Table 10.1 leaves it possible.

    A cluster is Low below the first cut-off, High from the second on. A pair is possible if in every
    sector index values that respect the degrees can have the printed average.

    Parameters
    ----------
    printed : DataFrame
        Table 10.1 as printed strings, indexed by sector.
    degrees : DataFrame
        Number of clusters by sector (rows) and degree (columns Low, Medium, High); sectors whose
        degrees were never published have no row and decide nothing.
    unrated_at_most : int
        How many clusters of a sector, of whatever degree, may be missing from its average.
    assumptions : Assumptions
        Scale of the index and way of printing.

    Returns
    -------
    DataFrame
        One row per pair: medium_from, high_from, possible, excluded_by (sectors, comma-separated).
    """
    scale = assumptions.scale
    values = _values(scale.unit(INDEX), scale.top(INDEX))
    averages = printed[f"{INDEX}_index"]
    admitted = {
        sector: _admitted_totals(averages[sector], row, unrated_at_most=unrated_at_most, assumptions=assumptions)
        for sector, row in degrees.iterrows()
    }
    rows = []
    for cutoffs in itertools.combinations(values, 2):
        excluding = [
            str(sector) for sector, totals in admitted.items() if not _fits(totals, cutoffs, assumptions=assumptions)
        ]
        rows.append((float(cutoffs[0]), float(cutoffs[1]), not excluding, ", ".join(excluding)))
    return pd.DataFrame(rows, columns=["medium_from", "high_from", "possible", "excluded_by"])


def _values(unit: Fraction, top: Fraction) -> list[Fraction]:
    """Values of the index that can be a cut-off: all but zero, so that each degree has room."""
    return [unit * count for count in range(1, int(top / unit) + 1)]


def _admitted_totals(
    printed: str, degrees: pd.Series, *, unrated_at_most: int, assumptions: Assumptions
) -> list[tuple[tuple[int, ...], list[Fraction]]]:
    """For each way to leave out clusters: the numbers left by degree, and the totals that print so."""
    admitted, scale = reading(printed, assumptions.printing), assumptions.scale
    found = []
    for counts in _left(tuple(int(degrees[degree]) for degree in DEGREES), unrated_at_most):
        size = sum(counts)
        totals = list(admitted.times(size).multiples(scale.unit(INDEX), scale.top(INDEX) * size))
        if totals:
            found.append((counts, totals))
    return found


def _left(counts: tuple[int, ...], unrated_at_most: int) -> Iterator[tuple[int, ...]]:
    """Numbers by degree after up to so many clusters are left out, at least one remaining."""
    for left_out in itertools.product(*(range(min(count, unrated_at_most) + 1) for count in counts)):
        if sum(left_out) <= unrated_at_most and sum(left_out) < sum(counts):
            yield tuple(count - gone for count, gone in zip(counts, left_out, strict=True))


def _fits(totals: list[tuple[tuple[int, ...], list[Fraction]]], cutoffs: Cutoffs, *, assumptions: Assumptions) -> bool:
    """Whether index values within the degrees' ranges can add up to an admitted total."""
    unit, top = assumptions.scale.unit(INDEX), assumptions.scale.top(INDEX)
    lows = (Fraction(0), *cutoffs)
    highs = (cutoffs[0] - unit, cutoffs[1] - unit, top)
    for counts, admitted in totals:
        lowest = sum(count * low for count, low in zip(counts, lows, strict=True))
        highest = sum(count * high for count, high in zip(counts, highs, strict=True))
        if any(lowest <= total <= highest for total in admitted):
            return True
    return False


def cutoff_ranges(cutoffs: pd.DataFrame) -> pd.DataFrame:
    """Lowest and highest possible value of each cut-off; missing where none is possible.

    Parameters
    ----------
    cutoffs : DataFrame
        As ``possible_cutoffs`` gives them.

    Returns
    -------
    DataFrame
        Rows medium_from and high_from; columns lowest, highest, and share_possible of all pairs.
    """
    possible = cutoffs[cutoffs["possible"]]
    names = ["medium_from", "high_from"]
    ranges = pd.DataFrame({"lowest": possible[names].min(), "highest": possible[names].max()})
    return ranges.assign(share_possible=float(cutoffs["possible"].mean()))


def cutoffs_allow(cutoffs: pd.DataFrame, medium_from: float, *, high_from: float) -> bool:
    """Whether one pair of cut-offs (thirds of the scale, say) is among the possible ones.

    Raises
    ------
    KeyError
        If the pair is not on the lattice.
    """
    pairs: Mapping[tuple[float, float], bool] = cutoffs.set_index(["medium_from", "high_from"])["possible"].to_dict()
    return bool(pairs[(medium_from, high_from)])
