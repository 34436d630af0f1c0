"""The pages of the clusters: names, mentions, ratings beside the sector, what leaving one out does."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from html.parser import HTMLParser

import pytest
from whole_book import BOOK

from clusterbook.display.ledger_rows import ledger_rows
from clusterbook.paths import cell_anchor
from clusterbook.site.clusters.files import cells_csv
from clusterbook.site.clusters.leaving_out import left_out
from clusterbook.site.clusters.listing import entries, list_text
from clusterbook.site.clusters.mentions import CellMention, Why, mentions, rows_of
from clusterbook.site.clusters.names import Name, all_names, clusters_named, heading_of, printed_names
from clusterbook.site.clusters.pages import ClusterPage, cluster_pages, cluster_text
from clusterbook.site.clusters.ratings import Strip, forms, leader_words, strips
from clusterbook.site.clusters.sources import sources_of

KEYS = list(BOOK.clusters_with(cases=True).index)
VOID = {"br", "img", "link", "input", "meta", "hr", "wbr"}


class Balance(HTMLParser):
    """Elements that are closed where another is open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what is opened."""
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Compare with what was opened last."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_every_cluster_has_one_heading_and_every_name_a_cluster() -> None:
    headings = [name.cluster_id for name in all_names(BOOK) if name.kind == "heading"]
    assert sorted(headings) == sorted(KEYS)
    assert {name.cluster_id for name in all_names(BOOK)} == set(KEYS)
    assert len({heading_of(BOOK, key) for key in KEYS}) == len(KEYS)


@pytest.mark.parametrize(
    ("text", "chapter", "found"),
    [
        ("the shoemakers of the Sinos valley", 10, {"sinos_footwear"}),
        ("ESPIRITO SANTO marble", 10, {"espirito_santo_marble"}),
        ("the state of Espírito Santo", 10, set()),
        ("wages in Nuevo Leon", 8, {"monterrey_software"}),
        ("footwear of Nuevo León", 5, set()),
        ("the firms of Jalisco", 8, {"guadalajara_software"}),
        ("electronics in Jalisco", 10, {"jalisco_electronics"}),
        ("melons and apples", 3, {"rio_grande_do_norte_melon", "santa_catarina_apple"}),
        ("Campina Grande", 10, {"campina_grande_footwear"}),
        ("fiats of the state", 10, set()),
    ],
)
def test_a_text_names_the_clusters_that_its_words_mean(text: str, chapter: int, found: set[str]) -> None:
    assert clusters_named(BOOK, text, chapter) == found


def test_a_name_needs_its_context_outside_its_chapters() -> None:
    name = Name("a", "Jalisco", "place", frozenset({8}), ("software",))
    assert name.means("jalisco", 8)
    assert name.means("softwares of jalisco", 1)
    assert not name.means("shoes of jalisco", 1)


def test_printed_names_come_with_the_tables_that_print_them() -> None:
    found = {name.text: name.tables for name in printed_names(BOOK, rows_of(BOOK, "torreon_garment"))}
    assert found == {"Textile, Jalisco": ("1.3",), "Apparel, Torreon (Mexico)": ("10.2", "10.4")}


def test_mentions_name_every_cell_of_a_cluster_in_rows_and_in_columns() -> None:
    found = mentions(BOOK, "santa_catarina_apple")
    tables = list(dict.fromkeys(cell.table for cell in found.cells))
    assert tables == ["1.2", "1.3", "3.1", "3.2", "10.2", "10.5"]
    assert {cell.column for cell in found.cells if cell.table == "3.1"} == {"apples_santa_catarina"}
    assert CellMention("10.5", "santa_catarina_apple", "upgrading_sum") in found.cells


def test_a_statement_on_a_whole_column_is_no_mention_of_each_cluster() -> None:
    whole = [key for key, row in BOOK.claims.set_index("claim_id").iterrows() if row["cells"] == "10.2:*.market"]
    assert not set(whole) & set(mentions(BOOK, "gamarra_garment").statements)
    assert mentions(BOOK, "sinos_footwear").statements["c10-85"] is Why.TESTED
    assert mentions(BOOK, "leon_footwear").statements["c10-04"] is Why.NAMED


def test_the_chapter_about_one_cluster_belongs_to_it_whole() -> None:
    salmon = mentions(BOOK, "austral_salmon")
    assert set(BOOK.claims.query("chapter == 4")["claim_id"]) <= set(salmon.statements)
    assert set(BOOK.stated_numbers_of(4).index) <= set(salmon.numbers)
    assert salmon.tables == ("4.1", "4.2", "4.3", "4.4", "4.5", "4.6")
    assert mentions(BOOK, "santa_catarina_apple").tables == ()


def test_restored_cells_and_events_are_those_of_the_cluster() -> None:
    assert [row["column"] for row in mentions(BOOK, "sinos_footwear").restorations] == [
        "upgrading_product",
        "upgrading_process",
    ]
    events = BOOK.resource("fair_trade_events")
    for key in BOOK.cases.index:
        assert len(mentions(BOOK, key).events) == (events["cluster_id"] == key).sum() > 0


def test_only_entries_by_the_same_authors_of_the_same_year_are_sources() -> None:
    keys = {source.text: source.keys for source in sources_of(BOOK, "sinos_footwear")}
    assert keys["Bazan and Navas-Aleman (2004)"] == ("bazan2004underground",)
    assert keys["Schmitz (1995, 1999b)"] == ("schmitz1995collective", "schmitz1999global")
    assert sources_of(BOOK, "sao_bento_furniture") == []
    assert [source.keys for source in sources_of(BOOK, "simplicio_mendes_honey")] == [("puppim2013global",)]


def test_a_rating_stands_beside_those_of_its_sector() -> None:
    found = {strip.title: strip for strip in strips(BOOK, "sinos_footwear")}
    assert found["Product upgrading"].own == 3
    assert sum(count for _, count in found["Product upgrading"].sector) == 15
    assert found["Functional upgrading"].words.startswith("1.5 of 3. The 14 rated clusters")
    assert (
        found["Collective efficiency"].words
        == "High. Of the 15 rated clusters of its sector: 2 high, 10 medium, 3 low."
    )
    assert found["External economies"].own is None
    assert "9 by this project's codes" in strips(BOOK, "simplicio_mendes_honey")[1].words


def test_what_was_never_rated_is_told_and_has_no_mark() -> None:
    software = strips(BOOK, "joinville_software")
    assert all(strip.own is None for strip in software)
    assert all("not rated" in strip.words.lower() or "never" in strip.words.lower() for strip in software)


def test_a_strip_marks_the_place_on_its_scale() -> None:
    picture = Strip("A", "words", 3.0, ((0.0, "0"), (3.0, "3")), ((0.0, 2), (1.5, 1))).svg
    assert 'cx="20"' in picture and 'cx="136"' in picture and "M252 41" in picture
    assert "own" not in Strip("A", "words", None, ((0.0, "<"), (3.0, "3"))).svg
    assert "&lt;" in Strip("A", "words", None, ((0.0, "<"), (3.0, "3"))).svg


def test_governance_is_told_in_words() -> None:
    found = {form.name: form for form in forms(BOOK, "sinos_footwear")}
    assert found["Quasi hierarchy"].words == "a chain that reaches abroad"
    assert not found["Hierarchy"].is_present
    assert "is present" in leader_words(BOOK, "sinos_footwear")
    assert "not coded" in leader_words(BOOK, "campina_grande_footwear")


def test_leaving_a_cluster_out_is_told_with_both_standings() -> None:
    pairs = left_out(BOOK, "sinos_footwear")
    assert len(pairs) == 6
    product = next(
        pair for pair in pairs if (pair.relation.value, pair.outcome) == ("collective_efficiency", "product")
    )
    assert (product.whole.n, product.without.n) == (15, 14)
    assert (product.whole.standing.value, product.without.standing.value) == ("supported", "undecided (+)")
    assert product.changes
    assert left_out(BOOK, "joinville_software") == []


@cache
def ledger_anchors() -> frozenset[str]:
    """The places of the ledger."""
    return frozenset(row.anchor for row in ledger_rows(BOOK))


@pytest.mark.parametrize("page", cluster_pages(BOOK), ids=lambda page: page.key)
def test_a_page_is_whole(page: ClusterPage) -> None:
    text = cluster_text(BOOK, page.key)
    assert text.startswith(f"# {page.title}\n")
    assert text.count("```") % 2 == 0
    for part in re.findall(r"```\{raw\} html\n(.*?)```", text, re.DOTALL):
        balance = Balance()
        balance.feed(part)
        assert (balance.open, balance.wrong) == ([], [])
    for table, row in rows_of(BOOK, page.key):
        assert cell_anchor(table, row, "cluster").rsplit("-", 1)[0] in text
    assert set(re.findall(r'href="\.\./chapters/ledger\.html#([^"]+)"', text)) <= ledger_anchors()
    words = re.sub(r"<[^>]*>|\{cite:t\}`[^`]*`|```\{raw\} html", " ", text)
    assert re.findall(r"\b[a-z]+_[a-z0-9_]+\b|\bnan\b|\bNone\b(?! rated)|\bTrue\b|\bFalse\b", words) == []
    assert len(text) < 100_000


def test_every_cluster_is_listed_once_in_its_sector_and_once_in_its_country() -> None:
    text = list_text(BOOK)
    for entry in entries(BOOK):
        assert text.count(f'href="{entry.address}"') == 2
    assert sum(entry.is_added for entry in entries(BOOK)) == len(BOOK.cases)


def test_the_cells_of_a_cluster_are_offered_as_a_table() -> None:
    rows = list(csv.DictReader(io.StringIO(cells_csv(BOOK, "sinos_footwear").decode())))
    assert len(rows) == len(mentions(BOOK, "sinos_footwear").cells)
    assert {"column": "Upgrading product", "printed": "3", "remarks": "restored"}.items() <= rows[-5].items()
