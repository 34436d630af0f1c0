"""Derived cells of Chapter 3: facts on the fruit clusters that Table 1.2 or a note prints as well."""

from __future__ import annotations

import pandas as pd

from clusterbook.reproduction.recompute import Tables
from clusterbook.reproduction.reconcile import recomputed_cell, recomputed_column, recomputed_row, together

FRUITS = {
    "apples": "apples_santa_catarina",
    "mangoes": "mangoes_petrolina_juazeiro",
    "grapes": "grapes_petrolina_juazeiro",
    "melons": "melons_rio_grande_do_norte",
}
AT_LEAST = [FRUITS["mangoes"], FRUITS["grapes"], FRUITS["melons"]]  # printed 150+, 400+, 100+
PERIODS = ["1985", "1988_1991", "1996_1997", "2002"]
APPLES_1985_IN_THE_NOTE = 45.0  # note under Table 3.2, line 797
UNPUBLISHED = "The parts, cluster and national totals, were never published."


def table_03_01(tables: Tables) -> pd.DataFrame:
    """Values, growers and jobs against Table 1.2; the shares of national totals have no published parts."""
    fruits = tables["1.2"].loc[list(FRUITS)].set_axis(list(FRUITS.values()))
    jobs = (fruits["direct_jobs"] + fruits["indirect_jobs"]).astype(float).drop(FRUITS["grapes"])
    shares = pd.Series(float("nan"), index=list(FRUITS.values()))
    return together(
        recomputed_row(
            "3.1",
            "share_of_national_production",
            values=shares,
            rule="share of the cluster in Brazil",
            reason=UNPUBLISHED,
        ),
        _same_fact("value_of_production_2001", fruits["production_2002_usd_million"], what="production of 2002"),
        _same_fact("value_of_production_1995", fruits["production_1995_usd_million"], what="production of 1995"),
        recomputed_row(
            "3.1", "share_of_total_exports", values=shares, rule="share of the cluster in Brazil", reason=UNPUBLISHED
        ),
        _same_fact("value_of_exports_2002", fruits["exports_2002_usd_million"], what="exports of 2002"),
        _same_fact(
            "growers",
            _within_bounds(fruits["firms"], tables["3.1"].loc["growers"]),
            what="firms (where a lower bound is printed: firms, if below it)",
        ),
        _same_fact("total_employment", jobs, what="direct and indirect jobs"),
    )


def table_03_02(tables: Tables) -> pd.DataFrame:
    """The shares of small growers have no published parts; the note repeats one of them."""
    table = tables["3.2"]
    shares = [
        recomputed_column(
            "3.2",
            f"sme_share_{period}_percent",
            values=pd.Series(float("nan"), index=_others(table, period)),
            rule="share of SMEs",
            reason=UNPUBLISHED,
        )
        for period in PERIODS
    ]
    note = recomputed_cell(
        "3.2",
        "santa_catarina_apples",
        column="sme_share_1985_percent",
        value=APPLES_1985_IN_THE_NOTE,
        rule="the example in the table's own note",
    )
    return together(*shares, note)


def _same_fact(row: str, values: pd.Series, *, what: str) -> pd.DataFrame:
    """A row of Table 3.1 as Table 1.2 prints it."""
    return recomputed_row("3.1", row, values=values.astype(float), rule=f"{what} in Table 1.2")


def _within_bounds(firms: pd.Series, printed: pd.Series) -> pd.Series:
    """Counts of Table 1.2; where Table 3.1 prints "at least", the bound itself unless the count is below it."""
    counts = firms.astype(float)
    counts[AT_LEAST] = counts[AT_LEAST].clip(upper=printed[AT_LEAST].astype(float))
    return counts


def _others(table: pd.DataFrame, period: str) -> list[str]:
    """Rows of Table 3.2 that print a share, without the one that the note repeats."""
    rows = table.index[table[f"sme_share_{period}_percent"].notna()]
    return [row for row in rows if (row, period) != ("santa_catarina_apples", "1985")]
