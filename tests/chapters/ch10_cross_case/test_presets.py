"""Named sets of assumptions: unchanged choices follow the set, changed ones stand; the explorer's address says both."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from whole_book import BOOK

from clusterbook.chapters.ch10_cross_case.choices import Coding, Exposure, MissingPolicy, Settings, Strata, VerdictRule
from clusterbook.chapters.ch10_cross_case.explorer_link import show_explorer
from clusterbook.chapters.ch10_cross_case.page import Sample, study_of
from clusterbook.chapters.ch10_cross_case.presets import SETTINGS, Preset, differing, preset_counts, under_preset
from clusterbook.errors import FaultsError
from clusterbook.stats import TestSettings, TwoSided
from clusterbook.vocabulary import Sector, Upgrading


def test_the_book_s_set_is_the_defaults_and_changes_nothing() -> None:
    own = Settings(TestSettings(alpha=0.03), strata=Strata.SECTOR_AND_COUNTRY)
    assert SETTINGS[Preset.BOOK] == Settings()
    assert under_preset(own, Preset.BOOK) == own


@pytest.mark.parametrize("preset", Preset)
def test_choices_left_alone_are_those_of_the_set(preset: Preset) -> None:
    assert under_preset(Settings(), preset) == SETTINGS[preset]


def test_a_changed_choice_stands_and_the_others_follow_the_set() -> None:
    own = Settings(TestSettings(alpha=0.02, power_draws=40), coding=Coding(na_policy=MissingPolicy.ZERO))
    found = under_preset(own, "cautious")
    assert (found.test.alpha, found.test.power_draws, found.coding.na_policy) == (0.02, 40, MissingPolicy.ZERO)
    assert (found.rule.delta, found.strata, found.test.two_sided) == (0.1, Strata.SECTOR_AND_COUNTRY, TwoSided.DOUBLED)


def test_caution_asks_for_more_than_the_book_and_generosity_for_less() -> None:
    levels = {preset: (SETTINGS[preset].test.alpha, SETTINGS[preset].rule.delta) for preset in Preset}
    assert levels[Preset.CAUTIOUS] < levels[Preset.BOOK] < levels[Preset.GENEROUS]
    assert differing(Preset.BOOK) == {}
    assert differing(Preset.GENEROUS) == {"exposure": Exposure.ANY_GLOBAL, "alpha": 0.2, "delta": 0.3}


def test_an_unknown_set_is_named_with_those_there_are() -> None:
    with pytest.raises(FaultsError, match="cautious"):
        under_preset(Settings(), "bold")


def test_counts_have_a_row_per_relation_and_set_and_fewer_hold_under_caution() -> None:
    quick = Settings(TestSettings(power_draws=20))
    sample = Sample((Sector.TRADITIONAL,), (Upgrading.PRODUCT,))
    counts = preset_counts(study_of(BOOK, sample, settings=quick), BOOK.table("10.3"))
    assert list(zip(counts["relation"], counts["preset"], strict=True))[:3] == [
        ("collective_efficiency", preset.value) for preset in Preset
    ]
    supported = counts.set_index(["relation", "preset"])["supported"]
    assert supported["collective_efficiency", "book"] == supported["collective_efficiency", "generous"] == 1
    assert supported["collective_efficiency", "cautious"] == 0


@pytest.mark.parametrize(
    ("settings", "sample", "weight", "address"),
    [
        (Settings(), Sample(), 0.5, "explorer.html"),
        (Settings(rule=VerdictRule(0.3)), Sample(), 0.5, "explorer.html#delta=0.3"),
        (Settings(), Sample(include_cases=True), 0.25, "explorer.html#include_cases=true&ce_weight=0.25"),
        (
            Settings(),
            Sample((Sector.TRADITIONAL, Sector.COMPLEX), (Upgrading.PRODUCT,)),
            0.5,
            "explorer.html#sectors=traditional_manufacturing,complex_products&outcomes=product",
        ),
    ],
)
def test_the_explorer_s_address_holds_what_differs_from_the_book(
    settings: Settings, sample: Sample, weight: float, address: str
) -> None:
    link = show_explorer(settings, sample, ce_weight=weight)
    assert link.address == address
    assert f'href="{address.replace("&", "&amp;")}"' in link._repr_html_()


def test_every_field_of_the_settings_is_merged() -> None:
    for field in dataclasses.fields(Settings):
        changed: Any = getattr(SETTINGS[Preset.CAUTIOUS], field.name)
        own = dataclasses.replace(Settings(), **{field.name: changed})
        assert getattr(under_preset(own, Preset.BOOK), field.name) == changed
