"""The specification curve: every distinct analysis of a relation once, and all of them tested together."""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.accounting import Standing, judge, words_of
from clusterbook.chapters.ch10_cross_case.authors import Word
from clusterbook.chapters.ch10_cross_case.choices import Exposure, MissingPolicy, Relation, Settings
from clusterbook.chapters.ch10_cross_case.relabelled import causes_of, rated, relabelings, statistics
from clusterbook.chapters.ch10_cross_case.robustness.readings import AS_RESTORED, Reading, apply_reading
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.stats import Alternative, JointCount, Layout, Measure, association_of_layouts, count_significant
from clusterbook.vocabulary import Sector, Upgrading

TESTS = (Measure.TAU_B, Measure.SPEARMAN, Measure.PEARSON)  # Somers' D and gamma share tau-b's test
SEPARATOR = " + "
COLUMNS = [
    "relation",
    "outcome",
    "sectors",
    "measure",
    "na_policy",
    "exposure",
    "reading",
    "digest",
    "n",
    "coefficient",
    "exact_p",
]
JOINT_DRAWS = 2_000  # the standard error of a share is at most 0.011
SIDES = {
    Word.POSITIVE: Alternative.GREATER,
    Word.OFTEN_NEGATIVE: Alternative.LESS,
    Word.NEUTRAL_OR_NEGATIVE: Alternative.LESS,
}


@dataclass(frozen=True)
class Axes:
    """What the analyses differ in.

    Attributes
    ----------
    measures : tests, by their coefficients
    na_policies : what to do with missing ratings
    exposures : what counts as a leader (relation ``leaders`` only)
    readings : named readings of damaged cells
    """

    measures: Sequence[Measure] = TESTS
    na_policies: Sequence[MissingPolicy] = tuple(MissingPolicy)
    exposures: Sequence[Exposure] = tuple(Exposure)
    readings: Mapping[str, Reading] = field(default_factory=lambda: {AS_RESTORED: {}})


@dataclass(frozen=True, eq=False)
class Analysis:
    """One distinct analysis: data, and the test that they are put to.

    Attributes
    ----------
    study : Study
        With the sectors compared together, one outcome, and the settings of the analysis.
    reading : str
        Name of the reading of the damaged cells.
    frame : DataFrame
        The clusters compared, as the study gives them.
    digest : str
        Of the clusters compared, their strata and both variables: analyses of the same data share it.
    """

    study: Study
    reading: str
    frame: pd.DataFrame
    digest: str

    @cached_property
    def layouts(self) -> list[Layout]:
        """The clusters cross-tabulated."""
        return self.study.layouts(self.frame)

    @property
    def outcome(self) -> Upgrading:
        """The type of upgrading."""
        return self.study.outcomes[0]

    @property
    def sectors(self) -> str:
        """The sectors compared, joined by " + "."""
        return SEPARATOR.join(self.study.sectors)

    def row(self) -> dict[str, object]:
        """What the table of specifications says of it."""
        settings, leaders = self.study.settings, self.study.relation is Relation.LEADERS
        result = association_of_layouts(self.layouts, settings.test)
        exposure = settings.coding.exposure.value if leaders else ""
        choices = settings.test.measure.value, settings.coding.na_policy.value, exposure, self.reading, self.digest
        place = self.study.relation.value, self.outcome.value, self.sectors
        return dict(zip(COLUMNS, (*place, *choices, result.n, result.coefficient, result.exact_p), strict=True))


def analyses(study: Study, axes: Axes = Axes()) -> Iterator[Analysis]:
    """All distinct full-sample analyses of every set of the study's sectors.

    Two combinations of choices that compare the same clusters with the same values by the same test are
    one analysis; so are two that differ in a sector where cause or rating does not vary. Combinations with
    nothing that varies are none.
    """
    seen: set[tuple[str, Upgrading, Measure]] = set()
    subsets = [
        part for size in range(1, len(study.sectors) + 1) for part in itertools.combinations(study.sectors, size)
    ]
    readings = [(name, varied, _by_sector(varied)) for name, varied in _vary(study, axes)]
    for outcome, sectors, (reading, varied, frames) in itertools.product(study.outcomes, subsets, readings):
        part = replace(varied, sectors=sectors, outcomes=(outcome,))
        frame = pd.concat([frames[outcome, sector] for sector in sectors])
        digest = digest_of(frame)
        for measure in axes.measures if digest else ():
            key = digest, outcome, Measure(measure)
            if key not in seen:
                seen.add(key)
                test = replace(part.settings.test, measure=measure)
                yield Analysis(replace(part, settings=replace(part.settings, test=test)), reading, frame, digest)


def _by_sector(study: Study) -> dict[tuple[Upgrading, Sector], pd.DataFrame]:
    """The compared clusters of each outcome and sector, made once for all sets of sectors."""
    return {(outcome, sector): frame for sector, outcome, frame in study.cells()}


