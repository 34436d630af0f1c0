"""Control totals: what a file holds, in a few numbers that move when any one number or code of it does.

As in the entry of data by hand, a total over everything needs no meaning of its own: 3 tons and 1996 are added up. What
it is for is to differ. Recorded as results of the codebook's page, the totals show in ``clusterbook diff`` that a file
was changed where no finding of a chapter moves, and by how much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zlib import crc32

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.data.codebook import MADE
from clusterbook.data.package import resource_names
from clusterbook.data.remedies import NUMERIC

Worth = Callable[[str], Decimal]

GROUP, PRIMITIVE = "group", "primitive"  # kinds of columns: headings or grades; what no other cells give
FREE = (PRIMITIVE, "note")  # kinds of words that are this project's own, outside printed tables
LETTERS, PRIME = 256, 1_000_003
TRUTHS = ("false", "true")
PREFIX = "control_"


@dataclass(frozen=True)
class ControlTotal:
    """The control total of one file.

    Parameters
    ----------
    rows : int
        Rows without the header.
    filled : int
        Cells that hold something.
    numbers : Decimal
        Sum of all numbers, with the digits as they stand in the file, whatever they measure.
    codes : int
        Sum of the places of all codes in their lists, the first being 1; keys into other files count as codes, and
        so do headings in words and, of a printed table, words that nothing else gives, by their letters.
    checksum : int
        Sum of the CRC-32 of every row's cells, in other files than printed tables without remarks and free text: it
        moves too where two cells change places.
    """

    rows: int
    filled: int
    numbers: Decimal
    codes: int
    checksum: int

    def __str__(self) -> str:
        cells = f"{self.rows} rows, {self.filled} filled cells"
        return f"{cells}; sum of numbers {self.numbers:f}, of codes {self.codes}; checksum {self.checksum}"


def watched_files() -> list[str]:
    """Files with a control total: all but those that are made of the others."""
    return [name for name in resource_names() if not name.startswith(MADE)]


def control_totals(book: Book) -> dict[str, str]:
    """Control totals of all files in words, by the name of the result that records each."""
    return {f"{PREFIX}{name}": str(control_total(book, name)) for name in watched_files()}


def control_frame(book: Book) -> pd.DataFrame:
    """Control totals of all files.

    Returns
    -------
    DataFrame
        Indexed by ``file``: ``rows``, ``filled_cells``, ``sum_of_numbers`` (text, all digits), ``sum_of_codes``,
        ``checksum``.
    """
    totals = {name: control_total(book, name) for name in watched_files()}
    rows = [(one.rows, one.filled, f"{one.numbers:f}", one.codes, one.checksum) for one in totals.values()]
    columns = ["rows", "filled_cells", "sum_of_numbers", "sum_of_codes", "checksum"]
    return pd.DataFrame(rows, columns=columns, index=pd.Index(list(totals), name="file"))


def control_total(book: Book, name: str) -> ControlTotal:
    """The control total of one file of the data package."""
    strings, added = book.strings(name), worths(book, name)
    numbers, codes = Decimal(), 0
    for column, worth in added.items():
        total = sum((worth(cell) for cell in strings[column] if cell), Decimal())
        if worth is Decimal:
            numbers += total
        else:
            codes += int(total)
    checked = [field["name"] for field in book.describe(name)["schema"]["fields"] if field.get("kind") not in FREE]
    cells = strings if "table" in book.describe(name) else strings[[*dict.fromkeys([*added, *checked])]]
    checksum = sum(crc32("\0".join(row).encode()) for row in cells.to_numpy().tolist())
    return ControlTotal(len(strings), int((strings != "").to_numpy().sum()), numbers, codes, checksum)


def worths(book: Book, name: str) -> dict[str, Worth]:
    """What a cell adds to the total of its file, for each column of numbers or codes."""
    keys = dict(_keys(book, name))
    described = book.describe(name)
    words = (GROUP, PRIMITIVE) if "table" in described else (GROUP,)
    return {
        field["name"]: worth
        for field in described["schema"]["fields"]
        if (worth := _worth(field, keys) or (_letters if field.get("kind") in words else None))
    }


def _worth(field: Mapping[str, Any], keys: Mapping[str, Sequence[str]]) -> Worth | None:
    """What a cell of a column adds; None for a column of free words."""
    if field["type"] in NUMERIC:
        return Decimal
    codes = TRUTHS if field["type"] == "boolean" else field.get("constraints", {}).get("enum")
    if codes := codes or keys.get(field["name"]):
        return {code: Decimal(place) for place, code in enumerate(codes, start=1)}.__getitem__
    return None


def _letters(words: str) -> Decimal:
    """A number made of words by their letters in order, below a prime, so that other words rarely have the same."""
    number = 0
    for letter in words:
        number = (number * LETTERS + ord(letter)) % PRIME
    return Decimal(number)


def _keys(book: Book, name: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Columns that hold keys of another file, with these keys in their order."""
    for key in book.describe(name)["schema"].get("foreignKeys", []):
        if len(key["fields"]) == 1:
            target = book.strings(key["reference"]["resource"])[key["reference"]["fields"][0]]
            yield key["fields"][0], list(pd.unique(target))
