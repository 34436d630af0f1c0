"""One function for every printed table with derived cells: what its parts give.

``recompute.chCC.table_CC_TT(tables)`` takes the typed tables (a mapping from the printed number to the
frame indexed by row key) and returns the tidy frame that ``clusterbook.reconcile`` describes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec

import pandas as pd

from clusterbook.paths import table_name

Tables = Mapping[str, pd.DataFrame]


def recomputation_of(table: str) -> Callable[[Tables], pd.DataFrame] | None:
    """The function that recomputes a printed table, None if the table has no derived cells."""
    name = table_name(table)
    module = f"{__name__}.ch{name[6:8]}"
    return getattr(import_module(module), name, None) if find_spec(module) else None
