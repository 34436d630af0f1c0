"""Hostile words from the data are words on the page, whatever generator prints them."""

from __future__ import annotations

import jinja2
import pytest
from docutils.core import publish_doctree
from docutils.nodes import Element, literal, math, paragraph, problematic, raw, reference, strong, system_message, title
from myst_parser.docutils_ import Parser

from clusterbook.site.clusters.pages import templates
from clusterbook.site.markup import Myst, as_words, in_html
from clusterbook.site.prose import plain

HOSTILE = [
    "<script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    "{raw}`html <b>`",
    "{eval-rst}`x`",
    "a\n```\n```{raw} html\n<script>alert(1)</script>\n```",
    "```{include} /etc/passwd\n```",
    "~~~{literalinclude} /etc/passwd",
    "::: {note}",
    "$x^2$ and US$ 5 to US$ 7",
    r"\input{secret} \$ \(",
    "**bold** _slanted_ `code`",
    "[link](javascript:alert(1)) ![picture](x.png)",
    "| a | b |",
    "1. a list",
    "- a list",
    "+ a list",
    "# a heading",
    "% a comment",
    "(label)=",
    "=HYPERLINK(1)",
    "[^note] {{ substitution }} &amp; &#60;",
    "<https://example.org> @cite",
    "term\n\n    indented code",
]
ACTIVE = (raw, math, literal, strong, reference, problematic, system_message)
SETTINGS = {
    "myst_enable_extensions": ["amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath", "html_image"],
    "report_level": 1, "halt_level": 5, "warning_stream": False,
}  # fmt: skip


def read(source: str) -> Element:
    """A page as MyST reads it."""
    return publish_doctree(source, parser=Parser(), settings_overrides=SETTINGS)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["# {}", "{}", "- {}", "A line: {} and more"])
def test_words_in_markdown_stay_words(text: str, place: str) -> None:
    page = read(f"# Page\n\n{place.format(as_words(text))}\n\nThe end.\n")
    assert [node for node in page.findall() if isinstance(node, ACTIVE)] == []
    words = " ".join(text.split())
    shown = [node.astext() for kind in (title, paragraph) for node in page.findall(kind)]
    assert place.removeprefix("# ").removeprefix("- ").format(words) in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_words_in_a_cell_stay_in_their_cell(text: str) -> None:
    page = read(f"| one | other |\n|---|---|\n| {as_words(text)} | here |\n")
    entries = [node.astext() for node in page.findall() if node.tagname == "entry"]
    assert entries == ["one", "other", " ".join(text.split()), "here"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_ends_the_block_of_html_that_prints_it(text: str) -> None:
    source = "```{raw} html\n<p>{{ one }}</p>\n{{ table }}\n```\n\nThe end.\n"
    printed = templates().from_string(source).render(one=text, table=in_html(f"<td>\n{text}"))
    page = read(printed)
    assert [node.tagname for node in page.children] == ["raw", "paragraph"]
    inside = page.children[0].astext()
    assert "<script" not in inside and "<img" not in inside


def test_templates_print_what_is_myst_as_it_is_and_refuse_what_is_missing() -> None:
    assert templates().from_string("{{ one }}").render(one=Myst("{cite:t}`a`")) == "{cite:t}`a`"
    with pytest.raises(jinja2.UndefinedError):
        templates().from_string("{{ nothing }}").render()


def test_ordinary_words_are_not_altered_and_the_search_reads_all() -> None:
    assert as_words("Sinos Valley (footwear), Brazil: 1990-2000") == "Sinos Valley (footwear), Brazil: 1990-2000"
    assert plain(as_words("R&D [all] of US$ 5"), str) == "R&D [all] of US$ 5"
