"""Portraits against a scanned text: on an invented page, and on the real one where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest
from scanned_districts import NUMBERS, check_portraits, needed, portrait_text
from scanned_text import FILES
from whole_book import BOOK

FOLDER = "CLUSTERBOOK_SCANNED_TEXTS"
LINES = ["In Alba 349 firms, among", "them Rossi, began in the 1970s.", "Nothing else."]
FOUND = {1: ("A Map", 1), 2: ("A Map", 1), 3: ("A Map", 2)}
ROW = pd.Series(
    dict.fromkeys(NUMBERS)
    | {
        "firms_low": 349,
        "firms_high": 349,
        "year_precision": "decade",
        "year_low": 1970,
        "leading_firms": "Rossi",
        "places": "Alba, north of Roma; coast of the lake",
        "section": "A Map",
        "paragraph_first": 1,
        "paragraph_last": 1,
    }
)


def test_a_portrait_needs_its_numbers_years_firms_and_places() -> None:
    assert list(needed(ROW)) == ["349", "349", "1970", "Rossi", "Alba"]


def test_a_portrait_is_read_in_its_own_paragraphs() -> None:
    text = portrait_text(ROW, LINES, FOUND)
    assert text == "in alba 349 firms, among them rossi, began in the 1970s."


@pytest.mark.skipif(FOLDER not in os.environ, reason=f"{FOLDER} names no folder with the scanned texts")
def test_the_portraits_stand_in_the_scanned_text() -> None:
    lines = (Path(os.environ[FOLDER]) / FILES["book"]).read_text(encoding="utf-8").split("\n")
    assert check_portraits(BOOK.resource("districts"), lines) == []
