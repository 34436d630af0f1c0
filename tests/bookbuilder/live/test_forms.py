"""The form of a chapter has what its parameters cell says."""

from __future__ import annotations

from bookbuilder.book.parameters import Parameter
from bookbuilder.live.forms import field_of, form_of


def test_a_field_has_the_kind_the_rule_and_the_words_of_its_parameter() -> None:
    alpha = Parameter("alpha", 0.1, "highest p-value", bounds=(0.0, 1.0))
    assert field_of(alpha) == {
        "name": "alpha", "meaning": "highest p-value", "kind": "number", "parts": "", "default": 0.1, "choices": [],
        "bounds": (0.0, 1.0), "allowed": "allowed a number from 0 to 1",
    }  # fmt: skip


def test_truth_values_are_no_whole_numbers_and_lists_tell_the_kind_of_their_parts() -> None:
    parameters = [Parameter("pooled", True), Parameter("scores", [1.0, 2.0]), Parameter("empty", []), Parameter("n", 3)]
    fields = form_of({one.name: one for one in parameters})
    assert [(field["kind"], field["parts"]) for field in fields] == [
        ("truth", ""), ("list", "number"), ("list", "text"), ("integer", ""),
    ]  # fmt: skip
