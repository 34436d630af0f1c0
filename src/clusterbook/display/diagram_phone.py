"""A chain diagram for a phone: its arrows one below the other, each from a box on the left to a box on the right."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from clusterbook.display.diagram_layout import LINE_HEIGHT, Box
from clusterbook.display.phone import WIDTH

BOX_WIDTH, BOX_CHARACTERS, LABEL_CHARACTERS = 1.2, 17, 12
MARGINS = 0.24  # inches: left and right of the drawing together
PADDING, BETWEEN = 0.16, 0.1  # inches: inside a box above and below together, between rows


@dataclass(frozen=True)
class Row:
    """One arrow: its box on the right, what it carries, its kind, and where it begins on the left."""

    target: Box
    label: str
    kind: str
    start: tuple[float, float]

    @property
    def end(self) -> tuple[float, float]:
        """Where the arrow ends."""
        return self.target.x - self.target.width / 2, self.target.y


def rows_of_arrows(nodes: pd.DataFrame, edges: pd.DataFrame) -> tuple[list[Box], list[Row]]:
    """Boxes on the left, one for each node that an arrow leaves or that has none, and the rows of their arrows.

    Parameters
    ----------
    nodes, edges : DataFrame
        As ``plot_chain`` takes them; arrows stand in the order of the nodes that they leave.
    """
    looks = {row.node_id: (_filled(row.label), row.kind) for row in nodes.itertuples()}
    order = nodes.sort_values(["layer", "order"])["node_id"]
    leaving = {name: edges[edges["source"] == name].to_dict("records") for name in order}
    arriving = set(edges["target"])
    sources: list[Box] = []
    rows: list[Row] = []
    top = 0.0
    for name in order:
        if leaving[name] or name not in arriving:
            source, own = _group(name, leaving[name], looks, top)
            sources.append(source)
            rows.extend(own)
            top = min([source.y - source.height / 2, *(row.target.y - row.target.height / 2 for row in own)]) - BETWEEN
    return sources, rows


def _group(
    name: str, edges: Sequence[Mapping[str, object]], looks: Mapping[str, tuple[str, str]], top: float
) -> tuple[Box, list[Row]]:
    """The box of a node and the rows of the arrows that leave it, from ``top`` downwards."""
    labels = [_label(edge["label"]) for edge in edges]
    heights = [
        max(_height(looks[str(edge["target"])][0]), _height(label) if label else 0.0)
        for edge, label in zip(edges, labels, strict=True)
    ]
    text, kind = looks[name]
    total = max(sum(heights) + BETWEEN * max(0, len(heights) - 1), _height(text))
    source = Box(BOX_WIDTH / 2, top - total / 2, BOX_WIDTH, _height(text), text, kind)
    rows, here = [], top
    for edge, label, height in zip(edges, labels, heights, strict=True):
        words, of = looks[str(edge["target"])]
        target = Box(WIDTH - MARGINS - BOX_WIDTH / 2, here - height / 2, BOX_WIDTH, _height(words), words, of)
        rows.append(Row(target, label, str(edge["kind"]), (source.x + BOX_WIDTH / 2, source.y)))
        here -= height + BETWEEN
    return source, rows


def _filled(label: str) -> str:
    return textwrap.fill(label, BOX_CHARACTERS, break_long_words=False)


def _label(label: object) -> str:
    """What an arrow carries, in lines; nothing where that is missing."""
    return textwrap.fill(label, LABEL_CHARACTERS, break_long_words=False) if isinstance(label, str) else ""


def _height(text: str) -> float:
    return LINE_HEIGHT * (text.count("\n") + 1) + PADDING
