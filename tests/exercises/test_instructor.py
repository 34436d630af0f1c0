"""The instructor's edition opens hints and solutions, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from clusterbook.commands.instructor import NOTE, write_instructor_edition
from clusterbook.errors import ClusterbookError

EXERCISES = (
    '<h1>Exercises</h1><details class="hint folded-part" id="a"><summary>Hint</summary></details>'
    '<details class="folded"><summary>A table</summary></details>'
)
CHAPTER = '<h1>Chapter</h1><details class="folded"><summary>A table</summary></details>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "html" / "exercises").mkdir(parents=True)
    (tmp_path / "html" / "exercises" / "ex01_framework.html").write_text(EXERCISES, encoding="utf-8")
    (tmp_path / "html" / "chapter.html").write_text(CHAPTER, encoding="utf-8")
    return tmp_path / "html"


def test_hints_and_solutions_are_open_and_the_page_says_so(site: Path, tmp_path: Path) -> None:
    write_instructor_edition(site, tmp_path / "open")
    page = (tmp_path / "open" / "exercises" / "ex01_framework.html").read_text(encoding="utf-8")
    assert '<details open class="hint folded-part" id="a">' in page
    assert page.startswith(f"<h1>Exercises</h1>\n{NOTE}")
    assert '<details class="folded">' in page


def test_other_pages_and_the_site_itself_stay_as_they_are(site: Path, tmp_path: Path) -> None:
    write_instructor_edition(site, tmp_path / "open")
    assert (tmp_path / "open" / "chapter.html").read_text(encoding="utf-8") == CHAPTER
    assert (site / "exercises" / "ex01_framework.html").read_text(encoding="utf-8") == EXERCISES


def test_nothing_is_written_over_and_a_missing_site_is_told(site: Path, tmp_path: Path) -> None:
    with pytest.raises(ClusterbookError, match="expected none"):
        write_instructor_edition(site, tmp_path)
    with pytest.raises(ClusterbookError, match="found no site with exercises"):
        write_instructor_edition(tmp_path / "nowhere", tmp_path / "open")
