"""What the first page shows: the book's verdicts beside those of the tests, what was checked, where to go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from clusterbook.chapters.atlas.outline import frame_of, land_path
from clusterbook.chapters.ch10_cross_case.accounting import Standing
from clusterbook.claim_vocabulary import ClaimResult
from clusterbook.data.book import Book
from clusterbook.display.head import RESULT_WORDS, STATUS_WORDS
from clusterbook.paths import book_root, chapter_page, table_page
from clusterbook.reproduction.reconcile import cell_verdicts
from clusterbook.reproduction_vocabulary import Status
from clusterbook.site.addresses import LEDGER
from clusterbook.site.languages.marking import message
from clusterbook.site.pages import Page
from clusterbook.site.results import entries_of
from clusterbook.vocabulary import Sector


def signed(heads: Mapping[Any, tuple[str, str, str]], words: Mapping[Any, str]) -> dict[str, tuple[str, str, str]]:
    """Sign, words and colour of each outcome by its name: words of the first page, the rest as chapters have it."""
    return {outcome.value: (heads[outcome][0], text, heads[outcome][2]) for outcome, text in words.items()}


Values = Mapping[str, Any]
Facts = dict[str, Any]

MAP_WIDTH = 420  # units of the drawing; the page scales it
OUTLINE = "outline_latin_america"
VERDICTS = "10.3"
RELATIONS = {
    "collective_efficiency": message("Collective efficiency and upgrading"),
    "leaders": message("Global leaders of the chain and upgrading"),
}
KINDS = {"product": message("Product"), "process": message("Process"), "functional": message("Functional")}
# The authors' words for a relation in Table 10.3.
PRINTED_WORDS = {
    "positive": message("positive"),
    "neutral": message("neutral"),
    "often_negative": message("often negative"),
    "neutral_or_negative": message("neutral or negative"),
    "none": message("none"),
}
# Sign, words and colour of what became of a verdict.
OUTCOMES = {
    Standing.SUPPORTED: ("✓", message("supported"), "matches"),
    Standing.OPPOSED: ("✕", message("opposed"), "differs"),
    Standing.UNDECIDED_POSITIVE: ("?", message("undecided, leaning positive"), "rounding"),
    Standing.UNDECIDED_ZERO: ("?", message("undecided"), "rounding"),
    Standing.UNDECIDED_NEGATIVE: ("?", message("undecided, leaning negative"), "rounding"),
    Standing.UNDECIDABLE: ("∅", message("could not be decided"), "missing"),
    Standing.NOTHING_ASSERTED: ("–", message("not tested here"), "none"),
    Standing.NO_DATA: ("–", message("not tested here"), "none"),
}
NUMBERS = signed(
    STATUS_WORDS,
    {
        Status.MATCHES: message("match"),
        Status.ROUNDING: message("differ by rounding"),
        Status.DIFFERS: message("differ"),
        Status.NOT_REPRODUCIBLE: message("cannot be recomputed"),
    },
)
STATEMENTS = signed(
    RESULT_WORDS,
    {
        ClaimResult.AGREES: message("agree"),
        ClaimResult.AGREES_IN_DIRECTION: message("agree in direction"),
        ClaimResult.DISAGREES: message("disagree"),
        ClaimResult.OTHER_BASE: message("differ on another base"),
        ClaimResult.INCONCLUSIVE: message("inconclusive"),
        ClaimResult.NOT_TESTABLE: message("cannot be tested"),
    },
)


def named_values(*folders: Path) -> dict[str, Any]:
    """Values of the named results, by chapter and name; of folders that both have one, the last counts."""
    files = [path for folder in folders for path in sorted(folder.glob("*.json"))]
    return {
        f"{_chapter(path.stem)}.{name}": entry["value"] for path in files for name, entry in entries_of(path).items()
    }


def _chapter(stem: str) -> str:
    """Chapter 10's pages share their names of results."""
    return stem.partition("_")[0] if stem.startswith("ch") else stem


def landing_facts(book: Book, pages: Iterable[Page], results: Path) -> Facts:
    """Everything that the template of the first page takes.

    Parameters
    ----------
    book : Book
        The data.
    pages : iterable of Page
        The chapters' pages.
    results : Path
        Folder with the named results of the last runs; what is not there stands as accepted.
    """
    values = named_values(book_root() / "results", results)
    return {
        "grids": [verdict_grid(book, values, relation) for relation in RELATIONS],
        "verdicts_page": f"chapters/{table_page(VERDICTS)}.html",
        "bars": [
            bar(message("Derived numbers checked"), NUMBERS, counts(values, "ledger.", NUMBERS)),
            bar(
                message("Statements of the book tested"), STATEMENTS, counts(values, "ledger.book_claims_", STATEMENTS)
            ),
        ],
        "findings": findings(book, values),
        "map": cluster_map(book),
        "chapters": [chapter_card(page) for page in first_pages(pages)],
        "glossary": "glossary.html",
    }


def verdict_grid(book: Book, values: Values, relation: str) -> Facts:
    """The authors' words on one relation beside what the tests say of them, by kind of upgrading and sector."""
    printed = book.table(VERDICTS).set_index("row_id")
    rows = []
    for kind, label in KINDS.items():
        words = {sector: PRINTED_WORDS[str(printed.loc[f"{relation}_{kind}", sector.value])] for sector in Sector}
        found = {
            sector: str(values.get(f"ch10.verdict_{relation}_{sector.value}_{kind}", Standing.NO_DATA))
            for sector in Sector
        }
        cells = [{"printed": words[sector], **outcome(found[sector])} for sector in Sector]
        rows.append({"label": label, "cells": cells})
    return {"title": RELATIONS[relation], "sectors": [sector.label for sector in Sector], "rows": rows}


