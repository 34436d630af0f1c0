"""How each verdict of Table 10.3 stands to the data: supported, opposed, undecided, or never decidable.

One rule for all of the authors' words. A stated direction is supported by an exact one-sided test on that
side. That nothing is there is supported only by an equivalence test, and that there is nothing or less by the
one of its two halves that rules out a positive association; where no ratings with these margins could reach
``delta``, neither says anything. What the smallest p that the margins allow could
not have supported is undecidable, unless the data speak against it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.authors import Word, authors_verdicts
from clusterbook.chapters.ch10_cross_case.choices import Settings
from clusterbook.chapters.ch10_cross_case.relabelled import westfall_young_of_cells
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.verdicts import verdict_table
from clusterbook.stats import (
    Alternative,
    Association,
    Equivalence,
    Layout,
    Measure,
    TestSettings,
    association_interval,
    association_of_layouts,
    equivalence,
    is_significant,
)

LARGEST_LEVEL = 0.5  # of an equivalence test: above it the interval would be turned inside out


class Standing(StrEnum):
    """How a verdict of the authors stands to the data."""

    SUPPORTED = "supported"
    """The exact test on the side that they state is significant."""
    OPPOSED = "opposed"
    """The test on the other side is, or an effect that they state is shown to be negligible."""
    UNDECIDED_POSITIVE = "undecided (+)"
    """Neither; the association is positive."""
    UNDECIDED_ZERO = "undecided (0)"
    """Neither; it is zero."""
    UNDECIDED_NEGATIVE = "undecided (-)"
    """Neither; it is negative."""
    UNDECIDABLE = "undecidable"
    """No ratings with these margins could have supported it, and those found do not oppose it."""
    NOTHING_ASSERTED = "nothing asserted"
    """Table 10.3 has no verdict here."""
    NO_DATA = "no data"
    """No ratings were published."""

    @property
    def printed(self) -> str:
        """As figures and tables print it, with a true minus sign."""
        return self.value.replace("(-)", "(−)")

    @property
    def is_undecided(self) -> bool:
        """Whether it could have been decided and was not, whatever the sign."""
        return self in (Standing.UNDECIDED_POSITIVE, Standing.UNDECIDED_ZERO, Standing.UNDECIDED_NEGATIVE)

    @property
    def is_counted(self) -> bool:
        """Whether there is a verdict and there are data."""
        return self not in (Standing.NOTHING_ASSERTED, Standing.NO_DATA)


@dataclass(frozen=True)
class Judgment:
    """A standing and the numbers that decide it; NaN where undefined.

    Attributes
    ----------
    standing : Standing
        The outcome.
    side_p : float
        Exact p of the test that could support the authors.
    side_attainable_p : float
        The smallest that these margins allow.
    interval_low, interval_high : float
        Exact interval of the coefficient at level 1 - 2 alpha (of tau-b where the measure is gamma).
    equivalence_p : float
        P of the test that the coefficient lies within -delta to delta.
    could_be_supported : bool
        Whether the smallest attainable p reaches the level: before the ratings were known, a verdict was possible.
    """

    standing: Standing
    side_p: float
    side_attainable_p: float
    interval_low: float
    interval_high: float
    equivalence_p: float
    could_be_supported: bool


def judge(word: Word | None, layouts: Sequence[Layout], settings: Settings) -> Judgment:
    """How what the authors said of some clusters stands to their ratings.

    Parameters
    ----------
    word : Word or None
        The word of Table 10.3; None where it has none.
    layouts : sequence of Layout
        The clusters cross-tabulated, stratum by stratum.
    settings : Settings
        ``test`` (level, measure) and ``rule`` (delta) are used.
    """
    tests = {side: association_of_layouts(layouts, replace(settings.test, alternative=side)) for side in Alternative}
    near = _telling(equivalence_of(layouts, settings), layouts, settings=settings)
    side_p, attainable = _supporting(word, tests, near=near)
    standing = _standing(word, tests, near=near, settings=settings)
    ends = near.interval.low, near.interval.high
    return Judgment(standing, side_p, attainable, *ends, near.p, is_significant(attainable, settings.test.alpha))


def equivalence_of(layouts: Sequence[Layout], settings: Settings) -> Equivalence:
    """The test that an association is negligible; for gamma that of tau-b, whose denominator the margins fix."""
    level = min(settings.test.alpha, LARGEST_LEVEL)
    return equivalence(layouts, settings.rule.delta, alpha=level, settings=_with_interval(settings.test))


def _with_interval(test: TestSettings) -> TestSettings:
    """The test with a measure that has an interval."""
    return replace(test, measure=Measure.TAU_B) if test.measure is Measure.GAMMA else test


def _telling(near: Equivalence, layouts: Sequence[Layout], *, settings: Settings) -> Equivalence:
    """The equivalence test without those p-values that no ratings with these margins could have made large."""
    widest = association_interval(layouts, confidence=1.0, settings=_with_interval(settings.test))
    above = math.nan if widest.high < near.delta else near.p_above
    below = math.nan if widest.low > -near.delta else near.p_below
    if math.isnan(above) or math.isnan(below):
        attainable_above = math.nan if math.isnan(above) else near.attainable_p_above
        near = replace(near, p_below=below, p_above=above, attainable_p=math.nan, attainable_p_above=attainable_above)
    return near


def _supporting(word: Word | None, tests: dict[Alternative, Association], *, near: Equivalence) -> tuple[float, float]:
    """P, and smallest attainable p, of the test that could support what was said."""
    if word is Word.NEUTRAL:
        return near.p, near.attainable_p
    if word is Word.NEUTRAL_OR_NEGATIVE:
        return near.p_above, near.attainable_p_above
    if word in (Word.POSITIVE, Word.OFTEN_NEGATIVE):
        test = tests[Alternative.GREATER if word is Word.POSITIVE else Alternative.LESS]
        return test.exact_p, test.attainable_p
    return math.nan, math.nan


def _opposing(word: Word, tests: dict[Alternative, Association], *, near: Equivalence) -> float:
    """The smallest p of the tests that could oppose what was said."""
    if word is Word.NEUTRAL:
        return tests[Alternative.TWO_SIDED].exact_p
    if word is Word.NEUTRAL_OR_NEGATIVE:
        return tests[Alternative.GREATER].exact_p
    other = Alternative.LESS if word is Word.POSITIVE else Alternative.GREATER
    return float(np.fmin(tests[other].exact_p, near.p))  # NaN tells nothing


def _standing(
    word: Word | None, tests: dict[Alternative, Association], *, near: Equivalence, settings: Settings
) -> Standing:
    """The rule."""
    value, alpha = tests[Alternative.TWO_SIDED].coefficient, settings.test.alpha
    if tests[Alternative.TWO_SIDED].n == 0:
        return Standing.NO_DATA
    if word is None or word is Word.NONE:
        return Standing.NOTHING_ASSERTED
    if math.isnan(value):
        return Standing.UNDECIDABLE
    side_p, attainable = _supporting(word, tests, near=near)
    if is_significant(side_p, alpha):
        return Standing.SUPPORTED
    if is_significant(_opposing(word, tests, near=near), alpha):
        return Standing.OPPOSED
    if not is_significant(attainable, alpha):
        return Standing.UNDECIDABLE
    if value > 0:
        return Standing.UNDECIDED_POSITIVE
    return Standing.UNDECIDED_NEGATIVE if value < 0 else Standing.UNDECIDED_ZERO


def judgments(study: Study, table_10_03: pd.DataFrame) -> pd.DataFrame:
    """What the authors said of each sector and outcome, and how it stands to the data.

    Parameters
    ----------
    study : Study
        Clusters, relation, sectors, outcomes and settings.
    table_10_03 : DataFrame
        As the book's table 10.3.

    Returns
    -------
    DataFrame
        One row per sector and outcome: authors_verdict (missing where Table 10.3 has no cell), then those of
        ``Judgment``.
    """
    printed_words = words_of(table_10_03)
    rows = []
    for sector, outcome, frame in study.cells():
        word = printed_words.get((sector.value, study.relation.value, outcome.value))
        judgment = judge(word, study.layouts(frame), study.settings)
        rows.append({"authors_verdict": None if word is None else word.value, **vars(judgment)})
    return pd.DataFrame(rows).assign(standing=[row["standing"].value for row in rows])


def accounted(study: Study, table_10_03: pd.DataFrame) -> pd.DataFrame:
    """The verdict table with what the authors said and how it stands to the data.

    Parameters
    ----------
    study : Study
        Clusters, relation, sectors, outcomes and settings.
    table_10_03 : DataFrame
        As the book's table 10.3.

    Returns
    -------
    DataFrame
        Columns of ``verdict_table`` (its tests two-sided, whatever the settings' direction), of ``judgments``, and
        westfall_young (adjusted over all rows, by Kendall's S in all orders of the causes).
    """
    numbers = judgments(study, table_10_03)
    adjusted = westfall_young_of_cells(study)
    test = replace(study.settings.test, alternative=Alternative.TWO_SIDED)
    both_sides = replace(study, settings=replace(study.settings, test=test))
    return pd.concat([verdict_table(both_sides), numbers], axis=1).assign(westfall_young=adjusted)


def words_of(table_10_03: pd.DataFrame) -> dict[tuple[str, str, str], Word]:
    """The authors' word by sector, relation and outcome."""
    return {
        (row.sector, row.relation, row.outcome): Word(row.authors_verdict)
        for row in authors_verdicts(table_10_03).itertuples()
    }
