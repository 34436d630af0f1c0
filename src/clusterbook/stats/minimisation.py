"""Boolean terms and their exact minimisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clusterbook.errors import Fault, FaultsError, listed

MOST_CONDITIONS = 12  # 4,096 configurations, half a million terms
MOST_CHOICES = 100_000  # of terms, tried one after another: a few seconds

Row = tuple[int, ...]  # one configuration: 1 present, 0 absent, a place for each condition


@dataclass(frozen=True)
class Term:
    """A conjunction.

    Attributes
    ----------
    literals : tuple of int or None
        For each condition 1 (present), 0 (absent) or None (makes no difference).
    """

    literals: tuple[int | None, ...]

    def covers(self, row: Row) -> bool:
        """Whether the configuration is an instance of the term."""
        return all(literal is None or literal == value for literal, value in zip(self.literals, row, strict=True))

    def generalises(self, other: Term) -> bool:
        """Whether every configuration of the other term is one of this."""
        pairs = zip(self.literals, other.literals, strict=True)
        return all(mine is None or mine == theirs for mine, theirs in pairs)

    @property
    def size(self) -> int:
        """Number of literals."""
        return sum(literal is not None for literal in self.literals)

    def label(self, conditions: Sequence[str]) -> str:
        """The term as it is written: ``a*~b``; ``always`` if no condition is left."""
        pairs = zip(conditions, self.literals, strict=True)
        named = [("" if literal else "~") + name for name, literal in pairs if literal is not None]
        return "*".join(named) or "always"


Model = tuple[Term, ...]  # a disjunction of terms


def model_label(model: Model, conditions: Sequence[str]) -> str:
    """The model as it is written; ``never`` if it has no term.

    Parameters
    ----------
    model : Model
        Terms, as ``shortest_models`` gives them.
    conditions : sequence of str
        Names, in the order of the terms' literals.

    Returns
    -------
    str
        ``a*~b + c``: any of the terms, each all of its conditions, a tilde for absence.

    Raises
    ------
    FaultsError
        Where a term has more or fewer conditions than there are names.
    """
    _check_terms(model, len(conditions))
    return " + ".join(term.label(conditions) for term in model) or "never"


def _check_terms(terms: Iterable[Term], size: int) -> None:
    """Every term must have as many conditions as names or configurations have."""
    lengths = sorted({len(term.literals) for term in terms} - {size})
    if lengths:
        fault = Fault(
            "terms", f"lengths {listed(lengths)}", f"expected {size} conditions", "Match terms and conditions."
        )
        raise FaultsError([fault])


def prime_implicants(positive: Iterable[Row], indifferent: Iterable[Row] = ()) -> list[Term]:
    """The most general terms that cover no negative configuration and at least one positive one.

    Parameters
    ----------
    positive : iterable of tuples of 0 and 1
        Configurations that lead to the outcome, of one length.
    indifferent : iterable of tuples of 0 and 1
        Configurations that may be covered or not (remainders).

    Returns
    -------
    list of Term
        Short terms first.

    Raises
    ------
    FaultsError
        Where configurations differ in length, hold other values, have more than
        ``MOST_CONDITIONS`` conditions, or one is both positive and indifferent.

    References
    ----------
    Quine, W. V. (1952), The problem of simplifying truth functions, American Mathematical Monthly 59,
    521-531. McCluskey, E. J. (1956), Minimization of Boolean functions, Bell System Technical
    Journal 35, 1417-1444.
    """
    positive, indifferent = _check_rows(positive), _check_rows(indifferent)
    _check_configurations(positive, indifferent)
    level = {Term(row) for row in (*positive, *indifferent)}
    primes: set[Term] = set()
    while level:
        merged, used = _merge(level)
        primes |= level - used
        level = merged
    return sorted((term for term in primes if any(term.covers(row) for row in positive)), key=_order)


def _check_rows(rows: Iterable[Row]) -> list[Row]:
    """The configurations, each with 0 or 1 in every place."""
    rows = [tuple(row) for row in rows]
    unexpected = sorted({str(value) for row in rows for value in row if value not in (0, 1)})
    if unexpected:
        fault = Fault("configurations", listed(unexpected), "allowed 0, 1", "Calibrate the conditions first.")
        raise FaultsError([fault])
    return rows


def _check_configurations(positive: Sequence[Row], indifferent: Sequence[Row]) -> None:
    """Configurations must have one length, not too great, and not be both positive and indifferent."""
    lengths, both = sorted({len(row) for row in (*positive, *indifferent)}), set(positive) & set(indifferent)
    faults = []
    if len(lengths) > 1 or (lengths and lengths[0] > MOST_CONDITIONS):
        expected = f"expected one number of conditions, at most {MOST_CONDITIONS}"
        faults.append(Fault("configurations", f"lengths {listed(lengths)}", expected, "Leave conditions out."))
    if both:
        found = f"{listed(sorted(both))} as positive and as indifferent"
        faults.append(Fault("configurations", found, "expected one of the two", "Decide for one."))
    if faults:
        raise FaultsError(faults)


def _merge(level: set[Term]) -> tuple[set[Term], set[Term]]:
    """Terms that join two which differ in one condition only, and the terms so joined."""
    merged, used = set(), set()
    for term in level:
        for place, literal in enumerate(term.literals):
            if literal == 1 and (other := _with(term, place, literal=0)) in level:
                merged.add(_with(term, place, literal=None))
                used |= {term, other}
    return merged, used


def _with(term: Term, place: int, *, literal: int | None) -> Term:
    """The term with another literal in one place."""
    return Term((*term.literals[:place], literal, *term.literals[place + 1 :]))


def _order(term: Term) -> tuple[int, list[int]]:
    """Short terms first, present before absent before indifferent."""
    return term.size, [{1: 0, 0: 1, None: 2}[literal] for literal in term.literals]


def minimum_covers(terms: Sequence[Term], positive: Iterable[Row]) -> list[Model]:
    """Every choice of as few terms as possible that covers all positive configurations.

    More than one means that the evidence does not decide between them; those with fewer literals
    come first. Empty if the terms do not cover the configurations, or there are none.

    Parameters
    ----------
    terms : sequence of Term
    positive : iterable of tuples of 0 and 1

    Returns
    -------
    list of tuples of Term

    Raises
    ------
    FaultsError
        Where terms and configurations do not fit each other, or there are too many choices to try.
    """
    rows = _check_rows(positive)
    _check_configurations(rows, ())
    _check_terms(terms, len(rows[0]) if rows else len(terms[0].literals) if terms else 0)
    options = {row: [term for term in terms if term.covers(row)] for row in rows}
    if not options or not all(options.values()):
        return []
    size, left = 1, iter(range(MOST_CHOICES))
    while not (found := set(_covers(frozenset(options), options, size=size, left=left))):
        size += 1
    models = [tuple(sorted(model, key=_order)) for model in found]
    return sorted(models, key=lambda model: (sum(term.size for term in model), [_order(term) for term in model]))


def _covers(
    open_rows: frozenset[Row], options: Mapping[Row, list[Term]], *, size: int, left: Iterator[int]
) -> Iterator[frozenset[Term]]:
    """Sets of at most ``size`` terms that cover the open rows, from the row with fewest options on."""
    if next(left, None) is None:
        expected = f"expected that {MOST_CHOICES} choices suffice"
        raise FaultsError([Fault("terms", "too many shortest models to try", expected, "Leave conditions out.")])
    if not open_rows:
        yield frozenset()
    elif size:
        hardest = min(open_rows, key=lambda row: (len(options[row]), row))
        for term in options[hardest]:
            rest = frozenset(row for row in open_rows if not term.covers(row))
            for others in _covers(rest, options, size=size - 1, left=left):
                yield others | {term}


def shortest_models(positive: Iterable[Row], indifferent: Iterable[Row] = ()) -> list[Model]:
    """All shortest models of the positive configurations, the most economical first.

    Parameters
    ----------
    positive, indifferent : iterables of tuples of 0 and 1
        As for ``prime_implicants``.

    Returns
    -------
    list of Model
        Each a disjunction of terms; none where nothing is positive.
    """
    rows = list(positive)
    return minimum_covers(prime_implicants(rows, indifferent), rows)
