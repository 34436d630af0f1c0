"""Clusters added in data/cases: what a file may hold, and how it flows into the frames of Chapter 10."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from clusterbook.data import (
    case_files,
    check_data,
    load_case_codes,
    load_cases,
    load_clusters,
    load_places,
    load_resource,
)
from clusterbook.data.case_models import COMPONENTS, Known, parse_case
from clusterbook.data.cases import case_faults
from clusterbook.data.package import unexpected_files
from clusterbook.errors import FaultsError

RATING = {"code": 2, "confidence": "high", "lines": [1], "evidence": "Told."}


@pytest.fixture
def case() -> dict[str, Any]:
    """A small lawful cluster."""
    return {
        "cluster_id": "here_cheese",
        "cluster": "Here (Chile)",
        "product": "Cheese",
        "country_id": "chl",
        "sector": "natural_resource_based",
        "sources": ["somebody2000here"],
        "place": {"name": "Here", "latitude": -30.0, "longitude": -70.5, "precision": "city"},
        "collective_efficiency": {**copy.deepcopy(RATING), "code": "High", "admissible": ["Medium"]},
        "upgrading": {name: copy.deepcopy(RATING) for name in COMPONENTS["upgrading"]},
        "governance": {name: copy.deepcopy(RATING) for name in COMPONENTS["governance"]},
    }


def faults(case: Any) -> list[str]:
    """The case's faults as printed."""
    _, found = parse_case(case, Known("here_cheese", ["leon_footwear"], ["chl", "mex"]))
    return [str(fault) for fault in found]


def changed(case: dict[str, Any], path: Any, value: Any) -> dict[str, Any]:
    """A copy with one value replaced."""
    new = copy.deepcopy(case)
    *parents, last = path.split(".") if isinstance(path, str) else [path]
    level = new
    for name in parents:
        level = level[name]
    level[last] = value
    return new


