"""Named results: taken out of executed notebooks, kept as files, looked up by pages and comparisons."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bookbuilder.book.files import dump_json
from bookbuilder.book.reading import read_json, shortened
from bookbuilder.errors import BookError, listed
from bookbuilder.results.result import MIME_TYPE, Importance, format_value

MOST_DIGITS = 15  # decimals that a result may be declared with
Result = dict[str, Any]


def results_in(notebook: dict[str, Any]) -> dict[str, Result]:
    """Named results that an executed notebook shows, by name.

    Raises
    ------
    BookError
        If a cell shows as results what are none.
    """
    found: dict[str, Result] = {}
    for number, cell in enumerate(notebook["cells"], start=1):
        for output in cell.get("outputs", ()):
            entries = output.get("data", {}).get(MIME_TYPE, [])
            if not _are_results(entries):
                raise BookError(
                    f"cell {number}: found {shortened(repr(entries))} as results; expected a list of named results. "
                    "Record them by Results."
                )
            found |= {result["name"]: result for result in entries}
    return found


def results_file(results: dict[str, Result]) -> bytes:
    """A results file: sorted by name, so that a changed number is one changed line."""
    return dump_json([results[name] for name in sorted(results)])


def load_results(path: Path) -> dict[str, Result]:
    """Named results of one file, by name; none if there is no file."""
    if not path.is_file():
        return {}
    entries = read_json(path, str(path))
    if not _are_results(entries):
        raise BookError(f"{path}: found no results file; expected a list of named results. Restore it.")
    return {result["name"]: result for result in entries}


def _are_results(entries: Any) -> bool:
    """Whether this is a list of results."""
    return isinstance(entries, list) and all(map(_is_result, entries))


def _is_result(entry: Any) -> bool:
    """Whether an entry of a results file has what results have."""
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        return False
    digits = entry.get("digits")
    return (
        "value" in entry
        and _is_value(entry["value"])
        and (digits is None or (type(digits) is int and 0 <= digits <= MOST_DIGITS))
        and all(isinstance(entry.get(part), str) for part in ("description", "unit"))
        and entry.get("importance") in list(Importance)
    )


def _is_value(value: Any) -> bool:
    """Whether results files can keep it: no number of JSON is infinite or none."""
    return math.isfinite(value) if isinstance(value, float) else isinstance(value, (int, str, type(None)))


def written(result: Result) -> str:
    """A result as prose prints it: at its digits, without its unit, which the prose says itself."""
    return format_value(result["value"], result.get("digits"))


def look_up(reference: str, folders: Iterable[Path]) -> Result:
    """The result that ``chapter.name`` means, from the first folder that has the chapter.

    Raises
    ------
    BookError
        If no folder has it; the message lists the names the chapter has.
    """
    chapter, _, name = reference.partition(".")
    for folder in folders:
        results = load_results(folder / f"{chapter}.json")
        if name in results:
            return results[name]
        if results:
            raise BookError(
                f"result {reference}: found no such name; {chapter} has {listed(sorted(results))}. Correct the name."
            )
    raise BookError(
        f"result {reference}: found no results of {chapter!r}; expected chapter.name. "
        "Correct the name, or build the chapter first."
    )
