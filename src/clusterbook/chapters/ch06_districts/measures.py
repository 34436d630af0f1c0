"""What the table of southern Italian districts implies: firms, exports, totals, and the lire behind the dollars."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from clusterbook.arithmetic import share_percent
from clusterbook.data.book import Book
from clusterbook.errors import ClusterbookError, listed
from clusterbook.stats import association
from clusterbook.vocabulary import CompetitiveFactor, parse_choice

EMPLOYEES, SIZE, EXPORT_SHARE, TURNOVER = (
    "employees",
    "employees_per_firm",
    "exports_share_of_sales_percent",
    "turnover_usd_million",
)
LIRE_STEP = 10.0
TABLE_RATE = 1542.0  # lire a dollar: all turnovers of Table 6.1 are round at this rate, see lire_behind_dollars
PRODUCT_GROUPS = {
    "clothing": "Clothing and textiles",
    "knitwear": "Clothing and textiles",
    "socks": "Clothing and textiles",
    "corset": "Clothing and textiles",
    "silk": "Clothing and textiles",
    "shoe": "Footwear",
    "leather": "Leather",
    "tanning": "Leather",
    "furniture": "Furniture",
}


class DistrictOutcome(StrEnum):
    """What the competitive factors of the districts are compared with."""

    EXPORT_SHARE = "export_share"
    """Percent of the turnover that is exported."""
    SIZE = "size"
    """Average number of employees per firm."""
    TURNOVER = "turnover"
    """Average turnover per firm."""


class NeapolitanClothing(StrEnum):
    """Which of the two Neapolitan districts of Table 6.1 the one row of Table 6.3 is joined to."""

    NORTH = "north"
    """The district north of Naples."""
    SOUTH = "south"
    """The district south of Naples."""


OUTCOMES = {DistrictOutcome.EXPORT_SHARE: EXPORT_SHARE, DistrictOutcome.SIZE: SIZE, DistrictOutcome.TURNOVER: TURNOVER}


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
    return districts.assign(
        firms=districts[EMPLOYEES] / districts[SIZE], exports_usd_million=districts[TURNOVER] * share / 100
    )


def firms_range(districts: pd.DataFrame, half_unit: float = 0.05) -> tuple[pd.Series, pd.Series]:
    """Smallest and largest number of firms that the rounding of the printed size of firm allows."""
    return districts[EMPLOYEES] / (districts[SIZE] + half_unit), districts[EMPLOYEES] / (districts[SIZE] - half_unit)


def exports_range(districts: pd.DataFrame, half_unit: float = 0.5) -> tuple[pd.Series, pd.Series]:
    """Smallest and largest exports, million dollars, that the rounding of share and turnover allows."""
    share, turnover = districts[EXPORT_SHARE].astype(float).fillna(0), districts[TURNOVER].astype(float)
    low, high = ((share + sign * half_unit) * (turnover + sign * half_unit) / 100 for sign in (-1, 1))
    return low.where(share > 0, 0.0), high.where(share > 0, 0.0)


def districts_of(book: Book) -> pd.DataFrame:
    """The districts of Table 6.1 without the total, with implied firms and exports."""
    return with_firms_and_exports(book.table("6.1")[lambda table: table["row_type"] == "item"])


def regions_of(book: Book) -> pd.Series:
    """Region of each district of Table 6.1, as the text places it."""
    places = book.resource("figure_06_01_districts").set_index("district_id")["region"]
    return places.reindex(districts_of(book).index)


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


def of_products(districts: pd.DataFrame, products: list[str]) -> pd.DataFrame:
    """Districts that specialize in one of the products.

    Raises
    ------
    ClusterbookError
        If a product is none of the table, or no product is named.
    """
    unknown = sorted(set(products) - set(PRODUCT_GROUPS))
    if unknown or not products:
        raise ClusterbookError(
            f"products: found {listed(unknown) or 'none'}; allowed {listed(PRODUCT_GROUPS)}. Name at least one of them."
        )
    return districts[districts["sector_specialization"].isin(products)]


def at_rate(districts: pd.DataFrame, lire_per_dollar: float, *, table_rate: float = TABLE_RATE) -> pd.DataFrame:
    """Districts with their turnover converted from lire at another rate than the table's."""
    return districts.assign(**{TURNOVER: districts[TURNOVER] * table_rate / lire_per_dollar})


def trial_rates() -> np.ndarray:
    """Exchange rates from 1,500 to 1,800 lire a dollar in steps of a tenth."""
    return np.arange(15_000, 18_001) / 10


def lire_behind_dollars(turnover: pd.Series, total: float, *, rates: np.ndarray) -> pd.DataFrame:
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


def best_rate(rates: pd.DataFrame) -> pd.Series:
    """The rate that explains most turnovers; of several, one that explains the total too, and then the lowest.

    Parameters
    ----------
    rates : DataFrame
        One row or more of ``lire_behind_dollars``.
    """
    order = rates.sort_values(["districts", "total_fits", "rate"], ascending=[False, False, True])
    return order.iloc[0]


def factor_ranks(factors: pd.DataFrame) -> pd.DataFrame:
    """Ratings of Table 6.3 as places on their scale, 0 (no) to 4 (very high).

    Parameters
    ----------
    factors : DataFrame
        Rows of Table 6.3 with the five columns of ratings.
    """
    columns = rating_columns(factors)
    return pd.DataFrame(
        {name: [CompetitiveFactor(level).rank for level in factors[name]] for name in columns}, index=factors.index
    )


def rating_columns(factors: pd.DataFrame) -> list[str]:
    """The columns that hold ratings, in printed order."""
    return [name for name in factors.columns if name not in ("row_id", "district", "district_id", "note")]


def factors_against(
    factors: pd.DataFrame,
    districts: pd.DataFrame,
    *,
    outcome: str = DistrictOutcome.EXPORT_SHARE,
    neapolitan_clothing: str = NeapolitanClothing.NORTH,
) -> pd.DataFrame:
    """Association of each competitive factor with an outcome of the districts, with its exact test.

    Parameters
    ----------
    factors : DataFrame
        Rows of Table 6.3.
    districts : DataFrame
        Rows of Table 6.1 indexed by ``district_id``.
    outcome : str
        ``export_share``, ``size`` (employees per firm) or ``turnover``.
    neapolitan_clothing : str
        ``north`` or ``south``: the district of Table 6.1 that the row Neapolitan clothing is joined to.

    Returns
    -------
    DataFrame
        Indexed by factor: ``districts`` (compared), ``tau_b``, ``exact_p`` (two-sided).

    Raises
    ------
    ClusterbookError
        If an option is not one of its values.
    """
    side = parse_choice(NeapolitanClothing, neapolitan_clothing, where="competitive factors, Neapolitan clothing")
    keys = factors["district_id"].fillna(f"{side}_neapolitan_clothing")
    values = (
        districts[OUTCOMES[parse_choice(DistrictOutcome, outcome, where="competitive factors, outcome")]]
        .astype(float)
        .reindex(keys)
        .to_numpy()
    )
    rated = ~np.isnan(values)
    ranks = factor_ranks(factors)
    tests = {name: association(ranks.loc[rated, name].tolist(), values[rated].tolist()) for name in ranks}
    rows = {name: (test.n, test.coefficient, test.exact_p) for name, test in tests.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["districts", "tau_b", "exact_p"]).rename_axis("factor")
