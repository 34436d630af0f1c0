"""The explorer's JavaScript gives what Python gives: random assumptions, every cell of Table 10.3, printed numbers."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page
from whole_book import BOOK

from clusterbook.chapters.ch10_cross_case.accounting import Judgment, judge, words_of
from clusterbook.chapters.ch10_cross_case.authors import Word
from clusterbook.chapters.ch10_cross_case.choices import Coding, Relation, Settings, VerdictRule
from clusterbook.chapters.ch10_cross_case.ratings import cause, upgrading
from clusterbook.chapters.ch10_cross_case.study import ALL_SECTORS, Study
from clusterbook.chapters.ch10_cross_case.verdicts import leave_one_out_associations
from clusterbook.display.numbers import value_text
from clusterbook.site.assets import FOLDER, asset_files
from clusterbook.site.explorer import LABELS, SUM, defaults, explorer_files
from clusterbook.stats import Association, TestSettings, association_of_layouts
from clusterbook.vocabulary import Sector, Upgrading

SETTINGS = 320
ENGINE = "explorerVerdicts(explorerAssociations(explorerExact(), EXPLORER_DATA), EXPLORER_DATA)"
FOUND_BY_ROOTS = ("low", "high", "equivalenceP")  # where a search stops decides their last digits
Cell = dict[str, str]
Chosen = dict[str, Any]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page with the explorer's scripts and data."""
    opened = browser.new_page()
    files = {**asset_files(), **explorer_files(BOOK)}
    for name in ("data", "exact", "associations", "verdicts", "words", "state"):
        opened.add_script_tag(content=files[f"explorer/{name}.js"].decode())
    opened.evaluate(f"window.engine = {ENGINE}")
    yield opened
    opened.close()


def random_choices(rng: random.Random) -> tuple[Chosen, Cell]:
    """Assumptions and one cell, all drawn."""
    frame = BOOK.clusters_with(cases=True)
    sectors = [sector.value for sector in rng.sample(list(Sector), rng.randint(1, 4))]
    outcome = rng.choice([*(kind.value for kind in Upgrading), SUM])
    chosen: Chosen = {name: str(rng.choice(list(options))) for name, (_, options) in LABELS.items()}
    chosen |= {
        "sectors": sectors,
        "outcomes": [outcome],
        "alpha": rng.choice([0.01, 0.05, 0.1, 0.2, 0.25, 0.5, round(rng.uniform(0.01, 0.5), 3)]),
        "delta": rng.choice([0.0, 0.1, 0.2, 0.35, 1.0, round(rng.uniform(0, 1), 3)]),
        "include_cases": rng.random() < 0.3,
        "left_out": rng.sample(list(frame.index), rng.choice([0, 0, 1, 3, 8, 20])),
    }
    cell = {"relation": rng.choice([relation.value for relation in Relation]), "outcome": outcome}
    return chosen, cell | {"sector": rng.choice([*sectors, ALL_SECTORS])}


def settings_of(chosen: Chosen) -> Settings:
    """The same assumptions for Python."""
    test = TestSettings(chosen["association"], two_sided=chosen["two_sided"], alpha=chosen["alpha"])
    coding = Coding(chosen["na_policy"], chosen["exposure"])
    return Settings(test, VerdictRule(chosen["delta"]), coding, chosen["strata"])


def in_python(chosen: Chosen, cell: Cell) -> tuple[Judgment, Association]:
    """The cell as Chapter 10's own functions judge it."""
    clusters = BOOK.clusters_with(cases=chosen["include_cases"]).drop(index=chosen["left_out"], errors="ignore")
    settings = settings_of(chosen)
    study = Study(clusters, Relation(cell["relation"]), tuple(chosen["sectors"]), settings=settings)
    members, coding = study.members, settings.coding
    kinds = list(Upgrading) if cell["outcome"] == SUM else [Upgrading(cell["outcome"])]
    y = sum(upgrading(members, kind, na_policy=coding.na_policy) for kind in kinds)
    x = cause(members, study.relation, coding=coding)
    frame = study.stratify(members[["sector"]].assign(x=x, y=y).dropna())
    if cell["sector"] != ALL_SECTORS:
        frame = frame[frame["sector"] == cell["sector"]]
    layouts = study.layouts(frame)
    word = words_of(BOOK.table("10.3")).get((cell["sector"], cell["relation"], cell["outcome"]))
    return judge(word, layouts, settings), association_of_layouts(layouts, settings.test)


def expected(judgment: Judgment, association: Association) -> dict[str, Any]:
    """What JavaScript should say."""
    return {
        "standing": judgment.standing.value,
        "n": association.n,
        "s": association.s if association.defined else math.nan,
        "decidable": judgment.could_be_supported,
        "coefficient": association.coefficient,
        "tauB": association.counts.tau_b,
        "p": association.exact_p,
        "attainable": association.attainable_p,
        "attainableNegative": association.attainable_p_negative,
        "attainablePositive": association.attainable_p_positive,
        "sideP": judgment.side_p,
        "sideAttainable": judgment.side_attainable_p,
        "low": judgment.interval_low,
        "high": judgment.interval_high,
        "equivalenceP": judgment.equivalence_p,
    }


