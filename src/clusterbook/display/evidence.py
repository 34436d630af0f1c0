"""What the chapters tell in prose, as timelines and tables: events, episodes of joint action, actors, chains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.data.codebook import codes_of
from clusterbook.display.figure_html import figure_html
from clusterbook.display.html import typeset
from clusterbook.display.sheet import Cell, Sheet, rows_of
from clusterbook.display.shown import Shown
from clusterbook.display.timeline import Event, Look, Timeline, timeline_html, timeline_text
from clusterbook.errors import ClusterbookError
from clusterbook.evidence_vocabulary import DatePrecision, EventKind
from clusterbook.paths import cluster_page
from clusterbook.vocabulary import chapter_text, in_a_sentence

TIMELINE, JOINT_ACTION, ACTORS, CHAINS = "timeline", "joint_action", "actors", "chains"
FILES = (TIMELINE, JOINT_ACTION, ACTORS, CHAINS)
SHAPES_AND_COLOURS = {
    EventKind.FOUNDING: ("circle", "ink-green"),
    EventKind.MARKET: ("triangle", "ink-vermilion"),
    EventKind.CHAIN: ("diamond", "ink-blue"),
    EventKind.POLICY: ("square", "ink-purple"),
    EventKind.ORGANIZATION: ("plus", "ink-brown"),
    EventKind.TECHNOLOGY: ("star", "ink-sky"),
    EventKind.SHOCK: ("cross", "ink-red"),
    EventKind.EXIT: ("bar", "ink-grey"),
}
MOST_KINDS = 2  # named in a caption
OF_NONE = "In general"
TEXT = "Place in the text"


@dataclass(frozen=True)
class Rows:
    """Rows of one file of evidence.

    Parameters
    ----------
    fields : mapping of column to descriptor
        Its columns as described.
    cells : DataFrame
        Its cells as texts.
    names_chapter : bool
        Whether the places of the rows name the chapter too.
    """

    fields: Mapping[str, Mapping[str, Any]]
    cells: pd.DataFrame
    names_chapter: bool = False

    def texts(self, column: str) -> list[str]:
        """A column of words; codes by their meaning."""
        meanings = codes_of(self.fields[column])
        return [meanings.get(text) or text for text in self.cells[column]]

    @property
    def places(self) -> list[str]:
        """Where in the text each row is from."""
        if not self.names_chapter:
            return list(self.cells["place"])
        texts = map(chapter_text, self.cells["chapter"])
        return [f"{text}, {place}" for text, place in zip(texts, self.cells["place"], strict=True)]


def evidence_of(book: Book, name: str, *, chapter: int | None = None, cluster_id: str = "") -> Rows:
    """The rows of a file of evidence that are of a chapter, or of a cluster.

    Parameters
    ----------
    book : Book
        The data package.
    name : str
        ``timeline``, ``joint_action``, ``actors`` or ``chains``.
    chapter : int, optional
        Only rows of this chapter.
    cluster_id : str
        Only rows of this cluster.
    """
    cells = book.strings(name)
    column, of = ("chapter", str(chapter)) if chapter else ("cluster_id", cluster_id)
    fields = {field["name"]: field for field in book.describe(name)["schema"]["fields"]}
    return Rows(fields, cells[cells[column] == of], names_chapter=not chapter)


def show_events(book: Book, chapter: int, *, caption: str = "") -> Shown:
    """The dated events of a chapter as a timeline, a plain list on a phone.

    Parameters
    ----------
    book : Book
        The data package.
    chapter : int
        With events in ``data/evidence/timeline.csv``.
    caption : str
        What the reader should see in it; by default which kinds of events there are most of, and from when to when.

    Raises
    ------
    ClusterbookError
        If the chapter has no events.
    """
    return events_figure(book, _of_chapter(book, TIMELINE, chapter), name=f"events-{chapter:02d}", caption=caption)


def events_figure(book: Book, rows: Rows, *, name: str, caption: str = "") -> Shown:
    """Events as a timeline, those of each cluster under its name where there are several."""
    looks = {
        kind.value: Look(codes_of(rows.fields["kind"])[kind], shape, colour)
        for kind, (shape, colour) in SHAPES_AND_COLOURS.items()
    }
    cells = rows.cells.assign(title=_headings(book, rows.cells)).sort_values("year", kind="stable")
    events = {title: tuple(map(_event, part.to_dict("records"))) for title, part in cells.groupby("title", sort=False)}
    lines = [Timeline(str(title) if len(events) > 1 else "", of) for title, of in events.items()]
    html = figure_html(
        timeline_html(lines, looks), name=name, caption=caption or _events_caption(rows), data=_events_data(rows)
    )
    return Shown(html, f"{caption}\n{timeline_text(lines)}".strip())


def _event(row: Mapping[str, str]) -> Event:
    first = int(row["year"])
    last = int(row["year_end"] or first)
    return Event(first, last, date_words(row), row["kind"], row["event"])


def _events_caption(rows: Rows) -> str:
    """Which kinds of events the text dates most often, and from when to when they go."""
    years = rows.cells["year"].astype(int)
    span = f"{len(years)} dated events, {years.min()} to {years.max()}"
    counts = pd.Series(rows.texts("kind")).value_counts()
    most = sorted(counts.index[counts == counts.max()])
    if len(years) == 1 or len(most) > MOST_KINDS:
        return "One dated event, as the text tells it." if len(years) == 1 else f"{span}, of many kinds."
    named = " and ".join(f"“{kind[0].lower()}{kind[1:]}”" for kind in most)
    which, each = ("kind", "") if len(most) == 1 else ("kinds", " each")
    verb = "is" if len(most) == 1 else "are"
    return f"Most frequent {verb} the {which} {named}: {counts.max()}{each} of {span}."


def _events_data(rows: Rows) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "date": [date_words(row) for row in rows.cells.to_dict("records")],
            "kind": rows.texts("kind"),
            "event": rows.cells["event"],
            "place": rows.places,
        }
    )


def date_words(row: Mapping[str, str]) -> str:
    """The date of an event or episode in words; nothing for one without."""
    if not row["year"]:
        return ""
    years = f"{row['year']}–{row['year_end']}" if row["year_end"] else row["year"]
    precision = row.get("precision", DatePrecision.YEAR)
    if precision == DatePrecision.DECADE and not row["year_end"]:
        return f"{int(row['year']) // 10 * 10}s"
    return f"about {years}" if precision in (DatePrecision.ABOUT, DatePrecision.DECADE) else years


def show_episodes(book: Book, chapter: int, *, folded: bool = False) -> Shown:
    """The episodes of joint action of a chapter: who did what with whom, why, and what came of it."""
    rows = _of_chapter(book, JOINT_ACTION, chapter)
    caption = "What firms did together, the failures too, as the chapter tells it (coded by this project)"
    return typeset(episodes_sheet(book, rows, caption, name=f"episodes-{chapter:02d}"), folded=folded)


def episodes_sheet(book: Book, rows: Rows, caption: str, *, name: str) -> Sheet:
    """Episodes of joint action in words."""
    texts = {
        "What they did together": rows.texts("action"),
        "When": [date_words(row) for row in rows.cells.to_dict("records")],
        "Who with whom": rows.texts("partners"),
        "Why": rows.texts("trigger"),
        "What came of it": rows.texts("outcome"),
        "Did it work?": rows.texts("success"),
        "Its kind": [
            f"{kind}; {relation}, {breadth}".replace("; both,", "; horizontal and vertical,")
            for kind, relation, breadth in zip(
                rows.texts("kind"), rows.cells["relation"], rows.cells["breadth"], strict=True
            )
        ],
    }
    return _sheet(book, rows, texts, caption=caption, name=name)


def show_actors(book: Book, chapter: int, *, folded: bool = False) -> Shown:
    """The actors of a chapter and their parts."""
    rows = _of_chapter(book, ACTORS, chapter)
    sheet = actors_sheet(book, rows, "Who plays a part, and which", name=f"actors-{chapter:02d}")
    return typeset(sheet, folded=folded)


def actors_sheet(book: Book, rows: Rows, caption: str, *, name: str) -> Sheet:
    """Actors in words."""
    texts = {"Actor": rows.texts("actor"), "What it is": rows.texts("kind"), "Its part": rows.texts("role")}
    return _sheet(book, rows, texts, caption=caption, name=name)


def show_chains(book: Book, chapter: int, *, folded: bool = False) -> Shown:
    """The chains and phases inside the clusters of a chapter: governance and upgrading of each."""
    rows = _of_chapter(book, CHAINS, chapter)
    caption = "Governance and upgrading, chain by chain and phase by phase (coded by this project)"
    return typeset(chains_sheet(book, rows, caption, name=f"chains-{chapter:02d}"), folded=folded)


def chains_sheet(book: Book, rows: Rows, caption: str, *, name: str) -> Sheet:
    """Chains and phases in words."""
    columns = ("phase", "governance", "reach", "upgrading_product", "upgrading_process", "upgrading_functional")
    texts = {"Chain": rows.texts("chain")} | {rows.fields[one]["title"]: rows.texts(one) for one in columns}
    return _sheet(book, rows, texts | {"On what that rests": rows.texts("evidence")}, caption=caption, name=name)


def _of_chapter(book: Book, name: str, chapter: int) -> Rows:
    """The rows of a chapter, at least one."""
    rows = evidence_of(book, name, chapter=chapter)
    if rows.cells.empty:
        raise ClusterbookError(
            f"data/evidence/{name}.csv: found no row of Chapter {chapter}; expected one at least. Add it, or show none."
        )
    return rows


def _sheet(book: Book, rows: Rows, texts: Mapping[str, list[str]], *, caption: str, name: str) -> Sheet:
    """A sheet of texts; each row can be linked to by its id, and stands below its cluster where there are several."""
    key = next(iter(rows.fields))
    shown = {**texts, TEXT: rows.places}
    shown = {heading: column for heading, column in shown.items() if any(column)}
    first, *others = shown
    ids = list(rows.cells[key])
    cells = {first: [Cell(text, anchor=row) for text, row in zip(shown[first], ids, strict=True)]}
    cells |= {heading: [Cell(text) for text in shown[heading]] for heading in others}
    headings = _headings(book, rows.cells)
    pages = [cluster_page(key) if key else "" for key in rows.cells["cluster_id"]]
    named = zip(headings, pages, strict=True)
    groups = [Cell(heading, link=page) for heading, page in named] if len(set(headings)) > 1 else None
    return Sheet(caption, name, tuple(shown), rows_of(pd.DataFrame(cells, dtype=object), groups))


def _headings(book: Book, cells: pd.DataFrame) -> list[str]:
    """The cluster of each row in words, or where it is."""
    products = book.clusters_with(cases=True)["product"]
    return [
        f"{book.places.at[key, 'place']}, {in_a_sentence(products[key])}" if key else where or OF_NONE
        for key, where in zip(cells["cluster_id"], cells["where"], strict=True)
    ]
