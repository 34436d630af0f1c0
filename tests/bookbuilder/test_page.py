"""The page of one run: formulas are drawn, and a result is text whatever it holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tiny_book import MIME, code_cell, notebook

from bookbuilder.book.layout import BookFolders
from bookbuilder.results.changes import Change
from bookbuilder.site.page import filled, page_of, plain_markdown
from bookbuilder.site.run_opening import RunFacts

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a & b &lt;i&gt;",
    "[a link](javascript:alert(1))",
    "![a picture](https://example.org/x.png)",
    "**bold** _it_ `code` ~~gone~~ # x",
    "{doc}`intro` and {result}`ch09.other`",
    "```{raw} html\n<b>raw</b>\n```",
    ":::{note}\nA directive\n:::",
    "$x^2$ and $$\\input{secret}$$",
    "one | two\n--- | ---\n1 | 2",
    "\ue000formula.785e32\ue001",
    "</a></p></div></main>",
    "(target)=",
]
UNTOLD = {"digits": None, "description": "", "unit": "", "importance": "figure"}


def unchanged(reference: str) -> str:
    """The text of any result: its own name."""
    return reference


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a chapter with a hostile result in each paragraph, each list and a formula beside it."""
    names = [f"value_{number}" for number in range(len(HOSTILE))]
    prose = "\n\n".join(f"- Begin {{result}}`ch09.{name}` end $y$" for name in names)
    run = notebook("Title", [("", "show()")], prose)
    results = [{"name": name, "value": value, **UNTOLD} for name, value in zip(names, HOSTILE, strict=True)]
    output = {"output_type": "display_data", "metadata": {}, "data": {MIME: results, "text/plain": ""}}
    run["cells"][-1] = code_cell("results", "", "show()") | {"outputs": [output]}
    return page_of(run, BookFolders(tmp_path_factory.mktemp("book")), chapter_id="ch09")


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_text_of_the_page(page: str, value: str) -> None:
    shown = re.findall("Begin (.*?) end", page, re.DOTALL)
    held = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert held in shown


def test_formulas_beside_hostile_values_are_drawn_and_no_place_is_left(page: str) -> None:
    assert page.count("<math ") == len(HOSTILE)
    assert not re.search("\ue000(?!formula.785e32\ue001)", page)


def test_prices_in_a_text_are_no_formulas() -> None:
    text = "It rose from $2 to $3, and US$4 was paid for $5."
    assert plain_markdown(text, unchanged) == text


def test_formulas_of_a_text_become_mathml() -> None:
    drawn = filled(plain_markdown("with $x^2$ and $$y$$", unchanged), RunFacts())
    assert drawn.count("<math ") == 2
    assert drawn.count('display="block"') == 1


def test_a_text_cannot_forge_a_place() -> None:
    forged = "\ue000text.3c623e\ue001 and \ue000formula.zz\ue001"
    assert plain_markdown(forged, unchanged) == "text.3c623e and formula.zz"


def test_a_result_that_is_nowhere_is_named(tmp_path: Path) -> None:
    run = notebook("Title", [], "It is {result}`ch08.<b>nothing`.")
    page = page_of(run, BookFolders(tmp_path), chapter_id="ch09")
    assert "[ch08.&lt;b&gt;nothing: not in this run]" in page


def moved(new: object) -> Change:
    """A result of Chapter 9 that was "2" and is something else now."""
    about = {"name": "share", "description": "a <share>", "importance": "finding", "digits": None, "unit": "percent"}
    return Change("ch09.share", old={**about, "value": 2}, new={**about, "value": new})


def test_a_page_opens_with_what_the_run_changed_and_leads_to_where_it_is_said(tmp_path: Path) -> None:
    result = {"name": "share", "value": "<3>", **UNTOLD}
    run = notebook("Title", [("", "show()")], "It is {result}`ch09.share`, again {result}`ch09.share`.")
    output = {"output_type": "display_data", "metadata": {}, "data": {MIME: [result], "text/plain": ""}}
    run["cells"][-1] = code_cell("results", "", "show()") | {"outputs": [output]}
    facts = RunFacts({"reading": "<wide>"}, {"ch09.share": moved("<3>")}, 7)
    page = page_of(run, BookFolders(tmp_path), chapter_id="ch09", facts=facts)
    opening = page.partition("<main>")[2].partition("</section>")[0]
    assert "<code>reading = &#x27;&lt;wide&gt;&#x27;</code>; every other choice as in the book." in opening
    assert "1 of 7 results is not as in the book." in opening
    assert (
        '<td><a href="#ch09.share"><code>share</code></a></td><td>2 percent</td><td>&lt;3&gt; percent</td>' in opening
    )
    assert page.count('<mark id="ch09.share" title="In the book: 2">&lt;3&gt;</mark>') == 1
    assert page.count('<mark title="In the book: 2">&lt;3&gt;</mark>') == 1


def test_a_changed_result_that_no_prose_prints_leads_nowhere(tmp_path: Path) -> None:
    facts = RunFacts({}, {"ch09.share": moved(3)}, 7)
    page = page_of(notebook("Title", [], "Nothing."), BookFolders(tmp_path), chapter_id="ch09", facts=facts)
    assert "Every choice as in the book." in page
    assert "<td><code>share</code></td>" in page
