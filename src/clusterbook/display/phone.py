"""A figure laid out anew for a phone: panels below each other, words in more lines, legends below."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import cast

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec, SubplotSpec
from matplotlib.legend import Legend
from matplotlib.text import Annotation, Text
from matplotlib.ticker import FixedLocator, MaxNLocator
from matplotlib.transforms import Bbox

from clusterbook.errors import ClusterbookError

DESK_WIDTH = 9.1  # inches: what a page 1280 pixels wide has room for
WIDTH = 3.4  # inches: what a phone 390 pixels wide has room for
HIGHEST_PANEL = 3.0  # inches: of one without rows of words, which needs the height that it has
COLOUR_BAR = "<colorbar>"
SMALLEST_TEXT, LARGEST_TEXT = 8.5, 10.0  # points: 11.3 and 13.3 pixels
LINE = 0.19  # inches of a line of a legend
ROW_LINE = 0.19  # inches of a line of the name of a row
CHARACTER = 5.0  # points that a character of a tick label takes
TITLE, AXIS_LABEL, ROW_LABEL, NOTE = 42, 40, 17, 24  # characters of a line


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
    if figure.get_suptitle():
        figure.suptitle(textwrap.fill(figure.get_suptitle(), TITLE), fontsize=LARGEST_TEXT)
    needed = [max(height, _height_of_rows(axis)) for axis, height in zip(panels, heights, strict=True)]
    figure.set_size_inches(WIDTH, sum(needed) + LINE * lines)
    for axis in panels:
        _thin_ticks(axis)
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
        text.set_linespacing(1.0)


def part_notes(figure: Figure) -> None:
    """Move notes that cover each other apart, upwards, as far as they need."""
    figure.draw_without_rendering()
    for axis in figure.axes:
        notes = [text for text in axis.texts if text.get_visible() and text.get_text().strip()]
        placed: list[Bbox] = []
        for note in sorted(notes, key=lambda text: text.get_window_extent().y0):
            box = note.get_window_extent()
            while below := [other for other in placed if other.y1 > box.y0 + 1 and box.overlaps(other)]:
                box = box.translated(0, max(other.y1 for other in below) - box.y0)
            _raise(note, box.y0 - note.get_window_extent().y0, dpi=figure.dpi)
            placed.append(box)


def _raise(note: Text, pixels: float, *, dpi: float) -> None:
    """Move a note upwards."""
    if pixels <= 0:
        return
    if isinstance(note, Annotation) and note.anncoords == "offset points":
        note.xyann = (note.xyann[0], note.xyann[1] + pixels * 72 / dpi)
        return
    there = note.get_transform().transform(note.get_position()) + (0, pixels)
    x, y = note.get_transform().inverted().transform(there)
    note.set_position((float(x), float(y)))


def _panels(figure: Figure) -> list[Axes]:
    """The axes of the figure's grid in reading order.

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
    return height if _has_row_names(axis) else min(height, HIGHEST_PANEL)


def _has_row_names(axis: Axes) -> bool:
    return any(not _is_number(text.get_text()) for text in axis.get_yticklabels() if text.get_text())


def _height_of_rows(axis: Axes) -> float:
    """What the names of the rows take, in inches, with what stands above and below."""
    names = [text.get_text() for text in axis.get_yticklabels()]
    if not _has_row_names(axis):
        return 0.0
    return len(names) * (max(name.count("\n") for name in names) + 1) * ROW_LINE + 1.0


def _wrap_words(axis: Axes) -> None:
    """Titles, labels and notes in as many lines as they need."""
    axis.set_title(textwrap.fill(axis.get_title(), TITLE))
    axis.set_title(textwrap.fill(axis.get_title(loc="left"), TITLE), loc="left")
    axis.set_xlabel(textwrap.fill(axis.get_xlabel(), AXIS_LABEL))
    axis.set_ylabel(textwrap.fill(axis.get_ylabel(), AXIS_LABEL))
    for text in axis.texts:
        if "\n" not in text.get_text():
            text.set_text(textwrap.fill(text.get_text(), NOTE))
    labels = [text.get_text() for text in axis.get_yticklabels()]
    if any(len(label) > ROW_LABEL for label in labels):
        wrapped = [textwrap.fill(label.replace("\n", " "), ROW_LABEL, break_long_words=False) for label in labels]
        axis.set_yticks(axis.get_yticks(), wrapped)


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


def _thin_ticks(axis: Axes) -> None:
    """Fewer labels along the lower edge until none covers another."""
    if not isinstance(axis.xaxis.get_major_locator(), FixedLocator):
        if isinstance(axis.xaxis.get_major_locator(), MaxNLocator):
            axis.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=_has_whole_ticks(axis)))
        return
    names = [text.get_text() for text in axis.get_xticklabels()]
    characters = max(1, int(WIDTH * 62 / max(1, len(names)) / CHARACTER))
    if all(len(line) <= characters for name in names for line in name.split("\n")):
        return
    if all(_is_number(name) for name in names if name):
        step = 2 if max(map(len, names)) <= 2 * characters else 3
        axis.set_xticks(axis.get_xticks(), [name if place % step == 0 else "" for place, name in enumerate(names)])
    elif all(len(word) <= characters for name in names for word in name.split()):
        axis.set_xticks(axis.get_xticks(), [_narrow(name, characters) for name in names])
    else:
        axis.set_xticks(axis.get_xticks(), [_narrow(name, ROW_LABEL) for name in names], rotation=90)


def _narrow(name: str, characters: int) -> str:
    return textwrap.fill(name.replace("\n", " "), characters, break_long_words=False)


def _is_number(text: str) -> bool:
    return text.replace("−", "-").lstrip("-").replace(".", "", 1).replace(",", "").isdigit()


def _has_whole_ticks(axis: Axes) -> bool:
    return all(float(tick).is_integer() for tick in axis.get_xticks())


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts that cover each other where the figure is drawn."""
    figure.canvas.draw()
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    boxes = [(text.get_text(), text.get_window_extent().padded(-1.0)) for text in _shown(texts)]
    return [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.overlaps(b)]


def _shown(texts: Iterable[Text]) -> list[Text]:
    """Texts on visible axes, without ticks that lie outside the limits."""
    shown = []
    for text in texts:
        axis = text.axes
        box = text.get_window_extent()
        if axis is not None and not axis.get_visible():
            continue
        if box.width > 0 and box.height > 0:
            shown.append(text)
    return shown
