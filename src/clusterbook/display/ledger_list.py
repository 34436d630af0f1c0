"""The ledger as one list: folded by chapter as the page comes, filtered and sorted by ``ledger.js`` where that runs."""

from __future__ import annotations

import json
import string
from collections import Counter
from collections.abc import Iterable
from html import escape
from itertools import groupby

from clusterbook.claim_vocabulary import AtFault, ClaimImportance, ClaimResult
from clusterbook.data.book import Book
from clusterbook.display.ledger_rows import NOT_DERIVED, LedgerRow, RowKind, ledger_rows
from clusterbook.display.shown import Shown
from clusterbook.reproduction_vocabulary import ErratumCause, FactRelation, RestorationRule, Status
from clusterbook.vocabulary import in_words

ASSETS = "../ledger"  # from a chapter's page
HEADINGS = ("Where", "Printed, and what the data give", "Verdict", "Why")
KINDS = {
    RowKind.CHECKED: "number that others give",
    RowKind.RESTORED: "restored cell",
    RowKind.LABEL: "label that does not fit",
    RowKind.FACT: "fact printed twice",
    RowKind.STATEMENT: "statement of the text",
}
VERDICTS: dict[str, str] = {
    Status.DIFFERS.value: "differs",
    ClaimResult.DISAGREES.value: "disagrees",
    Status.ROUNDING.value: "rounding only",
    ClaimResult.OTHER_BASE.value: "differs on another base",
    ClaimResult.AGREES_IN_DIRECTION.value: "agrees in direction",
    ClaimResult.INCONCLUSIVE.value: "inconclusive",
    Status.NOT_REPRODUCIBLE.value: "cannot be recomputed",
    ClaimResult.NOT_TESTABLE.value: "cannot be tested",
    NOT_DERIVED: "not derived",
    Status.MATCHES.value: "matches",
    ClaimResult.AGREES.value: "agrees",
}
"""Every verdict in words, the most serious first; two places of a fact agree or differ."""
NOTHING_DECIDES = (ErratumCause.UNKNOWN.value, AtFault.UNDECIDED.value)
CAUSES: dict[str, dict[str, str]] = {
    "Nothing decides": {code: code for code in NOTHING_DECIDES},
    "Why numbers differ": {
        cause.value: in_words(cause.value)
        for cause in (*ErratumCause, *FactRelation)
        if cause.value not in NOTHING_DECIDES
    },
    "Which side is at fault": {
        AtFault.TEXT.value: "the text is at fault",
        AtFault.TABLE.value: "the table is at fault",
    },
    "What the scan did": {
        rule.value: in_words(rule.value) for rule in RestorationRule if rule.value not in NOTHING_DECIDES
    },
}
ALL_CAUSES = [code for causes in CAUSES.values() for code in causes]
MARKED = {Status.DIFFERS.value: "off", ClaimResult.DISAGREES.value: "off", Status.ROUNDING.value: "near"}
DIGITS = string.digits + string.ascii_lowercase


def show_ledger_list(book: Book) -> Shown:
    """All rows of the ledger.

    Parameters
    ----------
    book : Book
        The data package.

    Returns
    -------
    Shown
        The list folded by chapter, with the words that its script needs to filter it.
    """
    rows = ledger_rows(book)
    return Shown(list_html(rows), f"The ledger: {len(rows)} rows")


def list_html(rows: tuple[LedgerRow, ...]) -> str:
    """The rows folded by chapter, in a box that the script takes over."""
    chapters = "\n".join(_chapter(chapter, tuple(own)) for chapter, own in groupby(rows, key=lambda row: row.chapter))
    words = json.dumps(_words(), ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return (
        f'<link rel="stylesheet" href="{ASSETS}/ledger.css">'
        f'<div id="ledger" class="ledger">\n{chapters}\n</div>'
        f'<script type="application/json" id="ledger-words">{words}</script>'
        f'<script src="{ASSETS}/ledger.js" defer></script>'
    )


def _words() -> dict[str, object]:
    """What the script shows for codes, in the order in which it offers them and in which rows number them."""
    return {
        "headings": HEADINGS,
        "kind": list(KINDS.items()),
        "status": list(VERDICTS.items()),
        "importance": [(one.value, one.value) for one in ClaimImportance],
        "cause": [(code, words, group) for group, causes in CAUSES.items() for code, words in causes.items()],
    }


def _chapter(chapter: int, rows: tuple[LedgerRow, ...]) -> str:
    """The rows of one chapter, folded, with their number by verdict."""
    counts = Counter(row.verdict for row in rows)
    found = ", ".join(f"{words} {counts[code]}" for code, words in VERDICTS.items() if counts[code])
    head = "".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS)
    body = "\n".join(map(row_html, rows))
    return (
        f'<details id="ledger-{chapter:02d}" data-chapter="{chapter}"><summary><b>Chapter {chapter}</b>: '
        f"{len(rows)} rows ({found})</summary>"
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></details>"
    )


def row_html(row: LedgerRow) -> str:
    """One row; the script finds its codes in ``data-f``, by their places in the lists of words."""
    tables = "" if row.anchor.startswith("cell-") or not row.tables else f' data-t="{" ".join(row.tables)}"'
    distance = f' data-d="{row.distance:.3f}"' if row.distance else ""
    ours = f"<br><i>{escape(row.ours, quote=False)}</i>" if row.ours else ""
    mark = f' class="{MARKED[row.verdict]}"' if row.verdict in MARKED else ""
    central = " (central)" if row.importance == ClaimImportance.CENTRAL else ""
    return (
        f'<tr id="{row.anchor}"{mark} data-f="{_facets(row)}"{tables}{distance}>'
        f'<th scope="row"><a href="{row.address}">{row.name}</a> {escape(row.place, quote=False)}{central}</th>'
        f"<td>{escape(row.printed, quote=False)}{ours}</td><td>{VERDICTS[row.verdict]}</td>"
        f"<td>{escape(row.why, quote=False)}</td></tr>"
    )


def _facets(row: LedgerRow) -> str:
    """Kinds, verdict, causes, importance as digits of base 36, then whether the row matters: ``01;0;5;;1``."""
    return ";".join(
        [
            _digits(row.kinds, KINDS),
            _digits([row.verdict], VERDICTS),
            _digits(row.causes, ALL_CAUSES),
            _digits([row.importance] if row.importance else [], ClaimImportance),
            "1" if row.matters else "",
        ]
    )


def _digits(codes: Iterable[str], among: Iterable[str]) -> str:
    """The places of codes in a list, a character each."""
    places = {code: DIGITS[place] for place, code in enumerate(among)}
    return "".join(places[code] for code in codes)
