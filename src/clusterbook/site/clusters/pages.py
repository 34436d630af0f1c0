"""The pages of the clusters, one made from a template for each, and their list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from clusterbook.chapters.atlas.outline import Frame, frame_of, land_path
from clusterbook.chapters.ch10_cross_case.accounting import Standing
from clusterbook.data.book import Book
from clusterbook.display.html import show_frame
from clusterbook.display.numbers import value_text
from clusterbook.site.addresses import figure_address, table_address
from clusterbook.site.clusters import content
from clusterbook.site.clusters.evidence import evidence_html
from clusterbook.site.clusters.leaving_out import LeftOut, Tested, left_out
from clusterbook.site.clusters.mentions import Mentions, mentions, rows_of
from clusterbook.site.clusters.names import heading_of, names_of, printed_names
from clusterbook.site.clusters.ratings import Strip, forms, leader_words, strips
from clusterbook.site.clusters.sections import Section, sections_naming
from clusterbook.site.clusters.sources import Source, sources_of
from clusterbook.site.markup import Myst, as_words, in_html
from clusterbook.vocabulary import ARTICLE_CHAPTER, Sector

TEMPLATES = Path(__file__).parents[1] / "templates"
THUMBNAIL = 100  # units across
OUTLINE = "outline_latin_america"
LEANING = {
    Standing.UNDECIDED_POSITIVE: "undecided, leaning positive",
    Standing.UNDECIDED_ZERO: "undecided, leaning to neither side",
    Standing.UNDECIDED_NEGATIVE: "undecided, leaning negative",
}
RELATIONS = {"collective_efficiency": "Collective efficiency", "leaders": "Leaders of global chains"}


@dataclass(frozen=True)
class ClusterPage:
    """A cluster's page as the site knows it.

    Parameters
    ----------
    key : str
        The cluster.
    title : str
        Its heading.
    """

    key: str
    title: str

    @property
    def name(self) -> str:
        """Name of the page in the site, without ending: ``clusters/sinos_footwear``."""
        return f"clusters/{self.key}"


def cluster_pages(book: Book) -> list[ClusterPage]:
    """The pages in the order of Table 10.2, the added clusters last."""
    keys = [str(key) for key in book.clusters_with(cases=True).index]
    return [ClusterPage(key, heading_of(book, key)) for key in keys]


def cluster_text(book: Book, cluster_id: str) -> str:
    """The page of one cluster in Markdown.

    Parameters
    ----------
    book : Book
        The data package.
    cluster_id : str
        Of the book or of ``data/cases``.
    """
    found = mentions(book, cluster_id)
    shown = _head(book, cluster_id) | _ratings(book, cluster_id) | _mentioned(book, cluster_id, found)
    template = templates().get_template("cluster.md.jinja")
    return template.render(shown, cluster_id=cluster_id, table_address=table_address, svg=_svg)


@cache
def templates() -> jinja2.Environment:
    """The templates of generated pages; what they print is escaped, and ends no block."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    return jinja2.Environment(
        loader=loader, autoescape=True, finalize=in_html, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def _svg(strip: Strip) -> Markup:
    return Markup(strip.svg)


def _head(book: Book, cluster_id: str) -> dict[str, Any]:
    place = str(book.places.at[cluster_id, "place"])
    return {
        "heading": as_words(heading_of(book, cluster_id)),
        "lead": lead(book, cluster_id),
        "leader": leader_words(book, cluster_id),
        "is_added": cluster_id in book.cases.index,
        "place": place,
        "thumbnail": thumbnail(book, cluster_id),
        "printed": printed_names(book, rows_of(book, cluster_id)),
        "names": names_of(book, cluster_id),
        "sources": [_cited(source) for source in sources_of(book, cluster_id)],
    }


def lead(book: Book, cluster_id: str) -> str:
    """What a cluster makes, where, and in which sector the book has it, in a sentence."""
    row, place = book.clusters_with(cases=True).loc[cluster_id], book.places.loc[cluster_id]
    sector = Sector(row["sector"]).label.lower()
    country = country_name(book, row["country_id"])
    whose = "added to the book's by this project" if cluster_id in book.cases.index else "a cluster of Chapter 10"
    return f"{row['product']} of {place['place']}, {country}; sector: {sector}; {whose}."


def country_name(book: Book, country_id: str) -> str:
    """A country in words."""
    return _countries(book)[country_id]


@cache
def _countries(book: Book) -> dict[str, str]:
    """Countries in words by their codes."""
    countries = book.strings("countries")
    return dict(zip(countries["country_id"], countries["country"], strict=True))


