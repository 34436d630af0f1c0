"""Pages of exercises have their parts: goals, kinds, a hint and an executed solution for each exercise."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from whole_book import BOOK

from clusterbook.errors import ClusterbookError
from clusterbook.exercises.coding import (
    coded_chains,
    coded_episodes,
    statements,
    uncoded_chains,
    uncoded_episodes,
    verdicts,
)
from clusterbook.site.exercises import exercise_facts, exercises_of
from clusterbook.site.pages import book_pages

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "exercises").glob("ex[0-9][0-9]_*.ipynb"))
KINDS = {
    "Read a table",
    "Find the slip",
    "Change an assumption and explain",
    "Code a case",
    "Criticize an inference",
}
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
EXERCISE = re.compile(r"(\d+)\.(\d+) .+[?\w]")
FEWEST, MOST, KINDS_EACH = 5, 8, 3


@dataclass(frozen=True)
class Exercise:
    """An exercise: its label, its number, its kind, the headings below it and how many code cells its solution has."""

    label: str
    number: tuple[int, int]
    kind: str
    parts: list[str]
    cells_of_solution: int


def exercises(path: Path) -> list[Exercise]:
    """The exercises of a notebook, in order."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = "\n\n".join("".join(cell["source"]) if cell["cell_type"] == "markdown" else "\0" for cell in cells)
    parts = re.split(r"^\(([\w-]+)\)=\n## ", text, flags=re.MULTILINE)[1:]
    return [exercise(label, body) for label, body in zip(parts[::2], parts[1::2], strict=True)]


def exercise(label: str, body: str) -> Exercise:
    """An exercise from the text below its label."""
    number = EXERCISE.match(body)
    kind = re.search(r"^\*([^*]+)\.\*", body, re.MULTILINE)
    assert number and kind, f"{label}: a heading 'C.N Title', then the kind in italics"
    _, _, solution = body.partition("\n### Solution")
    below = [title for mark, title in HEADING.findall(body) if mark == "###"]
    return Exercise(label, (int(number[1]), int(number[2])), kind[1], below, solution.count("\0"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_a_page_has_five_to_eight_exercises_of_several_kinds(notebook: Path) -> None:
    kinds = [exercise.kind for exercise in exercises(notebook)]
    assert FEWEST <= len(kinds) <= MOST
    assert set(kinds) <= KINDS and len(set(kinds)) >= KINDS_EACH


def test_exercises_are_numbered_and_labelled_in_order(notebook: Path) -> None:
    chapter = int(notebook.stem[2:4])
    found = [(exercise.label, exercise.number) for exercise in exercises(notebook)]
    assert found == [(f"ex-{chapter:02d}-{n}", (chapter, n)) for n in range(1, len(found) + 1)]


def test_each_has_a_hint_and_a_solution_that_is_code(notebook: Path) -> None:
    assert {tuple(exercise.parts) for exercise in exercises(notebook)} == {("Hint", "Solution")}
    assert [exercise.label for exercise in exercises(notebook) if not exercise.cells_of_solution] == []


def test_a_page_says_what_one_learns(notebook: Path) -> None:
    opening = "".join(json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["source"])
    assert opening.startswith(f"# Exercises to Chapter {int(notebook.stem[2:4])}")
    assert "When you have done them you can\n\n- " in opening


def test_chapter_and_exercises_link_each_other() -> None:
    addresses = [exercises_of(page) for page in book_pages() if exercises_of(page)]
    assert addresses == [f"exercises/{path.stem}.html" for path in NOTEBOOKS]
    back = [facts["exercises_to"]["href"].removesuffix(".html") for facts in exercise_facts().values()]
    assert {f"{name}" for name in back} <= {page.name for page in book_pages()}
    toc = (ROOT / "_toc.yml").read_text(encoding="utf-8")
    assert [path.stem for path in NOTEBOOKS if f"- file: exercises/{path.stem}\n" not in toc] == []


def test_episodes_are_asked_for_without_their_codes_and_solved_in_words() -> None:
    asked, solved = uncoded_episodes(BOOK, ["ch05_j01", "ch02_j03"]), coded_episodes(BOOK, ["ch05_j01", "ch02_j03"])
    assert list(asked.index) == list(solved.index) == [1, 2]
    assert list(asked["what they did"]) == list(solved["what they did"])
    assert list(solved["stages of the chain"]) == ["Between stages of the chain", "Between firms of one stage"]
    assert list(solved["partners"]) == ["Two partners or a few, or pairs", "Many, or an organization of many"]
    assert list(solved["told in"]) == ["Chapter 5, The Segusino Export Cluster, ¶ 2", "Chapter 2, Joint Actions, ¶ 3"]
    assert not set(asked.astype(str).to_numpy().ravel()) & set(solved["partners"])


def test_chains_and_statements_are_asked_for_without_their_codes_too() -> None:
    asked, solved = uncoded_chains(BOOK, ["ch02_c05", "ch02_c03"]), coded_chains(BOOK, ["ch02_c05", "ch02_c03"])
    assert list(solved["governance"]) == ["Quasi hierarchy", "Market relations"]
    assert not set(asked.astype(str).to_numpy().ravel()) & set(solved["governance"])
    assert list(verdicts(BOOK, ["c02-05"])["verdict"]) == ["differs on another base"]
    assert statements(BOOK, ["c02-05"]).at[1, "words of the text"].startswith("It is estimated that 30 to 40 percent")


def test_an_unknown_episode_is_named() -> None:
    with pytest.raises(ClusterbookError, match="episode: found ch02_j99; expected keys such as ch02_j01"):
        coded_episodes(BOOK, ["ch02_j99"])
