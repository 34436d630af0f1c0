"""Where the article says something: section and paragraph instead of the lines of its scan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from clusterbook.data.book import Book

CHAPTER = 12
PARAGRAPH = "paragraph "
SHORTENED = " in "  # "Case 2: The organic honey cluster in Simplicio Mendes in Piauí state"

Place = tuple[str, str]


def article_places(book: Book) -> dict[int, Place]:
    """Section, by the first words of its heading, and paragraph of every line whose place is known.

    The tested statements and the stated numbers of the article have both; a line of neither has no place here.

    Parameters
    ----------
    book : Book
        The data package.
    """
    claims = book.claims.query("chapter == @CHAPTER")
    numbers = book.stated_numbers_of(CHAPTER)
    places = {
        int(line): place.rpartition(f", {PARAGRAPH}")[::2]
        for line, place in zip(numbers["source_line"], numbers["place"], strict=True)
    }
    places |= {
        int(line): (section, paragraph)
        for line, section, paragraph in zip(claims["source_line"], claims["section"], claims["paragraph"], strict=True)
    }
    return {line: (section.partition(SHORTENED)[0], paragraph) for line, (section, paragraph) in places.items()}


def places_text(lines: object, places: Mapping[int, Place]) -> str:
    """Places of lines as a reader finds them: ``"Methodology, paragraphs 1 and 2; Discussion, paragraph 4"``.

    Parameters
    ----------
    lines : object
        Numbers of lines joined by semicolons; nothing where there are none.
    places : mapping of int to pair of str
        As ``article_places`` gives them; lines without a place are left out.
    """
    numbers = [] if pd.isna(lines) else [int(line) for line in str(lines).split(";") if line]
    found: dict[str, list[str]] = {}
    for section, paragraph in (places[line] for line in numbers if line in places):
        if paragraph not in found.setdefault(section, []):
            found[section].append(paragraph)
    return "; ".join(f"{section}, {_paragraphs(own)}" for section, own in found.items())


def with_places(statements: Iterable[str], lines: Iterable[object], places: Mapping[int, Place]) -> list[str]:
    """Statements without their full stop, each with its places in brackets where they are known."""
    texts = [(one.rstrip("."), places_text(own, places)) for one, own in zip(statements, lines, strict=True)]
    return [f"{statement} ({where})" if where else statement for statement, where in texts]


def _paragraphs(numbers: list[str]) -> str:
    """One paragraph, or several: ``paragraphs 4, 5 and 9``."""
    if len(numbers) == 1:
        return f"{PARAGRAPH}{numbers[0]}"
    return f"paragraphs {', '.join(numbers[:-1])} and {numbers[-1]}"
