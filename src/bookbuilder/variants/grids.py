"""Parameter sets of a sweep: a grid or a list, from YAML or CSV."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from pathlib import Path
from typing import Any

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.parameters import check_values
from bookbuilder.book.reading import read_csv, read_yaml
from bookbuilder.errors import BookError

Values = dict[str, Any]
MOST_SETS = 100_000  # of a grid: days of work


def load_sets(file: Path, chapter: Chapter) -> list[Values]:
    """Checked parameter sets of ``file``, in its order, without repetitions.

    A YAML mapping of names to lists is a grid, every combination; a YAML list of mappings and a CSV
    file with a column for each parameter are taken as they stand.

    Raises
    ------
    BookError
        If the file is none of these, or a name or value is not allowed by the chapter.
    """
    if not file.is_file():
        raise BookError(f"{file}: found no file; expected a grid in YAML or CSV. Correct the path.")
    raw = _from_csv(file) if file.suffix == ".csv" else _from_yaml(file)
    if not raw:
        raise BookError(f"{file}: found no parameter sets; expected at least one. Add one.")
    sets: list[Values] = []
    faults: list[str] = []
    for values in raw:
        try:
            checked = check_values(chapter, values)
        except BookError as error:
            faults += [f"{file.name}: {line}" for line in error.args]
        else:
            sets += [checked] if checked not in sets else []
    if faults:
        raise BookError(*dict.fromkeys(faults))
    return sets


def _from_csv(file: Path) -> list[Values]:
    """One set a row; an empty cell leaves the chapter's own value.

    Raises
    ------
    BookError
        If it is no CSV in UTF-8, a name stands twice, or a row has more cells than there are names.
    """
    names, *rows = read_csv(file, str(file)) or [[]]
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        raise BookError(f"{file}: found the column {twice[0]!r} twice; expected each name once. Remove one of them.")
    for number, row in enumerate(rows, start=2):
        if len(row) > len(names):
            raise BookError(f"{file}, row {number}: found more cells than names; expected one a name. Correct the row.")
    return [{name: cell for name, cell in zip(names, row, strict=False) if cell} for row in rows if row]


def _from_yaml(file: Path) -> list[Values]:
    content = read_yaml(file, str(file))
    if isinstance(content, list) and all(isinstance(entry, dict) for entry in content):
        return content
    if not isinstance(content, dict):
        raise BookError(f"{file}: found neither a grid (name: [values]) nor a list of sets. Write one of them.")
    axes = {name: values if isinstance(values, list) else [values] for name, values in content.items()}
    if (count := math.prod(map(len, axes.values()))) > MOST_SETS:
        raise BookError(f"{file}: found {count} combinations; expected at most {MOST_SETS}. Leave values out.")
    return [dict(zip(axes, choice, strict=True)) for choice in itertools.product(*axes.values())]
