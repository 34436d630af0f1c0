"""Notes in a figure: how much room they take, and how those that cover each other are parted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

NOTE_LINE = 0.16  # inches of a line of a note


def height_of_notes(axis: Axes) -> float:
    """What the notes of the fullest column need to stay beside what they name, in inches: two thirds stay empty."""
    notes = [note for note in axis.texts if isinstance(note, Annotation) and note.get_text().strip()]
    return 3 * NOTE_LINE * max(Counter(note.xy[0] for note in notes).values(), default=0)


def is_in_cell(text: Text) -> bool:
    """Whether a text stands in the middle of a cell, as those of a table of shades."""
    return (text.get_horizontalalignment(), text.get_verticalalignment()) == ("center", "center") and not isinstance(
        text, Annotation
    )


def part_notes(figure: Figure) -> None:
    """Move notes that cover each other apart: towards the middle of their panel, as far as they need."""
    figure.draw_without_rendering()
    for axis in figure.axes:
        notes = [text for text in axis.texts if text.get_text().strip() and not is_in_cell(text)]
        boxes = [note.get_window_extent() for note in notes]
        middle = (axis.bbox.y0 + axis.bbox.y1) / 2
        is_high = sum(box.y0 + box.y1 for box in boxes) > 2 * middle * len(boxes)
        for note, moved in zip(notes, _parted(boxes, downwards=is_high), strict=True):
            _move(note, moved, dpi=figure.dpi)


def _parted(boxes: Sequence[Bbox], *, downwards: bool) -> list[float]:
    """How far each box must be moved up (down if negative) so that none covers another, nearest the edge first."""
    sign = -1 if downwards else 1
    order = sorted(range(len(boxes)), key=lambda place: sign * (boxes[place].y0 + boxes[place].y1))
    moved = [0.0] * len(boxes)
    placed: list[Bbox] = []
    for place in order:
        box = boxes[place]
        while covered := [other for other in placed if _covers(box, other)]:
            edge = min(other.y0 for other in covered) if downwards else max(other.y1 for other in covered)
            moved[place] += edge - (box.y1 if downwards else box.y0)
            box = boxes[place].translated(0, moved[place])
        placed.append(box)
    return moved


def _covers(one: Bbox, other: Bbox) -> bool:
    """Whether two boxes share more than an edge."""
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 - 0.5 and other.y0 < one.y1 - 0.5


def _move(note: Text, pixels: float, *, dpi: float) -> None:
    """Move a note upwards, or downwards if negative."""
    if not pixels:
        return
    if isinstance(note, Annotation) and note.anncoords == "offset points":
        note.xyann = (note.xyann[0], note.xyann[1] + pixels * 72 / dpi)
        return
    there = note.get_transform().transform(note.get_position()) + (0, pixels)
    x, y = note.get_transform().inverted().transform(there)
    note.set_position((float(x), float(y)))
