"""Exact minimisation against textbooks and brute force."""

import itertools

import pytest
from hypothesis import given, settings, strategies

from clusterbook.errors import FaultsError
from clusterbook.stats import minimisation
from clusterbook.stats.minimisation import Term, minimum_covers, model_label, prime_implicants, shortest_models

ABC = ("A", "B", "C")
ABCD = ("A", "B", "C", "D")


def row(number, size):
    """A configuration from its number in binary."""
    return tuple(int(digit) for digit in f"{number:0{size}b}")


def labels(models, names):
    """The models as they are written."""
    return [model_label(model, names) for model in models]


def test_ragins_strikes_reduce_to_two_terms() -> None:
    # Ragin (1987), The Comparative Method, chapter 6: successful strikes S = AbC + aBc + ABc + ABC
    # have the prime implicants AC, AB and Bc, of which AC and Bc suffice: S = AC + Bc.
    strikes = [(1, 0, 1), (0, 1, 0), (1, 1, 0), (1, 1, 1)]
    assert [term.label(ABC) for term in prime_implicants(strikes)] == ["A*B", "A*C", "B*~C"]
    assert labels(shortest_models(strikes), ABC) == ["A*C + B*~C"]


def test_a_textbook_function_with_remainders_has_two_shortest_models() -> None:
    # f(A, B, C, D) = m(4, 8, 10, 11, 12, 15) with d(9, 14): the worked example of the
    # Quine-McCluskey method: BC'D' + AC with either AB' or AD'.
    positive = [row(number, 4) for number in (4, 8, 10, 11, 12, 15)]
    indifferent = [row(number, 4) for number in (9, 14)]
    primes = [term.label(ABCD) for term in prime_implicants(positive, indifferent)]
    assert sorted(primes) == ["A*C", "A*~B", "A*~D", "B*~C*~D"]
    assert labels(shortest_models(positive, indifferent), ABCD) == ["A*~B + A*C + B*~C*~D", "A*C + A*~D + B*~C*~D"]


def test_a_cycle_of_six_primes_has_two_covers_of_three() -> None:
    # ~A*~B, ~A*C, A*~B ... : the cyclic table of all but 000 and 111.
    positive = [row(number, 3) for number in range(1, 7)]
    assert len(prime_implicants(positive)) == 6
    assert len(shortest_models(positive)) == 2
    assert all(len(model) == 3 for model in shortest_models(positive))


def test_when_everything_leads_to_the_outcome_no_condition_is_left() -> None:
    every = list(itertools.product((0, 1), repeat=2))
    assert labels(shortest_models(every), ("A", "B")) == ["always"]


def test_when_nothing_leads_to_the_outcome_there_is_no_model() -> None:
    assert shortest_models([]) == []
    assert shortest_models([], [(1, 1)]) == []
    assert model_label((), ABC) == "never"


def test_a_remainder_alone_makes_no_prime_implicant() -> None:
    assert prime_implicants([(1, 1)], [(0, 0)]) == [Term((1, 1))]


def test_terms_that_miss_a_configuration_cover_nothing() -> None:
    assert minimum_covers([Term((1, None))], [(1, 0), (0, 1)]) == []
    assert minimum_covers([Term((1, None))], []) == [] == minimum_covers([], [])


def test_short_models_and_terms_come_first_then_present_before_absent() -> None:
    terms = [Term((None, 0)), Term((0, None)), Term((None, 1)), Term((1, None)), Term((1, 1)), Term((None, None))]
    assert [term.label(("A", "B")) for term in sorted(terms, key=minimisation._order)] == [
        "always", "A", "~A", "B", "~B", "A*B",
    ]  # fmt: skip
    assert [term.size for term in terms] == [1, 1, 1, 1, 2, 0]
    both = minimum_covers([Term((0, 1)), Term((None, 1)), Term((1, 0)), Term((1, None))], [(0, 1), (1, 0)])
    assert labels(both, ("A", "B")) == ["A + B", "A + ~A*B", "B + A*~B", "A*~B + ~A*B"]


def test_as_many_choices_and_conditions_as_are_allowed_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    assert prime_implicants([(0,) * 12]) == [Term((0,) * 12)]
    terms, rows = [Term((1, 0)), Term((0, 1))], [(1, 0), (0, 1)]
    monkeypatch.setattr(minimisation, "MOST_CHOICES", 5)  # with one term 2 choices, with two terms 3
    assert minimum_covers(terms, rows) == [tuple(terms)]
    monkeypatch.setattr(minimisation, "MOST_CHOICES", 4)
    with pytest.raises(FaultsError, match="4 choices suffice"):
        minimum_covers(terms, rows)


@pytest.mark.parametrize(
    ("general", "special", "expected"),
    [((1, None), (1, 0), True), ((1, 0), (1, None), False), ((None, None), (0, 1), True)],
)
def test_a_term_generalises_another_if_it_only_drops_literals(general, special, expected) -> None:
    assert Term(general).generalises(Term(special)) is expected


outcomes = strategies.lists(strategies.sampled_from("10?"), min_size=8, max_size=8)


def sorted_rows(results):
    """The configurations of three conditions by what they lead to."""
    return {kind: [row(number, 3) for number, result in enumerate(results) if result == kind] for kind in "10?"}


@given(results=outcomes)
@settings(max_examples=150)
def test_prime_implicants_are_the_most_general_terms_without_a_negative_row(results) -> None:
    rows = sorted_rows(results)
    every = [Term(literals) for literals in itertools.product((0, 1, None), repeat=3)]
    implicants = [term for term in every if not any(term.covers(other) for other in rows["0"])]
    maximal = {
        term for term in implicants if not any(other != term and other.generalises(term) for other in implicants)
    }
    expected = {term for term in maximal if any(term.covers(other) for other in rows["1"])}
    assert set(prime_implicants(rows["1"], rows["?"])) == expected


@given(results=outcomes)
@settings(max_examples=150)
def test_minimum_covers_are_all_the_smallest_ones_that_trying_every_choice_finds(results) -> None:
    rows = sorted_rows(results)
    primes = prime_implicants(rows["1"], rows["?"])
    found = []
    for size in range(1, len(primes) + 1):
        choices = itertools.combinations(primes, size)
        found = [
            set(choice) for choice in choices if all(any(term.covers(other) for term in choice) for other in rows["1"])
        ]
        if found:
            break
    models = shortest_models(rows["1"], rows["?"])
    assert all(set(model) in found for model in models)
    assert len(models) == len(found)
