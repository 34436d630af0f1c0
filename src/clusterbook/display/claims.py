"""Claims as a table: what the text says, the verdict, the numbers, the reason, and replies to the verdict."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from clusterbook.claim_vocabulary import ClaimResult
from clusterbook.data.book import Book
from clusterbook.display.html import typeset
from clusterbook.display.html_extras import LEDGER
from clusterbook.display.sheet import Row, Sheet, plain_sheet
from clusterbook.display.shown import Shown
from clusterbook.paths import claim_anchor
from clusterbook.reproduction.claims import claims_of, finding_of

NOTES = "Notes"
QUOTE, RESULT = 0, 3  # columns


def show_claims(book: Book, chapter: int) -> Shown:
    """The claims of a chapter with their verdicts: those that disagree first, then in the order of the text.

    Parameters
    ----------
    book : Book
        The data package.
    chapter : int
        1 to 12.

    Returns
    -------
    Shown
        The table as a page shows it.
    """
    return typeset(claims_sheet(book, chapter))


def claims_sheet(book: Book, chapter: int) -> Sheet:
    """The claims of a chapter: quote and place, our paraphrase, result, evidence, reason with the replies."""
    claims, replies = ordered(claims_of(book, chapter)), replies_of(book)
    rows = [row for _, row in claims.iterrows()]
    texts = {
        "Quote": [f"“{row['quote']}”" for row in rows],
        "Place": [place_text(row) for row in rows],
        "In our words": [row["paraphrase"] for row in rows],
        "Result": [result_text(row) for row in rows],
        "Numbers": [finding_of(book, row["claim_id"]).evidence for row in rows],
        "Why": [" ".join([row["reason"], *replies.get(row["claim_id"], [])]) for row in rows],
    }
    sheet = plain_sheet(texts, caption_of(claims, chapter), name=f"claims-{chapter:02d}")
    linked = [_linked(cells, claim_anchor(row["claim_id"])) for cells, row in zip(sheet.rows, rows, strict=True)]
    return replace(sheet, rows=tuple(linked))


def _linked(row: Row, place: str) -> Row:
    """A row with its address, its result leading to its row in the ledger."""
    cells = list(row.cells)
    cells[QUOTE] = replace(cells[QUOTE], anchor=place)
    cells[RESULT] = replace(cells[RESULT], link=f"{LEDGER}#{place}")
    return replace(row, cells=tuple(cells))


def ordered(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims that disagree first, then by place in the text."""
    first = claims["result"] != ClaimResult.DISAGREES
    return claims.assign(first=first).sort_values(["first", "source_line"], kind="stable").drop(columns="first")


def caption_of(claims: pd.DataFrame, chapter: int) -> str:
    """What the table shows, with the number of statements by result and whose they are."""
    counts = claims["result"].value_counts()
    parts = [f"{result.label} {counts[result]}" for result in ClaimResult if result in counts.index]
    works = " and ".join(f"the {work}" for work in dict.fromkeys(claims["work"])) or "the text"
    found = f": {len(claims)} ({', '.join(parts)})" if parts else ""
    return f"Chapter {chapter}, statements of {works} with their verdicts{found}"


def place_text(row: pd.Series) -> str:
    """Where a reader finds a statement in any copy, with its id and what it carries."""
    return f"{section_text(row)} ({row['claim_id']}, {row['importance']})"


def section_text(row: pd.Series) -> str:
    """Section and paragraph of a statement, or the note in which it stands."""
    place = row["paragraph"]
    if row["section"] == NOTES:
        return f"note {place}" if place.isdigit() else place
    return f"{row['section']}, {f'paragraph {place}' if place.isdigit() else place}"


def result_text(row: pd.Series) -> str:
    """The verdict in words, with the side at fault."""
    label = ClaimResult(row["result"]).label
    return label if pd.isna(row["at_fault"]) else f"{label}; at fault: {row['at_fault']}"


def replies_of(book: Book) -> dict[str, list[str]]:
    """Replies to each verdict in words, by claim."""
    found: dict[str, list[str]] = {}
    for _, row in book.resource("replies").iterrows():
        answer = "" if pd.isna(row["answer"]) else f" Our answer: {row['answer']}"
        text = f"Reply of {row['author']} ({row['received']}): “{row['reply']}”{answer}"
        found.setdefault(row["claim_id"], []).append(text)
    return found
