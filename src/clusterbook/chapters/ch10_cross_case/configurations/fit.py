"""Necessity and sufficiency: consistency and coverage of conditions, terms and models."""

from __future__ import annotations

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.configurations.calibration import Cases
from clusterbook.chapters.ch10_cross_case.configurations.truth_table import consistency_of, pri_of, row_membership
from clusterbook.stats.minimisation import Model, Term, model_label


def necessity(cases: Cases) -> pd.DataFrame:
    """How far each condition, and its absence, is necessary for the outcome.

    Returns
    -------
    DataFrame
        Indexed by condition (``~`` for absence): consistency (share of the outcome that lies in the
        condition), coverage (share of the condition that lies in the outcome) and relevance (low where
        the condition is nearly always present, so that its necessity says nothing). A conventional
        bar is 0.9 for consistency. Missing where a set is empty.

    References
    ----------
    Ragin, C. C. (2006), Set relations in social research: evaluating their consistency and coverage,
    Political Analysis 14, 291-310. Schneider, C. Q. and Wagemann, C. (2012), Set-Theoretic Methods for
    the Social Sciences, section 9.2 (relevance of necessity).
    """
    rows = {}
    for name in cases.conditions:
        present, y = cases.memberships[name].to_numpy(dtype=float), cases.result.to_numpy()
        rows[name], rows[f"~{name}"] = _necessary(present, y), _necessary(1 - present, y)
    frame = pd.DataFrame(rows, index=["consistency", "coverage", "relevance"]).T
    return frame.rename_axis("condition")


def _necessary(x: np.ndarray, y: np.ndarray) -> tuple[float, float, float]:
    """Consistency, coverage and relevance of x as a necessary condition of y."""
    outside = float((1 - np.minimum(x, y)).sum())
    relevance = float((1 - x).sum()) / outside if outside > 0 else np.nan
    return consistency_of(y, x), consistency_of(x, y), relevance


def model_membership(cases: Cases, model: Model) -> np.ndarray:
    """Membership of each case, in their order, in a disjunction: the greatest of those in the terms."""
    return np.max([np.zeros(len(cases.matrix)), *(row_membership(cases, term.literals) for term in model)], axis=0)


def sufficiency(cases: Cases, model: Model) -> pd.DataFrame:
    """How far each term of a model, and the whole model, is sufficient for the outcome.

    Returns
    -------
    DataFrame
        A row a term and a last one for the model: term, consistency, pri, raw_coverage (share of the
        outcome that it covers), unique_coverage (that it alone covers), n (cases more in than out),
        cases.
    """
    rows = [
        _sufficient(cases, term.label(cases.conditions), part=(term,), others=_others(model, term)) for term in model
    ]
    whole = _sufficient(cases, model_label(model, cases.conditions), part=model, others=())
    return pd.DataFrame([*rows, whole])


def _others(model: Model, term: Term) -> Model:
    """The terms of the model but one."""
    return tuple(other for other in model if other != term)


def _sufficient(cases: Cases, label: str, *, part: Model, others: Model) -> dict[str, object]:
    """Fit of a part of a model; the part covers alone what the other terms leave."""
    x, y, rest = model_membership(cases, part), cases.result.to_numpy(), model_membership(cases, others)
    members = cases.memberships.index[x > 0.5]
    return {
        "term": label,
        "consistency": consistency_of(x, y),
        "pri": pri_of(x, y),
        "raw_coverage": consistency_of(y, x),
        "unique_coverage": consistency_of(y, np.maximum(x, rest)) - consistency_of(y, rest),
        "n": len(members),
        "cases": ", ".join(map(str, members)),
    }
