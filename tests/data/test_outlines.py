"""Maps: rings without jumps, places in their country."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from whole_book import BOOK

from clusterbook.data.outlines import lies_in, map_faults, outline_faults, place_faults

CIRCLE = [(round(10 * np.cos(turn), 3), round(10 * np.sin(turn), 3)) for turn in np.linspace(0, 2 * np.pi, 33)[:-1]]


def outline(*positions: tuple[float, float]) -> pd.DataFrame:
    """One ring of a country."""
    rows = [("bra", 1, number, *position) for number, position in enumerate(positions, start=1)]
    return pd.DataFrame(rows, columns=["country_id", "ring", "point", "longitude", "latitude"])


ROUND = outline(*CIRCLE, CIRCLE[0])


def test_the_maps_of_the_book_are_in_order() -> None:
    assert list(map_faults(BOOK)) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            ROUND.assign(longitude=ROUND["longitude"].where(ROUND["point"] != 9, 60)),
            "bra, ring 1, point 9: found a jump",
        ),
        (ROUND.assign(point=ROUND["point"].where(ROUND["point"] != 9, 10)), "points out of order"),
        (ROUND.iloc[:-1], "an open ring"),
    ],
)
def test_a_spoiled_ring_is_told(changed: pd.DataFrame, words: str) -> None:
    assert list(outline_faults("x", ROUND)) == []
    assert words in str(next(outline_faults("x", changed)))


def test_where_a_map_is_cut_off_its_edge_is_no_jump() -> None:
    cut = [(min(x, 0.0), y) for x, y in CIRCLE]
    assert list(outline_faults("x", outline(*cut, cut[0]))) == []


@pytest.mark.parametrize(("place", "inside"), [((0, 0), True), ((10.4, 0), True), ((10.6, 0), False), ((0, 40), False)])
def test_a_place_lies_in_a_ring_or_at_its_coast(place: tuple[float, float], inside: bool) -> None:
    assert lies_in(np.array(place), ROUND[["longitude", "latitude"]].to_numpy()) is inside


def test_a_place_off_its_country_is_told_also_where_that_has_no_outline() -> None:
    places = pd.DataFrame(
        {"country_id": ["bra", "bra", "chn", "chn"], "longitude": [1.0, 46.2, 100, 3], "latitude": [2.0, 6.0, 30, 3]},
        index=["here", "there", "far", "near"],
    )
    other, strange = place_faults("x", places, outline=ROUND)
    assert str(other).startswith("x, there: found longitude 46.2, latitude 6; expected a place in bra.")
    assert str(strange).startswith("x, near: found longitude 3, latitude 3; expected a place in chn.")
