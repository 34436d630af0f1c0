"""Arithmetic of the metalworking chapter: average sales of size classes, and sample sizes behind percentages."""

from __future__ import annotations

import pandas as pd

CLASSES = ("large", "medium", "small")


def sales_classes(figures: pd.DataFrame) -> pd.DataFrame:
    """Share of firms and average sales of the three size classes.

    Parameters
    ----------
    figures : DataFrame
        Statements of the text indexed by ``figure_id``, with their value in ``low``.

    Returns
    -------
    DataFrame
        Indexed by size class: ``share_percent``, ``sales_usd_million``, ``part_of_sales_percent``.
    """
    classes = pd.DataFrame(
        {
            "share_percent": [figures.at[f"ch07_smes_{name}_share_of_firms_2002", "low"] for name in CLASSES],
            "sales_usd_million": [figures.at[f"ch07_smes_{name}_sales_2002", "low"] for name in CLASSES],
        },
        index=pd.Index(CLASSES, name="size_class"),
    )
    weights = classes["share_percent"] * classes["sales_usd_million"]
    return classes.assign(part_of_sales_percent=100 * weights / weights.sum())


def average_sales(classes: pd.DataFrame) -> float:
    """Mean sales of a firm, million dollars: class means weighted by the classes' shares."""
    return float((classes["share_percent"] * classes["sales_usd_million"]).sum() / classes["share_percent"].sum())


def attainable_sample_sizes(percent: float, *, largest: int, digits: int = 1) -> list[int]:
    """Sample sizes up to ``largest`` in which some whole number of answers gives the printed percentage.

    A percentage printed with ``digits`` decimals can come from n answers only if k/n lies within half a unit
    of its last digit for a whole k.
    """
    half = 0.5 * 10.0**-digits + 1e-9
    return [n for n in range(1, largest + 1) if abs(100 * round(percent * n / 100) / n - percent) <= half]
