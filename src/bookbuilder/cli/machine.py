"""What ``--json`` prints: one object, whose shape is told in the builder's README and held by a test."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bookbuilder.book.chapters import Chapter
    from bookbuilder.book.parameters import Parameter
    from bookbuilder.results.changes import Change
    from bookbuilder.variants.run import ChapterRun

FORMAT = 1  # raised when a key changes its meaning or goes; keys may be added without


def described(command: str, faults: Sequence[str], **content: Any) -> str:
    """The object of a command: its name, its faults, and what it found if there are none."""
    return json.dumps({"format": FORMAT, "command": command, "faults": [*faults], **content}, indent=2)


def chapter_entry(chapter: Chapter) -> dict[str, Any]:
    """A chapter: how the command line calls it, where its notebook is, which parameters it has."""
    from bookbuilder.book.parameters import load_parameters

    return {"id": chapter.chapter_id, "file": chapter.name, "parameters": [*load_parameters(chapter)]}


def decision_entries(decisions: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Whether each chapter would run, and all reasons why."""
    return [{"id": name, "runs": bool(why), "reasons": [*why]} for name, why in decisions.items()]


def parameter_entries(parameters: Mapping[str, Parameter]) -> list[dict[str, Any]]:
    """Parameters with their rules: ``choices`` for closed lists, ``minimum`` and ``maximum`` for ranges, else null."""
    return [
        {
            "name": one.name,
            "meaning": one.meaning,
            "type": "list" if isinstance(one.default, list) else type(one.default).__name__,
            "default": one.default,
            "choices": [*one.choices] or None,
            "minimum": one.bounds[0] if one.bounds else None,
            "maximum": one.bounds[1] if one.bounds else None,
        }
        for one in parameters.values()
    ]


def change_entries(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Changed results, the most important first; ``kind`` tells a value that is null from one that is not there."""
    return [
        {
            "result": change.reference,
            "kind": "added" if change.old is None else "removed" if change.new is None else "changed",
            "old": change.old["value"] if change.old else None,
            "new": change.new["value"] if change.new else None,
            "unit": change.about["unit"],
            "digits": change.about["digits"],
            "description": change.about["description"],
            "importance": change.about["importance"],
            "used_in": [*change.used],
        }
        for change in changes
    ]


def run_entries(done: ChapterRun) -> dict[str, Any]:
    """One run of a chapter: its parameters, files and results, and those that are not the baseline's."""
    return {
        "chapter": done.chapter_id,
        "parameters": done.values,
        "files": {"notebook": str(done.notebook), "page": str(done.page)},
        "results": [*done.results.values()],
        "changes": change_entries(done.changes),
    }