def thumbnail(book: Book, cluster_id: str) -> Markup:
    """Latin America with the cluster's place, as a small picture."""
    (frame, land), place = _outline(book), book.places.loc[cluster_id]
    x, y = frame.spot(float(place["longitude"]), float(place["latitude"]))
    return Markup(
        f'<svg viewBox="0 0 {frame.width} {frame.height}" aria-hidden="true" focusable="false">'
        f'<path class="land" d="{land}"/><circle class="here" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/></svg>'
    )


@cache
def _outline(book: Book) -> tuple[Frame, str]:
    """The small picture's frame and land."""
    outline = book.resource(OUTLINE)
    frame = frame_of(outline, THUMBNAIL)
    return frame, land_path(outline, frame)


def _cited(source: Source) -> Myst:
    """A source as Markdown: by its entries in the bibliography where it has all of them, else as printed."""
    keys = ",".join(source.keys)
    cited = f"{{cite:t}}`{keys}`" if keys else ""
    if source.is_complete:
        return Myst(cited)
    return Myst(f"{as_words(source.text)}; of these {cited}" if cited else as_words(source.text))


def _ratings(book: Book, cluster_id: str) -> dict[str, Any]:
    return {
        "strips": strips(book, cluster_id),
        "forms": forms(book, cluster_id),
        "without": _without(book, cluster_id),
    }


def _without(book: Book, cluster_id: str) -> dict[str, Any]:
    """What leaving a cluster out does, as a sentence and a table."""
    if cluster_id in book.cases.index:
        return {"sentence": "It was added to the book's clusters and is not in the tests of Chapter 10.", "table": ""}
    pairs = left_out(book, cluster_id)
    if not pairs:
        return {"sentence": "Its ratings were never published, so that the tests cannot compare it.", "table": ""}
    table = show_frame(
        _left_out_frame(pairs), "The tests with all clusters of its sector and without it", name="without"
    )
    return {"sentence": _left_out_sentence(pairs), "table": Markup(table.html)}


def _left_out_sentence(pairs: list[LeftOut]) -> str:
    changed = [pair for pair in pairs if pair.changes]
    if not changed:
        return "Leaving it out changes the result of no test of its sector."
    changes = [
        f"“{pair.word}” for {RELATIONS[pair.relation].lower()} and {pair.outcome} upgrading is "
        f"{standing_words(pair.without)} instead of {standing_words(pair.whole)}"
        for pair in changed
    ]
    return (
        f"Tests of its sector that come out otherwise without it: {len(changed)} of {len(pairs)}. {'; '.join(changes)}."
    )


def _left_out_frame(pairs: list[LeftOut]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Relation": [f"{RELATIONS[pair.relation]}, {pair.outcome}" for pair in pairs],
            "Table 10.3": [pair.word or "–" for pair in pairs],
            "With it": [_test_text(pair.whole) for pair in pairs],
            "Without it": [_test_text(pair.without) for pair in pairs],
            "Changes": [pair.changes for pair in pairs],
        }
    )


def _test_text(test: Tested) -> str:
    numbers = f"tau {value_text(test.coefficient)}, p {value_text(test.p, 3)}, {test.n} clusters"
    return f"{standing_words(test)} ({numbers})"


def standing_words(test: Tested) -> str:
    """How a verdict stands to the ratings, its sign in words."""
    return LEANING.get(test.standing, test.standing.value)


def _mentioned(book: Book, cluster_id: str, found: Mentions) -> dict[str, Any]:
    return {
        "tables": content.table_texts(book, found),
        "other_tables": content.table_links(book, found.tables),
        "damaged": content.damaged_texts(book, found),
        "statements": content.statement_groups(book, found),
        "numbers": content.number_groups(book, found),
        "events": found.events,
        "evidence": [Markup(html) for html in evidence_html(book, cluster_id)],
        "figures": [_figure(*place) for place in found.figures],
        "sections": [_section(section) for section in sections_naming(book, cluster_id)],
    }


def _figure(chapter: int, number: int) -> content.Linked:
    of = f"Figure {number} of the article" if chapter == ARTICLE_CHAPTER else f"Figure {chapter}.{number}"
    return content.Linked(f"{of}, redrawn", figure_address(chapter, number))


def _section(section: Section) -> dict[str, Any]:
    is_page = section.title == section.page.title
    return {"title": section.title, "address": section.address, "chapter": 0 if is_page else section.page.chapter}
