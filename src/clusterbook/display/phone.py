"""A figure laid out anew for a phone: panels below each other, words in more lines, legends below."""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Sequence
from itertools import pairwise
from typing import cast

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec, SubplotSpec
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from clusterbook.display.notes import height_of_notes, is_in_cell, part_notes
from clusterbook.errors import ClusterbookError

DESK_WIDTH = 9.1  # inches: what a page 1280 pixels wide has room for
WIDTH = 3.4  # inches: what a phone 390 pixels wide has room for
LOWEST_PANEL, HIGHEST_PANEL = 1.7, 3.0  # inches: of one without rows of words, which needs the height that it has
COLOUR_BAR = "<colorbar>"
SMALLEST_TEXT, LARGEST_TEXT = 8.5, 10.0  # points: 11.3 and 13.3 pixels
LINE = 0.19  # inches of a line of a legend
HIGHEST = 30  # inches: of a whole figure
ROW_LINE = 0.2  # inches of a line of the name of a row
CHARACTER = 5.0  # points that a character of a tick label takes
TITLE, AXIS_LABEL, SIDE_LABEL, TURNED_LABEL, NOTE = 42, 40, 26, 26, 24
CELL_ROW_LABEL = 13  # characters of a line, beside cells with words
ROW_LABELS, FEW_LINES = (17, 22, 27), 3  # the first width at which no name has more lines, else the last
ROW_NAMES = 1.1  # inches that the names of rows take


def fit_phone(figure: Figure) -> None:
    """Lay a figure out anew for a phone.

    Parameters
    ----------
    figure : Figure
        Drawn for a desk with constrained layout; its panels stand in one grid.
    """
    panels = _panels(figure)
    heights = _stack(figure, panels)
    for axis in panels:
        _wrap_words(axis)
    _resize_text(figure)
    lines = _legends_below(figure)
    _hand_on_labels(figure, panels)
    needed = [
        max(height, _height_of_rows(axis), height_of_notes(axis)) for axis, height in zip(panels, heights, strict=True)
    ]
    _spot(panels[0]).get_gridspec().set_height_ratios(needed)
    figure.set_size_inches(WIDTH, sum(needed) + LINE * lines)
    figure.set_figheight(figure.get_figheight() + sum(map(_thin_ticks, panels)))
    while _collapses(figure) and figure.get_figheight() < HIGHEST:
        figure.set_figheight(figure.get_figheight() * 1.25)
    _drop_covered_ticks(figure, panels)
    part_notes(figure)


def fit_desk(figure: Figure) -> None:
    """Bring every text to the smallest size that is shown, and the figure to the width that a page has."""
    if figure.get_layout_engine() is not None:
        figure.set_figwidth(min(figure.get_figwidth(), DESK_WIDTH))
    for text in figure.findobj(Text):
        text.set_fontsize(max(text.get_fontsize(), SMALLEST_TEXT))


def _resize_text(figure: Figure) -> None:
    """Bring every text to a size between the smallest and the largest, lines close to each other."""
    for text in figure.findobj(Text):
        text.set_fontsize(min(max(text.get_fontsize(), SMALLEST_TEXT), LARGEST_TEXT))
        text.set_linespacing(1.15)


def _hand_on_labels(figure: Figure, panels: Sequence[Axes]) -> None:
    """The title of the whole figure in lines; labels of the whole figure at one panel, where legends leave room."""
    if figure.get_suptitle():
        figure.suptitle(textwrap.fill(figure.get_suptitle(), TITLE), fontsize=LARGEST_TEXT)
    if figure.get_supxlabel():
        panels[-1].set_xlabel(textwrap.fill(figure.get_supxlabel(), AXIS_LABEL), fontsize=LARGEST_TEXT)
        figure.supxlabel("")
    if figure.get_supylabel():
        panels[0].set_ylabel(textwrap.fill(figure.get_supylabel(), SIDE_LABEL), fontsize=LARGEST_TEXT)
        figure.supylabel("")


