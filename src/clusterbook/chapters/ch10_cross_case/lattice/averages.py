"""Ratings that could have produced the averages of Table 10.1."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import pandas as pd

from clusterbook.chapters.ch10_cross_case.lattice.instrument import (
    PARTS,
    Assumptions,
    Printing,
    Reading,
    Scale,
    Unrated,
    reading,
)

Rated = tuple[int, Fraction]  # number of rated clusters, and the total of their index values


def index_against_formula(printed: pd.DataFrame, printing: str = Printing.EITHER) -> pd.DataFrame:
    """The printed index beside half of external economies plus half of joint action.

    Parameters
    ----------
    printed : DataFrame
        Table 10.1 as printed strings, indexed by sector: external_economies_index,
        joint_actions_index, collective_efficiency_index.
    printing : rounded, truncated or either

    Returns
    -------
    DataFrame
        By sector: index_published, index_recomputed, difference (recomputed - published), lowest and
        highest (what the formula can give whatever the digits not printed), follows (whether the printed
        index can be one of them) and implied_weight (of external economies, to give the index).
    """
    return pd.DataFrame([_formula_row(row, printing) for _, row in printed.iterrows()], index=printed.index)


def _formula_row(row: pd.Series, printing: str) -> dict[str, object]:
    """One sector of ``index_against_formula``."""
    economies, actions, index = (Fraction(row[f"{part}_index"]) for part in PARTS)
    parts = [reading(row[f"{part}_index"], printing) for part in PARTS]
    lowest, highest = (parts[0].low + parts[1].low) / 2, (parts[0].high + parts[1].high) / 2
    weight = (index - actions) / (economies - actions) if economies != actions else Fraction(1, 2)
    return {
        "index_published": float(index),
        "index_recomputed": float((economies + actions) / 2),
        "difference": float((economies + actions) / 2 - index),
        "lowest": float(lowest),
        "highest": float(highest),
        "follows": parts[2].meets(Reading(lowest, highest, parts[0].closed)),
        "implied_weight": float(weight),
    }


def rated_clusters(
    printed: pd.DataFrame, sizes: Mapping[str, int], *, assumptions: Assumptions = Assumptions()
) -> pd.DataFrame:
    """Every number of rated clusters, and every total of their ratings, that gives a printed average.

    Parameters
    ----------
    printed : DataFrame
        Table 10.1 as printed strings, indexed by sector.
    sizes : mapping
        Number of clusters of each sector; any number from 1 to it may have been rated.
    assumptions : Assumptions
        How ratings became a printed average.

    Returns
    -------
    DataFrame
        One row per solution: sector, part, rated (number of clusters), total (of their index values),
        average.
    """
    rows = [
        {"sector": sector, "part": part, "rated": rated, "total": float(total), "average": float(total / rated)}
        for sector, part in itertools.product(printed.index, PARTS)
        for rated, total in _totals(
            printed.at[sector, f"{part}_index"], part, size=sizes[sector], assumptions=assumptions
        )
    ]
    return pd.DataFrame(rows, columns=["sector", "part", "rated", "total", "average"])


def _totals(printed: str, part: str, *, size: int, assumptions: Assumptions) -> Iterator[Rated]:
    """Numbers of rated clusters with the totals that give the printed average."""
    scale, admitted = assumptions.scale, reading(printed, assumptions.printing)
    for rated in range(1, size + 1):
        for total in admitted.times(rated).multiples(scale.unit(part), scale.top(part) * rated):
            yield rated, total


def joint_readings(
    printed: pd.DataFrame, sizes: Mapping[str, int], *, assumptions: Assumptions = Assumptions()
) -> pd.DataFrame:
    """All ways in which the three averages of a sector can come from one set of ratings by the formula.

    Any cluster may lack one part or both; ``assumptions.unrated`` says what a missing part does to the
    index. With ``as_zero`` the index may be averaged over more clusters than were rated.

    Returns
    -------
    DataFrame
        One row per solution: sector, then for each part rated_* and total_*. No row for a sector:
        the printed numbers cannot come from such ratings.
    """
    rows = [
        {"sector": sector, **row}
        for sector in printed.index
        for row in _joint_rows(printed.loc[sector], sizes[sector], assumptions=assumptions)
    ]
    columns = [f"{kind}_{part}" for part in PARTS for kind in ("rated", "total")]
    return pd.DataFrame(rows, columns=["sector", *columns])


def _joint_rows(row: pd.Series, size: int, *, assumptions: Assumptions) -> Iterator[dict[str, float]]:
    """The solutions of one sector."""
    candidates = [list(_totals(row[f"{part}_index"], part, size=size, assumptions=assumptions)) for part in PARTS]
    for solution in itertools.product(*candidates):
        if _agrees(solution, size, assumptions=assumptions):
            numbers = [float(number) for pair in solution for number in pair]
            columns = [f"{kind}_{part}" for part in PARTS for kind in ("rated", "total")]
            yield dict(zip(columns, numbers, strict=True))


def _agrees(solution: tuple[Rated, ...], size: int, *, assumptions: Assumptions) -> bool:
    """Whether one set of ratings can have these totals over these numbers of clusters."""
    economies, actions, (rated, total) = solution
    parts = economies, actions
    tops = [assumptions.scale.top(part) for part in PARTS[:2]]
    if assumptions.unrated is Unrated.AS_ZERO:
        return rated >= max(economies[0], actions[0]) and 2 * total == economies[1] + actions[1]
    both = rated if assumptions.unrated is Unrated.LEFT_OUT else economies[0] + actions[0] - rated
    either = economies[0] + actions[0] - both
    if not (0 <= both <= min(economies[0], actions[0]) and either <= size):
        return False
    shares = [_share(part, both, top=top) for part, top in zip(parts, tops, strict=True)]
    if assumptions.unrated is Unrated.ONE_PART:
        shares = [(2 * part[1] - high, 2 * part[1] - low) for part, (low, high) in zip(parts, shares, strict=True)]
    return sum(low for low, _ in shares) <= 2 * total <= sum(high for _, high in shares)


def _share(part: Rated, both: int, *, top: Fraction) -> tuple[Fraction, Fraction]:
    """Lowest and highest sum of a part over the clusters that have both parts."""
    count, total = part
    return max(Fraction(0), total - top * (count - both)), min(total, top * both)


def without_padding(printed: pd.DataFrame) -> pd.DataFrame:
    """The printed averages with a last decimal of zero left out, as if one decimal had been computed and padded."""
    columns = [f"{part}_index" for part in PARTS]
    return printed.assign(**{name: printed[name].str.replace(r"(\.\d+)0$", r"\1", regex=True) for name in columns})


def over_all_alone(printed: pd.DataFrame, sizes: Mapping[str, int]) -> list[str]:
    """The sectors each of whose averages, taken by itself, can run over all clusters (weakest reading)."""
    found = rated_clusters(printed, sizes)
    whole = found[found["rated"] == found["sector"].map(sizes)].groupby("sector")["part"].nunique()
    return sorted(whole.index[whole == len(PARTS)])


def over_all_jointly(printed: pd.DataFrame, sizes: Mapping[str, int]) -> list[str]:
    """The sectors whose three averages can run over all clusters and follow the formula (weakest reading)."""
    found = joint_readings(printed, sizes)
    everywhere = [found[f"rated_{part}"] == found["sector"].map(sizes) for part in PARTS]
    return sorted(found.loc[pd.concat(everywhere, axis=1).all(axis=1), "sector"].unique())


def sizes_by_sector(clusters: pd.DataFrame) -> dict[str, int]:
    """Number of clusters of each sector, in the order in which sectors occur."""
    return {str(sector): int(size) for sector, size in clusters.groupby("sector", sort=False).size().items()}


def assumption_grid(
    steps: Sequence[Fraction] = (Fraction(1, 2), Fraction(1, 4)), external_economies: Sequence[int] = (3, 4)
) -> list[Assumptions]:
    """Every reading of the instrument and of the printing: steps of ratings, components, rounding, missing parts."""
    return [
        Assumptions(Scale(external_economies=components, step=Fraction(step)), printing, unrated)
        for step, components, printing, unrated in itertools.product(
            steps, external_economies, (Printing.ROUNDED, Printing.TRUNCATED), Unrated
        )
    ]


def feasibility(printed: pd.DataFrame, sizes: Mapping[str, int], *, assumptions: Sequence[Assumptions]) -> pd.DataFrame:
    """Number of joint solutions of each sector under each set of assumptions; 0 means impossible.

    Returns
    -------
    DataFrame
        One row per set of assumptions: printing, unrated, step, components of each part, and a column
        for each sector.
    """
    rows = []
    for entry in assumptions:
        found = joint_readings(printed, sizes, assumptions=entry)["sector"].value_counts()
        scale = entry.scale
        described = {
            "printing": entry.printing.value,
            "unrated": entry.unrated.value,
            "step": float(scale.step),
            "external_economies_components": scale.external_economies,
            "joint_actions_components": scale.joint_actions,
        }
        rows.append({**described, **{sector: int(found.get(sector, 0)) for sector in printed.index}})
    return pd.DataFrame(rows)
