"""A picture has the same bytes whenever it is drawn."""

from __future__ import annotations

import re

import matplotlib.pyplot as plt

from clusterbook.display.figure import Picture, book_style, picture


def drawn(shift: float) -> Picture:
    """A small drawing whose layout is off by ``shift`` inches."""
    with book_style():
        figure, axis = plt.subplots(figsize=(2 + shift, 2))
        axis.plot([0, 1], [0, 1], marker="o")
    return picture(figure, alt_text="A rising line.", caption="A line.")


def test_the_last_digit_of_the_layout_leaves_no_trace_in_names() -> None:
    assert drawn(0.0).svg == drawn(1e-13).svg


def test_every_name_that_is_used_is_defined() -> None:
    svg = drawn(0.0).svg.decode("utf-8")
    used = set(re.findall(r"[(\"]#([A-Za-z0-9_-]+)", svg))
    assert used and used <= set(re.findall(r'id="([^"]+)"', svg))


def test_the_text_alternative_is_escaped_for_the_page() -> None:
    shown = Picture(b"<svg/>", 'p < 0.05 & "so"', "A caption")._repr_html_()
    assert 'alt="p &lt; 0.05 &amp; &quot;so&quot;"' in shown
