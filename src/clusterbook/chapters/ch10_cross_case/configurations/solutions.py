"""Conservative, parsimonious and intermediate solutions of a truth table."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from clusterbook.chapters.ch10_cross_case.configurations.calibration import Cases
from clusterbook.chapters.ch10_cross_case.configurations.fit import sufficiency
from clusterbook.chapters.ch10_cross_case.configurations.truth_table import RowOutcome, TruthTable
from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.stats.minimisation import Model, Row, Term, model_label, shortest_models

NEVER = "never"  # the formula where no combination leads to the outcome


class SolutionKind(StrEnum):
    """What a solution assumes about combinations that no case shows."""

    CONSERVATIVE = "conservative"
    """Nothing: only combinations with cases enter."""
    INTERMEDIATE = "intermediate"
    """What the directional expectations allow."""
    PARSIMONIOUS = "parsimonious"
    """Whatever makes the solution shortest."""


@dataclass(frozen=True)
class Solutions:
    """The solutions of one truth table.

    Several models of a kind mean that the evidence does not decide between them; none means that no
    combination leads to the outcome.

    Attributes
    ----------
    conditions : names of the conditions
    outcome : name of the outcome
    conservative : no assumption about remainders
    intermediate : remainders assumed to lead to the outcome only where the expectations say so
    parsimonious : any remainder assumed to lead to the outcome where that shortens the model
    remainders : the combinations without cases
    """

    conditions: tuple[str, ...]
    outcome: str
    conservative: tuple[Model, ...]
    intermediate: tuple[Model, ...]
    parsimonious: tuple[Model, ...]
    remainders: tuple[Row, ...]

    def models(self, kind: str) -> tuple[Model, ...]:
        """The models of one kind, the most economical first."""
        return getattr(self, SolutionKind(kind).value)

    def formula(self, kind: str) -> str:
        """The models of one kind as they are written, alternatives joined by ``or``."""
        labels = [model_label(model, self.conditions) for model in self.models(kind)]
        return " or ".join(labels) or NEVER

    def assumed(self, model: Model) -> list[Row]:
        """The remainders that a model assumes to lead to the outcome."""
        return [row for row in self.remainders if any(term.covers(row) for term in model)]


def solve(table: TruthTable, expectations: Mapping[str, int] | None = None) -> Solutions:
    """Minimise a truth table exactly, under three assumptions about remainders.

    Contradictions are treated as not leading to the outcome. Impossible combinations, which no case can speak
    against, shorten how a model is written and assume nothing. The intermediate solution is the shortest
    one with the easy counterfactuals only: remainders that differ from an observed configuration where
    the parsimonious solution is indifferent and the expectations speak for the outcome.

    Parameters
    ----------
    table : TruthTable
    expectations : mapping, optional
        1 for a condition whose presence is expected to help, 0 for one whose absence is; conditions
        left out are expected nothing of. Without any, the intermediate solution is the conservative.

    References
    ----------
    Ragin, C. C. (1987), The Comparative Method, chapter 6. Ragin, C. C. and Sonnett, J. (2005), Between
    complexity and parsimony, in Kropp and Minkenberg (eds.), Vergleichen in der Politikwissenschaft
    (intermediate solutions); Ragin (2008), Redesigning Social Inquiry, chapters 8-9.
    """
    directions = _directions(table.conditions, expectations or {})
    positive = table.combinations(RowOutcome.POSITIVE)
    remainders = table.combinations(RowOutcome.REMAINDER)
    impossible = table.combinations(RowOutcome.IMPOSSIBLE)
    conservative, parsimonious = (
        shortest_models(positive, impossible),
        shortest_models(positive, remainders + impossible),
    )
    intermediate = [
        model
        for detailed, short in itertools.product(conservative, parsimonious)
        for model in shortest_models(
            positive, _easy(remainders, _ease(detailed, short, directions=directions)) + impossible
        )
    ]
    shortest = sorted(dict.fromkeys(intermediate), key=lambda model: (len(model), sum(term.size for term in model)))
    return Solutions(
        table.conditions,
        table.outcome,
        tuple(conservative),
        tuple(shortest),
        tuple(parsimonious),
        tuple(remainders),
    )


def conservative_solution(table: TruthTable) -> Model:
    """The shortest way to write the combinations that lead to the outcome, and no other possible one; maybe none."""
    models = shortest_models(table.combinations(RowOutcome.POSITIVE), table.combinations(RowOutcome.IMPOSSIBLE))
    return models[0] if models else ()


def _directions(conditions: tuple[str, ...], expectations: Mapping[str, int]) -> list[int | None]:
    """The expected direction of each condition, in their order."""
    wrong = {name: sign for name, sign in expectations.items() if name not in conditions or sign not in (0, 1)}
    if wrong:
        expected = f"allowed 1 (helps) or 0 (hinders) for {listed(conditions)}"
        raise FaultsError([Fault("expectations", str(wrong), expected, "Correct these.")])
    return [expectations.get(name) for name in conditions]


def _ease(detailed: Model, short: Model, *, directions: list[int | None]) -> list[Term]:
    """Terms between the detailed and the short ones: what contradicts the expectations is dropped."""
    eased = {
        Term(tuple(_kept(*places) for places in zip(term.literals, core.literals, directions, strict=True)))
        for term, core in itertools.product(detailed, short)
        if core.generalises(term)
    }
    return list(eased)


def _easy(remainders: list[Row], eased: list[Term]) -> list[Row]:
    """The counterfactuals that the expectations make easy: remainders covered by an eased term."""
    return [row for row in remainders if any(term.covers(row) for term in eased)]


def _kept(literal: int | None, core: int | None, direction: int | None) -> int | None:
    """A literal stays if the short term has it, or unless it goes against what is expected."""
    against = core is None and direction is not None and literal == 1 - direction
    return None if against else literal


def solution_table(cases: Cases, solutions: Solutions) -> pd.DataFrame:
    """All models with the fit of their terms.

    Returns
    -------
    DataFrame
        A row a term and one for each whole model: solution (kind), model (number within its kind), part
        (``term`` or ``model``), the columns of ``sufficiency``, and assumptions (number of remainders that the
        model assumes to lead to the outcome).
    """
    parts = [
        _describe(cases, solutions, kind=kind, number=number, model=model)
        for kind in SolutionKind
        for number, model in enumerate(solutions.models(kind), start=1)
    ]
    if not parts:
        return _describe(cases, solutions, kind=SolutionKind.CONSERVATIVE, number=0, model=()).head(0)
    return pd.concat(parts, ignore_index=True)


def _describe(cases: Cases, solutions: Solutions, *, kind: str, number: int, model: Model) -> pd.DataFrame:
    """One model's rows of the solution table."""
    fit = sufficiency(cases, model)
    fit.insert(0, "solution", str(kind))
    fit.insert(1, "model", number)
    fit.insert(2, "part", ["term"] * len(model) + ["model"])
    return fit.assign(assumptions=len(solutions.assumed(model)))
