"""Codes and empty cells of the printed tables in the words a page shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from clusterbook.display.numbers import MISSING
from clusterbook.reproduction.tidy.cells import TableParts
from clusterbook.reproduction.tidy.remarks import FOOTNOTE, empty_reason
from clusterbook.reproduction_vocabulary import EmptyReason, Status
from clusterbook.vocabulary import Hedge, Sector, in_words

SECTORS = {sector.value: sector.label for sector in Sector}
BOOLEANS = {"true": "yes", "false": "no"}
EMPTY = {
    EmptyReason.NOT_AVAILABLE: "n.a.",
    EmptyReason.DASH: MISSING,
    EmptyReason.MERGED: "(joined)",
    EmptyReason.DAMAGED: "(lost)",
}
COLUMNS = {  # of results, where the name itself would be a poor heading
    "attainable_country": "attainable p by sector and country",
    "authors_verdict": "authors' verdict",
    "benjamini_hochberg": "Benjamini–Hochberg p",
    "chance_p": "p of chance",
    "coefficient_country": "coefficient by sector and country",
    "coefficient_high": "coefficient, highest",
    "coefficient_low": "coefficient, lowest",
    "exports_to_us_1992_usd_million": "exports to the United States in 1992, US$ million",
    "exports_to_us_2001_usd_million": "exports to the United States in 2001, US$ million",
    "holm": "Holm p",
    "na_policy": "missing ratings",
    "p_distance": "two-sided p by distance",
    "p_doubled": "two-sided p, doubled",
    "p_hc3": "p (HC3)",
    "p_standard_error": "standard error of p",
    "p_wald": "Wald p",
    "pri": "PRI",
    "production_chile_thousand_tons": "production of Chile, thousand tons",
    "production_tenth_region_thousand_tons": "production of the Tenth Region, thousand tons",
    "proportional_p": "p of proportional odds",
    "r_squared_within": "R² within sectors",
    "randomization_high": "randomization interval to",
    "randomization_low": "randomization interval from",
    "rustic_furniture_to_us_usd_million": "rustic furniture to the United States, US$ million",
    "share_halo": "after shared impressions",
    "share_independent": "after independent errors",
    "side_p_country": "p, authors' side, by sector and country",
    "side_p_high": "p, authors' side, highest",
    "side_p_low": "p, authors' side, lowest",
    "standing_country": "standing by sector and country",
    "standing_sector": "standing by sector",
    "standing_zero": "standing with the missing rating as zero",
    "sme_share_percent": "share of small and medium-sized growers, percent",
    "tau_b": "tau-b",
    "value_growth_percent": "growth of value, percent",
    "value_usd_per_hectare": "value per hectare, US$",
}
BOUND_WORDS = {Hedge.AT_LEAST: "at least this many", Hedge.AT_MOST: "at most this many"}
PRINTED_BOUNDS = {Hedge.AT_LEAST: "{}+", Hedge.AT_MOST: "≤ {}"}
STATUS_WORDS = {
    Status.MATCHES: "matches at the printed digits",
    Status.ROUNDING: "differs only by rounding or truncation",
    Status.DIFFERS: "differs",
    Status.NOT_REPRODUCIBLE: "cannot be recomputed",
}
UNITS = {
    "usd_million": "US$ million",
    "usd_thousand": "US$ thousand",
    "usd_per_kg": "US$ per kg",
    "usd_per_employee": "US$ per employee",
    "percent": "%",
    "percent_per_year": "% per year",
    "tons": "tons",
    "thousand_tons": "thousand tons",
    "million_tons": "million tons",
}
COLUMN_UNITS = {"percent": "percent", "usd": "US$"} | {unit: sign for unit, sign in UNITS.items() if unit != "percent"}
AMOUNTS = {
    "year": "{}",
    "ratio": "{}",
    "rank": "rank {}",
    "usd": "{} dollars",
    "usd_thousand": "{} thousand dollars",
    "usd_million": "{} million dollars",
    "usd_billion": "{} billion dollars",
    "usd_per_liter": "{} dollars per liter",
    "usd_per_kg": "{} dollars per kilogram",
    "usd_per_hectare": "{} dollars per hectare",
    "brl_per_hectare": "{} reais per hectare",
    "cordoba_per_liter": "{} córdobas per liter",
    "kg": "{} kilograms",
    "kg_per_year": "{} kilograms per year",
    "km": "{} kilometers",
    "mm": "{} millimeters",
    "celsius": "{} degrees Celsius",
}
NAMES_ITS_UNIT = re.compile(r"%|percentage")
CODE = re.compile(r"(?<![\w/.])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w/])")
SHOWN_BY_THE_CELL = re.compile(r"(n\.a\.|N/A|dash|blank|none) in print|not (printed|stated)")


def code_words(code: str) -> str:
    """A code of the data in words; what is no code stays as it is."""
    return SECTORS.get(code, in_words(code))


def without_codes(text: object) -> str:
    """A text with the codes that it holds in words; what is no code stays as it is."""
    return CODE.sub(lambda code: in_words(code[0]), str(text))


def column_words(column: object) -> str:
    """What heads a column of results: standard terms, else its name in words."""
    name = str(column)
    if name in COLUMNS:
        return COLUMNS[name]
    unit = max((one for one in COLUMN_UNITS if name.endswith(f"_{one}")), key=len, default="")
    return f"{in_words(name.removesuffix(f'_{unit}'))}, {COLUMN_UNITS[unit]}" if unit else in_words(name)


def heading_words(field: Mapping[str, Any]) -> str:
    """The printed heading of a column, with the unit of its numbers where neither the heading nor the rows name it."""
    title, unit = str(field["title"]), UNITS.get(field.get("unit") or "", "")
    return f"{title} ({unit})" if unit and not NAMES_ITS_UNIT.search(title) else title


def amount_words(number: str, unit: str) -> str:
    """A number with its unit as a sentence has them; a year and a ratio stand alone."""
    return AMOUNTS.get(unit, f"{{}} {in_words(unit)}").format(number).strip()


def category_words(field: Mapping[str, Any], value: str) -> str:
    """A value of a column of words as the page shows it: yes or no, a sector's name, a printed sign, else the code."""
    if field["type"] == "boolean":
        return BOOLEANS.get(value, value)
    labels = {category["value"]: category["label"] for category in field.get("categories", [])}
    label = str(labels.get(value, ""))
    is_sign = bool(label) and not label[0].isalpha()
    return _signs(label) if is_sign else code_words(value)


def _signs(label: str) -> str:
    """Conditions with the signs of print."""
    return label.replace("<=", "≤").replace(">=", "≥")


def empty_words(parts: TableParts, field: Mapping[str, Any], cell: tuple[str, str]) -> str:
    """What stands in a cell without a value: as printed where the print says something, else nothing."""
    remark = parts.remarks.get(cell, "")
    if field["kind"] not in ("label", "group", "primitive", "derived"):
        return ""
    reason = empty_reason(parts.table, cell, remark=remark, usual=field.get("empty_means", ""))
    return "N/A" if remark.startswith("N/A") else EMPTY.get(reason, "")


def footnote_marks(remark: str) -> str:
    """The marks of the footnotes that a remark names: ``"footnotes b and c"`` gives ``"b c"``."""
    match = FOOTNOTE.search(remark)
    return match["marks"].replace(" and ", " ") if match else ""


def says_more(remark: str) -> bool:
    """Whether a remark tells what the cell does not show by itself."""
    return bool(remark) and SHOWN_BY_THE_CELL.fullmatch(remark) is None
