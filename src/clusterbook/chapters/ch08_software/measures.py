"""The software clusters of Chapter 8: productivity, wages and size by the census and by the field studies."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.arithmetic import GrowthMeasure, growth_percent, share_percent
from clusterbook.vocabulary import Hedge, parse_choice

STATE_OF_CLUSTER = {
    "software_mexico_city": "mexico_city",
    "software_monterrey": "nuevo_leon",
    "software_guadalajara": "jalisco",
}


class SizeMeasure(StrEnum):
    """Columns of Table 8.1 that measure the size of a cluster."""

    ECONOMIC_UNITS = "economic_units"
    """Number of economic units."""
    EMPLOYEES = "employees"
    """Number of employees."""
    VALUE_ADDED = "value_added_usd_thousand"
    """Value added in thousands of US dollars."""


class WageReading(StrEnum):
    """Average wage of Nuevo León: as printed, or as its wage share, value added and employees give it."""

    PRINTED = "printed"
    """As printed."""
    IMPLIED = "implied"
    """As its wage share, value added and employees give it."""


def value_added_usd(table: pd.DataFrame) -> pd.Series:
    """Value added in dollars."""
    return 1000 * table["value_added_usd_thousand"].astype(float)


def implied_wage_share(table: pd.DataFrame) -> pd.Series:
    """Wages in percent of value added, from the average wage, employees and value added."""
    return share_percent(table["average_wage_usd"] * table["employees"], value_added_usd(table))


def implied_wage(table: pd.DataFrame) -> pd.Series:
    """Average wage in dollars, from the wage share, employees and value added."""
    return table["wages_share_percent"] / 100 * value_added_usd(table) / table["employees"]


def mean_wage(states: pd.DataFrame) -> float:
    """Average wage of all employees in dollars: the states' wages weighted by employees."""
    return float((states["average_wage_usd"] * states["employees"]).sum() / states["employees"].sum())


def states_with_wage(table: pd.DataFrame, reading: str) -> pd.DataFrame:
    """Rows of Table 8.1 without the total, the wage of Nuevo León by the chosen reading.

    Raises
    ------
    ClusterbookError
        If the reading is unknown.
    """
    reading = parse_choice(WageReading, reading, where="wage of Nuevo León")
    states = table[table["row_type"] == "item"].astype({"average_wage_usd": float})
    if reading == WageReading.IMPLIED:
        states.loc["nuevo_leon", "average_wage_usd"] = implied_wage(states)["nuevo_leon"]
    return states


def shares_of_national(table: pd.DataFrame, measure: str) -> pd.Series:
    """Percent of the printed national total by row of Table 8.1.

    Raises
    ------
    ClusterbookError
        If the measure is no measure of size.
    """
    measure = parse_choice(SizeMeasure, measure, where="size of a cluster").value
    return share_percent(table[measure].astype(float), float(table.at["total_national", measure]))


def firm_sizes(table: pd.DataFrame) -> pd.Series:
    """Employees per firm by row of Table 8.1."""
    return table["employees"].astype(float) / table["economic_units"].astype(float)


def counted_twice(census: pd.DataFrame, field_studies: pd.DataFrame) -> pd.DataFrame:
    """Firms and jobs of the three clusters that the census (Table 8.1) and the field studies (Table 1.2) both count.

    Returns
    -------
    DataFrame
        Indexed by the census row: ``firms_census``, ``firms_field``, ``jobs_census``, ``jobs_field`` and
        ``jobs_ratio`` (field studies over census); missing where Table 1.2 cannot be read.
    """
    studied = field_studies.loc[list(STATE_OF_CLUSTER)].rename(index=STATE_OF_CLUSTER)
    counted = census.loc[studied.index]
    frame = pd.DataFrame(
        {
            "firms_census": counted["economic_units"].astype(float),
            "firms_field": studied["firms"].astype(float),
            "jobs_census": counted["employees"].astype(float),
            "jobs_field": studied["direct_jobs"].astype(float),
        }
    )
    return frame.assign(jobs_ratio=frame["jobs_field"] / frame["jobs_census"])


def program_goals(facts: pd.Series, years: int) -> pd.Series:
    """What Nuevo León's program asks for: growth of jobs and sales (percent per year), sales per job (USD thousand).

    Parameters
    ----------
    facts : Series
        Jobs and sales (million dollars) at the start and as goals, by ``stated_id``.
    years : int
        Years from start to goal.
    """
    ends = {
        what: (facts[f"ch08_program_{what}_start"], facts[f"ch08_program_{what}_goal"]) for what in ("jobs", "sales")
    }
    growth = {
        f"{what}_growth": growth_percent(*pair, years=years, measure=GrowthMeasure.ANNUAL)
        for what, pair in ends.items()
    }
    per_job = {
        f"sales_per_job_{end}": 1000 * ends["sales"][at] / ends["jobs"][at] for at, end in enumerate(("start", "goal"))
    }
    return pd.Series(growth | per_job)


def stated_table(prose: pd.DataFrame) -> pd.DataFrame:
    """Numbers of the text for reading, each with its hedge, its unit and its place.

    Parameters
    ----------
    prose : DataFrame
        Rows of the stated numbers: ``subject``, ``low``, ``high``, ``hedge``, ``unit``, ``year``, ``place``.

    Returns
    -------
    DataFrame
        ``subject``, ``year`` (empty if none is given), ``value`` in words, ``place``, one row per number.
    """
    years = ["" if pd.isna(year) else f"{year:.0f}" for year in prose["year"]]
    values = [_value(row.low, row.high, hedge=row.hedge, unit=row.unit) for row in prose.itertuples()]
    table = {"subject": prose["subject"], "year": years, "value": values, "place": prose["place"]}
    return pd.DataFrame(table).reset_index(drop=True)


def _value(low: float, high: float, *, hedge: str, unit: str) -> str:
    """A number as the text qualifies it, with its unit; a year as it stands."""
    if unit == "year":
        return f"{low:.0f}"
    number = f"{low:,g}" if low == high else f"{low:,g} to {high:,g}"
    qualified = number if hedge == Hedge.NONE else f"{hedge} {number}"
    return f"{qualified} {unit}".replace("_", " ")
