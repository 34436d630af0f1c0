"""Ordered logit with sector effects; where separation leaves no finite estimate, it says so."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.miscmodels.ordinal_model import OrderedModel

from clusterbook.chapters.ch10_cross_case.models.linear import varies_within
from clusterbook.chapters.ch10_cross_case.models.scopes import COLUMNS, table_by_scope
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.stats import Association, Drift, Separation, association, check_range, check_separation
from clusterbook.stats.proportional import proportional_odds
from clusterbook.vocabulary import Upgrading

ITERATIONS = 2_000
FLAT = 1e-4  # at a maximum every slope of the log likelihood is below this


class FitStatus(StrEnum):
    """What became of a fit."""

    CONVERGED = "converged"
    """There is a maximum, and it was found."""
    QUASI_COMPLETE_SEPARATION = "quasi-complete separation"
    """No maximum: a combination of causes orders the outcome, with ties at a threshold."""
    COMPLETE_SEPARATION = "complete separation"
    """No maximum: a combination of causes orders the outcome without a tie."""
    UNDEFINED = "undefined"
    """The cause or the outcome does not vary."""
    NOT_CONVERGED = "not converged"
    """The search did not end."""


STATUS_OF = {
    Separation.QUASI_COMPLETE: FitStatus.QUASI_COMPLETE_SEPARATION,
    Separation.COMPLETE: FitStatus.COMPLETE_SEPARATION,
}


@dataclass(frozen=True)
class OrderedLogit:
    """Proportional-odds model of a rating of upgrading.

    Attributes
    ----------
    outcome, relation : str
        What is explained, and by what.
    n : int
        Clusters compared.
    levels : tuple of float
        The ratings that occur.
    status : FitStatus
        Converged; or why there are no estimates.
    coefficients : DataFrame
        Indexed by term: the cause first (log odds per unit of its score), then sectors against the first;
        estimate, standard_error, low, high (confidence interval), p (Wald), drift (where the
        likelihood draws the coefficient). Estimates are missing unless the fit converged.
    separated : tuple of str
        Clusters whose rating separation predicts without a fault.
    test : Association
        Exact permutation test of Kendall's S within sectors: it needs no estimate to exist.
    proportional_p : float
        Of the check that all ratings share one slope, sectors not told apart; rough with so few clusters.
    """

    outcome: str
    relation: str
    n: int
    levels: tuple[float, ...]
    status: FitStatus
    coefficients: pd.DataFrame
    separated: tuple[str, ...]
    test: Association
    proportional_p: float

    @property
    def slope(self) -> pd.Series:
        """The coefficient of the cause."""
        return self.coefficients.loc[self.relation]

    @property
    def odds_ratio(self) -> float:
        """Factor on the odds of a higher rating for one more unit of the cause; missing without a fit."""
        return float(np.exp(self.slope["estimate"]))


def ordered_logit(study: Study, outcome: Upgrading, *, confidence: float = 0.95) -> OrderedLogit:
    """Fit a proportional-odds model with sector effects, unless separation forbids it.

    Parameters
    ----------
    study : Study
        Clusters, relation, sectors and settings.
    outcome : Upgrading
        Type of upgrading.
    confidence : float
        Level of the intervals, 0 to 1.

    References
    ----------
    McCullagh, P. (1980), Regression models for ordinal data, Journal of the Royal Statistical Society
    B 42, 109-142.
    """
    check_range(confidence, 0.0, high=1.0, where="confidence")
    frame = study.comparable_clusters(outcome)
    test = association(frame["x"], frame["y"], strata=frame["sector"], settings=study.settings.test)
    design = _design(frame, study.relation.value)
    levels, codes = np.unique(frame["y"].to_numpy(), return_inverse=True)
    empty = pd.DataFrame(np.nan, index=design.columns, columns=COLUMNS).assign(drift=pd.NA)
    common = (Upgrading(outcome).value, study.relation.value, len(frame), tuple(map(float, levels)))
    if len(levels) < 2 or not varies_within(frame):
        return OrderedLogit(*common, FitStatus.UNDEFINED, empty, (), test, math.nan)
    proportional_p = proportional_odds(frame["x"], frame["y"]).p
    check = check_separation(codes, design.to_numpy())
    empty = empty.assign(drift=[drift.value for drift in check.drifts])
    if check.separation is not Separation.NONE:
        separated = tuple(map(str, frame.index[list(check.separated)]))
        return OrderedLogit(*common, STATUS_OF[check.separation], empty, separated, test, proportional_p)
    status, estimates = _fit(codes, design, confidence=confidence)
    return OrderedLogit(*common, status, estimates.assign(drift=Drift.FINITE.value), (), test, proportional_p)


def _design(frame: pd.DataFrame, cause: str) -> pd.DataFrame:
    """Columns of the cause and of each sector but the first."""
    columns = {cause: frame["x"]}
    others = frame["sector"].drop_duplicates().tolist()[1:]
    columns |= {sector: (frame["sector"] == sector).astype(float) for sector in others}
    return pd.DataFrame(columns)


def _fit(codes: np.ndarray, design: pd.DataFrame, *, confidence: float) -> tuple[FitStatus, pd.DataFrame]:
    """Estimates with Wald inference, or why there are none; a failed search is a status."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a failed search shows in the gradient or the errors
        model = OrderedModel(pd.Series(pd.Categorical(codes, ordered=True)), design.to_numpy(), distr="logit")
        fit = model.fit(method="bfgs", maxiter=ITERATIONS, gtol=1e-8, disp=False)
        steepest = np.abs(model.score(fit.params)).max()
        estimates, errors = (np.asarray(numbers)[: design.shape[1]] for numbers in (fit.params, fit.bse))
    if not (steepest < FLAT and np.isfinite(errors).all()):
        return FitStatus.NOT_CONVERGED, pd.DataFrame(np.nan, index=design.columns, columns=COLUMNS)
    spread = stats.norm.ppf((1 + confidence) / 2) * errors
    p_values = 2 * stats.norm.sf(np.abs(estimates / errors))
    numbers = [estimates, errors, estimates - spread, estimates + spread, p_values]
    return FitStatus.CONVERGED, pd.DataFrame(dict(zip(COLUMNS, numbers, strict=True)), index=design.columns)


def ordered_table(study: Study) -> pd.DataFrame:
    """The ordered logit of each outcome on the cause, over all sectors together and in each.

    Returns
    -------
    DataFrame
        One row per outcome and scope (all_sectors, or a sector): relation, n, levels (number of ratings that
        occur), status, drift (of the cause), estimate (log odds per unit of the cause), standard_error,
        low, high (95 percent), p_wald, odds_ratio, proportional_p, exact_p, attainable_p (of Kendall's S within
        sectors) and separated (number of clusters predicted without a fault).
    """
    return table_by_scope(study, ordered_logit, summary=_summary)


def _summary(model: OrderedLogit) -> dict[str, object]:
    """What the table shows of a model."""
    slope = model.slope
    return {
        "levels": len(model.levels),
        "status": model.status.value,
        "drift": slope["drift"],
        "estimate": slope["estimate"],
        "standard_error": slope["standard_error"],
        "low": slope["low"],
        "high": slope["high"],
        "p_wald": slope["p"],
        "odds_ratio": model.odds_ratio,
        "proportional_p": model.proportional_p,
        "exact_p": model.test.exact_p,
        "attainable_p": model.test.attainable_p,
        "separated": len(model.separated),
    }
