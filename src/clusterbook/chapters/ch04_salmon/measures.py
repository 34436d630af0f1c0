"""The salmon cluster of Chapter 4: volumes and unit values, jobs by phase, concentration, joint financing."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.arithmetic import GrowthMeasure, growth_percent, share_percent
from clusterbook.vocabulary import parse_choice

CHILE, REGION, EXPORTS = (
    "production_chile_thousand_tons",
    "production_tenth_region_thousand_tons",
    "exports_usd_million",
)
SALES = "sales_or_exports_2001_usd_million"
PHASES = {
    "fish_farming_hatchery": "fresh_water",
    "prefattening_lake_centers": "fresh_water",
    "cultivation_centers": "seawater_fattening",
    "processing": "processing",
    "core_unplaced_jobs": "without_a_row",
}


class JobsPlacement(StrEnum):
    """Where to count the 1,000 jobs of Table 4.3 whose row the scan does not settle."""

    UNPLACED = "unplaced"
    """In no row."""
    HATCHERY = "fish_farming_hatchery"
    """In the row of farming and hatcheries."""
    PREFATTENING = "prefattening_lake_centers"
    """In the row of the prefattening centers in lakes."""
    PROCESSING = "processing"
    """In the row of processing."""


class Scope(StrEnum):
    """Businesses of Table 4.4 to count: those that farm salmon, or the feed producers too."""

    FARMING = "farming"
    """Businesses that farm salmon."""
    ALL = "all"
    """These and the feed producers."""


def implied_world_production(evolution: pd.DataFrame) -> pd.Series:
    """World production in thousand tons by year: Chilean production over Chile's share (Table 4.1)."""
    return 100 * evolution[CHILE] / evolution["world_share_percent"]


def regional_share(evolution: pd.DataFrame) -> pd.Series:
    """Tenth Region in percent of Chilean production by year (Table 4.1)."""
    return share_percent(evolution[REGION], evolution[CHILE])


def growth_to_last(evolution: pd.DataFrame, column: str, *, first_year: int) -> float:
    """Average growth of a column of Table 4.1 from a printed year to the last one, in percent per year."""
    last = evolution.index[-1]
    first_value, last_value = evolution.at[str(first_year), column], evolution.at[last, column]
    return float(growth_percent(first_value, last_value, years=int(last) - first_year, measure=GrowthMeasure.ANNUAL))


def unit_values(evolution: pd.DataFrame, exported_percent: float = 100) -> pd.Series:
    """Export value in dollars per kilogram by year.

    Parameters
    ----------
    evolution : DataFrame
        Table 4.1: production in thousand tons of eviscerated fish, exports in million dollars.
    exported_percent : float
        Part of the production that is taken to be exported, in percent of the volume.
    """
    return evolution[EXPORTS] / (evolution[CHILE] * exported_percent / 100)


def prices_by_stage(evolution: pd.DataFrame, stages: pd.DataFrame, *, exported_percent: float = 100) -> pd.DataFrame:
    """Unit value of every printed year beside the price range of its stage.

    Parameters
    ----------
    evolution : DataFrame
        Table 4.1, indexed by year.
    stages : DataFrame
        Rows of Table 4.2 that bound the stages; an open last year counts as the present.
    exported_percent : float
        See ``unit_values``.

    Returns
    -------
    DataFrame
        Indexed by year (int): ``stage``, ``unit_value``, ``price_low``, ``price_high`` in dollars per kilogram, and
        ``inside``. A year in no stage has no stage and no range and is outside; one in two is in the earlier.
    """
    values = unit_values(evolution, exported_percent)
    rows = []
    for year, value in zip(evolution["year"].astype(int), values, strict=True):
        around = stages[(stages["first_year"] <= year) & (stages["last_year"].fillna(year) >= year)]
        bounds = around[["stage", "price_low_usd_per_kg", "price_high_usd_per_kg"]].to_numpy().tolist()
        stage, low, high = bounds[0] if bounds else (None, float("nan"), float("nan"))
        rows.append((year, stage, value, low, high, low <= value <= high))
    return pd.DataFrame(rows, columns=["year", "stage", "unit_value", "price_low", "price_high", "inside"]).set_index(
        "year"
    )


def bounds_as_printed(stages: pd.DataFrame) -> pd.DataFrame:
    """Years, volumes and prices of the stages as ranges in words, indexed by stage (heads of Table 4.2)."""
    return pd.DataFrame(
        {
            "years": _ranges(stages, "first_year", last="last_year", form="{:.0f}"),
            "tons": _ranges(stages, "production_first_year_tons", last="production_last_year_tons", form="{:,.0f}"),
            "dollars per kilogram": _ranges(stages, "price_low_usd_per_kg", last="price_high_usd_per_kg", form="{:g}"),
        },
        index=pd.Index(stages["stage"], name="stage"),
    )


