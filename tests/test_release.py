"""The book's own release: made twice, checked with Python alone, and its chapters run from its wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tiny_book import REPOSITORY, copied_book

from bookbuilder.book.layout import BookFolders
from bookbuilder.release import verify
from clusterbook.exports import FORMATS

pytestmark = pytest.mark.slow
SETTINGS = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z"}
COMMITTER = {name.replace("AUTHOR", "COMMITTER"): value for name, value in SETTINGS.items()}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> BookFolders:
    """A copy of the book, committed; the release builds it."""
    book = copied_book(tmp_path_factory.mktemp("released") / "book")
    for name in (".gitignore", ".zenodo.json"):  # a copied book has no hidden files
        shutil.copy(REPOSITORY / name, book.root)
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "The book"]):
        subprocess.run(["git", *words], cwd=book.root, env={**os.environ, **SETTINGS, **COMMITTER}, check=True)
    return book


def released(book: BookFolders, folder: Path) -> Path:
    """The archive of the book, written into a folder."""
    settings = {**os.environ, "CLUSTERBOOK_ROOT": str(book.root), "PYTHONPATH": str(book.root / "src")}
    command = [sys.executable, "-m", "clusterbook", "release", str(folder)]
    done = subprocess.run(command, cwd=book.root, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.zip")
    return path


@pytest.fixture(scope="module")
def archive(repository: BookFolders, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book's release."""
    return released(repository, tmp_path_factory.mktemp("archive"))


def test_the_archive_holds_the_book_in_all_its_forms(archive: Path) -> None:
    with zipfile.ZipFile(archive) as bundle:
        names = bundle.namelist()
    folders = {"/".join(name.split("/")[:2]) for name in names}
    assert {f"data/{name}" for name in FORMATS} <= folders
    assert {
        "site/index.html", "notebooks/chapters", "notebooks/exercises", "results/ledger.json", "locks/requirements.txt",
        "locks/requirements-licences.csv", "data/ro-crate-metadata.json", "CITATION.cff", "LICENSE",
    } <= folders  # fmt: skip
    assert [name for name in names if name.startswith("wheel/clusterbook-")]


def test_it_is_in_order(archive: Path) -> None:
    command = [sys.executable, "-I", "-S", "-W", "error", verify.__file__, str(archive)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_same_commit_gives_the_same_bytes(repository: BookFolders, archive: Path, tmp_path: Path) -> None:
    assert released(repository, tmp_path).read_bytes() == archive.read_bytes()


def test_its_package_gives_its_results_in_a_new_environment(archive: Path) -> None:
    done = subprocess.run(
        [sys.executable, verify.__file__, str(archive), "--rerun"], capture_output=True, text=True, check=False
    )
    if "-m pip install --quiet" in done.stderr:
        pytest.skip(f"no package index: {done.stderr}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("named results as they are in the archive") >= 19  # chapters, with Chapter 10's five
