"""What the chapters tell of a cluster in prose: its events, its episodes of joint action, its actors, its chains."""

from __future__ import annotations

from typing import Protocol

from clusterbook.data.book import Book
from clusterbook.display import evidence
from clusterbook.display.evidence import Rows, events_figure, evidence_of
from clusterbook.display.html import html_of
from clusterbook.display.sheet import Sheet


class MakeSheet(Protocol):
    """What makes a table of rows of evidence."""

    def __call__(self, book: Book, rows: Rows, caption: str, *, name: str) -> Sheet:
        """The table under its caption and name."""


MANY = 6  # rows; a table of more is folded
SHEETS: dict[str, tuple[MakeSheet, str]] = {
    evidence.JOINT_ACTION: (evidence.episodes_sheet, "What its firms did together (coded by this project)"),
    evidence.ACTORS: (evidence.actors_sheet, "Who plays a part in it, and which"),
    evidence.CHAINS: (evidence.chains_sheet, "Its chains and phases (coded by this project)"),
}


def evidence_html(book: Book, cluster_id: str) -> list[str]:
    """Timeline and tables of a cluster, those that it has."""
    found = {name: evidence_of(book, name, cluster_id=cluster_id) for name in evidence.FILES}
    there = {name: rows for name, rows in found.items() if not rows.cells.empty}
    events = [events_figure(book, there[evidence.TIMELINE], name="events").html] if evidence.TIMELINE in there else []
    return events + [
        html_of(make(book, there[name], caption, name=name.replace("_", "-")), folded=len(there[name].cells) > MANY)
        for name, (make, caption) in SHEETS.items()
        if name in there
    ]
