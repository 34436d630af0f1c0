"""Where the boxes and arrows of a chain diagram stand: layers along the flow, order across it, in inches."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

LINE_HEIGHT, PADDING, CHARACTER = 0.165, 0.14, 0.076
MARGIN, NARROWEST_BOX = 0.15, 1.12  # inches: around the drawing, of a box


class Flow(StrEnum):
    """Direction in which the layers follow each other."""

    RIGHT = "right"
    """From left to right."""
    DOWN = "down"
    """From top to bottom."""


BETWEEN = {Flow.RIGHT: "between_layers", Flow.DOWN: "within_layer"}


@dataclass(frozen=True)
class Box:
    """A node on the page: centre, width and height in inches, its text in lines."""

    x: float
    y: float
    width: float
    height: float
    text: str
    kind: str


@dataclass(frozen=True)
class Spacing:
    """Measures of a diagram in inches: width of a box, gap between layers, gap between the boxes of a layer."""

    width: float = 1.75
    between_layers: float = 1.0
    within_layer: float = 0.4

    def fitted(self, nodes: pd.DataFrame, *, flow: str, width: float) -> Spacing:
        """The measures made smaller, if they must be, so that a diagram is no wider than a page.

        Parameters
        ----------
        nodes : DataFrame
            With ``layer`` and ``order``.
        flow : str
            ``right`` or ``down``.
        width : float
            Of the page in inches.
        """
        places, gap = ("layer", self.between_layers) if flow == Flow.RIGHT else ("order", self.within_layer)
        steps = float(nodes[places].max() - nodes[places].min())
        room = width - 2 * MARGIN
        if self.width + steps * (self.width + gap) <= room:
            return self
        box = max(NARROWEST_BOX, (room - steps * gap) / (steps + 1))
        left = (room - (steps + 1) * box) / steps
        return replace(self, width=box, **{BETWEEN[Flow(flow)]: left})


def layout(nodes: pd.DataFrame, *, flow: str, spacing: Spacing) -> dict[str, Box]:
    """A box for every node, by ``node_id``; all boxes of a place in the layer are as high as the highest."""
    characters = int(spacing.width / CHARACTER)
    texts = {row.node_id: textwrap.fill(row.label, characters, break_long_words=False) for row in nodes.itertuples()}
    heights = {name: LINE_HEIGHT * (text.count("\n") + 1) + 2 * PADDING for name, text in texts.items()}
    tallest = max(heights.values())
    boxes = {}
    for row in nodes.itertuples():
        if flow == Flow.RIGHT:
            x, y = row.layer * (spacing.width + spacing.between_layers), -row.order * (tallest + spacing.within_layer)
        else:
            x, y = row.order * (spacing.width + spacing.within_layer), -row.layer * (tallest + spacing.between_layers)
        boxes[row.node_id] = Box(float(x), float(y), spacing.width, heights[row.node_id], texts[row.node_id], row.kind)
    return boxes


def ports(
    edges: pd.DataFrame, boxes: dict[str, Box], *, layers: pd.Series, flow: str
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Start and end of every edge on the sides of its boxes; edges that share a side are spread along it."""
    sides: dict[tuple[str, str], list[tuple[float, int, int]]] = {}
    for place, edge in enumerate(edges.itertuples()):
        step = layers[edge.target] - layers[edge.source]
        for end, (name, other, direction) in enumerate(
            ((edge.source, edge.target, step), (edge.target, edge.source, -step))
        ):
            near, far = boxes[name], boxes[other]
            across = (near.y - far.y, far.x - near.x)[flow == Flow.DOWN]
            side = _side(direction, across, flow=flow)
            along = far.x if side in ("top", "bottom") else -far.y
            sides.setdefault((name, side), []).append((along, place, end))
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for (name, side), users in sides.items():
        for rank, (_, place, end) in enumerate(sorted(users)):
            found[place, end] = _on_side(boxes[name], side, share=(rank + 1) / (len(users) + 1))
    return [(found[place, 0], found[place, 1]) for place in range(len(edges))]


def _side(direction: float, across: float, *, flow: str) -> str:
    """Side of a box that faces the other end."""
    if flow == Flow.RIGHT:
        return ("right" if direction > 0 else "left") if direction else ("bottom" if across > 0 else "top")
    return ("bottom" if direction > 0 else "top") if direction else ("right" if across > 0 else "left")


def _on_side(box: Box, side: str, *, share: float) -> tuple[float, float]:
    """Point on a side, ``share`` of the way along it (left to right, top to bottom)."""
    if side in ("left", "right"):
        return box.x + (box.width / 2 if side == "right" else -box.width / 2), box.y + box.height * (0.5 - share)
    return box.x + box.width * (share - 0.5), box.y + (box.height / 2 if side == "top" else -box.height / 2)


def across(flow: str) -> Flow:
    """The direction across the flow."""
    return Flow.DOWN if flow == Flow.RIGHT else Flow.RIGHT


def bends(start: tuple[float, float], end: tuple[float, float], *, flow: str) -> list[tuple[float, float]]:
    """Control points of a curve that leaves and enters along the flow."""
    if flow == Flow.RIGHT:
        middle = (start[0] + end[0]) / 2
        return [(middle, start[1]), (middle, end[1])]
    middle = (start[1] + end[1]) / 2
    return [(start[0], middle), (end[0], middle)]


def extent(boxes: Iterable[Box]) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of the drawing in inches, with a margin."""
    boxes = list(boxes)
    left, right = min(box.x - box.width / 2 for box in boxes), max(box.x + box.width / 2 for box in boxes)
    bottom, top = min(box.y - box.height / 2 for box in boxes), max(box.y + box.height / 2 for box in boxes)
    return left - 0.1, right + 0.1, bottom - MARGIN, top + 0.1
