"""How much order chance would put into a truth table of this size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from clusterbook.chapters.ch10_cross_case.configurations.truth_table import TruthTable


@dataclass(frozen=True)
class Diversity:
    """How little a truth table can show.

    Attributes
    ----------
    cases : number of cases sorted into combinations
    combinations : number of combinations of the conditions that a case could be in
    observed : how many of them have a case
    singletons : how many have just one, which can never contradict itself
    uniform : cases in combinations whose cases all share the outcome or all lack it
    expected_uniform : that number on average, if the outcomes were dealt to the cases at random
    p : share of all deals in which at least as many cases are in uniform combinations
    """

    cases: int
    combinations: int
    observed: int
    singletons: int
    uniform: int
    expected_uniform: float
    p: float


def diversity(table: TruthTable, with_outcome: Iterable[str]) -> Diversity:
    """Compare the order in a crisp truth table with what chance gives, exactly.

    Every way to deal the outcome to as many of the cases as have it is counted, combination by
    combination.

    Parameters
    ----------
    table : TruthTable
        Of crisp sets.
    with_outcome : iterable of str
        Ids of the cases that have the outcome.
    """
    having = set(with_outcome)
    groups = [cases.split(", ") for cases in table.rows["cases"] if cases]
    sizes = [len(group) for group in groups]
    positives = [sum(case in having for case in group) for group in groups]
    uniform = sum(size for size, count in zip(sizes, positives, strict=True) if count in (0, size))
    deals = _uniform_cases(sizes)
    ways = {cases: number for (dealt, cases), number in deals.items() if dealt == sum(positives)}
    total = sum(ways.values())
    return Diversity(
        sum(sizes),
        len(table.possible),
        len(sizes),
        sizes.count(1),
        uniform,
        sum(cases * number for cases, number in ways.items()) / total,
        sum(number for cases, number in ways.items() if cases >= uniform) / total,
    )


def _uniform_cases(sizes: list[int]) -> Counter[tuple[int, int]]:
    """Number of deals by how many outcomes were dealt and how many cases ended in uniform groups."""
    deals = Counter({(0, 0): 1})
    for size in sizes:
        after: Counter[tuple[int, int]] = Counter()
        for (dealt, uniform), number in deals.items():
            for count in range(size + 1):
                key = dealt + count, uniform + (size if count in (0, size) else 0)
                after[key] += number * math.comb(size, count)
        deals = after
    return deals
