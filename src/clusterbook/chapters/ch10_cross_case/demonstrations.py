"""Links for a class: the explorer under assumptions worth seeing once, a question for each, and what moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from clusterbook.chapters.ch10_cross_case.accounting import judge, words_of
from clusterbook.chapters.ch10_cross_case.choices import Coding, Exposure, MissingPolicy, Relation, Settings, Strata
from clusterbook.chapters.ch10_cross_case.explorer_link import explorer_address
from clusterbook.chapters.ch10_cross_case.page import study_of
from clusterbook.chapters.ch10_cross_case.presets import SETTINGS, Preset, choices_of
from clusterbook.data.book import Book
from clusterbook.display.shown import Shown
from clusterbook.stats import Measure, TestSettings

PAGE = "../chapters/explorer.html"  # seen from the course's page
COPPER = "cuajone_toquepala_copper"
FUNCTIONS_AND_LEADERS = "leaders.traditional_manufacturing.functional"
PROCESSES_AND_LEADERS = "leaders.traditional_manufacturing.process"
PRODUCTS_OF_RESOURCES = "collective_efficiency.natural_resource_based.product"


@dataclass(frozen=True)
class Demonstration:
    """Assumptions to open the explorer under.

    Attributes
    ----------
    title, question : str
        What is assumed, and what to ask the class before the click.
    settings : Settings
        The assumptions.
    left_out : tuple of str
        Clusters to leave out, by id.
    cell : str
        The cell of Table 10.3 to open: relation, sector and kind of upgrading, joined by dots; empty for the first.
    """

    title: str
    question: str
    settings: Settings = field(default_factory=Settings)
    left_out: tuple[str, ...] = ()
    cell: str = ""

    @property
    def choices(self) -> dict[str, Any]:
        """What stands in the address: choices that differ from Chapter 10's, clusters left out, the cell."""
        book = choices_of(Settings())
        chosen: dict[str, Any] = {
            name: value for name, value in choices_of(self.settings).items() if value != book[name]
        }
        chosen |= {"left_out": self.left_out} if self.left_out else {}
        return chosen | ({"cell": self.cell} if self.cell else {})


DEMONSTRATIONS = (
    Demonstration(
        "A cautious reader",
        "Half the level, half the negligible range, one country at a time: how many verdicts are still supported, and"
        " how many could have been?",
        SETTINGS[Preset.CAUTIOUS],
    ),
    Demonstration(
        "A generous reader",
        "Twice the level and a wider range: does the table fill up?",
        SETTINGS[Preset.GENEROUS],
    ),
    Demonstration(
        "The level alone",
        "Only the level is halved. Which supported verdicts hang on it, and which of them could no ratings like these"
        " support any more?",
        Settings(TestSettings(alpha=0.05)),
        cell=PRODUCTS_OF_RESOURCES,
    ),
    Demonstration(
        "One mine less",
        "The copper of Cuajone-Toquepala is left out. How much of the evidence in natural resources was one cluster?",
        left_out=(COPPER,),
        cell=PRODUCTS_OF_RESOURCES,
    ),
    Demonstration(
        "Neighbours in the same country",
        "Clusters are compared inside one country only, so that its policy and history are the same. What is left to"
        " compare?",
        Settings(strata=Strata.SECTOR_AND_COUNTRY),
    ),
    Demonstration(
        "Who is a leader?",
        "Any buyer from a global chain counts, not only a quasi hierarchy or a hierarchy. What does that do to the"
        " verdict that leaders often hinder new functions?",
        Settings(coding=Coding(exposure=Exposure.ANY_GLOBAL)),
        cell=FUNCTIONS_AND_LEADERS,
    ),
    Demonstration(
        "What is missing is zero",
        "One cluster has no rating of new functions, another no codes of governance. Counted as zero, do they move a"
        " verdict, and which of the two does?",
        Settings(coding=Coding(na_policy=MissingPolicy.ZERO)),
        cell=PROCESSES_AND_LEADERS,
    ),
    Demonstration(
        "Degrees as numbers",
        "Pearson's coefficient takes High to be as far above Medium as Medium above Low. What would have to be true of"
        " the ratings for that?",
        Settings(TestSettings(Measure.PEARSON)),
    ),
)


def show_demonstrations(book: Book) -> Shown:
    """The demonstrations as a list of links; what moves against Chapter 10 is folded below each.

    Parameters
    ----------
    book : Book
        The data package.
    """
    before = _standings(book, Demonstration("", ""))
    items, words = [], []
    for one in DEMONSTRATIONS:
        moved = list(changes(before, _standings(book, one)))
        summary = f"{len(moved)} of {len(before)} verdicts stand otherwise"
        href = escape(explorer_address(one.choices, page=PAGE))
        listed = "".join(f"<li>{escape(line)}</li>" for line in moved)
        folded = f"<details><summary>{summary}</summary><ul>{listed}</ul></details>" if moved else f"<p>{summary}.</p>"
        items.append(f'<li><a href="{href}">{escape(one.title)}</a>. {escape(one.question)}{folded}</li>')
        words.append(f"{one.title}. {one.question} {summary}.")
    return Shown(f'<ol class="demonstrations">{"".join(items)}</ol>', "\n".join(words))


def changes(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    """The verdicts that stand otherwise, in words.

    Parameters
    ----------
    before, after : dict of str to str
        How each verdict stands, by its name.

    Yields
    ------
    str
        Name, old and new standing.
    """
    for name, standing in before.items():
        if after.get(name, standing) != standing:
            yield f"{name}: {standing} becomes {after[name]}"


def _standings(book: Book, demonstration: Demonstration) -> dict[str, str]:
    """How each of the authors' verdicts that has ratings stands, by its name in words."""
    study = study_of(book, settings=demonstration.settings)
    study = replace(study, clusters=study.clusters.drop(index=list(demonstration.left_out)))
    printed_words, found = words_of(book.table("10.3")), {}
    for relation in Relation:
        for sector, outcome, frame in replace(study, relation=relation).cells():
            word = printed_words.get((sector.value, relation.value, outcome.value))
            name = f"{relation.value.replace('_', ' ')} and {outcome.value} upgrading, {sector.label.lower()}"
            found[name] = judge(word, study.layouts(frame), study.settings).standing.value
    return found
