"""Combinations of conditions in words, as a reader needs them: no asterisks, no tildes."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch10_cross_case.configurations.calibration import Condition
from clusterbook.chapters.ch10_cross_case.configurations.solutions import SolutionKind
from clusterbook.vocabulary import Governance, Sector

ABSENT = "~"
EFFICIENT = {True: "high collective efficiency", False: "no high collective efficiency"}
EXTREMES = {"always": "whatever the conditions", "never": "none"}
WORDED = ("term", "solution", "condition")
REACHES = {"any": "all chains", "global": "global chains alone"}


def formula_words(formula: str) -> str:
    """A formula in words: ``efficient*~market + network`` has two terms, of which any will do.

    Parameters
    ----------
    formula : str
        As ``stats.minimisation.model_label`` writes it.

    Returns
    -------
    str
        Such as ``high collective efficiency and no market chain; or a network chain``.
    """
    if formula in EXTREMES:
        return EXTREMES[formula]
    return "; or ".join(" and ".join(map(literal_words, term.split("*"))) for term in formula.split(" + "))


def literal_words(literal: str) -> str:
    """One condition, present or (behind a tilde) absent: ``no quasi-hierarchical chain``."""
    name, present = literal.removeprefix(ABSENT), not literal.startswith(ABSENT)
    if name == Condition.EFFICIENT.value:
        return EFFICIENT[present]
    if name in set(Sector):
        label = Sector(name).label.lower()
        return f"in {label}" if present else f"not in {label}"
    return f"{'a' if present else 'no'} {Governance(name).label.lower()} chain"


def in_words(table: pd.DataFrame) -> pd.DataFrame:
    """A table of conditions, terms or solutions with every formula and reach in words."""
    worded = {name: table[name].map(formula_words) for name in WORDED if name in table and _is_formula(table[name])}
    reach = {"reach": table["reach"].map(REACHES)} if "reach" in table else {}
    return table.assign(**worded, **reach)


def _is_formula(column: pd.Series) -> bool:
    """Whether a column holds formulas; the column ``solution`` of a table of terms holds kinds of solutions."""
    return not set(column.astype(str)) <= set(SolutionKind)