def is_equivalence(found: dict[str, Any], name: str) -> bool:
    """Whether the number rests on the search for a tilt."""
    return name in FOUND_BY_ROOTS or (name.startswith("side") and (found["said"] or "").startswith("neutral"))


def differences(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """Where the two disagree: whole numbers and words exactly, p to 1e-12, ends found by search to 1e-8."""
    unequal = []
    for name, value in wanted.items():
        if isinstance(value, float):
            tolerance = 1e-8 if is_equivalence(found, name) else 1e-12
            equal = np.isclose(found[name], value, rtol=0, atol=tolerance, equal_nan=True)
        else:
            equal = found[name] == value
        if not equal:
            unequal.append(f"{name}: JavaScript {found[name]!r}, Python {value!r}")
    return unequal


def compare(page: Page, drawn: list[tuple[Chosen, Cell]]) -> list[str]:
    """Every disagreement, with the assumptions under which it arises."""
    found = page.evaluate("drawn => drawn.map(([chosen, cell]) => engine.analyseCell(cell, chosen))", drawn)
    return [
        f"{chosen} {cell}: {wrong}"
        for (chosen, cell), answer in zip(drawn, found, strict=True)
        for wrong in differences(answer, expected(*in_python(chosen, cell)))
    ]


def test_javascript_equals_python_under_random_assumptions(page: Page) -> None:
    rng = random.Random(2006)
    assert compare(page, [random_choices(rng) for _ in range(SETTINGS)]) == []


@pytest.mark.parametrize("changed", [{}, {"alpha": 0.05}, {"na_policy": "zero"}, {"strata": "sector_and_country"}])
def test_javascript_equals_python_in_every_cell_of_table_10_3(page: Page, changed: Chosen) -> None:
    words = words_of(BOOK.table("10.3"))
    chosen = {**defaults(), "sectors": [sector.value for sector in Sector], **changed}
    cells = [dict(zip(("sector", "relation", "outcome"), key, strict=True)) for key in words]
    assert len(cells) == 24 and set(words.values()) == set(Word)
    assert compare(page, [(chosen, cell) for cell in cells]) == []


def test_the_whole_grid_has_every_chosen_cell_and_all_sectors_together(page: Page) -> None:
    found = page.evaluate("chosen => engine.analyse(chosen)", defaults())
    keys = {(cell["relation"], cell["sector"], cell["outcome"]) for cell in found}
    assert len(found) == len(keys) == 2 * 4 * 3


def test_leaving_out_each_cluster_equals_python(page: Page) -> None:
    chosen, cell = defaults(), {"relation": "leaders", "sector": "traditional_manufacturing", "outcome": "process"}
    study = Study(BOOK.clusters, Relation.LEADERS, settings=settings_of(chosen))
    frame = study.comparable_clusters(Upgrading.PROCESS)
    without = leave_one_out_associations(study, frame[frame["sector"] == cell["sector"]])
    found = page.evaluate("([chosen, cell]) => engine.leaveOneOut(cell, chosen)", [chosen, cell])
    assert [entry["id"] for entry in found] == list(without)
    for entry in found:
        assert entry["coefficient"] == pytest.approx(without[entry["id"]].coefficient, abs=1e-12)


def test_numbers_are_written_as_in_python(page: Page) -> None:
    rng = random.Random(10)
    ties_and_edges = [0.0625, 0.1875, 0.5, -0.0004, 0.0004, -3e-17, 1234.5678, 1.0005, 0.0, -2.5, 0.4155]
    values = [*ties_and_edges, *(rng.uniform(-2, 2) for _ in range(300))]
    written = page.evaluate("values => values.map((value) => explorerNumber(value, 3))", values)
    assert written == [value_text(value, 3) for value in values]
    assert page.evaluate("[NaN, null].map((value) => explorerNumber(value, 3))") == [value_text(None)] * 2


def test_an_address_says_all_that_is_assumed(page: Page) -> None:
    rng = random.Random(13)
    drawn = [{**defaults(), **random_choices(rng)[0]} for _ in range(100)]
    there_and_back = "chosen => state.fromAddress('#' + state.toAddress(chosen, null)).settings"
    page.evaluate("window.state = explorerState(EXPLORER_DATA)")
    order = page.evaluate("EXPLORER_DATA.clusters.map((cluster) => cluster.id)")
    for chosen in drawn:
        chosen["sectors"] = [sector.value for sector in Sector if sector.value in chosen["sectors"]]
        chosen["left_out"] = [cluster for cluster in order if cluster in chosen["left_out"]]
        assert page.evaluate(there_and_back, chosen) == chosen
    assert page.evaluate("state.toAddress(EXPLORER_DATA.defaults, null)") == ""


def test_the_scripts_are_small_and_every_one_is_strict() -> None:
    scripts = sorted((FOLDER / "explorer").glob("*.js"))
    assert len(scripts) > 5
    for script in scripts:
        text = script.read_text("utf-8")
        assert text.startswith('"use strict";\n') and len(text.splitlines()) < 300, script.name
