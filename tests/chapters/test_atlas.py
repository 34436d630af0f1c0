"""The atlas: which clusters it shows, where their marks stand, what colours and filters tell."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable

import pandas as pd
import pytest
from whole_book import BOOK

from clusterbook.chapters.atlas.groups import Colouring, forms_of, groups_of
from clusterbook.chapters.atlas.outline import frame_of, land_path, spots_apart
from clusterbook.chapters.atlas.page import GAP, WIDTH, atlas_points, places_table, show_atlas
from clusterbook.data import case_files
from clusterbook.errors import ClusterbookError
from clusterbook.site.assets import FOLDER as ASSETS
from clusterbook.vocabulary import Governance

PLACES = pd.DataFrame(
    {
        "place": ["Here", "There", "Else & where"],
        "longitude": [1.0, 2.0, 3.0],
        "latitude": [1.0, 2.0, 3.0],
        "country_id": ["x", "x", "x"],
        "precision": ["city", "region", "city"],
        "note": [None, "a note", None],
    },
    index=["a", "b", "c"],
)
CLUSTERS = pd.DataFrame(
    {
        "product": ["Shoes", "Wine", "Cars"],
        "country_id": ["x", "x", "x"],
        "sector": ["traditional_manufacturing", "natural_resource_based", "complex_products"],
        "collective_efficiency": pd.Categorical(["High", "Low", None], ["Low", "Medium", "High"], ordered=True),
        "market": pd.array([1, 0, None], dtype="Int64"),
        "network": pd.array([0, 0, None], dtype="Int64"),
        "quasi_hierarchy": pd.array([1, 3, None], dtype="Int64"),
        "hierarchy": pd.array([0, 0, None], dtype="Int64"),
    },
    index=["a", "b", "c"],
)
OUTLINE = pd.DataFrame({"country_id": "x", "ring": 1, "longitude": [0.0, 4, 4, 0, 0], "latitude": [0.0, 0, 4, 4, 0]})
COUNTRIES = {"x": "Landia"}


@pytest.mark.parametrize(
    ("colour_by", "groups"),
    [
        ("sector", ["Traditional manufacturing", "Natural-resource-based", "Complex products"]),
        ("collective_efficiency", ["High", "Low", "not published"]),
        ("leaders", ["no global leader", "global leader", "not published"]),
    ],
)
def test_a_colouring_puts_each_cluster_into_its_group(colour_by: str, groups: list[str]) -> None:
    assert groups_of(CLUSTERS, colour_by).tolist() == groups


def test_forms_of_governance_are_those_with_a_chain() -> None:
    assert forms_of(CLUSTERS).tolist() == [
        (Governance.MARKET, Governance.QUASI_HIERARCHY),
        (Governance.QUASI_HIERARCHY,),
        (),
    ]


def test_an_unknown_colouring_lists_the_legal_ones() -> None:
    with pytest.raises(ClusterbookError, match="allowed sector, collective_efficiency, leaders"):
        show_atlas(CLUSTERS, PLACES, outline=OUTLINE, countries=COUNTRIES, colour_by="size")


def test_the_frame_has_north_above_and_its_land_within() -> None:
    frame = frame_of(OUTLINE, 60)
    (west, south), (east, north) = frame.spot(0, 0), frame.spot(4, 4)
    assert west < east and north < south
    assert (frame.width, round(east - west)) == (60, 40)
    assert land_path(OUTLINE, frame).startswith("M10 ") and land_path(OUTLINE, frame).endswith("z")


def test_marks_are_moved_apart_and_those_with_room_stay() -> None:
    spots = spots_apart({"a": (0.0, 0.0), "b": (0.0, 0.0), "c": (1.0, 0.0), "far": (90.0, 0.0)}, 10.0)
    assert min(math.dist(one, other) for one, other in itertools.combinations(spots.values(), 2)) >= 9.8
    assert math.dist(spots["far"], (90, 0)) < 0.1


def test_no_mark_of_the_book_covers_another() -> None:
    clusters, outline = BOOK.clusters_with(cases=True), BOOK.resource("outline_latin_america")
    names = BOOK.resource("countries").set_index("country_id")["country"].to_dict()
    points = atlas_points(clusters, BOOK.places, countries=names, frame=frame_of(outline, WIDTH))
    pairs = itertools.combinations([point.spot for point in points], 2)
    assert min(math.dist(one, other) for one, other in pairs) > 0.95 * GAP


def test_every_cluster_is_a_named_link_on_the_map_and_in_the_list() -> None:
    html = show_atlas(CLUSTERS, PLACES, outline=OUTLINE, countries=COUNTRIES).html
    for key in CLUSTERS.index:
        assert html.count(f'href="../clusters/{key}.html"') == 2
    assert 'aria-label="Cars, Else &amp; where: Landia, complex products' in html
    assert html.count('data-forms="market quasi-hierarchy"') == 2


@pytest.mark.parametrize("colour_by", list(Colouring))
def test_only_the_shapes_of_the_chosen_colouring_are_shown_at_first(colour_by: str) -> None:
    html = show_atlas(CLUSTERS, PLACES, outline=OUTLINE, countries=COUNTRIES, colour_by=colour_by).html
    marks = re.findall(r'<g class="by-([a-z-]+)" fill="[^"]+"( display="none")?>', html.partition("atlas-parts")[2])
    assert {name for name, hidden in marks if not hidden} == {colour_by.replace("_", "-")}
    assert len(marks) == 3 * len(CLUSTERS)


def test_each_box_of_the_filters_has_its_rule_in_the_style() -> None:
    clusters = BOOK.clusters_with(cases=True)
    names = BOOK.resource("countries").set_index("country_id")["country"].to_dict()
    html = show_atlas(clusters, BOOK.places, outline=BOOK.resource("outline_latin_america"), countries=names).html
    style = (ASSETS / "clusters" / "atlas.css").read_text(encoding="utf-8")
    boxes = re.findall(r'<input type="checkbox" name="(atlas-[a-z-]+)" value="([a-z-]+)"', html)
    assert len(boxes) == 11
    for name, value in boxes:
        assert (
            f'[name="{name}"][value="{value}"]:not(:checked)) [data-{name.removeprefix("atlas-")}="{value}"]' in style
        )
    for form in Governance:
        word = form.value.replace("_", "-")
        assert f'[name="atlas-form"][value="{word}"]:checked) [data-forms]:not([data-forms~="{word}"])' in style


def test_places_stand_in_words() -> None:
    table = places_table(PLACES, COUNTRIES)
    assert table.loc[1, ["Country", "Stands for", "Note"]].tolist() == ["Landia", "a region", "a note"]
    assert table.loc[0, "Note"] == ""


def test_the_atlas_shows_all_clusters_and_the_added_ones(run_chapter: Callable) -> None:
    found = run_chapter("atlas")
    assert (found["clusters"].value, found["brazil"].value, found["mexico"].value) == (40, 20, 11)
    assert found["added"].value == len(case_files())


def test_the_atlas_follows_its_parameters(run_chapter: Callable) -> None:
    found = run_chapter("atlas", include_cases=False, sectors=["specialized_suppliers"], colour_by="leaders")
    assert (found["clusters"].value, found["added"].value, found["countries"].value) == (5, 0, 2)
