"""A picture has the same bytes whenever it is drawn."""

from __future__ import annotations

import ast
import base64
import re
from itertools import combinations
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.notes import NOTE_LINE, part_notes
from clusterbook.display.palette import (
    BLACK,
    BLUE,
    BROWN,
    DARK_GREEN,
    DARK_VERMILION,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PAGE_DARK,
    PLUM,
    PURPLE,
    RED,
    SKY,
    SLATE,
    TEXT,
    VERMILION,
    WHITE,
    on_dark,
)
from clusterbook.display.phone import DESK_WIDTH, SMALLEST_TEXT, WIDTH, fit_desk, fit_phone
from clusterbook.display.svg import _letters
from clusterbook.errors import ClusterbookError

SOURCE = Path(__file__).parents[2] / "src" / "clusterbook"
MARKS = [BLACK, BLUE, BROWN, DARK_GREEN, DARK_VERMILION, GREEN, GREY, INK, ORANGE, PLUM, PURPLE, RED, SKY, SLATE, TEXT]
MARKS += [VERMILION]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts that cover each other where the figure is drawn."""
    figure.canvas.draw()
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    boxes = [(text.get_text(), text.get_window_extent().padded(-1.0)) for text in texts]
    return [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.overlaps(b)]


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


def test_words_stay_words_and_letters_come_with_them() -> None:
    with book_style():
        figure, axis = plt.subplots(figsize=(3, 2))
        axis.set_title("Ábaco ≥ 1")
    svg = picture(figure, alt_text="", caption="").svg.decode("utf-8")
    assert ">Ábaco ≥ 1</text>" in svg
    assert svg.count("@font-face") == 1 and "DejaVu" not in svg


def test_letters_are_those_that_the_whole_typeface_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    by_alphabet = drawn(0.0).svg
    monkeypatch.setattr("clusterbook.display.svg.ALPHABET", frozenset())
    monkeypatch.setattr("clusterbook.display.svg._letters", _letters.__wrapped__)
    assert drawn(0.0).svg == by_alphabet


def test_colours_are_variables_with_a_value_for_the_dark() -> None:
    svg = drawn(0.0).svg.decode("utf-8")
    style, body = svg.split("</style>", 1)
    light, dark = style.split("@media (prefers-color-scheme:dark)")
    used = set(re.findall(r"var\((--c[0-9a-f]{6})\)", body))
    assert used and all(f"{name}:#" in light and f"{name}:#" in dark for name in used)
    assert re.findall(r"(?:fill|stroke): #", body) == []


def test_panels_beside_each_other_stand_below_each_other_on_a_phone() -> None:
    with book_style():
        figure, axes = plt.subplots(1, 3, figsize=(9, 3))
        fit_phone(figure)
        figure.draw_without_rendering()
    lefts = {round(axis.get_position().x0, 3) for axis in axes}
    bottoms = [axis.get_position().y0 for axis in axes]
    assert len(lefts) == 1 and bottoms == sorted(bottoms, reverse=True) and figure.get_figwidth() == WIDTH
    plt.close(figure)


def test_a_legend_stands_below_and_has_each_label_once() -> None:
    with book_style():
        figure, axes = plt.subplots(1, 2, figsize=(8, 3))
        for axis in axes:
            axis.plot([0, 1], [0, 1], label="Exports")
            axis.legend()
        fit_phone(figure)
    (legend,) = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["Exports"]
    assert all(axis.get_legend() is None for axis in axes)
    plt.close(figure)


def test_no_text_is_smaller_than_a_reader_can_read() -> None:
    with book_style():
        figure, axis = plt.subplots(figsize=(20, 2))
        axis.text(0, 0, "small", fontsize=4)
        fit_desk(figure)
    assert axis.texts[0].get_fontsize() == SMALLEST_TEXT and figure.get_figwidth() == DESK_WIDTH
    plt.close(figure)


def test_notes_that_cover_each_other_are_parted() -> None:
    with book_style():
        figure, axis = plt.subplots(figsize=(3, 3))
        axis.text(0.5, 0.5, "one")
        axis.text(0.5, 0.5, "other")
        assert ("one", "other") in overlapping(figure)
        part_notes(figure)
        assert overlapping(figure) == []
    plt.close(figure)


def test_a_panel_is_as_high_on_a_phone_as_the_notes_of_its_fullest_column_need() -> None:
    with book_style():
        figure, axis = plt.subplots(figsize=(3, 3))
        for place in range(12):
            axis.annotate("name", (0, place))
        fit_phone(figure)
    assert figure.get_figheight() >= 3 * 12 * NOTE_LINE > 3
    plt.close(figure)


def test_a_figure_that_nobody_can_lay_out_anew_is_a_mistake() -> None:
    with book_style():
        figure = plt.figure(layout="none")
        figure.add_axes((0, 0, 1, 1))
        with pytest.raises(ClusterbookError, match="stand in no grid"):
            picture(figure, alt_text="", caption="")
    plt.close(figure)


def test_a_picture_is_named_after_what_draws_it_and_offers_its_first_frame() -> None:
    @pictured
    def plot_small_things(things: pd.DataFrame) -> Picture:
        return drawn(0.0)

    things = pd.DataFrame({"kind_of": ["a_b"], "n": [2]}, index=pd.Index(["x"], name="place"))
    html = plot_small_things(things)._repr_html_()
    assert 'id="fig-small-things"' in html and 'media="(max-width:' in html
    assert "<td>x</td><td>a b</td><td>2</td>" in html
    csv = re.findall(r'href="data:text/csv;base64,([^"]+)"', html)[0]
    assert base64.b64decode(csv) == b"place,kind_of,n\nx,a_b,2\n"


@pytest.mark.parametrize("colour", MARKS)
def test_colours_of_marks_and_words_stand_out_on_a_dark_page(colour: str) -> None:
    assert (luminance(on_dark(colour)) + 0.05) / (luminance(PAGE_DARK) + 0.05) > 4.5


def luminance(colour: str) -> float:
    """Relative luminance as WCAG has it, 0 to 1."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_colour_without_a_name_keeps_its_hue_and_turns_its_lightness_round() -> None:
    assert luminance(on_dark("#08306B")) > luminance(on_dark("#9ECAE1")) > luminance(on_dark("#F7FBFF"))
    for shade, words in (("#41B6C4", WHITE), ("#C7E9B4", TEXT)):
        light, dark = sorted((luminance(on_dark(shade)), luminance(on_dark(words))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) > 4.5
    red, green, blue = (int(on_dark("#08519C")[place : place + 2], 16) for place in (1, 3, 5))
    assert blue > green > red


def test_every_function_that_draws_names_its_picture() -> None:
    sources = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
    drawing = [
        (path.name, node.name, [ast.unparse(one) for one in node.decorator_list])
        for path, tree in sources.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("plot_") and node.returns
        if ast.unparse(node.returns) == "Picture"
    ]
    assert len(drawing) > 30
    assert [(file, name) for file, name, decorators in drawing if "pictured" not in decorators] == []


@pytest.mark.parametrize("label", ["US$ 5 to US$ 7", "$\\frac{1$", "<script>&", "{raw}`html`", "$"])
def test_a_label_from_the_data_is_drawn_as_it_is_written(label: str) -> None:
    with book_style():
        figure, axis = plt.subplots()
        axis.set_title(label)
        axis.set_yticks([0], [label])
        shown = picture(figure, alt_text=label, caption=label, data=pd.DataFrame({label: [label]}))
    words = re.findall(r">([^<>]+)</text>", shown.svg.decode())
    assert words.count(label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) == 2
    assert "<script" not in shown.svg.decode() and "<script" not in shown._repr_html_()
