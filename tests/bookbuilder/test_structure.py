"""What pages show of one another, as a text that is the same whenever they show the same."""

from __future__ import annotations

import ast
from typing import Any, NamedTuple

import pytest
from docutils import nodes
from pybtex.style import FormattedEntry
from tiny_book import CHAPTERS, files_of, write_notebook

from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.running.workers import WorkerPool
from bookbuilder.site.sphinx_worker import text_of_data

REFERENCES = "@book{one, title={A title}, author={An Author}, publisher={A Press}, year={2006}}\n"
CITED = "\nAs {cite:t}`one` says.\n\n```{bibliography}\n```\n"
GLOSSARY = "```{glossary}\nupgrading\n  To improve.\n```"


class Reference(NamedTuple):
    """A citation on a page, as sphinxcontrib-bibtex keeps it."""

    identity: str
    docname: str


def citation(label: str) -> FormattedEntry:
    return FormattedEntry("one", "A. Author. A title. 2006.", label)


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        (citation("Author 2006"), citation("Author 2006"), citation("Author 2006a")),
        (ast.parse("cited"), ast.parse("cited"), ast.parse("not cited")),
        (nodes.Text("one"), nodes.Text("one"), nodes.Text("two")),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": 1, "b": 3}),
        ({"a", "b"}, {"b", "a"}, {"a", "c"}),
        (("a", "b"), ("a", "b"), ("b", "a")),
    ],
)
def test_a_text_tells_the_same_from_others_wherever_it_stands_in_memory(one: Any, same: Any, other: Any) -> None:
    kept = [{"key": one}]
    assert text_of_data(kept) == text_of_data([{"key": same}]) != text_of_data([{"key": other}])


def test_citations_of_a_page_that_was_read_again_have_their_old_place() -> None:
    first, second, third = Reference("id1", "a"), Reference("id2", "a"), Reference("id1", "b")
    assert text_of_data([first, second, third]) == text_of_data([third, first, second])
    assert text_of_data([first, second, third]) != text_of_data([second, first, third])


def test_an_edit_of_prose_writes_its_page_alone_and_the_site_is_that_of_a_build_from_nothing(
    book: BookFolders, workers: WorkerPool
) -> None:
    (book.root / "references.bib").write_text(REFERENCES, encoding="utf-8")
    (book.root / "intro.md").write_text(f"# The book\n{CITED}", encoding="utf-8")
    write_notebook(book.root, "ch01_means", CHAPTERS["ch01_means"], GLOSSARY)
    build_book(book, BuildOptions(), report=print, pool=workers)
    untouched, edited = (book.work / "chapters" / f"{name}.html" for name in ("ch02_spreads", "ch03_alone"))
    before = [page.stat().st_mtime_ns for page in (untouched, edited)]
    write_notebook(book.root, "ch03_alone", CHAPTERS["ch03_alone"], "Other prose.")
    build_book(book, BuildOptions(), report=print, pool=workers)
    after = [page.stat().st_mtime_ns for page in (untouched, edited)]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False]
    site = files_of(book.site)
    assert b"term-upgrading" in site["searchindex.js"]
    build_book(book, BuildOptions(force=True), report=print, pool=workers)
    assert site == files_of(book.site)
