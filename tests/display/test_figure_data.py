"""The data below a figure: what a reader finds there, and what the file keeps."""

from __future__ import annotations

import base64
import re

import pandas as pd

from clusterbook.display.figure_data import data_texts, flat_frame
from clusterbook.display.figure_html import figure_html

FIRMS = pd.DataFrame(
    {
        "row_id": ["nuevo_leon", "mexico_city"],
        "place": ["Nuevo León", "Mexico City"],
        "firms": [26.0, None],
        "sales_usd_million": [1.5, 2.0],
        "sector": ["complex_products", "complex_products"],
        "note": ["", "firms: n.a. in print"],
        "remark": ["", None],
    }
).set_index("row_id", drop=False)


def test_keys_notes_and_empty_columns_stay_in_the_file() -> None:
    shown = data_texts(flat_frame(FIRMS.rename_axis("row")))
    assert list(shown.columns) == ["Place", "Firms", "Sales, US$ million", "Sector"]
    assert shown.to_numpy().tolist() == [
        ["Nuevo León", "26", "1.50", "complex products"],
        ["Mexico City", "–", "2.00", "complex products"],
    ]


def test_a_key_stays_where_nothing_else_names_a_row_but_once() -> None:
    years = pd.Index([1990, 1991], name="row")
    frame = pd.DataFrame({"year": years, "tons": [1.0, 2.5], "note": ["", "tons: dash in print"]}, index=years)
    assert list(data_texts(flat_frame(frame)).columns) == ["Year", "Tons"]
    named = frame.drop(columns="year").set_axis(pd.Index(["first_year", "second_year"], name="row"))
    assert data_texts(flat_frame(named))["Row"].tolist() == ["First year", "Second year"]


def test_numbers_of_a_column_are_told_alike() -> None:
    shown = data_texts(pd.DataFrame({"name": ["a", "b"], "whole": [14162.0, -3.0], "share": [0.001, 2.0]}))
    assert shown["Whole"].tolist() == ["14,162", "−3"]
    assert shown["Share"].tolist() == ["<0.01", "2.00"]


def test_the_file_has_every_column_by_name() -> None:
    html = figure_html("", name="firms", caption="Firms.", data=FIRMS.rename_axis("row"))
    content = base64.b64decode(re.search('base64,([^"]+)', html)[1]).decode()  # type: ignore[index]
    assert content.splitlines()[0] == "row,row_id,place,firms,sales_usd_million,sector,note,remark"
    assert "<td>nuevo" not in html and '<th scope="col">Place</th>' in html
