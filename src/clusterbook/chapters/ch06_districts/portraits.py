"""The districts one by one, as the appendix of Chapter 6 describes them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from clusterbook.chapters.ch06_districts.figures import district_labels
from clusterbook.data.book import Book
from clusterbook.vocabulary import Hedge

NOT_DESCRIBED = "no_portrait"

Row = dict[Hashable, Any]


def portraits_of(book: Book) -> pd.DataFrame:
    """The portraits, by ``district_id``, with area and product of Table 6.1 and the region and town of the map."""
    table = book.table("6.1")[["geographic_area", "sector_specialization"]]
    places = book.resource("figure_06_01_districts").set_index("district_id")[["region", "place"]]
    return book.resource("districts").set_index("district_id").join(table).join(places)


def described(portraits: pd.DataFrame) -> pd.Series:
    """Whether the appendix describes a district at all."""
    return portraits["firms_missing"].ne(NOT_DESCRIBED)


def portrait_lines(portraits: pd.DataFrame) -> pd.DataFrame:
    """The portraits as a reader's table, in the order of the appendix's tour from the north.

    Parameters
    ----------
    portraits : DataFrame
        As ``portraits_of`` gives them.

    Returns
    -------
    DataFrame
        Indexed by ``District``: region, what it makes, how it began, what else is said, firms and numbers, place.
    """
    text = portraits[["products", "origin", "remarks", "section"]].fillna("")
    began = [", ".join(filter(None, pair)) for pair in zip(text["origin"], portraits["dating"].fillna(""), strict=True)]
    return pd.DataFrame(
        {
            "Region": portraits["region"],
            "Makes": text["products"].map(_sentence),
            "How it began or grew": [_sentence(line) for line in began],
            "What else is said": text["remarks"].map(_sentence),
            "Firms and numbers named": [_named(row) for row in portraits.to_dict("records")],
            "Place": [_paragraphs(row) for row in portraits.to_dict("records")],
        }
    ).set_axis(pd.Index(district_labels(portraits), name="District"))


def _sentence(text: str) -> str:
    """A text with a capital at its head."""
    return text[:1].upper() + text[1:]


def _named(row: Row) -> str:
    """The firms that a portrait names, and its firms, employees and exports in words; nothing where it gives none."""
    parts = [
        "" if pd.isna(row["leading_firms"]) else str(row["leading_firms"]),
        _quantity(row, "firms", unit="firms"),
        _quantity(row, "employees", unit="employees", when=f" in {row['employees_year']}"),
        _quantity(row, "exports", unit="percent of sales exported", ending="_percent"),
    ]
    return "; ".join(filter(None, parts))


def _quantity(row: Row, name: str, *, unit: str, when: str = "", ending: str = "") -> str:
    """One number of a portrait, or range, with its hedge and unit."""
    low, high = row[f"{name}_low{ending}"], row[f"{name}_high{ending}"]
    if pd.isna(low):
        return ""
    span = f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
    hedge = Hedge(row[f"{name}_hedge"])
    words = "" if hedge is Hedge.NONE else f"{hedge.replace('_', ' ')} "
    return f"{words}{span} {unit}{when}"


def _paragraphs(row: Row) -> str:
    """The paragraphs of a portrait; with the section's name where it is not the appendix."""
    first, last = row["paragraph_first"], row["paragraph_last"]
    span = f"¶ {first}" if first == last else f"¶ {first}–{last}"
    return span if row["firms_missing"] != NOT_DESCRIBED else f"{row['section']}, {span}"
