"""Derived cells of Chapter 2: facts on the dairy chain that other tables print as well."""

from __future__ import annotations

import pandas as pd

from clusterbook.reproduction.recompute import Tables
from clusterbook.reproduction.reconcile import recomputed_cell, together


def table_02_01(tables: Tables) -> pd.DataFrame:
    """Production and exports of 2000 against Table 2.2, the number of companies against Table 1.2."""
    yearly, chain, firms = tables["2.2"]["value_2000"], tables["2.1"], tables["1.2"].loc["dairy", "firms"]
    rest = (
        firms
        - chain.at["livestock_companies", "smes_boaco_chontales_low"]
        - chain.at["industrial_enterprises", "smes_boaco_chontales_low"]
    )
    return together(
        recomputed_cell(
            "2.1",
            "total_production",
            column="nicaragua_low",
            value=yearly["production"],
            rule="production of 2000 in Table 2.2",
        ),
        recomputed_cell(
            "2.1", "exports", column="nicaragua_low", value=yearly["exports"], rule="exports of 2000 in Table 2.2"
        ),
        recomputed_cell(
            "2.1",
            "livestock_companies",
            column="large_companies_boaco_chontales_low",
            value=rest,
            rule="firms of the cluster in Table 1.2 less small livestock companies and the fewest processors",
        ),
    )
