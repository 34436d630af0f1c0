"""Timelines: where years stand on the axis, what readers of words get, dates in words."""

from __future__ import annotations

import re

import pytest
from whole_book import BOOK

from clusterbook.display.evidence import SHAPES_AND_COLOURS, date_words, show_chains, show_episodes, show_events
from clusterbook.display.timeline import SHAPES, Axis, Event, Look, Timeline, axis_of, timeline_html, timeline_text
from clusterbook.errors import ClusterbookError
from clusterbook.evidence_vocabulary import EventKind

LOOKS = {"law": Look("Law", "square", "ink-blue"), "war": Look("War", "cross", "ink-red")}


def events(*years: int) -> tuple[Event, ...]:
    """Events of single years."""
    return tuple(Event(year, year, str(year), "law", f"Something in {year}.") for year in years)


def test_the_axis_begins_with_the_decade_of_the_first_event() -> None:
    assert axis_of([Timeline("", events(1983, 1990, 1999))]) == Axis(1980, 2000)


def test_an_event_far_before_the_others_lies_outside_the_axis() -> None:
    lines = [Timeline("", events(1850, 1985, 1988, 1990, 1994, 1999))]
    assert axis_of(lines) == Axis(1980, 2000)
    assert timeline_html(lines, LOOKS).count('class="earlier"') == 1


def test_years_stand_on_the_axis_by_their_share() -> None:
    axis = Axis(1980, 2000)
    assert [axis.share(year) for year in (1900, 1980, 1985, 2000)] == [0, 0, 25, 100]
    assert axis.ticks == [1980, 1985, 1990, 1995, 2000]


def test_an_event_of_one_year_alone_has_an_axis() -> None:
    assert axis_of([Timeline("", events(1990))]).share(1990) == 0


def test_only_kinds_that_occur_stand_in_the_legend_and_readers_of_words_get_them() -> None:
    html = timeline_html([Timeline("Here", events(1990))], LOOKS)
    assert "Law" in html and "War" not in html
    assert '<span class="unseen">Law: </span>Something in 1990.' in html


def test_a_span_is_a_bar_with_its_mark_in_the_middle() -> None:
    html = timeline_html([Timeline("", (Event(1980, 1990, "1980–1990", "law", "Long."),))], LOOKS)
    left, width = re.findall(r'class="span" style="left:([\d.]+)%;width:([\d.]+)%"', html)[0]
    assert (float(left), float(width)) == pytest.approx((0, 100 * 10 / 11), abs=0.1)


def test_a_timeline_reads_as_text() -> None:
    assert timeline_text([Timeline("Here", events(1990))]) == "Here\n1990: Something in 1990."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"year": "1999", "year_end": "", "precision": "year"}, "1999"),
        ({"year": "1999", "year_end": "2001", "precision": "span"}, "1999–2001"),
        ({"year": "1995", "year_end": "", "precision": "about"}, "about 1995"),
        ({"year": "1984", "year_end": "", "precision": "decade"}, "1980s"),
        ({"year": "1990", "year_end": "1993", "precision": "decade"}, "about 1990–1993"),
        ({"year": "", "year_end": ""}, ""),
    ],
)
def test_dates_are_said_in_words(row: dict[str, str], words: str) -> None:
    assert date_words(row) == words


def test_every_kind_of_event_has_a_look_of_its_own() -> None:
    assert set(SHAPES_AND_COLOURS) == set(EventKind)
    assert len({shape for shape, _ in SHAPES_AND_COLOURS.values()}) == len(EventKind)
    assert {shape for shape, _ in SHAPES_AND_COLOURS.values()} <= set(SHAPES)


def test_evidence_of_a_chapter_stands_in_words() -> None:
    assert "Parmalat" in show_events(BOOK, 2).text
    assert 'id="ch02_j01"' in show_episodes(BOOK, 2).html
    for shown in (show_episodes(BOOK, 2), show_chains(BOOK, 2)):
        assert "not_said" not in shown.html and "joint_sales" not in shown.html
    assert show_episodes(BOOK, 2, folded=True).html.startswith("<details")


def test_a_chapter_without_events_is_a_mistake() -> None:
    with pytest.raises(ClusterbookError, match=r"timeline\.csv: found no row of Chapter 9"):
        show_events(BOOK, 9)
