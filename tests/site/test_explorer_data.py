"""What the explorer is given: every choice there is, Chapter 10's defaults, all clusters, named sets that are legal."""

from __future__ import annotations

import json

import pytest
from whole_book import BOOK

from clusterbook.chapters.ch10_cross_case.choices import Coding, Settings, VerdictRule
from clusterbook.chapters.ch10_cross_case.presets import Preset
from clusterbook.paths import book_root
from clusterbook.site.assets import asset_files
from clusterbook.site.explorer import LABELS, PRESETS, RANGES, SUM, defaults, explorer_data, explorer_files, options_of
from clusterbook.stats import TestSettings
from clusterbook.vocabulary import Upgrading


@pytest.mark.parametrize("name", LABELS)
def test_a_choice_offers_every_member_of_its_vocabulary(name: str) -> None:
    assert list(LABELS[name][1]) and set(LABELS[name][1]) == set(options_of(name))


def test_the_defaults_are_those_of_the_chapter_s_notebooks() -> None:
    parameters: dict[str, object] = {}
    for path in sorted((book_root() / "chapters").glob("ch10_*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        chosen = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
        exec("".join("".join(cell["source"]) for cell in chosen), parameters)
    own = {name: value for name, value in defaults().items() if name != "left_out"}
    assert own == {name: parameters[name] for name in own}


def test_the_named_sets_are_those_of_the_chapter_s_parameter() -> None:
    assert list(PRESETS) == [preset.label for preset in Preset]


def test_every_named_set_is_legal_and_the_first_is_the_chapter_s() -> None:
    assert next(iter(PRESETS.values())) == {}
    for changed in PRESETS.values():
        chosen = defaults() | changed
        test = TestSettings(chosen["association"], two_sided=chosen["two_sided"], alpha=chosen["alpha"])
        Settings(test, VerdictRule(chosen["delta"]), Coding(chosen["na_policy"], chosen["exposure"]), chosen["strata"])
        assert all(low <= chosen[name] <= high for name, (low, high, _) in RANGES.items())


def test_clusters_carry_their_ratings_and_gaps_stay_gaps() -> None:
    data = explorer_data(BOOK)
    clusters = {cluster["id"]: cluster for cluster in data["clusters"]}
    assert list(clusters) == [*BOOK.clusters.index, *BOOK.cases.index]
    assert [cluster["id"] for cluster in clusters.values() if cluster["added"]] == list(BOOK.cases.index)
    assert clusters["bucaramanga_garment"]["ratings"]["functional"] is None
    assert set(clusters["campina_grande_footwear"]["forms"].values()) == {None}
    assert clusters["sinos_footwear"]["efficiency"] == 3
    assert set(data["outcomes"]) == {*(kind.value for kind in Upgrading), SUM}


def test_the_files_are_the_same_bytes_each_time_and_data_set_one_name() -> None:
    files = explorer_files(BOOK)
    assert files == explorer_files(BOOK)
    assert files["explorer/data.js"].startswith(b"window.EXPLORER_DATA = {")
    page = (book_root() / "chapters" / "explorer.md").read_text("utf-8")
    own = [name for name in asset_files() if name.startswith("explorer/")]
    assert len(own) > 5 and all(f"../{name}" in page for name in [*own, *files])
