"""The check of the whole data package: every file, every added cluster, every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from clusterbook.data.assemble import assembly_faults
from clusterbook.data.cases import case_faults, read_cases
from clusterbook.data.cell_references import cell_reference_faults
from clusterbook.data.outlines import map_faults
from clusterbook.data.package import describe_resources, resource_names, unexpected_files
from clusterbook.data.reading import load_resource, read_strings
from clusterbook.data.sections import section_faults
from clusterbook.data.validation import faults_of
from clusterbook.errors import ClusterbookError, Fault, FaultsError

COUNTRIES = "countries"
CASES_REFER_TO = ("data/countries.csv", "data/published/table_10_02.csv")


def check_data(names: Iterable[str] | None = None) -> None:
    """Check the whole package, or only the named resources.

    Raises
    ------
    FaultsError
        All faults at once: file, row, column, found, allowed, what to do.
    """
    if names is None:
        faults = [fault for name in resource_names() for fault in faults_of(name)]
        faults += unexpected_files() + assembly_faults()
        faults += _added_cluster_faults(faults)
        faults += (
            [] if faults else chain(cell_reference_faults(), section_faults(), map_faults(), unused_country_faults())
        )
    else:
        faults = [fault for name in names for fault in faults_of(name)]
    if faults:
        raise FaultsError(faults)


def data_faults() -> list[str]:
    """Faults of the whole package, one line each."""
    try:
        check_data()
    except ClusterbookError as error:
        return str(error).splitlines()
    return []


def _added_cluster_faults(found: list[Fault]) -> list[Fault]:
    """Faults of ``data/cases``; while the lists they are checked against are faulty themselves, none."""
    return [] if any(fault.where.startswith(CASES_REFER_TO) for fault in found) else case_faults()


def unused_country_faults() -> Iterator[Fault]:
    """Countries that no other file names: a slip in their code, or what was left when a cluster went."""
    used = {case.country_id for case in read_cases().values()}
    for described in describe_resources():
        for key in described["schema"].get("foreignKeys", []):
            if key["reference"]["resource"] == COUNTRIES:
                used |= set(read_strings(described)[key["fields"][0]])
    for number, country in enumerate(load_resource(COUNTRIES)["country_id"], start=2):
        if country not in used:
            where = f"data/{COUNTRIES}.csv, row {number}, column country_id"
            yield Fault(where, country, "expected a country that another file names", "Correct the code or remove it.")
