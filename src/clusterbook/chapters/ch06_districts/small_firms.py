"""What counts as a district, and as one of small firms: two lines that economists draw in different places."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch06_districts.measures import EMPLOYEES, EXPORT_SHARE, SIZE, TURNOVER, district_totals
from clusterbook.errors import ClusterbookError

SMALL, LARGER = "small firms", "larger firms"


def with_enough_firms(districts: pd.DataFrame, *, fewest_firms: float = 0) -> pd.DataFrame:
    """Districts with at least so many firms; the rest are single firms and their neighbors rather than districts.

    Parameters
    ----------
    districts : DataFrame
        Columns of Table 6.1 and the implied ``firms``.
    fewest_firms : float
        Smallest number of firms, at least 0.

    Raises
    ------
    ClusterbookError
        If no district is left.
    """
    kept = districts[districts["firms"] >= fewest_firms]
    if kept.empty:
        raise ClusterbookError(
            f"fewest_firms: found {fewest_firms:g}; the largest district has {districts['firms'].max():.0f} firms. "
            "Choose a smaller number."
        )
    return kept


def by_size_of_firm(districts: pd.DataFrame, *, largest_mean_firm: float = 10.0) -> pd.DataFrame:
    """Districts of small firms beside the others.

    Parameters
    ----------
    districts : DataFrame
        Columns of Table 6.1 with implied ``firms`` and ``exports_usd_million``.
    largest_mean_firm : float
        Largest mean number of employees per firm in a district of small firms.

    Returns
    -------
    DataFrame
        Rows ``small firms`` and ``larger firms``; ``districts``, and of all districts together the percent of
        ``employees``, ``turnover`` and ``exports``; ``export_share``: percent of the turnover, missing if none.
    """
    small = districts[SIZE] <= largest_mean_firm
    parts = {SMALL: districts[small], LARGER: districts[~small]}
    return pd.DataFrame({name: _weight_of(part, districts) for name, part in parts.items()}).T


def _weight_of(part: pd.DataFrame, whole: pd.DataFrame) -> dict[str, float]:
    """Number, weight and export share of some of the districts."""
    return {
        "districts": float(len(part)),
        "employees": share_percent(part[EMPLOYEES].sum(), whole[EMPLOYEES].sum()),
        "turnover": share_percent(part[TURNOVER].sum(), whole[TURNOVER].sum()),
        "exports": share_percent(part["exports_usd_million"].sum(), whole["exports_usd_million"].sum()),
        "export_share": float(district_totals(part)[EXPORT_SHARE]) if len(part) else float("nan"),
    }
