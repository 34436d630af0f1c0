"""One row a model: every outcome over all sectors together and in each, and what all fits report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import pandas as pd

from clusterbook.chapters.ch10_cross_case.verdicts import ALL_SECTORS

COLUMNS = ["estimate", "standard_error", "low", "high", "p"]


class Fitted(Protocol):
    """Any model of one outcome."""

    @property
    def n(self) -> int:
        """Clusters compared."""


Model = TypeVar("Model", bound=Fitted)


def table_by_scope(
    clusters: pd.DataFrame,
    fit: Callable[[pd.DataFrame, str], Model],
    *,
    summary: Callable[[Model], dict[str, object]],
    sectors: Sequence[str],
    outcomes: Sequence[str],
) -> pd.DataFrame:
    """Fit every outcome over the sectors together and in each of them.

    Parameters
    ----------
    clusters : DataFrame
        As ``load_clusters`` gives them.
    fit : callable
        From clusters and an outcome to a model.
    summary : callable
        From a model to the columns that the table shows of it.
    sectors, outcomes : sequences of str
        Sectors and types of upgrading to go through.

    Returns
    -------
    DataFrame
        One row an outcome and scope (all_sectors, or a sector): outcome, scope, n, and the summary.
    """
    wanted = clusters[clusters["sector"].isin([str(sector) for sector in sectors])]
    scopes = {ALL_SECTORS: wanted} | {str(sector): wanted[wanted["sector"] == str(sector)] for sector in sectors}
    rows = []
    for outcome in outcomes:
        for scope, members in scopes.items():
            model = fit(members, outcome)
            rows.append({"outcome": str(outcome), "scope": scope, "n": model.n, **summary(model)})
    return pd.DataFrame(rows)
