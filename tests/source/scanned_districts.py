"""Portraits of the districts against the scanned text: ``python tests/source/scanned_districts.py FOLDER``.

Every portrait must stand in the section and paragraphs that its row says, and those must hold its numbers, years,
firms and, where they are proper names, its places. FOLDER is that of ``scanned_text.py``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd
from scanned_text import FILES, load_layouts, normal, places

from clusterbook.data.book import load_book

CHAPTER = 6
NUMBERS = ("firms_low", "firms_high", "employees_low", "employees_high", "exports_low_percent", "exports_high_percent")
NOT_NAMES = {"Teramo area", "Barletta area", "Naples area", "Salento"}  # in our words, or named a paragraph before


def portrait_text(row: pd.Series, lines: Sequence[str], found: dict[int, tuple[str, int]]) -> str:
    """The paragraphs of one portrait, as they stand in the scan."""
    wanted = {(row["section"], number) for number in range(row["paragraph_first"], row["paragraph_last"] + 1)}
    return normal(" ".join(lines[line - 1] for line, place in found.items() if place in wanted))


def needed(row: pd.Series) -> Iterator[str]:
    """What a portrait's paragraphs must hold: numbers, exact years, decades, firms and places."""
    for column in NUMBERS:
        if pd.notna(row[column]):
            yield f"{row[column]:,.0f}"
    if row["year_precision"] in ("year", "decade"):
        yield str(row["year_low"])
    for column in ("leading_firms", "places"):
        names = [] if pd.isna(row[column]) else re.split(r"; ", row[column])
        yield from (name.split(",")[0] for name in names if name not in NOT_NAMES and name[0].isupper())


def check_portraits(portraits: pd.DataFrame, lines: Sequence[str]) -> list[str]:
    """Everything in the rows that is not so in the scanned text, one line each."""
    found = places(lines, load_layouts()[CHAPTER])
    wrong = []
    for _, row in portraits.iterrows():
        begins = found.get(int(row["source_line"]), ("no text", 0))
        if begins != (row["section"], row["paragraph_first"]):
            wrong.append(f"{row['district_id']}: line {row['source_line']} is {begins[0]}, paragraph {begins[1]}")
        text = portrait_text(row, lines, found)
        wrong += [f"{row['district_id']}: found no {part}" for part in needed(row) if normal(part) not in text]
    return wrong


def main(arguments: Sequence[str]) -> int:
    """Print what is not so; 0 if nothing is."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    portraits = load_book().resource("districts")
    lines = (Path(arguments[0]) / FILES["book"]).read_text(encoding="utf-8").split("\n")
    wrong = check_portraits(portraits, lines)
    print("\n".join([*wrong, f"{len(portraits)} districts, {len(wrong)} problems"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