def test_a_lawful_cluster_has_no_faults(case: dict[str, Any]) -> None:
    assert faults(case) == []


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("upgrading.product.code", 4, "upgrading.product.code: found 4; allowed 0, 0.5"),
        ("upgrading.product.code", True, "upgrading.product.code: found True"),
        ("upgrading.process.code", "high", "upgrading.process.code: found 'high'"),
        ("governance.market.code", 1.5, "governance.market.code: found 1.5; allowed 0, 1, 2, 3"),
        ("collective_efficiency.code", "Middling", "found 'Middling'; allowed Low, Medium, High"),
        ("sector", "natural", "sector: found 'natural'; allowed traditional_manufacturing"),
        ("country_id", "zzz", "country_id: found 'zzz'; allowed chl, mex"),
        ("cluster_id", "there_cheese", "expected the file's name, here_cheese"),
        ("place.latitude", 190, "place.latitude: found 190; expected degrees from -90 to 90"),
        ("place.precision", "roughly", "allowed city, region"),
        ("upgrading.product.lines", [], "a code needs the lines or pages"),
        ("upgrading.product.lines", [7, 8, 7], "each line or page once"),
        ("upgrading.product.lines", "12", "expected a list of line or page numbers"),
        ("upgrading.product.confidence", "sure", "found 'sure'; allowed high, medium, low"),
        ("upgrading.product.admissible", [2], "without the code 2"),
        ("upgrading.product.admissible", 1, "expected a list, as in [1, 3]"),
        ("upgrading.product.evidence", "", "expected a sentence"),
        ("upgrading.product", 2, "expected code, lines, evidence"),
        ("upgrading", 2, "expected product, process, functional, intersectoral"),
        ("sources", [], "expected a list of keys of references.bib"),
        ("place", "Here", "expected name, latitude, longitude, precision"),
        ("social_upgrading", {"taxes": {}}, "no key before"),
        ("upgrades", {}, "found the key upgrades; allowed cluster_id"),
        ("upgrades", {}, "Write upgrading, or remove the key."),
        ("cluster", True, "found True; expected a name. Put it in quotation marks: YAML reads it as True."),
        ("product", 12, "Put it in quotation marks: YAML reads it as 12."),
        ("coded_by", " ", "coded_by: found ' '; expected a name"),
        ("place.longitude", "-70", "expected degrees from -180 to 180. Write the number without quotation marks."),
        ("place.latitude", float("nan"), "place.latitude: found nan; expected degrees"),
        ("upgrading.product.lines", [3, "4"], "upgrading.product.lines, item 2: found '4'"),
        ("upgrading.product.lines", [True], "upgrading.product.lines, item 1: found True"),
        ("upgrading.product.confidence", None, "upgrading.product.confidence: found None; allowed high, medium, low"),
        ("governance.market.evidense", "Told.", "governance.market: found the key evidense; allowed code"),
        (True, "x", "found the key True; allowed cluster_id"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_is_allowed(
    case: dict[str, Any], path: Any, value: Any, words: str
) -> None:
    assert any(
        words in fault and fault.startswith("data/cases/here_cheese.yaml")
        for fault in faults(changed(case, path, value))
    )


def test_all_mistakes_of_a_file_are_listed_at_once(case: dict[str, Any]) -> None:
    wrong = changed(changed(case, "sector", "x"), "upgrading.product.code", 9)
    del wrong["product"]
    assert len(faults(wrong)) == 3


def test_a_file_without_keys_is_one_fault() -> None:
    assert faults("cheese") == [
        "data/cases/here_cheese.yaml: found no keys; expected one 'key: value' a line. Copy the layout of another file."
    ]


def test_a_missing_code_needs_no_confidence_and_no_lines(case: dict[str, Any]) -> None:
    unknown = {"code": None, "lines": [], "evidence": "Not reported."}
    assert faults(changed(case, "upgrading.functional", unknown)) == []
    assert len(faults(changed(case, "upgrading.functional", {**unknown, "admissible": [1]}))) == 1


def test_the_key_of_another_cluster_is_refused(case: dict[str, Any]) -> None:
    _, taken = parse_case(case, Known("here_cheese", ["here_cheese"], ["chl"]))
    assert "another cluster has this key" in str(taken[0])


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the book's data that a test may change."""
    shutil.copytree(Path(__file__).parents[2] / "data", tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    return tmp_path


def test_a_new_file_flows_into_clusters_places_and_codes(book: Path, case: dict[str, Any]) -> None:
    (book / "data/cases/here_cheese.yaml").write_text(yaml.safe_dump(case), encoding="utf-8")
    clusters = load_clusters(cases=True)
    assert clusters.loc["here_cheese", ["collective_efficiency", "upgrading_product", "market"]].tolist() == [
        "High",
        2.0,
        2,
    ]
    assert load_places().loc["here_cheese", "longitude"] == -70.5
    assert (load_case_codes()["cluster_id"] == "here_cheese").sum() == 9
    assert "here_cheese" not in load_clusters().index


def test_what_an_editor_hides_beside_an_open_file_is_no_part_of_the_data(book: Path) -> None:
    files, before = case_files(), unexpected_files()
    for folder, name in (("cases", "here.yaml"), ("published", "table_10_04.csv"), ("published", "x.schema.json")):
        (book / "data" / folder / f".#{name}").symlink_to("author@desk.4711:1700000000")
        (book / "data" / folder / f".{name}").write_text("half of it", encoding="utf-8")
    assert (case_files(), unexpected_files()) == (files, before)
    check_data()


def test_a_faulty_file_stops_the_check_and_the_reading(book: Path, case: dict[str, Any]) -> None:
    (book / "data/cases/here_cheese.yaml").write_text(
        yaml.safe_dump(changed(case, "sector", "dairy")), encoding="utf-8"
    )
    with pytest.raises(FaultsError, match="sector: found 'dairy'"):
        check_data()
    with pytest.raises(FaultsError, match="sector: found 'dairy'"):
        load_cases()


@pytest.mark.parametrize(("text", "words"), [("a: [1\nb: 2", "expected YAML"), ("a: 1\na: 2", "the key a twice")])
def test_broken_yaml_names_its_line(book: Path, text: str, words: str) -> None:
    (book / "data/cases/broken.yaml").write_text(text, encoding="utf-8")
    assert len(case_faults()) == 1
    assert words in str(case_faults()[0]) and "broken.yaml, line 2" in str(case_faults()[0])


def test_every_key_written_twice_is_named_with_its_line(book: Path) -> None:
    (book / "data/cases/broken.yaml").write_text("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n", encoding="utf-8")
    assert [fault.where for fault in case_faults()] == [
        "data/cases/broken.yaml, line 2",
        "data/cases/broken.yaml, line 5",
    ]


def test_the_clusters_of_the_book_come_without_additions_unless_asked_for() -> None:
    assert len(load_clusters()) == 40
    assert len(load_clusters(cases=True)) == 40 + len(case_files())
    assert load_clusters(cases=True).dtypes.equals(load_clusters().dtypes)


def test_every_cluster_lies_in_its_country_on_the_map() -> None:
    from matplotlib.path import Path as Outline

    rings = load_resource("outline_latin_america").groupby(["country_id", "ring"])
    shapes = {key: Outline(ring[["longitude", "latitude"]].to_numpy()) for key, ring in rings}
    places = load_places()
    for key, place in places[places["country_id"].isin([country for country, _ in shapes])].iterrows():
        point = (place["longitude"], place["latitude"])
        inside = [
            shape.contains_point(point, radius=sign * 0.25)
            for (country, _), shape in shapes.items()
            if country == place["country_id"]
            for sign in (1, -1)
        ]
        assert any(inside), key


def test_each_component_of_the_rules_has_its_line_in_the_codebook() -> None:
    codebook = load_resource("codebook")
    written = pd.MultiIndex.from_frame(codebook[["dimension", "component"]])
    assert all((dimension, name) in written for dimension, names in COMPONENTS.items() for name in names)


def test_every_line_of_a_fair_trade_code_is_a_line_of_the_article() -> None:
    codes = load_case_codes()
    codes = codes[codes["cluster_id"].isin(["lago_do_junco_babassu", "simplicio_mendes_honey"])]
    lines = [int(line) for joined in codes["source_line"] if joined for line in joined.split(";")]
    assert min(lines) >= 15 and max(lines) <= 152
