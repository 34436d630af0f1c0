"""The software clusters of Chapter 8: productivity, wages and size, specialization, and the goals of a program."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum

import pandas as pd

from clusterbook.arithmetic import GrowthMeasure, growth_percent, share_percent
from clusterbook.vocabulary import parse_choice

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


class JobCount(StrEnum):
    """Software jobs of a cluster and of the country."""

    CENSUS = "census"
    """Registered publishers and developers, in both (Table 8.1)."""
    FIELD_STUDIES = "field_studies"
    """Whole clusters (Table 1.2), in the people that the text gives to the sector."""


class Demand(StrEnum):
    """Market at whose pace the sales of Nuevo León would grow if it neither gained nor lost a share of it."""

    MEXICO = "mexico"
    """The Mexican market."""
    WORLD = "world"
    """The world market."""


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


def program_against_market(facts: pd.Series, *, years: int, demand: str) -> pd.Series:
    """What the sales goal of Nuevo León asks for in a market that grows as it did from 1993 to 2001.

    Parameters
    ----------
    facts : Series
        Sales of the program (million dollars) and growth of the markets (percent per year), by ``stated_id``.
    years : int
        Years from start to goal.
    demand : str
        ``mexico`` or ``world``.

    Returns
    -------
    Series
        ``share_multiple``: market share at the goal over that at the start; ``years_without_gain``: years to the goal
        with a constant share.

    Raises
    ------
    ClusterbookError
        If the market is unknown.
    """
    market = parse_choice(Demand, demand, where="market of the program").value
    growth = 1 + facts[f"ch08_growth_{market}"] / 100
    multiple = facts["ch08_program_sales_goal"] / facts["ch08_program_sales_start"]
    return pd.Series(
        {"share_multiple": multiple / growth**years, "years_without_gain": math.log(multiple) / math.log(growth)}
    )


def location_quotients(
    counted: pd.DataFrame, *, count: str, national: Mapping[JobCount, float], gdp_shares: pd.Series
) -> pd.Series:
    """Share in the country's software jobs over share in its product: above 1 the place is specialized in software.

    Parameters
    ----------
    counted : DataFrame
        ``counted_twice``.
    count : str
        ``census`` or ``field_studies``.
    national : Mapping
        Software jobs of the country by each count.
    gdp_shares : Series
        Share of each place in the country's product, in percent, by census row.

    Raises
    ------
    ClusterbookError
        If the count is unknown.
    """
    chosen = parse_choice(JobCount, count, where="count of software jobs")
    jobs = counted["jobs_census" if chosen == JobCount.CENSUS else "jobs_field"]
    return share_percent(jobs[gdp_shares.index], national[chosen]) / gdp_shares
