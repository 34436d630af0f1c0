"""From a page of Chapter 10 to the explorer, under the page's own assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from inspect import signature
from typing import Any
from urllib.parse import quote

from clusterbook.arithmetic import collective_efficiency_index
from clusterbook.chapters.ch10_cross_case.choices import Settings
from clusterbook.chapters.ch10_cross_case.page import Sample
from clusterbook.chapters.ch10_cross_case.presets import choices_of

EXPLORER_PAGE = "explorer.html"
BOOK_WEIGHT: float = signature(collective_efficiency_index).parameters["weight"].default


@dataclass(frozen=True)
class ExplorerLink:
    """A sentence that leads to the explorer.

    Attributes
    ----------
    address : str
        Page and assumptions.
    """

    address: str

    def _repr_html_(self) -> str:
        return (
            f'<p class="explorer-link"><a href="{escape(self.address)}">Open the explorer</a>'
            " under the assumptions of this page, as far as it has them; change one, and see which verdicts move.</p>"
        )

    def __repr__(self) -> str:
        return f"The explorer under the assumptions of this page: {self.address}"


def show_explorer(settings: Settings, sample: Sample, *, ce_weight: float = BOOK_WEIGHT) -> ExplorerLink:
    """A link to the explorer under a page's own settings; only what differs from the book stands in the address.

    Parameters
    ----------
    settings : Settings
        As the page uses them.
    sample : Sample
        Its sectors, kinds of upgrading and clusters.
    ce_weight : float
        Weight of external economies in the index, 0 to 1.
    """
    own = choices_of(settings) | _choices_of_sample(sample) | {"ce_weight": ce_weight}
    book = choices_of(Settings()) | _choices_of_sample(Sample()) | {"ce_weight": BOOK_WEIGHT}
    return ExplorerLink(explorer_address({name: value for name, value in own.items() if value != book[name]}))


def explorer_address(choices: Mapping[str, Any], *, page: str = EXPLORER_PAGE) -> str:
    """The explorer's address under choices of its own.

    Parameters
    ----------
    choices : mapping of str to object
        What differs from Chapter 10, by the names of the explorer's choices; ``cell`` is the cell to open.
    page : str
        The explorer's page, seen from the page with the link.
    """
    parts = [f"{name}={quote(_text(value), safe=',/')}" for name, value in choices.items()]
    return "#".join(filter(None, [page, "&".join(parts)]))


def _choices_of_sample(sample: Sample) -> dict[str, Any]:
    """What the explorer calls the clusters studied."""
    return {
        "sectors": [str(sector) for sector in sample.sectors],
        "outcomes": [str(outcome) for outcome in sample.outcomes],
        "include_cases": sample.include_cases,
    }


def _text(value: Any) -> str:
    """A value as the explorer's addresses write it."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str) or not isinstance(value, Iterable) else ",".join(value)
