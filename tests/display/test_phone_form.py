"""What a table tells the style sheet of its form on a phone, and a figure whose row names are long."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from clusterbook.display.html import html_of
from clusterbook.display.phone import fit_phone
from clusterbook.display.sheet import frame_sheet

SENTENCE = "train specialised workers in cluster skill centers"


def test_numbers_under_years_stand_side_by_side() -> None:
    years = pd.DataFrame({"measure": ["milk"], "1995": [1], "1996": [2], "1997": [3]})
    assert 'class="published stacks brief"' in html_of(frame_sheet(years, "Milk", name="milk"))
    named = years.rename(columns={"1997": "last year"})
    assert 'class="published stacks"' in html_of(frame_sheet(named, "Milk", name="milk"))


def test_a_column_with_a_sentence_stands_below_its_heading_in_all_of_its_cells() -> None:
    frame = pd.DataFrame({"who": [SENTENCE, "b"], "what": [SENTENCE, "no case"], "n": [1, 2]})
    html = html_of(frame_sheet(frame, "Policies", name="policies"))
    assert html.count('<td class="long">') == 2
    assert html.count('<td class="number">') == 2
    assert f'<th scope="row">{SENTENCE.capitalize()}</th>' in html


@pytest.mark.parametrize(("name", "lines"), [("Textiles of Medellin", 2), (" ".join(["regulators"] * 9), 5)])
def test_long_names_of_rows_take_wider_lines_before_many(name: str, lines: int) -> None:
    figure, axis = plt.subplots(layout="constrained")
    axis.barh([name, "b"], [1, 2])
    fit_phone(figure)
    assert axis.get_yticklabels()[0].get_text().count("\n") + 1 == lines
    plt.close(figure)