def _vary(study: Study, axes: Axes) -> Iterator[tuple[str, Study]]:
    """The study under every reading, missing-data policy and exposure."""
    leaders = study.relation is Relation.LEADERS
    exposures = axes.exposures if leaders else (study.settings.coding.exposure,)
    for reading, policy, exposure in itertools.product(axes.readings, axes.na_policies, exposures):
        coding = replace(study.settings.coding, na_policy=policy, exposure=exposure)
        read = apply_reading(study.clusters, axes.readings[reading])
        yield reading, replace(study, clusters=read, settings=replace(study.settings, coding=coding))


def digest_of(frame: pd.DataFrame) -> str:
    """A short digest of the compared clusters in strata where both variables vary; empty where none does."""
    parts = [part for _, part in frame.groupby("stratum") if part["x"].nunique() > 1 and part["y"].nunique() > 1]
    if not parts:
        return ""
    lines = pd.concat(parts)[["stratum", "x", "y"]].sort_index().to_csv()
    return hashlib.sha256(lines.encode()).hexdigest()[:12]


def specification_table(found: Sequence[Analysis]) -> pd.DataFrame:
    """One row per analysis: its choices, data digest, n, coefficient and exact p."""
    return pd.DataFrame([analysis.row() for analysis in found], columns=COLUMNS)


def specification_support(
    found: Sequence[Analysis], table_10_03: pd.DataFrame, *, alphas: Sequence[float] = (0.05, 0.10, 0.20)
) -> pd.DataFrame:
    """How many analyses support each of the authors' verdicts, and what chance gives.

    A level is a reading of the same analysis, not a further one, so each level has its own column.

    Parameters
    ----------
    found : sequence of Analysis
        Those of one sector each have a verdict of the authors.
    table_10_03 : DataFrame
        As the book's table 10.3.
    alphas : sequence of float
        Levels, 0 to 1.

    Returns
    -------
    DataFrame
        One row per sector, relation and outcome: authors_verdict, analyses, supported_at_A for each level A,
        opposed (at the study's own level), then significant (on the stated side, or on either for ``neutral``)
        at that level and joint_p, the share of relabelings with at least as many.
    """
    printed_words, rows = words_of(table_10_03), []
    for key, group in _by_cell(found).items():
        word = printed_words.get(key)
        if word is None or word is Word.NONE:
            continue
        levels = sorted({*alphas, *(one.study.settings.test.alpha for one in group)})
        standings = {alpha: [_standing(word, one, alpha=alpha) for one in group] for alpha in levels}
        own = [standings[one.study.settings.test.alpha][place] for place, one in enumerate(group)]
        joint = joint_count(group, side=SIDES.get(word, Alternative.TWO_SIDED))
        shown = {f"supported_at_{alpha:g}": standings[alpha].count(Standing.SUPPORTED) for alpha in alphas}
        place = dict(zip(("sector", "relation", "outcome"), key, strict=True))
        counts = {"analyses": len(group), **shown, "opposed": own.count(Standing.OPPOSED)}
        rows.append(
            place | {"authors_verdict": word.value, **counts} | {"significant": joint.significant, "joint_p": joint.p}
        )
    return pd.DataFrame(rows)


def _by_cell(found: Sequence[Analysis]) -> dict[tuple[str, str, str], list[Analysis]]:
    """The analyses of single sectors by sector, relation and outcome."""
    cells: dict[tuple[str, str, str], list[Analysis]] = {}
    for one in found:
        if len(one.study.sectors) == 1:
            cells.setdefault((one.sectors, one.study.relation.value, one.outcome.value), []).append(one)
    return cells


def _standing(word: Word, one: Analysis, *, alpha: float) -> Standing:
    """How the authors' word stands to one analysis at a level."""
    settings: Settings = one.study.settings
    at_level = replace(settings, test=replace(settings.test, alpha=alpha))
    return judge(word, one.layouts, at_level).standing


def joint_count(
    found: Sequence[Analysis], *, side: Alternative = Alternative.TWO_SIDED, draws: int = JOINT_DRAWS
) -> JointCount:
    """How many analyses are significant at their level, and how often relabelled clusters give as many.

    Under every relabeling all analyses see the same exchange of causes between clusters of a sector, so that
    their dependence on each other is kept.

    Parameters
    ----------
    found : sequence of Analysis
        Of the same clusters.
    side : Alternative
        What counts as extreme.
    draws : int
        Random relabelings.
    """
    if not found:
        return JointCount(0, 0, math.nan)
    every = tuple(sector for sector in Sector if any(sector in one.study.sectors for one in found))
    members, orders = relabelings(replace(found[0].study, sectors=every), draws)
    columns, shared = [], {}
    for one in found:  # tests of the same data share them
        data = one.reading, one.study.settings.coding, one.study.sectors, one.outcome
        if data not in shared:
            frame, causes = rated(one.study, one.outcome), causes_of(one.study).reindex(members).to_numpy()
            shared[data] = causes[orders[:, members.get_indexer(frame.index)]], frame
        columns.append(statistics(*shared[data], measure=one.study.settings.test.measure))
    return count_significant(np.column_stack(columns), found[0].study.settings.test.alpha, alternative=side)
