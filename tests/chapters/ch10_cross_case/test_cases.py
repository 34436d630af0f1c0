"""What Chapter 10 shows of its cases: every cluster on the poster, and upgrading chain by chain."""

from __future__ import annotations

import pandas as pd
from whole_book import BOOK

from clusterbook.chapters.ch10_cross_case.chains import chain_counts, functional_by_governance
from clusterbook.chapters.ch10_cross_case.figures.poster import ordered, show_poster

CHAINS = pd.DataFrame(
    {
        "governance": ["market", "market", "quasi_hierarchy", "quasi_hierarchy", "hierarchy"],
        "upgrading_functional": ["yes", "not_said", "no", "partly", "not_said"],
    }
)


def test_the_poster_has_a_row_for_every_cluster_and_a_table_for_every_sector() -> None:
    poster = show_poster(BOOK.clusters)
    assert poster.html.count('scope="row"') == len(BOOK.clusters) == len(poster.text.splitlines())
    assert poster.html.count("<table") == BOOK.clusters["sector"].nunique()


def test_a_sector_s_most_efficient_clusters_stand_first_and_then_those_that_upgraded_more() -> None:
    frame = ordered(BOOK.clusters)
    of_sector = frame[frame["sector"] == "natural_resource_based"]
    assert list(of_sector["degree"]) == sorted(of_sector["degree"], reverse=True)
    assert list(of_sector.index[:2]) == ["austral_salmon", "valle_del_cauca_sugar"]


def test_the_poster_says_everything_in_words_and_shows_what_is_missing() -> None:
    lines = show_poster(BOOK.clusters).text.splitlines()
    by_name = {line.partition(":")[0]: line for line in lines}
    assert by_name["Sinos Valley (shoes)"] == (
        "Sinos Valley (shoes): collective efficiency High; upgrading product 3, process 3, functional 1.5, "
        "intersectoral 0; market: domestic and global, quasi hierarchy: global chain."
    )
    assert "functional not rated" in by_name["Bucaramanga (apparel)"]
    assert by_name["Campina Grande (shoes)"].endswith("no code of governance.")
    assert "collective efficiency not rated" in by_name["Joinville (software)"]


def test_functional_upgrading_is_counted_by_form_and_forms_without_a_chain_are_left_out() -> None:
    counts = functional_by_governance(CHAINS).set_index("governance")
    assert list(counts.index) == ["market", "quasi hierarchy", "hierarchy"]
    assert list(counts.loc["market"]) == [2, 1, 0, 0, 1]
    assert list(counts.loc["quasi hierarchy"]) == [2, 0, 1, 1, 0]


def test_chains_on_which_the_text_is_silent_are_not_counted_as_told() -> None:
    assert chain_counts(CHAINS) == {
        "chains_told": 5,
        "led_functional_told": 2,
        "led_functional_yes": 0,
        "free_functional_told": 1,
        "free_functional_yes": 1,
    }
