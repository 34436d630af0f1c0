"""Table 10.1 as a puzzle: which ratings could have produced the printed averages.

A cluster's external economies and joint action are sums of a few components rated 0 to 3 in half
points; its index of collective efficiency is half of each. Totals over clusters therefore lie on a
lattice, and an average printed with two decimals admits few totals and few numbers of rated
clusters. All arithmetic is in exact fractions.

References
----------
Upgrading to Compete, Table 10.1 with its note, and Chapter 1 (the instrument and its note 10).
"""

from clusterbook.chapters.ch10_cross_case.lattice.averages import (
    assumption_grid,
    feasibility,
    index_against_formula,
    joint_readings,
    over_all_alone,
    over_all_jointly,
    rated_clusters,
    sizes_by_sector,
    without_padding,
)
from clusterbook.chapters.ch10_cross_case.lattice.cutoffs import (
    cutoff_ranges,
    cutoffs_allow,
    degrees_by_sector,
    possible_cutoffs,
)
from clusterbook.chapters.ch10_cross_case.lattice.instrument import (
    PARTS,
    Assumptions,
    Printing,
    Reading,
    Scale,
    Unrated,
    reading,
)

__all__ = [
    "PARTS",
    "Assumptions",
    "Printing",
    "Reading",
    "Scale",
    "Unrated",
    "cutoffs_allow",
    "assumption_grid",
    "cutoff_ranges",
    "degrees_by_sector",
    "feasibility",
    "index_against_formula",
    "joint_readings",
    "over_all_alone",
    "over_all_jointly",
    "possible_cutoffs",
    "rated_clusters",
    "reading",
    "sizes_by_sector",
    "without_padding",
]
