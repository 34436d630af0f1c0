"""The demonstrations for a class lead to the explorer under legal choices, and each of them moves a verdict."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from whole_book import BOOK

from clusterbook.chapters.ch10_cross_case.choices import Settings
from clusterbook.chapters.ch10_cross_case.demonstrations import (
    DEMONSTRATIONS,
    PAGE,
    Demonstration,
    changes,
    show_demonstrations,
)
from clusterbook.chapters.ch10_cross_case.explorer_link import explorer_address
from clusterbook.site.explorer import explorer_data
from clusterbook.stats import TestSettings

DATA = explorer_data(BOOK)


def is_legal(name: str, text: str) -> bool:
    """Whether the explorer takes the text for the choice of that name."""
    if name == "left_out":
        return set(text.split(",")) <= {cluster["id"] for cluster in DATA["clusters"]}
    if name == "cell":
        relation, sector, outcome = text.split(".")
        return outcome in DATA["words"][relation][sector]
    if name in DATA["choices"]:
        return text in DATA["choices"][name]["options"]
    low, high, _ = DATA["ranges"][name]
    return low <= float(text) <= high


@pytest.mark.parametrize("demonstration", DEMONSTRATIONS, ids=lambda one: one.title)
def test_every_choice_in_a_link_is_one_of_the_explorer_s(demonstration: Demonstration) -> None:
    parts = urlsplit(explorer_address(demonstration.choices, page=PAGE))
    assert parts.path == PAGE
    choices = {name: values[0] for name, values in parse_qs(parts.fragment, strict_parsing=True).items()}
    assert choices and [name for name, text in choices.items() if not is_legal(name, text)] == []


def test_an_illegal_choice_would_be_seen() -> None:
    assert not is_legal("alpha", "0.9") and not is_legal("left_out", "nowhere") and not is_legal("strata", "country")


def test_only_what_differs_stands_in_a_link() -> None:
    assert Demonstration("", "").choices == {}
    assert Demonstration("", "", Settings(TestSettings(alpha=0.05))).choices == {"alpha": 0.05}


def test_each_demonstration_moves_a_verdict_and_says_which() -> None:
    html = show_demonstrations(BOOK).html
    counts = [int(count) for count in re.findall(r"<summary>(\d+) of 18 verdicts stand otherwise</summary>", html)]
    assert len(counts) == len(DEMONSTRATIONS) and min(counts) > 0
    assert html.count("becomes") == sum(counts)


def test_changes_name_what_stands_otherwise() -> None:
    before = {"first": "supported", "second": "opposed", "gone": "undecided (+)"}
    after = {"first": "undecidable", "second": "opposed"}
    assert list(changes(before, after)) == ["first: supported becomes undecidable"]
