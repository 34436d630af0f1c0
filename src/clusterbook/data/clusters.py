"""The 40 clusters of Chapter 10, put together from Tables 10.2 and 10.4 to 10.6."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from clusterbook.data.cases import DEGREES, load_cases
from clusterbook.data.reading import load_table
from clusterbook.vocabulary import Governance, Sector, Upgrading

UPGRADING_TABLES = {Sector.TRADITIONAL: "10.4", Sector.NATURAL_RESOURCE: "10.5", Sector.COMPLEX: "10.6"}
RATED = ["collective_efficiency", *(kind.column for kind in Upgrading)]


def load_clusters(*, cases: bool = False) -> pd.DataFrame:
    """The clusters of Chapter 10 from the data package; see ``clusters_of``.

    Parameters
    ----------
    cases : bool
        Whether to append the clusters of ``data/cases``, which this project coded; off by default, so that
        they never mix into reproduced results unasked.
    """
    clusters = clusters_of(load_table)
    return pd.concat([clusters, load_cases()]) if cases else clusters


def clusters_of(table_of: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    """The clusters of Chapter 10: one source of truth, no second copy.

    Parameters
    ----------
    table_of : function
        Gives a typed table by its printed number; asked for Tables 10.2, 10.4, 10.5 and 10.6.

    Returns
    -------
    DataFrame
        Indexed by ``cluster_id``, 40 rows in the order of Table 10.2, with ``cluster``, ``country_id``,
        ``sector``, ``product``; ``collective_efficiency`` (Low < Medium < High) and the four ratings
        ``upgrading_*`` (0 to 3), missing for the five software clusters, whose ratings were never
        published; ``market``, ``network``, ``quasi_hierarchy``, ``hierarchy`` (codes 0 to 3: kinds,
        not degrees), missing for Campina Grande.

    References
    ----------
    Upgrading to Compete, Tables 10.2, 10.4, 10.5 and 10.6.
    """
    governance = table_of("10.2").set_index("cluster_id")
    rated = pd.concat([_items(table_of(table)) for table in UPGRADING_TABLES.values()])[RATED]
    clusters = governance.join(rated)
    clusters["collective_efficiency"] = clusters["collective_efficiency"].astype(DEGREES)
    columns = ["cluster", "country_id", "sector", "product", *RATED, *(form.value for form in Governance)]
    return clusters[columns]


def _items(frame: pd.DataFrame) -> pd.DataFrame:
    """The cluster rows of an upgrading table, without its total and average."""
    return frame[frame["row_type"] == "item"].set_index("cluster_id")
