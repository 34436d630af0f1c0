"""Sections with the titles that a book names are folded on its pages, and are no entries of the contents."""

from __future__ import annotations

import io
from pathlib import Path

import lxml.html
import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

PAGE = """
# Exercises

(ex-1)=
## First

What is one and one?

### Hint

Two fingers.

### Solution

Two.

#### Why

It is so.

## Second

### Background

Not folded.
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> lxml.html.HtmlElement:
    folder = tmp_path_factory.mktemp("folded")
    (folder / "index.md").write_text(PAGE, encoding="utf-8")
    settings = {
        "extensions": ["myst_parser", "bookbuilder.site.roles"],
        "html_theme": "basic",
        "bookbuilder_folded": ["Hint", "Solution"],
    }
    with patch_docutils(None), docutils_namespace():
        source, made = str(folder), str(folder / "made")
        app = Sphinx(
            source, None, made, made, "html", settings, status=None, warning=io.StringIO(), warningiserror=True
        )
        app.build()
    return lxml.html.fromstring(Path(made, "index.html").read_text(encoding="utf-8"))


def test_hint_and_solution_are_folded_each_with_its_anchor(page: lxml.html.HtmlElement) -> None:
    folded = {part.get("id"): part for part in page.iter("details")}
    assert [part.find("summary").text for part in folded.values()] == ["Hint", "Solution"]
    assert list(folded) == ["ex-1-hint", "ex-1-solution"]
    assert page.xpath("//*[@id = 'hint' or @id = 'solution']") == []
    assert [part.get("open") for part in folded.values()] == [None, None]
    assert all("folded-part" in part.get("class").split() for part in folded.values())


def test_a_folded_part_holds_what_stood_below_its_heading(page: lxml.html.HtmlElement) -> None:
    hint, solution = page.iter("details")
    assert "Two fingers." in hint.text_content() and "Two." not in hint.text_content().replace("Two fingers.", "")
    assert "It is so." in solution.text_content() and "Not folded" not in solution.text_content()


def test_the_contents_name_other_sections_alone(page: lxml.html.HtmlElement) -> None:
    entries = [link.text_content() for link in page.xpath("//a[starts-with(@href, '#')]")]
    assert {"First", "Second", "Background"} <= set(entries)
    assert not {"Hint", "Solution"} & set(entries)
