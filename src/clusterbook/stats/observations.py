"""What a test is given, checked: observations without gaps, strata that fit them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from clusterbook.errors import Fault, FaultsError, listed

Numbers = Sequence[float] | np.ndarray  # one value per observation


def as_numbers(values: Numbers, *, where: str) -> np.ndarray:
    """The values as an array of float, whatever its shape; NaN and infinity are numbers.

    Raises
    ------
    FaultsError
        Where a value is no number.
    """
    try:
        return np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        fault = Fault(where, "a value that is no number", "expected numbers", "Pass scores or codes.")
        raise FaultsError([fault]) from None


def check_observations(values: Numbers, *, where: str) -> np.ndarray:
    """One value per observation, as numbers.

    Parameters
    ----------
    values : sequence of float
        Shape (n,).
    where : str
        What the values are, for the message.

    Returns
    -------
    ndarray
        The values, shape (n,), all finite.

    Raises
    ------
    FaultsError
        Where they are no list of numbers, or one is missing or infinite: the caller decides what a
        missing value means.
    """
    numbers = as_numbers(values, where=where)
    gaps = int((~np.isfinite(numbers)).sum())
    if numbers.ndim != 1 or gaps:
        fault = Fault(
            where,
            f"shape {numbers.shape}, {gaps} missing or infinite",
            "expected a list of finite numbers",
            "Leave such observations out, or give them a value, first.",
        )
        raise FaultsError([fault])
    return numbers


def check_pair(x: Numbers, y: Numbers, *, where: str) -> tuple[np.ndarray, np.ndarray]:
    """Two values per observation, as numbers; both arrays have shape (n,).

    Raises
    ------
    FaultsError
        Where the lengths differ, or a value is missing, infinite or no number.
    """
    pair = check_observations(x, where=f"{where}, x"), check_observations(y, where=f"{where}, y")
    if len(pair[0]) != len(pair[1]):
        fault = Fault(where, f"{len(x)} and {len(y)} values", "expected equally long lists", "Match the observations.")
        raise FaultsError([fault])
    return pair


def members_of(strata: Sequence[Hashable], size: int, *, where: str) -> dict[Hashable, np.ndarray]:
    """Positions of the observations of each stratum, in the order in which strata first occur.

    Parameters
    ----------
    strata : sequence
        Label of each observation, none missing.
    size : int
        Number of observations.
    where : str
        The test, for the message.

    Raises
    ------
    FaultsError
        Where there are more or fewer labels than observations, or one is missing.
    """
    labels = list(strata)
    if len(labels) != size:
        fault = Fault(
            where, f"{len(labels)} strata", f"expected {size}, one per observation", "Match the observations."
        )
        raise FaultsError([fault])
    missing = [str(place) for place, label in enumerate(labels) if pd.isna(label)]
    if missing:
        fault = Fault(where, f"no stratum at {listed(missing)}", "expected a label each", "Leave them out first.")
        raise FaultsError([fault])
    positions: dict[Hashable, list[int]] = {}
    for place, label in enumerate(labels):
        positions.setdefault(label, []).append(place)
    return {label: np.array(places) for label, places in positions.items()}
