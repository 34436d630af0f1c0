"""What Chapter 10 records of the lattice of Table 10.1, of sectors, models and configurations."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from statistics import fmean

import pandas as pd

from bookbuilder.results.recorder import Results
from clusterbook.chapters.ch10_cross_case.configurations.analyses import NOT_UPGRADED, SECTOR_AS_CONDITION, UPGRADED
from clusterbook.chapters.ch10_cross_case.configurations.calibration import ReachOfForms
from clusterbook.chapters.ch10_cross_case.governance import ratings_by_sector
from clusterbook.chapters.ch10_cross_case.lattice import (
    cutoff_ranges,
    over_all_alone,
    over_all_jointly,
    rated_clusters,
    without_padding,
)
from clusterbook.chapters.ch10_cross_case.study import ALL_SECTORS, OUTCOMES, RATED, Study
from clusterbook.errors import listed
from clusterbook.stats import is_significant
from clusterbook.vocabulary import Sector


def record_lattice(results: Results, printed: pd.DataFrame, sizes: Mapping[str, int]) -> None:
    """Record over how many clusters the averages of Table 10.1 can run, exact or padded, alone or by the formula."""
    alone = rated_clusters(printed, sizes)
    complex_products = alone[alone["sector"] == Sector.COMPLEX.value].groupby("part")["rated"].unique()
    numbers = {part: listed(sorted(set(rated))) for part, rated in complex_products.items()}
    shortened = without_padding(printed)
    results.record(
        lattice_complex_joint_action=numbers["joint_actions"],
        lattice_complex_external_economies=numbers["external_economies"],
        lattice_alone=len(over_all_alone(printed, sizes)),
        lattice_alone_padded=len(over_all_alone(shortened, sizes)),
        lattice_jointly=len(over_all_jointly(printed, sizes)),
        lattice_jointly_padded=len(over_all_jointly(shortened, sizes)),
    )


def record_cutoffs(results: Results, cutoffs: pd.DataFrame) -> None:
    """Record how many pairs of cut-offs the averages allow, and between which values each cut-off then lies."""
    ranges = cutoff_ranges(cutoffs)
    results.record(cutoffs_tried=len(cutoffs), cutoffs_possible=int(cutoffs["possible"].sum()))
    for name, row in ranges.iterrows():
        degree = str(name).removesuffix("_from")
        results.record(**{f"cutoff_{degree}_{end}": row[end] for end in ("lowest", "highest")})


def record_sectors(results: Results, differences: pd.DataFrame, study: Study) -> None:
    """Record whether sectors differ in the first outcome of the study, and where its mean is lowest."""
    first = study.outcomes[0]
    means = {name: fmean(ratings) for name, ratings in ratings_by_sector(study, first.value).items()}
    lowest = Sector(min(means, key=means.__getitem__)).label.lower() if len(means) > 1 else None
    adjusted = differences.set_index("rating")["holm"].get(first.value)
    results.record(sectors_first_holm=adjusted, sectors_first_lowest=lowest)


def record_stratified(results: Results, chosen: pd.DataFrame, low: pd.DataFrame, *, alpha: float) -> None:
    """Record how many stratified tests reach the level, and the smallest adjusted p at the chosen and a low cut."""
    results.record(
        governance_tests=int(chosen["exact_p"].notna().sum()),
        governance_related=sum(is_significant(p, alpha) for p in chosen["holm"]),
        governance_smallest_holm=chosen["holm"].min(),
        governance_smallest_holm_low_cut=low["holm"].min(),
    )


def record_configurations(results: Results, table: pd.DataFrame, *, graded: pd.DataFrame, outcome: str) -> None:
    """Record the conservative solution of each configurational analysis, what it covers, and the order by chance.

    Parameters
    ----------
    results : Results
        The chapter's results.
    table, graded : DataFrame
        As ``configurations.analysis_table`` gives them, of crisp and of fuzzy sets.
    outcome : str
        The kind of upgrading of whose contradictions the page speaks.
    """
    keys = ["scope", "outcome", "direction", "reach"]
    found = table.set_index(keys).to_dict("index")
    scopes = (ALL_SECTORS, SECTOR_AS_CONDITION, *(sector.value for sector in RATED))
    for scope, kind, reach in itertools.product(scopes, OUTCOMES, ReachOfForms):
        place = f"{scope}_{kind.value}"
        for direction in (UPGRADED, NOT_UPGRADED):
            row = found.get((scope, kind.value, direction, reach.value), {})
            for name in ("solution", "coverage"):
                results.record(**{f"qca_{name}_{place}_{direction}_{reach.value}": row.get(name)})
        row = found.get((scope, kind.value, UPGRADED, reach.value), {})
        results.record(**{f"qca_chance_p_{place}_{reach.value}": row.get("chance_p")})
    with_sector = found.get((SECTOR_AS_CONDITION, outcome, UPGRADED, ReachOfForms.ANY.value), {})
    results.record(
        qca_sector_contradictions=with_sector.get("contradictions"),
        qca_pri_decides=int((graded["pri_decides"] > 0).sum()),
        qca_graded=len(graded),
    )


def record_penalised(results: Results, table: pd.DataFrame, outcome: str) -> None:
    """Record the penalised odds ratio of one kind of upgrading in each sector, with its profile interval."""
    found = table[table["outcome"] == outcome].set_index("scope")
    for sector in RATED:
        row = found.loc[sector.value] if sector.value in found.index else {}
        numbers = {f"{name}_first_{sector.value}": row.get(name) for name in ("odds_ratio", "low", "high")}
        results.record(**{f"penalised_{name}": value for name, value in numbers.items()})
