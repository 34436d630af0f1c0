"""The choices that a notebook's parameters cell allows, and its defaults, are those of the code they are handed to."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from whole_book import BOOK

from bookbuilder.book.chapters import Chapter, load_chapters, source_of
from bookbuilder.book.parameters import Parameter, load_parameters
from clusterbook.chapters.atlas.groups import Colouring
from clusterbook.chapters.ch01_framework.measures import Contradictions, EfficiencyForm
from clusterbook.chapters.ch02_dairy.chains import ChainChoice
from clusterbook.chapters.ch02_dairy.measures import CooperativeBase, ParmalatReading
from clusterbook.chapters.ch03_fruit.measures import ApplesReading, ExportReading, Growers
from clusterbook.chapters.ch04_salmon.measures import JobsPlacement, Scope
from clusterbook.chapters.ch05_furniture.measures import LabelReading, TopTen
from clusterbook.chapters.ch06_districts.measures import PRODUCT_GROUPS, DistrictOutcome, NeapolitanClothing
from clusterbook.chapters.ch07_metalworking.local_content import LocalStart
from clusterbook.chapters.ch08_software.measures import Demand, JobCount, WageReading
from clusterbook.chapters.ch09_trade.choices import CellReading, DecompositionWeights, ShareBasis, UpgradingReading
from clusterbook.chapters.ch10_cross_case.choices import Exposure, MissingPolicy, Strata
from clusterbook.chapters.ch10_cross_case.page import RestorationReading
from clusterbook.chapters.ch10_cross_case.presets import Preset
from clusterbook.chapters.ch10_cross_case.study import RATED
from clusterbook.chapters.ch11_policy.measures import Evidence, Ground, Reach
from clusterbook.chapters.ch12_fair_trade.coders import Coder
from clusterbook.chapters.ch12_fair_trade.coding import CodeReading
from clusterbook.chapters.ch12_fair_trade.measures import Purchase
from clusterbook.stats.choices import Alternative, Measure, TwoSided
from clusterbook.vocabulary import Governance, Sector, Upgrading

CHAPTERS = load_chapters(Path(__file__).parents[2])
PARAMETERS = [
    pytest.param(chapter, parameter, id=f"{chapter.chapter_id}.{parameter.name}")
    for chapter in CHAPTERS
    for parameter in load_parameters(chapter).values()
]
SALMON_YEARS = [int(year) for year in BOOK.table("4.1")["year"]]
DAIRY_YEARS = [int(name.removeprefix("value_")) for name in BOOK.field_names("2.2", "primitive") if "value_" in name]
PUEBLA_YEARS = [int(year) for year in BOOK.table("5.2")["year"]]
TRUTH = ("true", "false")

CROSS_CASE_PAGES = ("ch10_ratings", "ch10_tests", "ch10_governance", "ch10_robustness")
CROSS_CASE: dict[str, Iterable[Any]] = {
    "preset": Preset,
    "sectors": RATED,
    "outcomes": Upgrading,
    "na_policy": MissingPolicy,
    "association": Measure,
    "alternative": Alternative,
    "exposure": Exposure,
    "strata": Strata,
    "two_sided": TwoSided,
    "reading": RestorationReading,
    "include_cases": TRUTH,
}
ALLOWED: dict[str, Iterable[Any]] = {
    **{f"{page}.{name}": allowed for page in CROSS_CASE_PAGES for name, allowed in CROSS_CASE.items()},
    "atlas.colour_by": Colouring,
    "atlas.sectors": Sector,
    "atlas.include_cases": TRUTH,
    "ch01.contradictions": Contradictions,
    "ch01.efficiency": EfficiencyForm,
    "ch02.chains": ChainChoice,
    "ch02.cooperative_base": CooperativeBase,
    "ch02.parmalat_reading": ParmalatReading,
    "ch03.export_reading": ExportReading,
    "ch03.apples_1985": ApplesReading,
    "ch03.growers": Growers,
    "ch04.base_year": SALMON_YEARS[:-1],
    "ch04.unplaced_jobs": JobsPlacement,
    "ch04.scope": Scope,
    "ch05.label_reading": LabelReading,
    "ch05.top_ten": TopTen,
    "ch06.products": PRODUCT_GROUPS,
    "ch06.outcome": DistrictOutcome,
    "ch06.neapolitan_clothing": NeapolitanClothing,
    "ch07.local_start": LocalStart,
    "ch08.wage_reading": WageReading,
    "ch08.software_jobs": JobCount,
    "ch08.demand": Demand,
    "ch09.reading": UpgradingReading,
    "ch09.share_basis": ShareBasis,
    "ch09.doubtful_cells": CellReading,
    "ch09.weights": DecompositionWeights,
    "ch11.ground": Ground,
    "ch11.evidence": Evidence,
    "ch11.form": Governance,
    "ch11.reach": Reach,
    "ch11.upgrading": Upgrading,
    "ch12.coder": Coder,
    "ch12.code_reading": CodeReading,
    "ch12.purchase": Purchase,
    "ch12.missing_dimensions": MissingPolicy,
}
YEARS = {
    "ch02.first_year": (DAIRY_YEARS[0], DAIRY_YEARS[-2]),
    "ch02.last_year": (DAIRY_YEARS[1], DAIRY_YEARS[-1]),
    "ch05.last_year": (PUEBLA_YEARS[1], PUEBLA_YEARS[-1]),
}


@dataclass(frozen=True)
class Handed:
    """An argument of a notebook's call that is one of its parameters.

    Attributes
    ----------
    parameter : Parameter
        The notebook's parameter.
    taker : callable
        The function or dataclass that is called.
    argument : str
        Name of the argument.
    """

    parameter: Parameter
    taker: Any
    argument: str

    @property
    def default(self) -> Any:
        """The taker's own default; ``inspect.Parameter.empty`` if it has none."""
        return inspect.signature(self.taker).parameters[self.argument].default

    def __str__(self) -> str:
        return f"{self.parameter.name}-{self.taker.__qualname__}.{self.argument}"


