"""Maps: where markers and names go."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterbook.display.map import MapLook, describe_points, plot_points_on_outline, separate_points
from clusterbook.display.map_labels import label_places
from clusterbook.errors import ClusterbookError

SQUARE = pd.DataFrame({"country_id": "x", "ring": 1, "longitude": [0.0, 10, 10, 0, 0], "latitude": [0.0, 0, 10, 10, 0]})
POINTS = pd.DataFrame(
    {
        "label": ["Alpha", "Beta", "Gamma"],
        "group": ["old", "new", "old"],
        "longitude": [2.0, 2.0, 8.0],
        "latitude": [3.0, 3.0, -1.0],
    }
)


def test_points_on_one_spot_are_set_apart_about_it() -> None:
    moved = separate_points(pd.DataFrame({"x": [1.0, 1.0, 3.0], "y": [1.0, 1.0, 1.0]}))
    assert moved.loc[2, ["x", "y"]].tolist() == [3.0, 1.0]
    assert moved.loc[[0, 1], "y"].mean() == pytest.approx(1.0)
    assert abs(moved.at[0, "y"] - moved.at[1, "y"]) > 0.1


def test_names_cover_neither_each_other_nor_a_marker() -> None:
    crowd = pd.DataFrame(
        {"label": ["Alpha", "Beta", "Gamma", "Delta"], "x": [2.0, 2.1, 2.0, 2.1], "y": [2.0, 2.0, 2.1, 2.1]}
    )
    rooms = [room for _, _, room in label_places(crowd, (4.0, 4.0))]
    for place, one in enumerate(rooms):
        assert all(
            one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            for other in rooms[:place]
        )


def test_names_stay_on_the_page() -> None:
    edge = pd.DataFrame({"label": ["A long name indeed"], "x": [3.95], "y": [3.99]})
    left, _, room = label_places(edge, (4.0, 4.0))[0]
    assert left >= 0 and room[2] <= 4.0 and room[3] <= 4.0


def test_the_map_says_its_points_in_words_and_leaves_out_what_is_outside() -> None:
    drawn = plot_points_on_outline(POINTS, SQUARE, caption="A square.")
    assert drawn.alt_text == "A map with 2 points. old: Alpha (3.0° N, 2.0° E); new: Beta (3.0° N, 2.0° E)."
    assert describe_points(POINTS.iloc[2:]) == "A map with 1 points. old: Gamma (1.0° S, 8.0° E)."


def test_the_same_map_has_the_same_bytes() -> None:
    look = MapLook(extent=(0, 0, 5, 5), width=3)
    first, second = (plot_points_on_outline(POINTS, SQUARE, caption="A corner.", look=look).svg for _ in range(2))
    assert first == second


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ClusterbookError, match="found no column group"):
        plot_points_on_outline(POINTS.drop(columns="group"), SQUARE, caption="")
