"""The grid of all defensible specifications, and how many of them support the authors."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.authors import Agreement, agreement, authors_verdicts
from clusterbook.chapters.ch10_cross_case.choices import Exposure, MissingPolicy, Relation
from clusterbook.chapters.ch10_cross_case.robustness.readings import AS_RESTORED, Reading, apply_reading
from clusterbook.chapters.ch10_cross_case.robustness.stability import NONE_LEFT_OUT
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.stats import Association, Layout, Measure, TestSettings, associated, layout
from clusterbook.stats.choices import RELATIVE_ROUNDING, ROUNDING
from clusterbook.vocabulary import Sector, Upgrading, Verdict

RATED_SECTORS = (Sector.TRADITIONAL, Sector.NATURAL_RESOURCE, Sector.COMPLEX)
SECTOR_SETS = tuple(
    subset for size in (1, 2, 3) for subset in itertools.combinations(RATED_SECTORS, size)
)  # software has no published ratings
TESTS = (Measure.TAU_B, Measure.SPEARMAN, Measure.PEARSON)  # tau-b, Somers' D and gamma share a test
SEPARATOR = " + "
CHOICES = ["relation", "outcome", "sectors", "measure", "na_policy", "exposure", "reading", "left_out"]
COLUMNS = [*CHOICES, "n", "coefficient", "exact_p"]


@dataclass(frozen=True)
class Axes:
    """What the grid varies; each combination is one specification.

    Attributes
    ----------
    measures : coefficients of association
    na_policies : what to do with missing ratings
    exposures : what counts as a leader (relation `leaders` only)
    readings : named readings of damaged cells
    sector_sets : sectors compared together, within sectors
    leave_one_out : whether each cluster is also left out in turn
    deltas, alphas : thresholds of the verdict rule
    """

    measures: Sequence[str] = tuple(Measure)
    na_policies: Sequence[str] = tuple(MissingPolicy)
    exposures: Sequence[str] = tuple(Exposure)
    readings: Mapping[str, Reading] = field(default_factory=lambda: {AS_RESTORED: {}})
    sector_sets: Sequence[Sequence[str]] = SECTOR_SETS
    leave_one_out: bool = True
    deltas: Sequence[float] = (0.10, 0.20, 0.30)
    alphas: Sequence[float] = (0.05, 0.10, 0.20)


def specification_grid(study: Study, axes: Axes = Axes()) -> pd.DataFrame:
    """The verdict under every combination of defensible choices.

    A missing-data policy, exposure or reading that leaves the compared clusters of a set of sectors
    as an earlier one had them is no further specification, nor is one under which cause or rating
    does not vary: both are skipped, so that shares count distinct analyses that can say something.
    Exact distributions are shared between specifications.

    Parameters
    ----------
    study : Study
        What does not vary: clusters, relation, outcomes, and of the settings the alternative, ce_scores
        and effort. Its sectors are not used.
    axes : Axes
        What varies, the sets of sectors among it.

    Returns
    -------
    DataFrame
        One row per specification: relation, outcome, sectors (joined by " + "), measure, na_policy,
        exposure, reading, left_out, n, coefficient, exact_p, delta, alpha, verdict.
    """
    whole, rows = replace(study, sectors=tuple(Sector)), []
    for outcome in whole.outcomes:
        seen: set[object] = set()
        for choice, frame in _frames(whole, outcome, axes=axes):
            strata = {str(sector): part for sector, part in frame.groupby("sector")}
            data = {sector: _data(part) for sector, part in strata.items() if _varies(part)}
            sector_sets = [chosen for chosen in axes.sector_sets if _is_new(chosen, data, seen=seen)]
            common = {"relation": whole.relation.value, "outcome": outcome.value, **choice}
            found = _associations(strata, sector_sets, axes=axes, test=whole.settings.test)
            rows += [common | row for row in found]
    return _judged(pd.DataFrame(rows, columns=COLUMNS), axes)


def _frames(study: Study, outcome: Upgrading, *, axes: Axes) -> Iterator[tuple[dict[str, str], pd.DataFrame]]:
    """The compared clusters under each reading, missing-data policy and exposure."""
    leaders = study.relation is Relation.LEADERS
    exposures = axes.exposures if leaders else (study.settings.coding.exposure,)
    for reading, policy, exposure in itertools.product(axes.readings, axes.na_policies, exposures):
        read = apply_reading(study.clusters, axes.readings[reading])
        coding = replace(study.settings.coding, na_policy=MissingPolicy(policy), exposure=Exposure(exposure))
        varied = replace(study, clusters=read, settings=replace(study.settings, coding=coding))
        kind = str(exposure) if leaders else ""
        yield {"na_policy": str(policy), "exposure": kind, "reading": reading}, varied.compared(outcome)


def _varies(part: pd.DataFrame) -> bool:
    """Whether both ratings vary in a sector, so that it has a say."""
    return bool(part["x"].nunique() > 1 and part["y"].nunique() > 1)


def _data(part: pd.DataFrame) -> tuple[object, ...]:
    """What a sector's compared clusters hold, as one hashable value."""
    return tuple(part.index), part["x"].to_numpy().tobytes(), part["y"].to_numpy().tobytes()


