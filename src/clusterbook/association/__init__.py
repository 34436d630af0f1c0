"""Ordinal association in small samples: exact tests, power, verdicts, governance and sectors."""

from clusterbook.association.choices import (
    Alternative,
    Effort,
    Exposure,
    Measure,
    MissingPolicy,
    Relation,
    Settings,
)
from clusterbook.association.exact import Margins, NullDistribution, null_distribution, pooled_distribution
from clusterbook.association.multiplicity import benjamini_hochberg, holm
from clusterbook.association.ordinal import Association, association, layout
from clusterbook.association.pairs import PairCounts, contingency_table, pair_counts
from clusterbook.association.power import power, power_curve

__all__ = [
    "Alternative",
    "Association",
    "Effort",
    "Exposure",
    "Margins",
    "Measure",
    "MissingPolicy",
    "NullDistribution",
    "PairCounts",
    "Relation",
    "Settings",
    "association",
    "benjamini_hochberg",
    "contingency_table",
    "holm",
    "layout",
    "null_distribution",
    "pair_counts",
    "pooled_distribution",
    "power",
    "power_curve",
]
