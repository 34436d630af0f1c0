"""The opening of a run's page: which choices it made, and which named results are not as in the book."""

from __future__ import annotations

import html
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from bookbuilder.results.changes import Change

STYLE = """
.run-opening { border: 1px solid #999; border-radius: 4px; font: 0.95rem sans-serif; padding: 0.75rem 1rem; }
.run-opening { margin: 0 0 1.5rem; overflow-x: auto; }
.run-opening table { border-collapse: collapse; }
.run-opening a { text-decoration: underline; }
.run-opening :is(td, th) { border-top: 1px solid #ccc; text-align: left; vertical-align: top; }
.run-opening :is(td, th) { padding: 0.25rem 1rem 0.25rem 0; }
"""
HEADS = ("Result", "In the book", "In this run", "What it is")


@dataclass(frozen=True)
class RunFacts:
    """What a run's page tells of the run.

    Parameters
    ----------
    values : mapping
        Parameters that have other values than in the book, by name.
    changes : mapping of str to Change
        Results that are not as in the book, by ``chapter.name``, the most important first.
    count : int
        Results of the run that the book has as well; 0 where it has none of this page.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)
    count: int = 0


def run_opening(facts: RunFacts, printed: Collection[str]) -> str:
    """The opening as HTML; the names of results that the page's prose prints lead there."""
    chosen = ", ".join(f"<code>{html.escape(f'{name} = {value!r}')}</code>" for name, value in facts.values.items())
    told = [f"{chosen}; every other choice as in the book." if chosen else "Every choice as in the book."]
    if facts.count:
        verb = "is" if len(facts.changes) == 1 else "are"
        told.append(f"{len(facts.changes)} of {facts.count} results {verb} not as in the book.")
    rows = "".join(f"<tr>{_cells(change, linked=name in printed)}</tr>" for name, change in facts.changes.items())
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    return f'<section class="run-opening"><p><b>This run.</b> {" ".join(told)}</p>{table}</section>'


def _cells(change: Change, *, linked: bool) -> str:
    """A changed result: its name, both values, what it is."""
    unit = change.about.get("unit")
    numbers = [f"{text} {unit}" if unit and text != "not there" else text for text in change.shown()]
    texts = [*numbers, f"{change.about['description']} ({change.about['importance']})"]
    name = f"<code>{html.escape(change.reference.partition('.')[2])}</code>"
    first = f'<a href="#{html.escape(change.reference)}">{name}</a>' if linked else name
    return "".join(f"<td>{cell}</td>" for cell in (first, *map(html.escape, texts)))


def changed_value(change: Change, text: str, *, first: bool) -> str:
    """A value in the prose that is not the book's: marked; the opening leads to the first of a name."""
    title = html.escape(f"In the book: {change.shown()[0]}")
    target = f' id="{html.escape(change.reference)}"' if first else ""
    return f'<mark{target} title="{title}">{html.escape(text)}</mark>'
