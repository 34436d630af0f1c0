"""The check of the whole data package: every file, every added cluster, every fault at once."""

from __future__ import annotations

from collections.abc import Iterable

from clusterbook.data.assemble import assembly_faults
from clusterbook.data.cases import case_faults
from clusterbook.data.cell_references import cell_reference_faults
from clusterbook.data.package import resource_names, unexpected_files
from clusterbook.data.validation import faults_of
from clusterbook.errors import ClusterbookError, Fault, FaultsError

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
        faults += [] if faults else cell_reference_faults()
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
