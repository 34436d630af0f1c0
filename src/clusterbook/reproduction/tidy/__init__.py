"""The data package in flat files: a row a printed cell, a check, a claim, a cluster, a code of an added cluster.

They are made from the ``Book`` and the chapters' functions and are read by nothing of the book, so that no page
depends on them; ``clusterbook package`` writes them into ``data/``.
"""

from clusterbook.reproduction.tidy.cells import all_cells
from clusterbook.reproduction.tidy.checks import all_checks
from clusterbook.reproduction.tidy.claims import all_claims
from clusterbook.reproduction.tidy.clusters import all_clusters, all_codes

TIDY = {
    "all_cells": all_cells,
    "all_checks": all_checks,
    "all_claims": all_claims,
    "all_clusters": all_clusters,
    "all_codes": all_codes,
}

__all__ = ["TIDY", "all_cells", "all_checks", "all_claims", "all_clusters", "all_codes"]
