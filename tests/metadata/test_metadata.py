"""One record describes the project; every file says the same of it, and names no identifier that is not there."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from frictionless import Package

from clusterbook.commands import package
from clusterbook.commands.release import released_data
from clusterbook.data.book import Book
from clusterbook.data.checksums import FILE
from clusterbook.errors import ClusterbookError
from clusterbook.metadata import Project, load_project, metadata_files
from clusterbook.metadata.citation import citation_text
from clusterbook.metadata.crate import CRATE, media_type
from clusterbook.metadata.release import release_files
from clusterbook.metadata.schema_org import chapter_dataset, package_dataset

ROOT = Path(__file__).parents[2]
LICENCE = (ROOT / "data" / "LICENSE").read_text(encoding="utf-8")
DOI = "10.5281/zenodo.0000000"


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project()


@pytest.fixture(scope="module")
def files(project: Project, book: Book) -> dict[str, bytes]:
    """The archive of a release."""
    return release_files(project, book)


def test_all_descriptions_say_the_same_version_day_words_and_names(project: Project) -> None:
    made = metadata_files(project)
    cff = yaml.safe_load(made["CITATION.cff"])
    zenodo, codemeta = json.loads(made[".zenodo.json"]), json.loads(made["codemeta.json"])
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert {one["version"] for one in (cff, zenodo, codemeta, package)} == {project.version}
    days = [cff["date-released"], zenodo["publication_date"], codemeta["datePublished"], package["created"][:10]]
    assert set(days) == {project.released}
    for keywords in (cff["keywords"], zenodo["keywords"], codemeta["keywords"], package["keywords"]):
        assert keywords == project.keywords
    names = [one["authors"] for one in (cff,)] + [zenodo["creators"], codemeta["author"]]
    assert all([author["name"] for author in entry] == project.authors for entry in names)
    assert [entry["title"] for entry in package["contributors"]] == project.authors


def test_the_works_are_those_of_the_bibliography(project: Project) -> None:
    book_of_2006, article = yaml.safe_load(citation_text(project))["references"]
    assert (book_of_2006["type"], book_of_2006["year"]) == ("book", 2006)
    assert [person["family-names"] for person in book_of_2006["editors"]] == ["Pietrobelli", "Rabellotti"]
    assert article["authors"][1]["given-names"] == "Paulo Jordão"
    assert "year" not in article
    assert ". n.d. " in project.works[1].citation


def test_no_identifier_is_claimed_before_there_is_one(project: Project, files: dict[str, bytes]) -> None:
    texts = [*metadata_files(project).values(), files[CRATE].decode()]
    assert not any("doi" in text.lower().replace("doing", "") for text in texts)


def test_an_identifier_once_registered_stands_where_catalogues_look(project: Project) -> None:
    known = replace(project, head={**project.head, "doi": DOI})
    made = metadata_files(known)
    assert yaml.safe_load(made["CITATION.cff"])["doi"] == DOI
    assert json.loads(made["codemeta.json"])["identifier"] == DOI


def test_the_package_is_valid_by_the_library_of_its_format() -> None:
    descriptor = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert list(Package.metadata_validate(descriptor)) == []
    assert descriptor["id"].startswith("urn:uuid:")
    assert all(source["rights"] for source in descriptor["sources"])


def test_a_package_that_breaks_the_format_is_told(project: Project) -> None:
    assert list(Package.metadata_validate({**project.head, "created": "yesterday", "resources": []}))


def test_the_crate_describes_every_file_of_the_archive(files: dict[str, bytes]) -> None:
    graph = {entity["@id"]: entity for entity in json.loads(files[CRATE])["@graph"]}
    named = {part["@id"] for part in graph["./"]["hasPart"]}
    assert named == set(files) - {CRATE}
    assert all(int(graph[name]["contentSize"]) == len(files[name]) for name in named)
    references = [entry["@id"] for key in ("author", "isBasedOn") for entry in graph["./"][key]]
    assert [one for one in [*references, graph["./"]["license"]["@id"]] if one not in graph] == []
    assert graph["stata/table_10_04.dta"]["description"].startswith("Table 10.4.")


def test_a_release_of_data_whose_made_files_are_of_other_data_is_refused(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "made_files", lambda book: {"CODEBOOK.md": "another", "LICENSE": LICENCE})
    monkeypatch.setattr(package, "root_files", lambda book: {"CITATION.cff": "another"})
    assert package.outdated_files(book) == ["data/CODEBOOK.md", "CITATION.cff"]
    with pytest.raises(ClusterbookError, match="found data/CODEBOOK.md, CITATION.cff made of other data"):
        released_data()


def test_checksums_are_confirmed_by_another_program(files: dict[str, bytes], tmp_path: Path) -> None:
    if not (program := shutil.which("sha256sum")):
        pytest.skip("sha256sum is not installed (Debian: coreutils)")
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    subprocess.run([program, "--quiet", "--check", FILE], cwd=tmp_path, check=True)
    (tmp_path / "csv" / "all_cells.csv").write_bytes(b"table\n")
    assert subprocess.run([program, "--status", "--check", FILE], cwd=tmp_path, check=False).returncode == 1


@pytest.mark.parametrize(("name", "expected"), [("a/b.csv", "text/csv"), ("x.json", "application/json"),
                                                ("LICENSE", "text/plain"), ("c.md", "text/markdown")])  # fmt: skip
def test_a_file_has_the_media_type_of_its_ending(name: str, expected: str) -> None:
    assert media_type(name) == expected


def test_a_chapters_page_describes_its_tables_as_data(project: Project, book: Book) -> None:
    described = chapter_dataset(project, book, 10, root="../")
    assert described is not None
    assert [one["contentUrl"] for one in described["distribution"]] == [
        f"../data/table_10_{number:02d}.csv" for number in range(1, 7)
    ]
    assert chapter_dataset(project, book, 7, root="../") is None


def test_a_description_is_as_long_as_search_engines_for_data_ask(project: Project, book: Book) -> None:
    whole = package_dataset(project, book, downloads=[])
    chapters = [chapter_dataset(project, book, chapter, root="") for chapter in range(1, 12)]
    for one in [whole, *(described for described in chapters if described)]:
        assert 50 <= len(one["description"]) <= 5000
        assert {"name", "description", "license", "creator"} <= set(one)