def imported(chapter: Chapter) -> dict[str, Any]:
    """What a chapter's import statements make known."""
    known: dict[str, Any] = {}
    for cell in chapter.code_cells:
        for node in ast.parse(source_of(cell)).body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                exec(ast.unparse(node), known)
    return known


def resolve(node: ast.expr, known: dict[str, Any]) -> Any:
    """The imported object that a dotted name means, or None."""
    if isinstance(node, ast.Attribute):
        return getattr(resolve(node.value, known), node.attr, None)
    return known.get(node.id) if isinstance(node, ast.Name) else None


def parameter_in(node: ast.expr, parameters: dict[str, Parameter]) -> Parameter | None:
    """The parameter that an argument is, also as ``tuple(parameter)``."""
    if isinstance(node, ast.Call) and len(node.args) == 1 and ast.unparse(node.func) == "tuple":
        node = node.args[0]
    return parameters.get(node.id) if isinstance(node, ast.Name) else None


def handed_in(call: ast.Call, taker: Any, parameters: dict[str, Parameter]) -> Iterator[Handed]:
    """The parameters among the arguments of one call."""
    names = list(inspect.signature(taker).parameters)
    arguments = [*zip(names, call.args, strict=False), *((word.arg, word.value) for word in call.keywords)]
    for name, node in arguments:
        parameter = parameter_in(node, parameters)
        if parameter is not None and name in names:
            yield Handed(parameter, taker, name)


def handed_on(chapter: Chapter) -> list[Handed]:
    """Every parameter of a chapter that a call of its cells hands to a function or dataclass of the chapters."""
    known, parameters = imported(chapter), load_parameters(chapter)
    calls = [node for cell in chapter.code_cells for node in ast.walk(ast.parse(source_of(cell)))]
    found: list[Handed] = []
    for call in calls:
        taker = resolve(call.func, known) if isinstance(call, ast.Call) else None
        module = getattr(taker, "__module__", "") or ""
        if isinstance(call, ast.Call) and module.startswith("clusterbook.") and "clusterbook.data" not in module:
            found += handed_in(call, taker, parameters)
    return found


HANDED = [
    pytest.param(handed, id=f"{chapter.chapter_id}.{handed}") for chapter in CHAPTERS for handed in handed_on(chapter)
]
WITH_DEFAULT = [entry for entry in HANDED if entry.values[0].default is not inspect.Parameter.empty]
OF_DATACLASSES = [entry for entry in HANDED if is_dataclass(entry.values[0].taker) and entry.values[0].parameter.bounds]


def plain(value: Any) -> Any:
    """A default as a notebook writes it: sequences as lists, members of enums as text."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(entry) for entry in value]
    return str(value) if isinstance(value, str) else value


@pytest.mark.parametrize(("chapter", "parameter"), PARAMETERS)
def test_the_values_a_parameter_allows_are_those_of_its_vocabulary(chapter: Chapter, parameter: Parameter) -> None:
    known = f"{chapter.chapter_id}.{parameter.name}"
    assert sorted(parameter.choices) == sorted(str(value) for value in ALLOWED.get(known, ()))


@pytest.mark.parametrize("known", YEARS)
def test_the_years_a_parameter_allows_are_those_of_its_table(known: str) -> None:
    chapter_id, _, name = known.partition(".")
    chapter = next(chapter for chapter in CHAPTERS if chapter.chapter_id == chapter_id)
    assert load_parameters(chapter)[name].bounds == YEARS[known]


@pytest.mark.parametrize("handed", WITH_DEFAULT)
def test_a_default_is_that_of_the_function_or_dataclass_it_is_handed_to(handed: Handed) -> None:
    assert plain(handed.default) == handed.parameter.default


@pytest.mark.parametrize("handed", OF_DATACLASSES)
def test_a_dataclass_takes_both_ends_of_the_range_a_parameter_allows(handed: Handed) -> None:
    for end in handed.parameter.bounds or ():
        value = type(handed.parameter.default)(end)
        assert getattr(handed.taker(**{handed.argument: value}), handed.argument) == value


@pytest.mark.parametrize(("chapter", "parameter"), PARAMETERS)
def test_a_parameter_decides_something(chapter: Chapter, parameter: Parameter) -> None:
    cells = [source_of(cell) for cell in chapter.code_cells]
    uses = re.findall(rf"\b{parameter.name}\b", "\n".join(cells))
    assert len(uses) > 1
