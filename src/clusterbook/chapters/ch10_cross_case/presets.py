"""Three named sets of assumptions behind the verdicts, and how the verdicts stand under each."""

from __future__ import annotations

import itertools
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

import pandas as pd

from bookbuilder.results.recorder import Results
from clusterbook.chapters.ch10_cross_case.accounting import judgments
from clusterbook.chapters.ch10_cross_case.choices import Coding, Exposure, Relation, Settings, Strata, VerdictRule
from clusterbook.chapters.ch10_cross_case.page import counted
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.stats import TestSettings, TwoSided
from clusterbook.vocabulary import parse_choice

Choice = TypeVar("Choice")


class Preset(StrEnum):
    """A named set of assumptions."""

    BOOK = "book"
    """What this book reports."""
    CAUTIOUS = "cautious"
    """More is asked of the ratings: a level of one in twenty, a narrower negligible range, one country at a time."""
    GENEROUS = "generous"
    """Less is asked of them: a level of one in five, a wider negligible range, any global chain as a leader's."""

    @property
    def label(self) -> str:
        """Name for readers."""
        return PRESET_LABELS[self]


PRESET_LABELS = {Preset.BOOK: "As in Chapter 10", Preset.CAUTIOUS: "Cautious", Preset.GENEROUS: "Generous"}
SETTINGS = {
    Preset.BOOK: Settings(),
    Preset.CAUTIOUS: Settings(
        TestSettings(two_sided=TwoSided.DOUBLED, alpha=0.05), VerdictRule(delta=0.1), strata=Strata.SECTOR_AND_COUNTRY
    ),
    Preset.GENEROUS: Settings(
        TestSettings(alpha=0.2), VerdictRule(delta=0.3), Coding(exposure=Exposure.ANY_GLOBAL)
    ),
}  # fmt: skip


def under_preset(settings: Settings, preset: Preset | str = Preset.BOOK) -> Settings:
    """Settings in which every choice left at the book's value takes the preset's; a choice that was changed stands.

    Parameters
    ----------
    settings : Settings
        As a page's single parameters make them.
    preset : Preset or str
        Name of the set.

    Raises
    ------
    FaultsError
        If there is no set of that name.
    """
    chosen = SETTINGS[parse_choice(Preset, preset, where="preset")]
    return _combine(settings, SETTINGS[Preset.BOOK], preset=chosen)


def _combine(given: Choice, default: Choice, *, preset: Choice) -> Choice:
    """The preset's value where the given one is the default, field by field in a dataclass."""
    if is_dataclass(given) and not isinstance(given, type):
        parts = {
            field.name: _combine(
                getattr(given, field.name), getattr(default, field.name), preset=getattr(preset, field.name)
            )
            for field in fields(given)
        }
        return replace(given, **parts)
    return preset if given == default else given


def choices_of(settings: Settings) -> dict[str, Any]:
    """The choices of the explorer among the settings, by the names of the notebooks' parameters."""
    return {
        "association": settings.test.measure.value,
        "exposure": settings.coding.exposure.value,
        "na_policy": settings.coding.na_policy.value,
        "strata": settings.strata.value,
        "two_sided": settings.test.two_sided.value,
        "alpha": settings.test.alpha,
        "delta": settings.rule.delta,
    }


def differing(preset: Preset) -> dict[str, Any]:
    """What a preset assumes otherwise than the book, by parameter."""
    book = choices_of(SETTINGS[Preset.BOOK])
    return {name: value for name, value in choices_of(SETTINGS[preset]).items() if value != book[name]}


def preset_counts(study: Study, table: pd.DataFrame) -> pd.DataFrame:
    """How the authors' verdicts stand under each set of assumptions.

    Parameters
    ----------
    study : Study
        With the settings that a page's single parameters make; its relation does not matter.
    table : DataFrame
        Table 10.3.

    Returns
    -------
    DataFrame
        One row per relation and set: relation, preset, compared, decidable (could have been supported), supported,
        opposed, undecided, undecidable.
    """
    rows = []
    for relation, preset in itertools.product(Relation, Preset):
        chosen = replace(study, relation=relation, settings=under_preset(study.settings, preset))
        rows.append({"relation": relation.value, "preset": preset.value, **counted(judgments(chosen, table))})
    return pd.DataFrame(rows)


def record_presets(results: Results, counts: pd.DataFrame) -> None:
    """Record how many verdicts each set of assumptions could have supported, supports and opposes."""
    for row in counts.to_dict("records"):
        for what in ("decidable", "supported", "opposed"):
            results.record(**{f"{row['preset']}_{row['relation']}_{what}": row[what]})
