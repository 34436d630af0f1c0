"""Codes are shown in words, and one function decides how."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import clusterbook
from clusterbook.display.sheet import capital, frame_sheet
from clusterbook.display.words import without_codes
from clusterbook.vocabulary import in_a_sentence, in_words

SOURCE = Path(clusterbook.__file__).parent


def test_one_function_alone_turns_codes_into_words() -> None:
    own = [path.name for path in SOURCE.rglob("*.py") if 'replace("_", " ")' in path.read_text(encoding="utf-8")]
    assert own == ["vocabulary.py"]
    assert in_words("quasi_hierarchy") == "quasi hierarchy"
    assert in_words("slope_natural_resource_based") == "slope natural-resource-based"


@pytest.mark.parametrize(
    ("name", "words"), [("Milk-dairy", "milk-dairy"), ("ICT", "ICT"), ("Mangoes and grapes", "mangoes and grapes")]
)
def test_a_name_inside_a_sentence_keeps_only_the_capitals_of_abbreviations(name: str, words: str) -> None:
    assert in_a_sentence(name) == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("different_base", "different base"),
        ("of quasi_hierarchy only", "of quasi hierarchy only"),
        ("data/claim_codes.csv", "data/claim_codes.csv"),
        ("Table 10.4", "Table 10.4"),
    ],
)
def test_codes_in_a_text_are_words_and_files_keep_their_names(text: str, shown: str) -> None:
    assert without_codes(text) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("studies", "Studies"),
        ("p, two-sided", "p, two-sided"),
        ("tau-b", "tau-b"),
        ("a round figure", "A round figure"),
    ],
)
def test_headings_begin_with_a_capital_and_signs_stay(words: str, shown: str) -> None:
    assert capital(words) == shown


def test_a_column_of_results_has_its_standard_term_above_it() -> None:
    frame = pd.DataFrame({"p_hc3": [0.5], "tau_b": [0.5], "r_squared_within": [0.5], "side_p_low": [0.5]})
    assert frame_sheet(frame, "Facts", name="facts").headings == (
        "p (HC3)", "tau-b", "R² within sectors", "p, authors' side, lowest"
    )  # fmt: skip


def test_a_frame_is_shown_without_codes() -> None:
    frame = pd.DataFrame({"relation": ["at_most"], "joint_p": [0.5]})
    assert frame_sheet(frame, "Facts", name="facts").text.split() == ["Relation", "Joint", "p", "At", "most", "0.50"]
