"""The atlas: which clusters it shows and what their colours tell."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from clusterbook.chapters.atlas.figures import atlas_points, plot_atlas
from clusterbook.data import case_files
from clusterbook.display.map import MapLook, plot_points_on_outline
from clusterbook.errors import ClusterbookError

PLACES = pd.DataFrame(
    {"place": ["Here", "There", "Elsewhere"], "longitude": [1.0, 2.0, 3.0], "latitude": [1.0, 2.0, 3.0]},
    index=["a", "b", "c"],
)
CLUSTERS = pd.DataFrame(
    {
        "product": ["Shoes", "Wine", "Cars"],
        "sector": ["traditional_manufacturing", "natural_resource_based", "complex_products"],
        "collective_efficiency": pd.Categorical(["High", "Low", None], ["Low", "Medium", "High"], ordered=True),
        "quasi_hierarchy": pd.array([1, 3, None], dtype="Int64"),
        "hierarchy": pd.array([0, 0, None], dtype="Int64"),
    },
    index=["a", "b", "c"],
)
OUTLINE = pd.DataFrame({"country_id": "x", "ring": 1, "longitude": [0.0, 4, 4, 0, 0], "latitude": [0.0, 0, 4, 4, 0]})


@pytest.mark.parametrize(
    ("colour_by", "groups"),
    [
        ("sector", ["Traditional manufacturing", "Natural-resource-based", "Complex products"]),
        ("collective_efficiency", ["Low", "High", "not published"]),
        ("leaders", ["global leader", "no global leader", "not published"]),
    ],
)
def test_groups_come_in_the_order_of_the_legend(colour_by: str, groups: list[str]) -> None:
    assert atlas_points(PLACES, CLUSTERS, colour_by=colour_by)["group"].tolist() == groups


def test_points_are_named_by_product_and_place() -> None:
    assert atlas_points(PLACES, CLUSTERS).at["b", "label"] == "Wine, There"


def test_an_unknown_colouring_lists_the_legal_ones() -> None:
    with pytest.raises(ClusterbookError, match="allowed sector, collective_efficiency, leaders"):
        atlas_points(PLACES, CLUSTERS, colour_by="size")


def test_names_inside_an_inset_are_left_to_its_own_map() -> None:
    points = atlas_points(PLACES, CLUSTERS)
    plain, framed = (
        plot_points_on_outline(points, OUTLINE, caption="", look=MapLook(insets=insets))
        for insets in ((), ((0.5, 0.5, 2.5, 2.5),))
    )
    assert plain.alt_text == framed.alt_text
    assert plain.svg != framed.svg


def test_a_region_shows_its_own_points_only() -> None:
    assert plot_atlas(atlas_points(PLACES, CLUSTERS), OUTLINE, region="mexico").alt_text == "A map without points."


def test_the_atlas_shows_all_clusters_and_the_added_ones(run_chapter: Callable) -> None:
    found = run_chapter("atlas")
    assert (found["clusters"].value, found["brazil"].value, found["mexico"].value) == (40, 20, 11)
    assert found["added"].value == len(case_files())


def test_the_atlas_follows_its_parameters(run_chapter: Callable) -> None:
    found = run_chapter("atlas", include_cases=False, sectors=["specialized_suppliers"], colour_by="leaders")
    assert (found["clusters"].value, found["added"].value, found["countries"].value) == (5, 0, 2)
