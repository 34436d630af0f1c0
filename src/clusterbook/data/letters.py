"""The written rule for text: composed Latin letters and the digits 0 to 9, nothing invisible, no trace of a merge."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from clusterbook.errors import Fault

LAST_OF_ASCII = 127
BEFORE_A_FORMULA = "=+@-"  # what follows a spreadsheet computes, unless it is a number below zero
INVISIBLE = ("Cc", "Cf", "Zl", "Zp")
HELD_BLANKS = "\u00a0\u2007\u202f"  # that no line breaks at
NO_SIGN = ("Cn", "Co", "Cs")  # unassigned, for private use, half of a pair
LONGEST = 4_000  # characters of a cell; the longest of the data has a quarter of them
FILLERS = {  # what stands where words are still to come, or are lost
    "?", "n/a", "n.a.", "na", "nan", "null", "todo", "tbd", "fixme", "xx", "xxx", "asdf", "test", "ditto", "idem",
    "see above", "as above", "lorem ipsum",
}  # fmt: skip
SHORT_DATE = re.compile(r"\d{1,2}-[A-Z][a-z]{2}(-\d{2,4})?|[A-Z][a-z]{2}-\d{2,4}")  # as Excel writes 2/1 or Jan 1995
CONFLICT = ("<<<<<<< ", "||||||| ", ">>>>>>> ")


def is_filler(text: str) -> bool:
    """Whether a text says nothing: a placeholder, a program's word for nothing, a date that a spreadsheet made."""
    return text == "None" or text.lower() in FILLERS or SHORT_DATE.fullmatch(text) is not None


def foreign_letter(text: str) -> str:
    """The first letter, digit or mark that the data do not use, by its place and name; empty if there is none."""
    for place, sign in enumerate(text, start=1):
        if ord(sign) > LAST_OF_ASCII and _is_foreign(sign, name := unicodedata.name(sign, "one without a name")):
            return f"character {place} is {name}"
    return ""


def _is_foreign(sign: str, name: str) -> bool:
    """Whether a sign beyond ASCII is of another script, of full width, no sign at all, or a mark without its letter."""
    latin = sign.isalpha() and (name.startswith("LATIN ") or sign in "ªº")
    category = unicodedata.category(sign)
    return category[0] == "M" or category in NO_SIGN or "WIDTH" in name or (sign.isalnum() and not latin)


def text_faults(text: str, place: str) -> Iterator[Fault]:
    """Lines of a YAML or JSON file that a merge left, or that hold a character against the rule; the first of each."""
    yield from conflict_faults(text, place)
    for number, line in enumerate(text.split("\n"), start=1):
        kept = line.removesuffix("\r")
        if kept.isascii() and kept.isprintable():
            continue
        hidden = [
            column
            for column, sign in enumerate(kept, 1)
            if unicodedata.category(sign) in INVISIBLE or sign in HELD_BLANKS
        ]
        if hidden:
            code = f"U+{ord(kept[hidden[0] - 1]):04X}"
            where = f"{place}, line {number}, column {hidden[0]}"
            yield Fault(where, f"the invisible character {code}", "expected characters to be seen", "Remove it.")
        elif letter := foreign_letter(kept):
            expected = "expected composed Latin letters and the digits 0 to 9"
            yield Fault(f"{place}, line {number}", f"that {letter}", expected, "Write it anew.")


def conflict_faults(text: str, place: str) -> Iterator[Fault]:
    """Lines that Git left where two versions could not be joined."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(CONFLICT) or line == "=======":
            expected = "expected one version of the rows"
            yield Fault(
                f"{place}, line {number}", f"the merge mark {line[:7]}", expected, "Keep one and remove the marks."
            )
