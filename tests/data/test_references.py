"""Works are named by keys of ``references.bib``, which is BibTeX; what is not is told in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clusterbook.data.book import Book
from clusterbook.data.references import reference_faults, references, works_named

ENTRY = "@misc{somebody2020place, title = {A place}, year = {2020}}\n"


@pytest.fixture
def bibliography(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A book's file of references, read anew."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    references.cache_clear()
    yield tmp_path / "references.bib"
    references.cache_clear()


def faults(keys: list[str]) -> list[str]:
    return [str(fault) for fault in reference_faults({"data/cases, somewhere, sources": keys})]


def test_the_works_that_the_data_name_are_there(book: Book) -> None:
    named = works_named(book)
    assert len(named) > 1 and all(named.values())
    assert list(reference_faults(named)) == []


def test_an_unknown_key_is_told_with_who_names_it(bibliography: Path) -> None:
    bibliography.write_text(ENTRY, encoding="utf-8")
    assert faults(["somebody2020place"]) == []
    (fault,) = faults(["somebody2020place", "nobody2021place"])
    assert fault.startswith("data/cases, somewhere, sources: found nobody2021place; expected keys of references.bib")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (ENTRY[:40].encode(), "syntax error in line 1: premature end of file"),
        (b"\xff" + ENTRY.encode(), "can't decode byte 0xff"),
        (None, "No such file"),
        ((ENTRY + ENTRY).encode(), "repeated bibliography entry: somebody2020place"),
    ],
)
def test_a_file_that_is_no_bibtex_is_told(bibliography: Path, content: bytes | None, found: str) -> None:
    if content is not None:
        bibliography.write_bytes(content)
    (fault,) = faults([])
    assert fault.startswith("references.bib: found ") and found in fault
