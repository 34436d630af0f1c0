"""The head of a chapter's page: how many of its numbers and statements were checked, and how they came out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from clusterbook.claim_vocabulary import ClaimResult
from clusterbook.data.book import Book
from clusterbook.display.html_extras import LEDGER
from clusterbook.display.numbers import MARKS
from clusterbook.display.shown import Shown
from clusterbook.paths import anchor, chapter_page, table_page
from clusterbook.reproduction.claims import claims_of
from clusterbook.reproduction.ledger import cell_ledger
from clusterbook.reproduction_vocabulary import Status

STATUS_WORDS = {
    Status.MATCHES: (MARKS[Status.MATCHES], "match", "matches"),
    Status.ROUNDING: (MARKS[Status.ROUNDING], "differ by rounding only", "rounding"),
    Status.DIFFERS: (MARKS[Status.DIFFERS], "differ", "differs"),
    Status.NOT_REPRODUCIBLE: (MARKS[Status.NOT_REPRODUCIBLE], "cannot be recomputed", "missing"),
}
RESULT_WORDS = {
    ClaimResult.AGREES: ("=", "agree", "matches"),
    ClaimResult.AGREES_IN_DIRECTION: ("≈", "agree in direction only", "rounding"),
    ClaimResult.DISAGREES: ("≠", "disagree", "differs"),
    ClaimResult.OTHER_BASE: ("↔", "differ on another base", "missing"),
    ClaimResult.INCONCLUSIVE: ("?", "are inconclusive", "missing"),
    ClaimResult.NOT_TESTABLE: ("∅", "cannot be tested", "missing"),
}


@dataclass(frozen=True)
class Part:
    """One outcome in a strip.

    Attributes
    ----------
    count : int
        How many came out so, at least 1.
    mark, words : str
        Its sign, and what is said of them: ``7``, ``≠``, ``differ``.
    style : str
        ``matches``, ``rounding``, ``differs`` or ``missing``: the colour of the bar.
    address : str
        Where they are listed.
    """

    count: int
    mark: str
    words: str
    style: str
    address: str


def show_head(book: Book, chapter: int) -> Shown:
    """The strip of verdicts below the title of a chapter: its printed numbers, then its statements.

    Parameters
    ----------
    book : Book
        The data package.
    chapter : int
        1 to 12.

    Returns
    -------
    Shown
        One bar each, with counts that lead to where they are listed; nothing is said of what the chapter lacks.
    """
    tables = book.tables_of(chapter)
    strips = {
        "Numbers checked": (_links(tables), number_parts(book, chapter)),
        "Statements of the text tested": ("", statement_parts(book, chapter)),
    }
    shown = {title: (links, parts) for title, (links, parts) in strips.items() if parts}
    html = "".join(_strip(title + links, parts) for title, (links, parts) in shown.items())
    text = "\n".join(
        f"{title}: {', '.join(f'{part.count} {part.words}' for part in parts)}" for title, (_, parts) in shown.items()
    )
    return Shown(f'<div class="page-head" role="group" aria-label="What was checked">{html}</div>', text)


def number_parts(book: Book, chapter: int) -> list[Part]:
    """The checked numbers of a chapter's tables by status, those that did not occur left out."""
    counts = Counter(cell_ledger(book, book.tables_of(chapter))["status"])
    return [
        Part(counts[status.value], *words, ledger_address(chapter, status))
        for status, words in STATUS_WORDS.items()
        if counts[status.value]
    ]


def statement_parts(book: Book, chapter: int) -> list[Part]:
    """The statements of a chapter by result, those that did not occur left out."""
    counts = Counter(claims_of(book, chapter)["result"])
    return [
        Part(counts[result.value], *words, f"#claims-{chapter:02d}")
        for result, words in RESULT_WORDS.items()
        if counts[result.value]
    ]


def ledger_address(chapter: int, status: Status) -> str:
    """Where the ledger lists the checked numbers of a chapter with one status, from a page beside it."""
    return f"{LEDGER}?chapter={chapter}&kind=checked&status={status.value}#ledger-cells"


def _links(tables: Sequence[str]) -> str:
    """The tables whose numbers were checked; each leads to its place on the page."""
    links = ", ".join(f'<a href="{_place(table)}">{table}</a>' for table in tables)
    return f" in Table{'s' if len(tables) > 1 else ''} {links}"


def _place(table: str) -> str:
    """Where a table stands, from the first page of its chapter."""
    page = table_page(table)
    here = page == chapter_page(int(table.partition(".")[0]))
    return f"{'' if here else page + '.html'}#{anchor(table)}"


def _strip(title: str, parts: Sequence[Part]) -> str:
    """A bar whose pieces are as long as their counts, and the counts in words below it."""
    total = sum(part.count for part in parts)
    bar = "".join(f'<span class="{part.style}" style="flex-grow:{part.count}"></span>' for part in parts)
    items = "".join(
        f'<li class="{part.style}"><a href="{escape(part.address)}">'
        f'<span aria-hidden="true">{part.mark}</span> <b>{part.count}</b> {part.words}</a></li>'
        for part in parts
    )
    return (
        f'<p class="strip-title">{title}: <b>{total}</b></p>'
        f'<div class="strip" aria-hidden="true">{bar}</div><ul class="strip-parts">{items}</ul>'
    )
