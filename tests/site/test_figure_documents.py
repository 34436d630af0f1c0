"""Figures and episodes as the search finds them: at their anchors, by what they show."""

from __future__ import annotations

from whole_book import BOOK

from clusterbook.site.figure_documents import drawing_functions, episodes, figures


def test_every_figure_of_a_page_has_an_anchor_of_its_own_and_a_title() -> None:
    found = list(figures(BOOK))
    places = [(page.name, anchor) for page, anchor, _ in found]
    assert len(set(places)) == len(places) > 30
    assert all(title and not title.endswith((".", ": nodes")) for _, _, title in found)


def test_a_redrawn_diagram_is_found_by_the_title_of_its_data() -> None:
    titles = {anchor: title for page, anchor, title in figures(BOOK) if page.chapter == 4}
    assert titles["fig-chain"] == "Figure 4.1. Production chain of the salmon cluster"


def test_a_figure_is_found_by_what_its_function_says() -> None:
    assert drawing_functions()["sme_shares"].startswith("Share of small and medium-sized growers by year")


def test_episodes_are_found_on_the_pages_that_show_them() -> None:
    shown = {page.chapter for page, *_ in episodes(BOOK)}
    rows = BOOK.resource("joint_action")
    assert 2 in shown <= set(rows["chapter"])
    assert {anchor for _, anchor, *_ in episodes(BOOK)} <= set(rows["episode_id"])
