"""One function for every printed table with derived cells: what its parts give.

``chapters.chCC_*.tables.table_CC_TT(tables)`` takes the typed tables (a mapping from the printed number to the
frame indexed by row key) and returns the tidy frame that ``clusterbook.reproduction.reconcile`` describes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from clusterbook.paths import table_name
from clusterbook.reproduction.registry import chapter_part

Tables = Mapping[str, pd.DataFrame]


def recomputation_of(table: str) -> Callable[[Tables], pd.DataFrame] | None:
    """The function that recomputes a printed table, None if the table has no derived cells."""
    name = table_name(table)
    return getattr(chapter_part(f"ch{name[6:8]}", "tables"), name, None)