def _is_new(sectors: Sequence[str], data: Mapping[str, object], *, seen: set[object]) -> bool:
    """Whether the sectors can be compared, and otherwise than seen so far; notes them as seen."""
    held = tuple((str(sector), data.get(str(sector))) for sector in sectors)
    new = held not in seen and any(part is not None for _, part in held)
    seen.add(held)
    return new


def _associations(
    strata: Mapping[str, pd.DataFrame], sector_sets: Sequence[Sequence[str]], *, axes: Axes, test: TestSettings
) -> Iterator[dict[str, object]]:
    """Every measure in every set of sectors, with all clusters and without each."""
    for kind in TESTS:
        measures = [measure for measure in map(Measure, axes.measures) if _test_of(measure) is kind]
        if not measures or not sector_sets:
            continue
        layouts = {sector: _layouts(part, kind, axes=axes) for sector, part in strata.items()}
        associate = _remembering(replace(test, measure=kind))
        for sectors in sector_sets:
            for left_out, parts in _left_out([layouts.get(str(sector), {}) for sector in sectors]):
                result = associate(parts)
                common = {"sectors": SEPARATOR.join(map(str, sectors)), "left_out": left_out}
                for measure in measures:
                    yield common | _found(result, measure)


def _remembering(settings: TestSettings) -> Callable[[Sequence[Layout]], Association]:
    """The association of strata, computed once for every set of cross-tabulations."""
    known: dict[object, Association] = {}

    def associate(layouts: Sequence[Layout]) -> Association:
        key = tuple((part.table.tobytes(), part.margins, part.row_unit, part.column_unit) for part in layouts)
        if key not in known:
            known[key] = associated(layouts, settings)
        return known[key]

    return associate


def _test_of(measure: Measure) -> Measure:
    """The measure whose test a measure shares."""
    return measure if measure.is_linear else Measure.TAU_B


def _layouts(part: pd.DataFrame, measure: Measure, *, axes: Axes) -> dict[str, Layout]:
    """One sector cross-tabulated: with all its clusters, then without each."""
    names, x, y = list(map(str, part.index)), part["x"].to_numpy(), part["y"].to_numpy()
    layouts, alike = {NONE_LEFT_OUT: layout(x, y, measure=measure)}, {}
    for place, name in enumerate(names if axes.leave_one_out else []):
        ratings = x[place], y[place]
        if ratings not in alike:
            alike[ratings] = layout(np.delete(x, place), np.delete(y, place), measure=measure)
        layouts[name] = alike[ratings]
    return layouts


