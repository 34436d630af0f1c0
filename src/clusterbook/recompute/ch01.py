"""Derived cells of Chapter 1: the facts of Table 1.2 that other chapters print again."""

from __future__ import annotations

import pandas as pd

from clusterbook.reconcile import recomputed_cell, together
from clusterbook.recompute import Tables

FRUITS = {
    "mangoes": "mangoes_petrolina_juazeiro",
    "grapes": "grapes_petrolina_juazeiro",
    "melons": "melons_rio_grande_do_norte",
    "apples": "apples_santa_catarina",
}
FRUIT_FACTS = {
    "production_1995_usd_million": "value_of_production_1995",
    "production_2002_usd_million": "value_of_production_2001",
    "exports_2002_usd_million": "value_of_exports_2002",
}


def table_01_02(tables: Tables) -> pd.DataFrame:
    """The same facts as Table 3.1 prints for the four fruits."""
    fruit = tables["3.1"]
    return together(
        *(
            recomputed_cell("1.2", row, column, fruit.at[fact, crop], rule=f"the same fact in Table 3.1 ({fact})")
            for row, crop in FRUITS.items()
            for column, fact in FRUIT_FACTS.items()
        )
    )
