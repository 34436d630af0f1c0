"""Results declared as data: ``results/declared/CHAPTER.csv`` says what each result of a chapter is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from bookbuilder.book.reading import read_csv, shortened
from bookbuilder.errors import BookError, listed
from bookbuilder.results.result import Declaration, Importance

COLUMNS = ("name", "sentence", "unit", "digits", "importance")
FOLDER = Path("results", "declared")
NAME_FORM = re.compile(r"[a-z][a-z0-9_]*")


def load_declarations(path: Path) -> dict[str, Declaration]:
    """Declarations of one chapter by name, in the order of its page.

    Raises
    ------
    BookError
        If there is no such file, or a row is none; one line for each fault.
    """
    try:
        header, *rows = read_csv(path, path.name) or [[]]
    except FileNotFoundError:
        raise BookError(
            f"{path}: found no declarations; expected one row for each result. Write {path.name}."
        ) from None
    faults = _faults(header, rows)
    if faults:
        raise BookError(*(f"{path.name}, {fault}" for fault in faults))
    declarations = [_declaration(row) for row in rows]
    return {declaration.name: declaration for declaration in declarations}


def _declaration(row: list[str]) -> Declaration:
    name, sentence, unit, digits, importance = row
    return Declaration(name, sentence, unit, int(digits) if digits else None, Importance(importance))


def _faults(header: list[str], rows: list[list[str]]) -> list[str]:
    """What is wrong with a file of declarations, in the order of its lines."""
    if tuple(header) != COLUMNS:
        return [f"line 1: found {shortened(repr(','.join(header)))}; expected {','.join(COLUMNS)}. Correct the header."]
    faults: list[str] = []
    names: set[str] = set()
    for number, row in enumerate(rows, start=2):
        faults += [f"line {number}: found {fault}" for fault in _row_faults(row, names)]
        names.update(row[:1])
    return faults


def _row_faults(row: list[str], names: set[str]) -> list[str]:
    """What is wrong with one row, if the rows above it have ``names``."""
    if len(row) != len(COLUMNS):
        return [f"{len(row)} cells; expected {len(COLUMNS)}. Quote a cell that holds a comma."]
    name, sentence, _, digits, importance = row
    faults: list[str] = []
    if not NAME_FORM.fullmatch(name) or name in names:
        faults.append(f"the name {shortened(repr(name))}; expected a new name in snake_case. Choose another name.")
    if not sentence.strip():
        faults.append(f"no sentence for {shortened(repr(name))}; expected what the result is. Write it.")
    if digits and not re.fullmatch(r"[0-9]|1[0-5]", digits):
        faults.append(f"the digits {shortened(repr(digits))}; expected 0 to 15, or nothing. Correct the number.")
    if importance not in list(Importance):
        faults.append(
            f"the importance {shortened(repr(importance))}; allowed {listed(Importance)}. Choose one of these."
        )
    return faults


def not_declared(path: Path, name: str, declarations: Mapping[str, Declaration]) -> str:
    """The message for a result that is recorded and not declared."""
    near = [known for known in declarations if known.startswith(name.split("_")[0])]
    hint = f" like {listed(near[:5])}" if near else ""
    return (
        f"{path.stem}, result {name!r}: found no declaration; expected a name of {FOLDER.as_posix()}/{path.name}"
        f"{hint}. Declare the result there, or correct the name."
    )


def not_recorded(path: Path, names: Iterable[str]) -> str:
    """The message for results that are declared and not recorded."""
    return (
        f"{path.stem}, results: found no value for {listed(names)}; expected every result that "
        f"{FOLDER.as_posix()}/{path.name} declares. Record them before the results are shown, or delete their rows."
    )
