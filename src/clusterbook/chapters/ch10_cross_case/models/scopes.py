"""One row per model: every outcome over all sectors together and in each, and what all fits report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

import pandas as pd

from clusterbook.chapters.ch10_cross_case.study import ALL_SECTORS, Study
from clusterbook.vocabulary import Upgrading

COLUMNS = ["estimate", "standard_error", "low", "high", "p"]


class Fitted(Protocol):
    """Any model of one outcome."""

    @property
    def n(self) -> int:
        """Number of clusters compared."""


Model = TypeVar("Model", bound=Fitted)


def table_by_scope(
    study: Study, fit: Callable[[Study, Upgrading], Model], *, summary: Callable[[Model], dict[str, object]]
) -> pd.DataFrame:
    """Fit every outcome over the sectors together and in each of them.

    Parameters
    ----------
    study : Study
        Clusters, relation, sectors and outcomes.
    fit : callable
        From a study and one of its outcomes to a model of all its sectors together.
    summary : callable
        From a model to the columns that the table shows of it.

    Returns
    -------
    DataFrame
        One row per outcome and scope (all_sectors, or a sector): relation, outcome, scope, n, and the summary.
    """
    scopes = {ALL_SECTORS: study} | {sector.value: replace(study, sectors=(sector,)) for sector in study.sectors}
    rows = []
    for outcome in study.outcomes:
        for scope, part in scopes.items():
            model = fit(part, outcome)
            place = {"relation": study.relation.value, "outcome": outcome.value, "scope": scope}
            rows.append(place | {"n": model.n} | summary(model))
    return pd.DataFrame(rows)
