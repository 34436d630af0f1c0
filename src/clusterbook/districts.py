"""What the table of southern Italian districts implies: firms, exports, totals, and the lire behind the dollars."""

from __future__ import annotations

import numpy as np
import pandas as pd

from clusterbook.indices import share_percent

EMPLOYEES, SIZE, EXPORT_SHARE, TURNOVER = "employees", "employees_per_firm", "exports_share_of_sales_percent", "turnover_usd_million"
LIRE_STEP = 10.0


def with_firms_and_exports(districts: pd.DataFrame) -> pd.DataFrame:
    """Add the implied number of firms and the implied exports to the districts.

    Parameters
    ----------
    districts : DataFrame
        Columns ``employees``, ``employees_per_firm``, ``exports_share_of_sales_percent`` (a missing share
        counts as no exports) and ``turnover_usd_million``.

    Returns
    -------
    DataFrame
        The frame with ``firms`` and ``exports_usd_million``.

    References
    ----------
    Upgrading to Compete, Table 6.1.
    """
    share = districts[EXPORT_SHARE].fillna(0)
    return districts.assign(firms=districts[EMPLOYEES] / districts[SIZE], exports_usd_million=districts[TURNOVER] * share / 100)


def firms_range(districts: pd.DataFrame, half_unit: float = 0.05) -> tuple[pd.Series, pd.Series]:
    """Smallest and largest number of firms that the rounding of the printed size of firm allows."""
    return districts[EMPLOYEES] / (districts[SIZE] + half_unit), districts[EMPLOYEES] / (districts[SIZE] - half_unit)


def district_totals(districts: pd.DataFrame) -> pd.Series:
    """Employees, turnover, mean size of firm and export share of several districts together.

    The size is weighted by firms, the export share by turnover.
    """
    full = with_firms_and_exports(districts)
    sums = full[[EMPLOYEES, TURNOVER, "firms", "exports_usd_million"]].astype(float).sum()
    return pd.Series(
        {
            EMPLOYEES: sums[EMPLOYEES],
            SIZE: sums[EMPLOYEES] / sums["firms"],
            EXPORT_SHARE: share_percent(sums["exports_usd_million"], sums[TURNOVER]),
            TURNOVER: sums[TURNOVER],
        }
    )


def trial_rates() -> np.ndarray:
    """Exchange rates from 1,500 to 1,800 lire a dollar in steps of a tenth."""
    return np.arange(15_000, 18_001) / 10


def lire_behind_dollars(turnover: pd.Series, total: float, rates: np.ndarray) -> pd.DataFrame:
    """Exchange rates at which all turnovers are round tens of billions of lire.

    Parameters
    ----------
    turnover : Series
        Million dollars, whole.
    total : float
        The printed total, million dollars.
    rates : array
        Lire a dollar to try.

    Returns
    -------
    DataFrame
        For each rate: ``rate``, ``lire_billion`` (sum of the turnovers rounded to tens of billions),
        ``districts`` (how many printed turnovers come out exactly), ``total_fits`` (whether the total does too).
    """
    dollars = turnover.to_numpy(dtype=float)
    lire = np.round(np.outer(rates, dollars) / 1000 / LIRE_STEP) * LIRE_STEP
    back = np.round(lire / np.asarray(rates)[:, None] * 1000)
    sums = lire.sum(axis=1)
    return pd.DataFrame(
        {
            "rate": rates,
            "lire_billion": sums,
            "districts": (back == dollars).sum(axis=1),
            "total_fits": np.round(sums / rates * 1000) == total,
        }
    )