def _left_out(strata: Sequence[Mapping[str, Layout]]) -> Iterator[tuple[str, list[Layout]]]:
    """The sectors' tables together: all clusters, then each cluster left out of its own sector."""
    strata = [stratum for stratum in strata if stratum]
    whole = [stratum[NONE_LEFT_OUT] for stratum in strata]
    yield NONE_LEFT_OUT, whole
    for place, stratum in enumerate(strata):
        for left_out in [name for name in stratum if name != NONE_LEFT_OUT]:
            yield left_out, [*whole[:place], stratum[left_out], *whole[place + 1 :]]


def _found(result: Association, measure: Measure) -> dict[str, object]:
    """The measure's coefficient beside the p-value of its test."""
    value = result.coefficient if measure.is_linear else result.counts.coefficient(measure)
    return {"measure": str(measure), "n": result.n, "coefficient": value, "exact_p": result.exact_p}


def _judged(table: pd.DataFrame, axes: Axes) -> pd.DataFrame:
    """Every association at every pair of thresholds, with its verdict."""
    pairs = pd.DataFrame(list(itertools.product(axes.deltas, axes.alphas)), columns=["delta", "alpha"])
    table = table.merge(pairs, how="cross")
    return table.assign(verdict=_verdicts(table))


def _verdicts(table: pd.DataFrame) -> np.ndarray:
    """The verdict rule, row by row at once (``verdicts.verdict`` is the definition)."""
    numbers = table[["coefficient", "exact_p", "delta", "alpha"]].to_numpy(dtype=float).T
    value, p_value, delta, alpha = numbers
    positive, significant = value > 0, p_value <= alpha * (1 + RELATIVE_ROUNDING)
    conditions = [
        np.isnan(value) | np.isnan(p_value),
        (np.abs(value) < delta - ROUNDING) | (np.abs(value) < ROUNDING),
        significant & positive,
        significant,
        positive,
    ]
    names = [Verdict.UNDEFINED, Verdict.NEUTRAL, Verdict.POSITIVE, Verdict.NEGATIVE, Verdict.INCONCLUSIVE_POSITIVE]
    return np.select(conditions, [name.value for name in names], Verdict.INCONCLUSIVE_NEGATIVE.value)


def specification_support(grid: pd.DataFrame, table_10_03: pd.DataFrame) -> pd.DataFrame:
    """How many specifications support each of the authors' verdicts.

    Parameters
    ----------
    grid : DataFrame of `specification_grid`; only sets of one sector have an authors' verdict
    table_10_03 : DataFrame, as `load_table("10.3")` gives it

    Returns
    -------
    DataFrame
        One row a sector, relation and outcome: authors_verdict, specifications, and the share (0 to
        1) of them that agrees, cannot tell, differs, points the other way or is not testable.
    """
    keys = ["sector", "relation", "outcome"]
    joined = grid.rename(columns={"sectors": "sector"}).merge(authors_verdicts(table_10_03), on=keys)
    pairs = joined[["authors_verdict", "verdict"]].drop_duplicates()
    pairs["agreement"] = [agreement(said, found).value for said, found in pairs.itertuples(index=False)]
    joined = joined.merge(pairs, on=["authors_verdict", "verdict"])
    counts = joined.groupby([*keys, "authors_verdict"], sort=False)["agreement"].value_counts().unstack(fill_value=0)
    counts = counts.reindex(columns=[kind.value for kind in Agreement], fill_value=0)
    shares = counts.div(counts.sum(axis=1), axis=0)
    shares.insert(0, "specifications", counts.sum(axis=1))
    return shares.rename_axis(columns=None).reset_index()


def verdict_shares(grid: pd.DataFrame, by: Sequence[str] = ("relation", "outcome", "sectors")) -> pd.DataFrame:
    """Share of specifications with each verdict, 0 to 1, for every value of the columns `by`."""
    counts = grid.groupby(list(by), sort=False)["verdict"].value_counts().unstack(fill_value=0)
    counts = counts.reindex(columns=[verdict.value for verdict in Verdict], fill_value=0)
    shares = counts.div(counts.sum(axis=1), axis=0)
    shares.insert(0, "specifications", counts.sum(axis=1))
    return shares.rename_axis(columns=None).reset_index()
