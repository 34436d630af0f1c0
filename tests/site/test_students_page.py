"""What the pages for students and teachers tell one to type is there: targets, commands, chapters, legal values."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from whole_book import BOOK

from bookbuilder.book.chapters import Chapter, load_chapters, pick_chapters
from bookbuilder.book.parameters import check_values
from bookbuilder.cli.arguments import parser
from bookbuilder.errors import BookError
from clusterbook.commands import ADDED

ROOT = Path(__file__).parents[2]
CHAPTERS = {chapter.chapter_id: chapter for chapter in load_chapters(ROOT)}
COMMANDS = {name for action in parser(ADDED)._actions for name in action.choices or ()}
RUN = re.compile(r"clusterbook run (\w+)((?: -p \w+=[^\s`]+)*)")


def pages() -> dict[str, str]:
    """The pages that tell what to type, by name: Markdown as it is, of notebooks the prose."""
    found = {
        path.name: path.read_text(encoding="utf-8") for path in [ROOT / "students.md", ROOT / "teaching/projects.md"]
    }
    for path in [*(ROOT / "exercises").glob("*.ipynb"), *(ROOT / "teaching").glob("*.ipynb"), ROOT / "start.ipynb"]:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found[path.name] = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return found


PAGES = pages()
RUNS = sorted({(page, match[1], match[2]) for page, text in PAGES.items() for match in RUN.finditer(text)})


def chosen(options: str) -> dict[str, object]:
    """Values of ``-p name=value`` options, as the command line reads them."""
    pairs = [option.split("=", 1) for option in options.split(" -p ") if option]
    return {name: yaml.safe_load(value) for name, value in pairs}


@pytest.mark.parametrize(("page", "chapter", "options"), RUNS)
def test_a_run_that_a_page_tells_of_is_legal(page: str, chapter: str, options: str) -> None:
    check_values(CHAPTERS[chapter], chosen(options))


def test_an_illegal_run_would_be_seen() -> None:
    with pytest.raises(BookError):
        check_values(CHAPTERS["ch03"], chosen(" -p interest_percent=99"))


def test_pages_tell_of_runs_of_many_chapters() -> None:
    assert len({chapter for _, chapter, _ in RUNS}) > 6


def test_commands_and_targets_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page, text in PAGES.items():
        assert set(re.findall(r"`?clusterbook ([a-z]+)\b", text)) <= COMMANDS, page
        for target in re.findall(r"`make (\w+)", text):
            assert re.search(rf"^[\w ]*\b{target}\b[\w ]*:", makefile, re.MULTILINE), (page, target)


def test_the_grid_on_the_students_page_is_legal() -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGES["students.md"], re.DOTALL)
    chapter: Chapter = CHAPTERS["ch10_tests"]
    for name, values in yaml.safe_load(block).items():
        assert len(values) > 1 and all(check_values(chapter, {name: value}) for value in values)


def test_the_lines_of_python_do_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of_sweep, of_data = re.findall(r"```python\n(.*?)```", PAGES["students.md"], re.DOTALL)
    exec(of_data.replace("book = load_book()", ""), {"book": BOOK})
    (tmp_path / "sweep").mkdir()
    (tmp_path / "sweep" / "sweep_ch10_tests.csv").write_text("alpha,same,moved\n0.05,1,2\n0.1,1,3\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    body, _, last = of_sweep.strip().rpartition("\n")
    names: dict[str, Any] = {}
    exec(body, names)
    assert list(eval(last, names)) == ["alpha", "moved"]


@pytest.mark.parametrize(
    ("typed", "near"),
    [("ch10", "ch10_cross_case, ch10_cases"), ("3", "ch03, ex03"), ("ch3", "ch03, ex03"), ("legder", "ledger.")],
)
def test_a_chapter_that_is_typed_wrong_is_answered_with_those_near_it(typed: str, near: str) -> None:
    with pytest.raises(BookError, match=f"found '{typed}'; near it are {near}"):
        pick_chapters(list(CHAPTERS.values()), [typed])


def test_a_chapter_that_is_like_none_is_answered_with_all() -> None:
    with pytest.raises(BookError, match=r"found 'zzz'; allowed ch01, .* meeting3\. Name one of these"):
        pick_chapters(list(CHAPTERS.values()), ["zzz"])