def outcome(value: str) -> dict[str, str]:
    """Sign, words and colour of what became of a verdict.

    Raises
    ------
    ValueError
        If the value is none that the tests can have.
    """
    sign, words, style = OUTCOMES[Standing(value)]
    return {"sign": sign, "words": words, "style": style}


def counts(values: Values, prefix: str, names: Iterable[str]) -> dict[str, int]:
    """Named counts."""
    return {name: int(values[f"{prefix}{name}"]) for name in names}


def counts_in_words(values: Values, prefix: str, words: Mapping[str, str]) -> dict[str, int]:
    """Named counts by the words for each."""
    return {words[name]: count for name, count in counts(values, prefix, words).items()}


def bar(title: str, words: Mapping[str, tuple[str, str, str]], found: Mapping[str, int]) -> Facts:
    """One bar whose pieces are as long as their counts; what did not occur is left out."""
    parts = [
        {"count": found[name], "sign": sign, "words": text, "style": style}
        for name, (sign, text, style) in words.items()
        if found[name]
    ]
    return {"title": title, "total": sum(found.values()), "parts": parts}


def findings(book: Book, values: Values) -> list[Facts]:
    """Three findings: a sentence with its numbers, the counts behind it to be drawn, where it is shown."""
    return [_decidable(values), _contradicted(values), _causes(values, causes_of_differences(book))]


def causes_of_differences(book: Book) -> Counter[str]:
    """How many derived numbers differ for each cause; what the errata say of labels and of other cells is left out."""
    differing = {
        (verdict.table, verdict.row, verdict.column)
        for table in book.tables
        for verdict in cell_verdicts(book, table)
        if verdict.status is Status.DIFFERS
    }
    rows = zip(book.errata["table"], book.errata["row"], book.errata["column"], book.errata["cause"], strict=True)
    return Counter(str(cause) for *cell, cause in rows if tuple(cell) in differing)


def _decidable(values: Values) -> Facts:
    names = {
        "supported": message("supported"),
        "opposed": message("opposed"),
        "undecided": message("undecided"),
        "undecidable": message("could not decide"),
    }
    found = counts_in_words(values, "ch10.verdicts_", names)
    return {
        "title": message("The ratings could decide %(decidable)s of %(compared)s verdicts on collective efficiency"),
        "text": message(
            "Put to exact tests, the others could not have been supported, however the same ratings had been spread "
            "over the clusters: there are too few clusters in a sector, and most of them are rated alike."
        ),
        "values": {"decidable": values["ch10.verdicts_decidable"], "compared": values["ch10.verdicts_compared"]},
        "bars": scaled(found),
        "address": f"chapters/{table_page(VERDICTS)}.html",
        "link": message("The cross-case analysis"),
    }


def _contradicted(values: Values) -> Facts:
    found = counts_in_words(values, "ledger.book_claims_", {name: words for name, (_, words, _) in STATEMENTS.items()})
    return {
        "title": message(
            "%(agree)s of %(tested)s statements agree with the book’s own tables, %(disagree)s contradict them"
        ),
        "text": message(
            "Each statement is quoted, tested on its own subject, date and base, and coded twice. "
            "Where two careful readings are possible, the book is not charged."
        ),
        "values": {"agree": found["agree"], "tested": values["ledger.book_claims"], "disagree": found["disagree"]},
        "bars": scaled(found),
        "address": "chapters/verdicts.html",
        "link": message("How verdicts are made"),
    }


def _causes(values: Values, causes: Counter[str]) -> Facts:
    names = {
        "slip_of_the_book": message("slip of the book"),
        "scan_not_excluded": message("perhaps the scan"),
        "rounding_of_parts": message("rounded parts"),
        "padded_digits": message("padded digits"),
        "round_figure": message("a round figure"),
        "sources_disagree": message("sources disagree"),
        "different_base": message("another base"),
        "unknown": message("unknown"),
    }
    found = {words: causes[name] for name, words in names.items()}
    return {
        "title": message("%(differs)s of %(checked)s derived numbers differ; for each, why"),
        "text": message(
            "%(restored)s cells had to be restored from a damaged scan; what was scanned, the rule "
            "and the evidence stand beside each. No cell that was restored is used against the text."
        ),
        "values": {name: values[f"ledger.{name}"] for name in ("differs", "checked", "restored")},
        "bars": scaled(found),
        "address": LEDGER,
        "link": message("The ledger"),
    }


def scaled(found: Mapping[str, int]) -> list[Facts]:
    """Bars with their counts and lengths in percent of the longest."""
    most = max([1, *found.values()])
    return [{"label": label, "count": count, "length": round(100 * count / most, 1)} for label, count in found.items()]


def cluster_map(book: Book) -> Facts:
    """Outlines of the land and a point for every cluster of Chapter 10, as parts of a drawing."""
    outline = book.resource(OUTLINE)
    frame = frame_of(outline, MAP_WIDTH)
    places = book.places.loc[book.clusters.index]
    degrees = zip(places["longitude"], places["latitude"], strict=True)
    spots = [frame.spot(float(east), float(north)) for east, north in degrees]
    points = [(round(x, 1), round(y, 1)) for x, y in spots]
    return {"width": MAP_WIDTH, "height": frame.height, "land": land_path(outline, frame), "points": points}


def first_pages(pages: Iterable[Page]) -> list[Page]:
    """The page with which each chapter begins."""
    return [page for page in pages if page.key == chapter_page(page.chapter)]


def chapter_card(page: Page) -> Facts:
    """A chapter as a card: its number, title and first sentence."""
    title = page.title.partition(". ")[2]
    return {"number": page.chapter, "title": title, "text": page.description, "address": page.address}
