"""The check of the whole data package: every file, every added cluster, every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from clusterbook.data.assemble import assembly_faults
from clusterbook.data.book import Book, load_book
from clusterbook.data.cases import case_faults
from clusterbook.data.cell_references import cell_reference_faults
from clusterbook.data.outlines import map_faults
from clusterbook.data.package import resource_names, unexpected_files
from clusterbook.data.sections import section_faults
from clusterbook.data.validation import faults_of, known_keys
from clusterbook.errors import ClusterbookError, Fault, FaultsError

COUNTRIES = "countries"
CASES_REFER_TO = ("data/countries.csv", "data/published/table_10_02.csv")


def check_data(names: Iterable[str] | None = None, *, book: Book | None = None) -> None:
    """Check the whole package, or only the named resources.

    Parameters
    ----------
    names : iterable of str, optional
        The resources; all, and what they have to do with each other, for none.
    book : Book, optional
        What keeps the files that are read once each is in order; for none it is thrown away.

    Raises
    ------
    FaultsError
        All faults at once: file, row, column, found, allowed, what to do.
    """
    if names is None:
        known = cache(known_keys)
        faults = [fault for name in resource_names() for fault in faults_of(name, known)]
        faults += unexpected_files() + assembly_faults()
        faults += _added_cluster_faults(faults)
        faults += [] if faults else joint_faults(book or load_book())
    else:
        faults = [fault for name in names for fault in faults_of(name)]
    if faults:
        raise FaultsError(faults)


def joint_faults(book: Book) -> Iterator[Fault]:
    """What files say against each other; asked only while each is in order."""
    return chain(cell_reference_faults(book), section_faults(book), map_faults(book), unused_country_faults(book))


def data_faults(book: Book) -> list[str]:
    """Faults of the whole package, one line each; the book keeps the files that are read once each is in order."""
    try:
        check_data(book=book)
    except ClusterbookError as error:
        return str(error).splitlines()
    return []


def _added_cluster_faults(found: list[Fault]) -> list[Fault]:
    """Faults of ``data/cases``; while the lists they are checked against are faulty themselves, none."""
    return [] if any(fault.where.startswith(CASES_REFER_TO) for fault in found) else case_faults()


def unused_country_faults(book: Book) -> Iterator[Fault]:
    """Countries that no other file names: a slip in their code, or what was left when a cluster went."""
    used = {case.country_id for case in book.case_readings[0].values()}
    for described in map(book.describe, resource_names()):
        for key in described["schema"].get("foreignKeys", []):
            if key["reference"]["resource"] == COUNTRIES:
                used |= set(book.strings(described["name"])[key["fields"][0]])
    for number, country in enumerate(book.resource(COUNTRIES)["country_id"], start=2):
        if country not in used:
            where = f"data/{COUNTRIES}.csv, row {number}, column country_id"
            yield Fault(where, country, "expected a country that another file names", "Correct the code or remove it.")