def _collapses(figure: Figure) -> bool:
    """Whether the figure is too low for what stands around its panels."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure.draw_without_rendering()
    return any("collapsed" in str(one.message) for one in caught)


def _panels(figure: Figure) -> list[Axes]:
    """The axes of the figure's grid in reading order; empty places of the grid are given up.

    Raises
    ------
    ClusterbookError
        If the figure has axes outside of a grid: nobody knows how to lay those out anew.
    """
    if any(axis.get_subplotspec() is None and axis.get_label() != COLOUR_BAR for axis in figure.axes):
        raise ClusterbookError(
            "picture: found axes that stand in no grid; expected those of plt.subplots. Draw it for a phone too, and "
            "hand that on as phone."
        )
    for empty in [axis for axis in figure.axes if not axis.get_visible()]:
        figure.delaxes(empty)
    placed = [axis for axis in figure.axes if axis.get_subplotspec() is not None]
    return sorted(placed, key=lambda axis: (_spot(axis).rowspan.start, _spot(axis).colspan.start))


def _spot(axis: Axes) -> SubplotSpec:
    """Where an axis stands in its grid."""
    return cast("SubplotSpec", axis.get_subplotspec())


def _stack(figure: Figure, panels: Sequence[Axes]) -> list[float]:
    """Set panels that stand beside each other below each other; the height of each in inches."""
    grid = _spot(panels[0]).get_gridspec()
    ratios = np.asarray(grid.get_height_ratios(), dtype=float)
    row_heights = figure.get_figheight() * ratios / ratios.sum()
    heights = [_panel_height(axis, row_heights[_spot(axis).rowspan.start]) for axis in panels]
    if grid.ncols > 1:
        anew = GridSpec(len(panels), 1, figure=figure, height_ratios=heights)
        for place, axis in enumerate(panels):
            axis.set_subplotspec(anew[place, 0])
            axis.tick_params(labelleft=True, labelbottom=True)
    return heights


def _panel_height(axis: Axes, height: float) -> float:
    """A panel with rows of words needs its height, one of numbers no more than half as much again as its width."""
    return height if _has_row_names(axis) else min(max(height, LOWEST_PANEL), HIGHEST_PANEL)


def _has_row_names(axis: Axes) -> bool:
    return any(not _is_number(text.get_text()) for text in axis.get_yticklabels() if text.get_text())


def _height_of_rows(axis: Axes) -> float:
    """What the names of the rows take, in inches, with what stands above and below."""
    names = [text.get_text() for text in axis.get_yticklabels()]
    if not _has_row_names(axis):
        return 0.0
    lines = [name.count("\n") + 1 for name in names]
    step = max(((one + other) / 2 for one, other in pairwise(lines)), default=max(lines))
    return len(names) * step * ROW_LINE + 1.0


def _wrap_words(axis: Axes) -> None:
    """Titles, labels and notes in as many lines as they need."""
    axis.set_title(textwrap.fill(axis.get_title(), TITLE))
    axis.set_title(textwrap.fill(axis.get_title(loc="left"), TITLE), loc="left")
    axis.set_xlabel(textwrap.fill(axis.get_xlabel(), AXIS_LABEL))
    axis.set_ylabel(textwrap.fill(axis.get_ylabel(), SIDE_LABEL))
    columns = max(1, len(axis.get_xticks()))
    for text in axis.texts:
        width = max(6, int((WIDTH - ROW_NAMES) * 72 / columns / CHARACTER)) if is_in_cell(text) else NOTE
        lines = text.get_text().split("\n") if is_in_cell(text) or "\n" not in text.get_text() else []
        if lines:
            text.set_text("\n".join(textwrap.fill(line, width, break_long_words=False) for line in lines))
    labels = [text.get_text().replace("\n", " ") for text in axis.get_yticklabels()]
    widths = (CELL_ROW_LABEL,) if any(map(is_in_cell, axis.texts)) else ROW_LABELS
    if any(len(label) > widths[0] for label in labels):
        axis.set_yticks(axis.get_yticks(), _wrapped(labels, widths))


def _wrapped(labels: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Names in lines, as narrow as they can be without taking many lines."""
    tried = ([textwrap.fill(label, width, break_long_words=False) for label in labels] for width in widths)
    wrapped: list[str] = []
    for wrapped in tried:
        if all(label.count("\n") < FEW_LINES for label in wrapped):
            break
    return wrapped


def _legends_below(figure: Figure) -> int:
    """Bring all legends below the drawing, each label once; how many lines they take."""
    legends = [legend for legend in figure.findobj(Legend) if legend.get_visible()]
    entries: dict[str, Artist] = {}
    titles = []
    for legend in legends:
        for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
            if handle is not None:
                entries.setdefault(text.get_text(), handle)
        titles.append(legend.get_title().get_text())
        legend.remove()
    if not entries:
        return 0
    columns = 2 if max(map(len, entries)) <= 20 and len(entries) > 2 else 1
    labels = [textwrap.fill(label.replace("\n", " "), 46 // columns) for label in entries]
    title = next(filter(None, titles), None)
    figure.legend(
        list(entries.values()), labels, loc="outside lower left", ncols=columns, frameon=False, fontsize=9, title=title
    )
    return -(-sum(label.count("\n") + 1 for label in labels) // columns) + (title is not None)


def _thin_ticks(axis: Axes) -> float:
    """Fewer numbers along the lower edge; names in lines, or turned; the height in inches that this takes."""
    names = [text.get_text() for text in axis.get_xticklabels()]
    if all(_is_number(name) for name in names if name):
        if isinstance(axis.xaxis.get_major_locator(), MaxNLocator):
            whole = all(float(tick).is_integer() for tick in axis.get_xticks())
            axis.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=whole))
        return 0.0
    characters = max(1, int(WIDTH * 60 / max(1, len(names)) / CHARACTER))
    if all(len(line) <= characters for name in names for line in name.split("\n")):
        return 0.0
    narrow = [textwrap.wrap(name, characters, break_long_words=False) for name in names]
    is_turned = any(len(line) > characters for lines in narrow for line in lines)
    lines = [textwrap.wrap(name, TURNED_LABEL) for name in names] if is_turned else narrow
    axis.set_xticks(axis.get_xticks(), ["\n".join(one) for one in lines], rotation=90 if is_turned else 0)
    longest = max(len(line) for one in lines for line in one) * CHARACTER / 72
    return longest if is_turned else ROW_LINE * (max(map(len, lines)) - 1)


def _drop_covered_ticks(figure: Figure, panels: Sequence[Axes]) -> None:
    """Leave out numbers along the lower edges that would cover the one before them, in a figure that is laid out."""
    is_laid_out = True
    for axis in panels:
        labels = [label for label in axis.get_xticklabels() if label.get_text()]
        if not all(_is_number(label.get_text()) for label in labels):
            continue
        if not is_laid_out:
            figure.draw_without_rendering()
        kept, right = set[str](), -float("inf")
        for label in labels:
            box = label.get_window_extent()
            if box.x0 > right + 3:
                kept.add(label.get_text())
                right = box.x1
        is_laid_out = len(kept) == len(labels)
        if not is_laid_out:
            names = [label.get_text() for label in axis.get_xticklabels()]
            axis.set_xticks(axis.get_xticks(), [name if name in kept else "" for name in names])


def _is_number(text: str) -> bool:
    return text.replace("−", "-").lstrip("-").replace(".", "", 1).replace(",", "").isdigit()
