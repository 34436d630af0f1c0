"""Ordinal association in small samples: exact tests, power, verdicts, governance and sectors."""

from clusterbook.chapters.ch10_cross_case.authors import Agreement, agreement, authors_verdicts, beside_authors
from clusterbook.chapters.ch10_cross_case.choices import Exposure, MissingPolicy, Relation, Settings
from clusterbook.chapters.ch10_cross_case.governance import (
    governance_features,
    governance_table,
    mantel_haenszel_table,
    ratings_by_sector,
    sector_comparisons,
    sector_differences,
    slope_differences,
)
from clusterbook.chapters.ch10_cross_case.ratings import (
    cause,
    compared,
    efficiency_scores,
    exposure,
    presence,
    upgrading,
)
from clusterbook.chapters.ch10_cross_case.verdicts import (
    ALL_SECTORS,
    OUTCOMES,
    layouts_of,
    leave_one_out_associations,
    pooled_verdicts,
    sector_association,
    verdict,
    verdict_of,
    verdict_table,
)
from clusterbook.stats.choices import Alternative, Effort, Measure
from clusterbook.stats.kruskal import KruskalWallis, dunn, kruskal_wallis
from clusterbook.stats.multiplicity import benjamini_hochberg, holm
from clusterbook.stats.ordinal import Association, association, layout
from clusterbook.stats.pairs import PairCounts, contingency_table, pair_counts
from clusterbook.stats.permutation import Margins, NullDistribution, null_distribution, pooled_distribution
from clusterbook.stats.power import power, power_curve
from clusterbook.stats.slopes import SlopeDifference, slope_difference
from clusterbook.stats.stratified import MantelHaenszel, mantel_haenszel

__all__ = [
    "ALL_SECTORS",
    "Agreement",
    "Alternative",
    "Association",
    "Effort",
    "Exposure",
    "KruskalWallis",
    "MantelHaenszel",
    "Margins",
    "Measure",
    "MissingPolicy",
    "NullDistribution",
    "OUTCOMES",
    "PairCounts",
    "Relation",
    "Settings",
    "SlopeDifference",
    "agreement",
    "association",
    "authors_verdicts",
    "benjamini_hochberg",
    "beside_authors",
    "cause",
    "compared",
    "contingency_table",
    "dunn",
    "efficiency_scores",
    "exposure",
    "governance_features",
    "governance_table",
    "holm",
    "kruskal_wallis",
    "layout",
    "layouts_of",
    "leave_one_out_associations",
    "mantel_haenszel",
    "mantel_haenszel_table",
    "null_distribution",
    "pair_counts",
    "pooled_distribution",
    "pooled_verdicts",
    "power",
    "power_curve",
    "presence",
    "ratings_by_sector",
    "sector_association",
    "sector_comparisons",
    "sector_differences",
    "slope_difference",
    "slope_differences",
    "upgrading",
    "verdict",
    "verdict_of",
    "verdict_table",
]
