"""The sum of the upgrading ratings as an outcome, and Fisher's test of leaders in each sector."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch10_cross_case.ratings import cause, exposure, upgrading
from clusterbook.chapters.ch10_cross_case.study import ALL_SECTORS, Study
from clusterbook.chapters.ch10_cross_case.verdicts import sector_association
from clusterbook.stats import check_range, fisher_by_stratum
from clusterbook.vocabulary import Upgrading


def sum_of_upgrading(study: Study) -> pd.DataFrame:
    """The study's cause against the sum of the four ratings, in each sector and within all.

    Returns
    -------
    DataFrame
        One row per sector, then all_sectors: relation, n, coefficient, exact_p, attainable_p. A cluster with a
        missing rating is left out, or the rating counts as zero, as the coding has it.
    """
    members, coding = study.members, study.settings.coding
    ratings = [upgrading(members, kind, na_policy=coding.na_policy) for kind in Upgrading]
    total = pd.concat(ratings, axis=1).sum(axis=1, skipna=False)
    causes = cause(members, study.relation, coding=coding)
    columns = {"sector": members["sector"].astype(str), "x": causes, "y": total}
    frame = study.stratify(pd.DataFrame(columns).dropna())
    parts = {sector.value: frame[frame["sector"] == sector.value] for sector in study.sectors} | {ALL_SECTORS: frame}
    rows = []
    for sector, part in parts.items():
        result = sector_association(study, part)
        numbers = result.n, result.coefficient, result.exact_p, result.attainable_p
        named = dict(zip(("n", "coefficient", "exact_p", "attainable_p"), numbers, strict=True))
        rows.append({"relation": study.relation.value, "sector": sector, **named})
    return pd.DataFrame(rows)


def fisher_by_sector(study: Study, *, upgraded_threshold: float = 2.0) -> pd.DataFrame:
    """Fisher's exact test of a global leader's presence against having upgraded, in each sector by itself.

    Returns
    -------
    DataFrame
        One row per sector and outcome with codes and ratings: n, both, odds_ratio, exact_p, attainable_p;
        missing where presence or upgrading does not vary.
    """
    check_range(upgraded_threshold, 0.0, high=3.0, where="upgraded_threshold")
    present, rows = exposure(study.clusters, study.settings.coding.exposure), []
    for outcome in study.outcomes:
        frame = study.ratings_beside(present, outcome=outcome)
        upgraded = (frame["y"] >= upgraded_threshold).astype(float)
        found = fisher_by_stratum(frame["x"], upgraded, strata=frame["sector"])
        for sector, result in found.items():
            row = {"sector": sector, "outcome": outcome.value, **vars(result)}
            rows.append(row | {"n": int((frame["sector"] == sector).sum())})
    columns = ["sector", "outcome", "n", "both", "odds_ratio", "exact_p", "attainable_p"]
    return pd.DataFrame(rows, columns=columns)
