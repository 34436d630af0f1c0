"""Exact tests and other methods for small samples; no word of the book.

``association`` measures and tests two variables, within strata if there are any; what it may cost and
which test it is stands in ``TestSettings``. A number that is undefined is NaN, never zero.
"""

from clusterbook.stats.choices import Alternative, Effort, Measure, TestSettings, TwoSided, check_range, is_significant
from clusterbook.stats.intervals import AssociationInterval, Equivalence, association_interval, equivalence
from clusterbook.stats.joint import JointCount, count_significant, step_down, westfall_young
from clusterbook.stats.kruskal import KruskalWallis, dunn, kruskal_wallis
from clusterbook.stats.margins import Margins, NullDistribution
from clusterbook.stats.minimisation import Model, Term, minimum_covers, model_label, prime_implicants, shortest_models
from clusterbook.stats.multiplicity import benjamini_hochberg, holm
from clusterbook.stats.ordinal import Association, Layout, association, association_of_layouts, layout
from clusterbook.stats.pairs import PairCounts, contingency_table, pair_counts
from clusterbook.stats.penalised import PenalisedLogit, penalised_logit
from clusterbook.stats.permutation import null_distribution, pooled_distribution
from clusterbook.stats.power import power, power_curve
from clusterbook.stats.separation import Drift, Separation, SeparationCheck, check_separation
from clusterbook.stats.slopes import SlopeDifference, SlopeInterval, slope_difference, slope_interval
from clusterbook.stats.stratified import MantelHaenszel, fisher_by_stratum, fourfold_tables, mantel_haenszel

__all__ = [
    "Alternative",
    "Association",
    "AssociationInterval",
    "Drift",
    "Effort",
    "Equivalence",
    "JointCount",
    "KruskalWallis",
    "Layout",
    "MantelHaenszel",
    "Margins",
    "Measure",
    "Model",
    "NullDistribution",
    "PairCounts",
    "PenalisedLogit",
    "Separation",
    "SeparationCheck",
    "SlopeDifference",
    "SlopeInterval",
    "Term",
    "TestSettings",
    "TwoSided",
    "association_of_layouts",
    "association",
    "association_interval",
    "benjamini_hochberg",
    "check_range",
    "check_separation",
    "contingency_table",
    "count_significant",
    "dunn",
    "equivalence",
    "fisher_by_stratum",
    "fourfold_tables",
    "holm",
    "is_significant",
    "kruskal_wallis",
    "layout",
    "mantel_haenszel",
    "shortest_models",
    "minimum_covers",
    "model_label",
    "null_distribution",
    "pair_counts",
    "penalised_logit",
    "pooled_distribution",
    "power",
    "power_curve",
    "prime_implicants",
    "slope_difference",
    "slope_interval",
    "step_down",
    "westfall_young",
]
