"""The first page says what the results say: the authors' words, the tests' words, counts as bars."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clusterbook.chapters.ch10_cross_case.accounting import Standing
from clusterbook.data.book import Book
from clusterbook.paths import book_root
from clusterbook.site.landing import (
    NUMBERS,
    bar,
    causes_of_differences,
    cluster_map,
    first_pages,
    landing_facts,
    named_values,
    outcome,
    scaled,
    verdict_grid,
)
from clusterbook.site.pages import book_pages


def test_a_grid_lays_the_tests_beside_the_authors_words(book: Book) -> None:
    values = {"ch10.verdict_collective_efficiency_traditional_manufacturing_product": "supported"}
    grid = verdict_grid(book, values, "collective_efficiency")
    first = grid["rows"][0]
    assert first["label"] == "Product"
    assert first["cells"][0] == {"printed": "positive", "sign": "✓", "words": "supported", "style": "matches"}
    assert first["cells"][1]["words"] == "not tested here"


def test_the_words_of_a_verdict_have_no_underscore(book: Book) -> None:
    grid = verdict_grid(book, {}, "leaders")
    assert [cell["printed"] for cell in grid["rows"][2]["cells"]] == [
        "often negative",
        "neutral or negative",
        "neutral or negative",
        "none",
    ]


def test_an_unknown_outcome_is_refused() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        outcome("perhaps")


@pytest.mark.parametrize("standing", Standing)
def test_every_outcome_that_a_test_can_have_has_words(standing: Standing) -> None:
    assert outcome(standing.value)["words"]


def test_a_bar_leaves_out_what_did_not_occur() -> None:
    found = bar("Numbers", NUMBERS, {"matches": 3, "rounding": 0, "differs": 1, "not_reproducible": 0})
    assert (found["total"], [(part["count"], part["words"]) for part in found["parts"]]) == (
        4,
        [(3, "match"), (1, "differ")],
    )


def test_bars_are_as_long_as_their_share_of_the_longest() -> None:
    assert [part["length"] for part in scaled({"a": 4, "b": 1, "c": 0})] == [100.0, 25.0, 0.0]


def test_values_of_the_last_run_come_before_those_accepted(tmp_path: Path) -> None:
    for folder, value in (("accepted", 1), ("run", 2)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ch10_tests.json").write_text(json.dumps([{"name": "tau", "value": value}]))
    assert named_values(tmp_path / "accepted", tmp_path / "run") == {"ch10.tau": 2}


def test_each_chapter_is_one_card() -> None:
    assert [page.chapter for page in first_pages(book_pages())] == list(range(1, 13))


def test_every_verdict_of_the_accepted_results_has_words(book: Book) -> None:
    facts = landing_facts(book, book_pages(), book_root() / "results")
    tested = [cell["words"] for grid in facts["grids"] for row in grid["rows"] for cell in row["cells"]]
    assert len(tested) == 24
    assert tested.count("not tested here") == 6
    assert sum(causes_of_differences(book).values()) == facts["findings"][2]["values"]["differs"]
    assert len(facts["findings"]) == 3 and all(finding["bars"] for finding in facts["findings"])


def test_every_cluster_is_a_point_inside_the_map(book: Book) -> None:
    drawn = cluster_map(book)
    assert len(drawn["points"]) == len(book.clusters)
    assert all(0 < x < drawn["width"] and 0 < y < drawn["height"] for x, y in drawn["points"])
