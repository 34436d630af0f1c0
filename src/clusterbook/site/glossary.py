"""The glossary page: its terms as the author writes them, and under each the pages that lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docutils.nodes import make_id

from clusterbook.errors import ClusterbookError

PAGE = "glossary.md"
BLOCK = re.compile(r"^:::\{glossary\}\n(?P<terms>.*?)^:::$", re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r"(?P<names>(?:^\S.*\n)+)(?P<meaning>(?:^[ ]+\S.*\n|^\n)+)", re.MULTILINE)
LINK = re.compile(r"\{term\}`(?:[^`<]*<(?P<target>[^>`]+)>|(?P<word>[^`<]+))`")
CHAPTER = re.compile(r"^chapters/ch(\d\d)_")
STUDY = ("exercises/", "teaching/")  # they use the terms of the chapters, and tell nothing new of them
INDENT = "  "
USED_IN = "Used in"  # begins the list of pages under a term


@dataclass(frozen=True)
class Term:
    """A term of the glossary.

    Parameters
    ----------
    names : tuple of str
        The term, then other words for it.
    meaning : str
        Its definition in MyST.
    """

    names: tuple[str, ...]
    meaning: str

    @property
    def anchor(self) -> str:
        """Its place on the page, as Sphinx names it."""
        return f"term-{make_id(self.names[0])}"


def glossary_terms(source: str) -> tuple[Term, ...]:
    """The terms of the page in their order.

    Parameters
    ----------
    source : str
        The page in MyST.

    Raises
    ------
    ClusterbookError
        If the page has no list of terms.
    """
    if not (block := BLOCK.search(source)):
        raise ClusterbookError(
            f"{PAGE}: found no list of terms; expected one that opens with :::{{glossary}}. Restore it."
        )
    entries = ENTRY.finditer(block["terms"])
    return tuple(Term(tuple(entry["names"].split("\n")[:-1]), " ".join(entry["meaning"].split())) for entry in entries)


def linked_terms(source: str) -> set[str]:
    """The terms that a page links, in the lower case that the glossary has."""
    return {(match["target"] or match["word"]).strip().lower() for match in LINK.finditer(source)}


def glossary_page(sources: Mapping[str, str]) -> str:
    """The page with the pages that use each term.

    Parameters
    ----------
    sources : mapping of str to str
        Text of the book's pages in their order by name without ending, the glossary among them.
    """
    source = sources[PAGE.removesuffix(".md")]
    texts = {page: text for page, text in sources.items() if f"{page}.md" != PAGE and not page.startswith(STUDY)}
    linked = {page: linked_terms(text) for page, text in texts.items()}
    terms = "\n".join(_entry(term, list(_using(term, linked)), sources) for term in glossary_terms(source))
    return BLOCK.sub(lambda _: f":::{{glossary}}\n{terms}:::", source)


def _using(term: Term, linked: Mapping[str, set[str]]) -> Iterator[str]:
    """Pages that link a term; of a chapter in several pages the first."""
    seen: set[str] = set()
    for page, terms in linked.items():
        chapter = CHAPTER.match(page)
        whole = chapter[1] if chapter else page
        if terms & set(term.names) and whole not in seen:
            seen.add(whole)
            yield page


def _entry(term: Term, pages: list[str], sources: Mapping[str, str]) -> str:
    lines = [*term.names, INDENT + term.meaning]
    if pages:
        links = ", ".join(f"{{doc}}`{_name(page, sources[page])} <{page}>`" for page in pages)
        lines += ["", f"{INDENT}{USED_IN} {links}."]
    return "\n".join(lines) + "\n"


def _name(page: str, source: str) -> str:
    """``Chapter 4``, or the title of a page that is no chapter."""
    chapter = CHAPTER.match(page)
    return f"Chapter {int(chapter[1])}" if chapter else source.split("\n")[0].lstrip("# ").strip()
