"""The glossary: its terms, and the pages that lead to them."""

from __future__ import annotations

import re

import pytest

from clusterbook.errors import ClusterbookError
from clusterbook.paths import book_root
from clusterbook.site.glossary import PAGE, Term, glossary_page, glossary_terms, linked_terms
from clusterbook.site.search_index import page_sources

LIST = """# Glossary

:::{glossary}
cluster
  Firms of one sector in one place.

joint action
cooperation
  What firms of a {term}`cluster` do
  together.
:::
"""
SHOWN = re.compile(r"Used in (.*)\.$", re.MULTILINE)


def test_a_term_has_its_names_and_its_meaning() -> None:
    assert glossary_terms(LIST) == (
        Term(("cluster",), "Firms of one sector in one place."),
        Term(("joint action", "cooperation"), "What firms of a {term}`cluster` do together."),
    )


def test_links_are_found_with_and_without_words_of_their_own() -> None:
    assert linked_terms("A {term}`Cluster`, {term}`acting\njointly <joint action>`.") == {"cluster", "joint action"}


def test_a_term_names_the_pages_that_link_it_by_any_of_its_names_a_chapter_once() -> None:
    sources = {
        "intro": "# The front\n{term}`cluster`",
        "chapters/ch02_dairy": "# Dairy\n{term}`cooperation`",
        "chapters/ch10_cross_case": "# Cases\nno link",
        "chapters/ch10_ratings": "# Ratings\n{term}`joint action`",
        "chapters/ch10_tests": "# Tests\n{term}`joint action`",
        "exercises/ex02_dairy": "# Exercises\n{term}`cluster`",
        "glossary": LIST,
    }
    assert SHOWN.findall(glossary_page(sources)) == [
        "{doc}`The front <intro>`",
        "{doc}`Chapter 2 <chapters/ch02_dairy>`, {doc}`Chapter 10 <chapters/ch10_ratings>`",
    ]


def test_a_term_that_no_page_links_names_none() -> None:
    assert not SHOWN.findall(glossary_page({"glossary": LIST}))
    assert glossary_terms(glossary_page({"glossary": LIST})) == glossary_terms(LIST)


def test_a_page_without_a_list_is_refused() -> None:
    with pytest.raises(ClusterbookError, match="found no list of terms"):
        glossary_terms("# Glossary\n")


def test_every_term_that_a_page_links_is_in_the_glossary_and_none_stands_twice() -> None:
    terms = glossary_terms((book_root() / PAGE).read_text(encoding="utf-8"))
    names = [name for term in terms for name in term.names]
    assert sorted(set(names)) == sorted(names)
    assert names == sorted(names)
    unknown = {
        page: missing for page, source in page_sources({}).items() if (missing := linked_terms(source) - {*names})
    }
    assert unknown == {}
