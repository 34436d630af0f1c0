"""The works of ``references.bib``, and who names one that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pybtex.database import Entry, parse_file
from pybtex.exceptions import PybtexError

from clusterbook.data.assemble import HEAD, package_head
from clusterbook.data.book import Book
from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.paths import book_root, data_folder

FILE = "references.bib"


@cache
def references() -> dict[str, Entry]:
    """The entries of ``references.bib`` by key.

    Raises
    ------
    FaultsError
        If the file is missing, or no BibTeX in UTF-8.
    """
    try:
        return dict(parse_file(str(book_root() / FILE), encoding="utf-8").entries.items())
    except (PybtexError, UnicodeDecodeError, OSError) as error:
        raise FaultsError([Fault(FILE, str(error), "expected BibTeX in UTF-8", "Restore it.")]) from None


def reference_faults(named: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """Keys that are none of ``references.bib``, or the fault of that file.

    Parameters
    ----------
    named : mapping of str to sequence of str
        Keys by the place that names them.
    """
    try:
        known = references()
    except FaultsError as error:
        yield from error.faults
        return
    for place, keys in named.items():
        if lost := [key for key in keys if key not in known]:
            yield Fault(place, listed(lost), f"expected keys of {FILE}", "Add the work there, or correct the key.")


def source_keys(head: Mapping[str, Any]) -> list[str]:
    """Keys of the works that the package was taken from, as its head names them."""
    return [source["reference"] for source in head["sources"] if "reference" in source]


def works_named(book: Book) -> dict[str, list[str]]:
    """Keys of works by the file and the field that name them: the data package, if there is one, and added clusters."""
    package = {f"data/{HEAD}, sources": source_keys(package_head())} if (data_folder() / HEAD).is_file() else {}
    return package | {f"data/cases, {case}, sources": list(keys) for case, keys in book.case_sources.items()}
