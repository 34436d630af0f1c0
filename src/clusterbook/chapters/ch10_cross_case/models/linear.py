"""Least squares with sector effects: HC3 errors beside exact permutation inference."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.regression.linear_model import OLS

from clusterbook.chapters.ch10_cross_case.models.scopes import COLUMNS, table_by_scope
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.stats import Association, Measure, SlopeInterval, association, check_range, slope_interval
from clusterbook.vocabulary import Upgrading

SLACK = 1e-9
RANDOMIZED = 4_999  # orders behind a randomization interval; with the observed one, 5,000


@dataclass(frozen=True)
class LinearModel:
    """A rating of upgrading on a cause, beside one effect per sector.

    Attributes
    ----------
    outcome, relation : str
        What is explained, and by what.
    n : int
        Clusters compared.
    coefficients : DataFrame
        Indexed by term: the cause first (rating points per unit of its score), then each sector's
        expected rating at the mean of the cause; estimate, standard_error (HC3), low and high (the
        confidence interval), p (t distribution). Missing: ``undefined``, see ``note``.
    test : Association
        Exact permutation test of the slope: causes exchanged within sectors.
    r_squared_within : float
        Share, 0 to 1, of the variation within sectors that the cause accounts for.
    randomization : SlopeInterval
        Slopes that a permutation test within sectors does not reject (sampled).
    note : str
        Why something is undefined, or which clusters tell nothing; empty if all is well.
    """

    outcome: str
    relation: str
    n: int
    coefficients: pd.DataFrame
    test: Association
    r_squared_within: float
    randomization: SlopeInterval
    note: str = ""

    @property
    def slope(self) -> pd.Series:
        """The coefficient of the cause."""
        return self.coefficients.loc[self.relation]


def linear_model(study: Study, outcome: Upgrading, *, confidence: float = 0.95) -> LinearModel:
    """Fit one rating of upgrading on the study's cause with sector effects.

    Rearranging the causes within sectors leaves their sum of squares alone, so the permutation test of
    the slope is that of the summed products: exact within the budget of the test's effort, beyond it
    sampled with a standard error. A cluster alone in its sector says nothing about the slope and is
    left out.

    Parameters
    ----------
    study : Study
        Clusters, relation and sectors; its test's measure is not used.
    outcome : Upgrading
        Type of upgrading.
    confidence : float
        Level of the intervals, 0 to 1.

    References
    ----------
    MacKinnon, J. G. and White, H. (1985), Some heteroskedasticity-consistent covariance matrix
    estimators with improved finite sample properties, Journal of Econometrics 29, 305-325 (HC3).
    """
    check_range(confidence, 0.0, high=1.0, where="confidence")
    frame = study.comparable_clusters(outcome)
    alone = ~frame["sector"].duplicated(keep=False)
    frame = frame[~alone]
    design, notes = design_of(frame, study.relation.value), []
    if alone.any():
        notes.append(f"alone in the sector, left out: {', '.join(map(str, alone.index[alone]))}")
    coefficients = pd.DataFrame(np.nan, index=design.columns, columns=COLUMNS)
    if not varies_within(frame):
        notes.append("the cause does not vary within sectors: undefined")
    else:
        coefficients, note = _fit(frame["y"], design, confidence=confidence)
        notes += [note] if note else []
    test = _slope_test(frame, study)
    place = Upgrading(outcome).value, study.relation.value, len(frame)
    interval = _slope_interval(frame, study, confidence=confidence)
    return LinearModel(*place, coefficients, test, test.coefficient**2, interval, "; ".join(notes))


def _slope_interval(frame: pd.DataFrame, study: Study, *, confidence: float) -> SlopeInterval:
    """Randomization interval of the slope within sectors."""
    effort = replace(study.settings.test.effort, draws=RANDOMIZED)
    return slope_interval(frame["x"], frame["y"], strata=frame["sector"], confidence=confidence, effort=effort)


def _slope_test(frame: pd.DataFrame, study: Study) -> Association:
    """Exact permutation test of the slope within sectors."""
    linear = replace(study.settings.test, measure=Measure.PEARSON)
    return association(frame["x"], frame["y"], strata=frame["sector"], settings=linear)


def varies_within(frame: pd.DataFrame) -> bool:
    """Whether the cause differs between clusters of one sector anywhere."""
    return bool((frame.groupby("sector")["x"].nunique() > 1).any())


def design_of(frame: pd.DataFrame, cause: str) -> pd.DataFrame:
    """Columns of the cause (about its mean) and of each sector, in the order in which they occur."""
    columns = {cause: frame["x"] - frame["x"].mean()}
    columns |= {sector: (frame["sector"] == sector).astype(float) for sector in frame["sector"].drop_duplicates()}
    return pd.DataFrame(columns)


def _fit(y: pd.Series, design: pd.DataFrame, *, confidence: float) -> tuple[pd.DataFrame, str]:
    """Estimates with HC3 errors, and why the errors are undefined if they are."""
    fit = OLS(y.to_numpy(), design.to_numpy()).fit()
    params = np.where(np.abs(fit.params) < SLACK, 0.0, fit.params)
    estimates = pd.DataFrame(np.nan, index=design.columns, columns=COLUMNS).assign(estimate=params)
    leverage = np.einsum("ij,ji->i", design.to_numpy(), np.linalg.pinv(design.to_numpy()))
    if (leverage > 1 - SLACK).any():
        fixed = ", ".join(map(str, y.index[leverage > 1 - SLACK]))
        return estimates, f"HC3 errors undefined: one coefficient hangs on {fixed} alone"
    errors = np.sqrt(np.diag(fit.cov_HC3))
    if (errors < SLACK).any():
        return estimates, "HC3 errors undefined: the model fits some coefficient without any error"
    spread = stats.t.ppf((1 + confidence) / 2, fit.df_resid) * errors
    p_values = 2 * stats.t.sf(np.abs(params) / errors, fit.df_resid)
    numbers = [params, errors, params - spread, params + spread, p_values]
    return pd.DataFrame(dict(zip(COLUMNS, numbers, strict=True)), index=design.columns), ""


def linear_table(study: Study) -> pd.DataFrame:
    """The slope of each outcome on the cause, over all sectors together and in each.

    Returns
    -------
    DataFrame
        One row per outcome and scope (all_sectors, or a sector): relation, n, slope (rating points per unit of
        the cause), standard_error (HC3), low, high (95 percent), p_hc3, randomization_low,
        randomization_high (95 percent), exact_p, attainable_p, p_standard_error (of a sampled exact_p, else
        0), r_squared_within, note.
    """
    return table_by_scope(study, linear_model, summary=_summary)


def _summary(model: LinearModel) -> dict[str, object]:
    """What the table shows of a model."""
    slope, test = model.slope, model.test
    return {
        "slope": slope["estimate"],
        "standard_error": slope["standard_error"],
        "low": slope["low"],
        "high": slope["high"],
        "p_hc3": slope["p"],
        "randomization_low": model.randomization.low,
        "randomization_high": model.randomization.high,
        "exact_p": test.exact_p,
        "attainable_p": test.attainable_p,
        "p_standard_error": test.standard_error,
        "r_squared_within": model.r_squared_within,
        "note": model.note,
    }