def _ranges(stages: pd.DataFrame, first: str, *, last: str, form: str) -> list[str]:
    """Two columns as ranges; an open end is the present."""
    ends = zip(stages[first], stages[last], strict=True)
    return [" to ".join("present" if pd.isna(value) else form.format(value) for value in pair) for pair in ends]


def jobs_by_phase(core: pd.DataFrame, home: str = JobsPlacement.UNPLACED) -> pd.DataFrame:
    """Jobs and firms of the core of the chain by phase of production.

    Parameters
    ----------
    core : DataFrame
        Rows of Table 4.3 on the core, indexed by row key.
    home : str
        Row that receives the jobs without a certain row, or ``unplaced``.

    Returns
    -------
    DataFrame
        Indexed by phase: ``jobs``, ``share_percent`` of all jobs of the core, ``firms`` (distinct firms:
        independent ones of every row, integrated ones once) and ``jobs_per_firm``.

    Raises
    ------
    ClusterbookError
        If ``home`` is none of the choices.
    """
    home = parse_choice(JobsPlacement, home, where="jobs without a row")
    rows = core[core["row_type"] != "subtotal"].assign(phase=lambda frame: frame.index.map(PHASES))
    if home != JobsPlacement.UNPLACED:
        rows.loc["core_unplaced_jobs", "phase"] = PHASES[home]
    grouped = rows.groupby("phase", sort=False)
    phases = grouped["jobs"].sum().astype(float).to_frame()
    phases["share_percent"] = share_percent(phases["jobs"], phases["jobs"].sum())
    firms = grouped["independent_firms"].sum() + grouped["integrated_firms"].max().fillna(0)
    phases["firms"] = firms.astype(float).where(firms > 0)
    phases["jobs_per_firm"] = phases["jobs"] / phases["firms"]
    return phases


def integration(firms: pd.DataFrame) -> pd.Series:
    """Vertically integrated firms in percent of all firms, by row of Table 4.3 that has firms."""
    counted = firms.dropna(subset=["total_firms"])
    return share_percent(counted["integrated_firms"].fillna(0).astype(float), counted["total_firms"].astype(float))


def in_scope(businesses: pd.DataFrame, scope: str) -> pd.DataFrame:
    """Businesses of Table 4.4 that farm salmon, or all of them.

    Raises
    ------
    ClusterbookError
        If the scope is unknown.
    """
    scope = parse_choice(Scope, scope, where="businesses")
    return businesses[businesses["activity_farming"]] if scope == Scope.FARMING else businesses


def largest_share(businesses: pd.DataFrame, number: int) -> float:
    """Sales of the ``number`` largest businesses in percent of the sales of all that are given."""
    return float(share_percent(businesses[SALES].nlargest(number).sum(), businesses[SALES].sum()))


def sales_by_capital(businesses: pd.DataFrame) -> pd.Series:
    """Percent of the given businesses' sales by origin of the capital."""
    return share_percent(businesses.groupby("capital_origin")[SALES].sum(), businesses[SALES].sum())


def foreign_share(capital: pd.Series, *, part_of_mixed: float) -> float:
    """Foreign capital's percent of the sales if it owns a given part of every firm of mixed capital.

    Parameters
    ----------
    capital : Series
        Percent of the sales by origin of the capital (``sales_by_capital``); an absent origin counts as none.
    part_of_mixed : float
        Percent of the sales of mixed firms that counts as foreign, 0 to 100.
    """
    return float(capital.get("foreign", 0.0) + capital.get("mixed", 0.0) * part_of_mixed / 100)


def filet_cost(stated: pd.Series) -> pd.Series:
    """Cost of a fresh Atlantic filet in percent, as far as the text keeps the shares of Figure 4.2.

    Parameters
    ----------
    stated : Series
        Shares in percent, by the id of the stated number.

    Returns
    -------
    Series
        Feed, the rest of fattening at sea, and everything else, which add up to 100.
    """
    feed, fattening = stated["ch04_feed_cost_share"], stated["ch04_fattening_cost_share"]
    return pd.Series({"feed": feed, "other fattening at sea": fattening - feed, "everything else": 100 - fattening})


def financing_by_stage(actions: pd.DataFrame) -> pd.DataFrame:
    """Joint actions of Table 4.5 by the stage in which they begin: ``actions`` and mean ``private_share_percent``."""
    grouped = actions.groupby("first_stage", sort=False)["private_share_percent"]
    return pd.DataFrame({"actions": grouped.size(), "private_share_percent": grouped.mean()})


def leadership_by_upgrading(practices: pd.DataFrame) -> pd.DataFrame:
    """Practices of Table 4.6 by type of upgrading (rows) and leadership (columns)."""
    counts = pd.crosstab(practices["upgrading"], practices["leadership"])
    return counts.reindex(index=practices["upgrading"].unique(), columns=practices["leadership"].unique())
