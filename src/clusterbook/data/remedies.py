"""What to do about a refused cell: the ways of spreadsheets and web pages have names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from clusterbook.data.letters import BEFORE_A_FORMULA, LONGEST, foreign_letter, is_filler
from clusterbook.errors import listed

NUMERIC = ("number", "integer")
EXPECTED = {
    "number": "expected a number as in 1234.5, or empty",
    "integer": "expected a whole number as in 1234, or empty",
    "boolean": "expected true, false or empty",
}
MISSING_WORDS = {"na", "n/a", "n.a.", "n.a", "nan", "null", "none", "-", "–", "—", "..", "...", "?"}
TRUTH_WORDS = {"true", "false", "yes", "no", "y", "n", "1", "0", "wahr", "falsch", "verdadeiro", "falso", "verdadero"}
MONTH = (  # as spreadsheets in English, German, Spanish and Portuguese shorten them
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|jän|mär|mrz|mai|okt|dez|ene|abr|ago|dic|fev|set|out"
)
DATE = (
    rf"\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}( .*)?|\d{{1,2}}[-/. ]+({MONTH})[a-z]*([-/. ]+\d{{2,4}})?"
    rf"|({MONTH})[a-z]*[-/. ]+\d{{1,4}}|\d+/\d+"
)
A_DATE = "a spreadsheet has taken it for a date."
FAILED = r"#[¡¿]?[A-ZÄÖÜÑ/0]+[!?]?|Err:\d+"
MISREAD = r"[ÃÂ][¡-¿‰š‡œ‘“]|â€"
NUMBER_WAYS = (
    (r"[−–]\d.*", "Write the minus as a hyphen, as in -5."),
    (r"-?\d{1,3}([.]\d{3})+,\d+", "Remove the thousands separators and write the decimal comma as a point."),
    (r"-?\d{1,3}(,\d{3})+(\.\d+)?", "Remove the thousands separators; a decimal comma is written as a point."),
    (r"-?\d+,\d+", "Write the decimal comma as a point."),
    (r"-?\d{1,3}(['’\s]\d{3})+([.,]\d+)?", "Remove the thousands separators."),
    (r"-?\d+(\.\d+)?[eE][-+]?\d+", "Write the number out; a spreadsheet has shortened it."),
    (DATE, f"Restore the number; {A_DATE}"),
    (r".*[%$€£].*", "Write the number alone; its unit stands in the schema."),
    (r"-0(\.0*)?", "Write zero without a sign."),
    (r"[+]\d.*|-?0\d.*", "Write it without a plus sign and without leading zeros."),
    (r"-?\d+\.0*", "Write it without a decimal point."),
    (r"-?\.\d+|-?\d+\.", "Write digits on both sides of the point."),
    (r"-?[0-9]{19,}.*", "Correct the number; it is too large to be read."),
    (r"(?![0-9]+$)[\d_]+", "Write the digits 0 to 9, without separators."),
)


def expected_of(field: dict[str, Any], *, is_form: bool) -> str:
    """The legal values of a column in words."""
    if is_form:
        return EXPECTED[field["type"]]
    rules = field.get("constraints", {})
    words = []
    if "enum" in rules:
        words.append(listed(rules["enum"]))
    if "minimum" in rules or "maximum" in rules:
        words.append(span_text(rules))
    if "multipleOf" in rules:
        words.append(f"in steps of {rules['multipleOf']}")
    if "minLength" in rules:
        words.append(f"at least {rules['minLength']} characters")
    if "pattern" in rules:
        words.append(f"the form {rules['pattern']}")
    if not rules.get("required"):
        words.append("or empty" if words else "words or empty")
    return f"allowed {' '.join(words) or 'any filled cell'}"


def span_text(rules: Mapping[str, Any]) -> str:
    """The range that ``minimum`` and ``maximum`` allow, in words."""
    low, high = rules.get("minimum"), rules.get("maximum")
    if low is None or high is None:
        return f"at most {high}" if low is None else f"at least {low}"
    return f"{low} to {high}"


def shown(cell: str) -> str:
    """A cell as a message shows it: blanks and invisible characters to be seen."""
    if not cell:
        return "an empty cell"
    return cell if cell.isprintable() and cell == cell.strip() else ascii(cell)


def remedy_of(cell: str, field: dict[str, Any]) -> str:
    """What to do about a refused cell, by what it looks like."""
    if not cell:
        return "Fill the cell."
    if cell != cell.strip():
        return "Remove the blank before or after the value."
    if not cell.isprintable():
        return "Remove the invisible character (a line break, a non-breaking space, a zero-width character)."
    if re.search(MISREAD, cell):
        return "Take the file as it was before; its letters, in UTF-8, were read as Windows-1252."
    if field["type"] == "string" and (letter := foreign_letter(cell)):
        return f"Write it in composed Latin letters and the digits 0 to 9; {letter}."
    if field["type"] == "string" and cell[0] in BEFORE_A_FORMULA:
        return f"Do not begin it with {cell[0]}: a spreadsheet would take it for a formula."
    if re.fullmatch(FAILED, cell):
        return "Restore the value; a spreadsheet's formula has failed."
    if cell.lower() in MISSING_WORDS:
        return "Leave the cell empty where nothing was printed and say why in the note."
    if field["type"] in NUMERIC:
        ways = (remedy for form, remedy in NUMBER_WAYS if re.fullmatch(form, cell, re.IGNORECASE))
        return next(ways, "Correct the cell.")
    if field["type"] == "boolean":
        return "Write true or false in small letters." if cell.lower() in TRUTH_WORDS else "Correct the cell."
    if re.fullmatch(DATE, cell, re.IGNORECASE):
        return f"Restore the words; {A_DATE}"
    if len(cell) > LONGEST:
        return f"Shorten it; a cell has at most {LONGEST} characters."
    if is_filler(cell):
        return "Write what belongs here."
    if "  " in cell:
        return "Write one blank between two words."
    if re.search(r"[^\W\d_][01][^\W\d_]", cell):
        return "Write the letter that a 0 or 1 stands for."
    options = field.get("constraints", {}).get("enum", [])
    same = [option for option in options if str(option).lower() == cell.lower().replace(" ", "_")]
    return f"Write {same[0]}." if same else "Correct the cell."
