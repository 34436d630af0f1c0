"""Chain diagrams from node and edge lists: layers of boxes, arrows between them, always laid out alike.

A node stands where its ``layer`` (the stage of the chain) and ``order`` (its place in the layer) put it;
nothing is placed by chance or by iteration.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Patch
from matplotlib.path import Path

from clusterbook.display.diagram_layout import Box, Flow, Spacing, across, bends, extent, layout, ports
from clusterbook.display.diagram_phone import rows_of_arrows
from clusterbook.display.figure import Picture, book_style, picture, pictured
from clusterbook.display.palette import BLUE, DARK_GREEN, DARK_VERMILION, INK, NODE_COLOURS, PLUM, SLATE, WHITE
from clusterbook.display.phone import DESK_WIDTH
from clusterbook.errors import ClusterbookError, listed
from clusterbook.vocabulary import in_words

EDGE_STYLES = [
    (INK, "-"),
    (BLUE, "--"),
    (DARK_VERMILION, "-."),
    (DARK_GREEN, ":"),
    (PLUM, (0, (6, 2, 1, 2, 1, 2))),
]

NODE_COLUMNS = ["node_id", "label", "layer", "order", "kind"]

EDGE_COLUMNS = {"source": "from", "target": "to", "kind": "kind", "label": "label"}  # as the data of a figure name them

TEXT_SIZE, LABEL_SIZE = 9.5, 8.5


@pictured
def plot_chain(
    nodes: pd.DataFrame, edges: pd.DataFrame, *, caption: str, flow: str = Flow.RIGHT, spacing: Spacing | None = None
) -> Picture:
    """A value chain or an institutional set-up as boxes and arrows.

    Parameters
    ----------
    nodes : DataFrame
        ``node_id``, ``label``, ``layer`` (0, 1, ... along the flow), ``order`` (across it; halves are
        allowed) and ``kind``, which gives the colour.
    edges : DataFrame
        ``source`` and ``target`` (node_id), ``kind``, which gives the line, and ``label`` (may be missing).
        Draw edges within a layer between neighbours: an edge runs behind the boxes on its way.
    caption : str
        One sentence below the drawing.
    flow : str
        ``right`` or ``down``.
    spacing : Spacing, optional
        Widths and gaps in inches.

    Returns
    -------
    Picture
        Its text alternative names every edge.

    Raises
    ------
    ClusterbookError
        If a column is missing, an identifier is doubled, two nodes share a place, or an edge names an unknown node.
    """
    _check(nodes, edges, flow=flow)
    boxes = layout(nodes, flow=flow, spacing=(spacing or Spacing()).fitted(nodes, flow=flow, width=DESK_WIDTH))
    layers, names = nodes.set_index("node_id")["layer"], nodes.set_index("node_id")["label"]
    styles = dict(zip(edges["kind"].unique(), EDGE_STYLES, strict=False))
    colours = dict(zip(nodes["kind"].unique(), NODE_COLOURS, strict=False))
    with book_style():
        figure, axis = _sheet_of(boxes.values())
        for edge, (start, end) in zip(edges.itertuples(), ports(edges, boxes, layers=layers, flow=flow), strict=True):
            within = layers[edge.source] == layers[edge.target]
            _draw_arrow(axis, start, end=end, style=styles[edge.kind], flow=flow if not within else across(flow))
            if isinstance(edge.label, str) and edge.label:
                lean = _lean(start, boxes[edge.source]) if within else {}
                look = {"color": styles[edge.kind][0], "ha": "center", "va": "center", **lean}
                _draw_label(
                    axis, start, end=end, label=textwrap.fill(edge.label, 14, break_long_words=False), look=look
                )
        for box in boxes.values():
            _draw_box(axis, box, colour=colours[box.kind])
        _draw_legend(axis, colours, styles=styles)
        phone = _for_phone(nodes, edges, colours, styles=styles)
    shown = edges.assign(source=edges["source"].map(names), target=edges["target"].map(names))
    data = shown[[name for name in shown.columns if name in EDGE_COLUMNS]].rename(columns=EDGE_COLUMNS)
    return picture(figure, alt_text=describe_chain(nodes, edges), caption=caption, data=data, phone=phone)


def _for_phone(
    nodes: pd.DataFrame, edges: pd.DataFrame, colours: dict[str, str], *, styles: dict[str, tuple]
) -> Figure:
    """The same arrows one below the other."""
    sources, rows = rows_of_arrows(nodes, edges)
    figure, axis = _sheet_of([*sources, *(row.target for row in rows)])
    for row in rows:
        _draw_arrow(axis, row.start, end=row.end, style=styles[row.kind], flow=Flow.RIGHT)
        if row.label:
            look = {"color": styles[row.kind][0], "ha": "center", "va": "center"}
            _draw_label(axis, (row.start[0], row.end[1]), end=row.end, label=row.label, look=look)
    for box in [*sources, *(row.target for row in rows)]:
        _draw_box(axis, box, colour=colours[box.kind])
    _draw_legend(axis, colours, styles=styles)
    return figure


def _sheet_of(boxes: Collection[Box]) -> tuple[Figure, Axes]:
    """A figure as large as the boxes, with an empty axis on which one unit is one inch."""
    left, right, bottom, top = extent(boxes)
    figure = plt.figure(figsize=(right - left, top - bottom), layout="none")
    axis = figure.add_axes((0, 0, 1, 1))
    axis.set(xlim=(left, right), ylim=(bottom, top))
    axis.axis("off")
    return figure, axis


def _check(nodes: pd.DataFrame, edges: pd.DataFrame, *, flow: str) -> None:
    """Columns, identifiers, places, ends and kinds of a diagram."""
    missing = [name for name in NODE_COLUMNS if name not in nodes] + [
        name for name in EDGE_COLUMNS if name not in edges
    ]
    if missing:
        raise ClusterbookError(
            f"chain diagram: found no column {listed(missing)}. Nodes need {listed(NODE_COLUMNS)}, edges "
            f"{listed(EDGE_COLUMNS)}."
        )
    if flow not in list(Flow):
        raise ClusterbookError(f"chain diagram, flow: found {flow!r}; allowed {listed(Flow)}. Use one of them.")
    unknown = sorted((set(edges["source"]) | set(edges["target"])) - set(nodes["node_id"]))
    if unknown:
        raise ClusterbookError(
            f"chain diagram, edges: found {listed(unknown)}; expected a node_id of the nodes. Correct the edge or "
            "add the node."
        )
    if nodes["node_id"].duplicated().any() or nodes[["layer", "order"]].duplicated().any():
        raise ClusterbookError(
            "chain diagram, nodes: found two nodes with one node_id or one place; expected different ones. Correct "
            "node_id, layer or order."
        )
    if nodes["kind"].nunique() > len(NODE_COLOURS) or edges["kind"].nunique() > len(EDGE_STYLES):
        raise ClusterbookError(
            f"chain diagram: found more kinds than {len(NODE_COLOURS)} of nodes or {len(EDGE_STYLES)} of edges. "
            "Join some."
        )


def _draw_arrow(axis: Axes, start: tuple[float, float], *, end: tuple[float, float], style: tuple, flow: str) -> None:
    """An arrow that leaves and enters along the flow."""
    colour, line = style
    path = Path([start, *bends(start, end, flow=flow), end], [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
    axis.add_patch(
        FancyArrowPatch(
            path=path, arrowstyle="-|>", mutation_scale=11, color=colour, linestyle=line, linewidth=1.2, zorder=1
        )
    )


def _draw_label(
    axis: Axes, start: tuple[float, float], *, end: tuple[float, float], label: str, look: dict[str, Any]
) -> None:
    """What an edge carries, half way along it."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    card = {"boxstyle": "round,pad=0.12", "facecolor": WHITE, "edgecolor": "none", "alpha": 0.9}
    axis.text(*middle, label, fontsize=LABEL_SIZE, linespacing=1.0, bbox=card, zorder=2, **look)


def _lean(start: tuple[float, float], box: Box) -> dict[str, str]:
    """Alignment that keeps the labels of neighbouring edges within a layer apart."""
    across, along = start[0] - box.x, start[1] - box.y
    if abs(along) > box.height / 2 - 1e-9 and abs(across) > 1e-9:
        return {"ha": "left" if across > 0 else "right"}
    if abs(across) > box.width / 2 - 1e-9 and abs(along) > 1e-9:
        return {"va": "bottom" if along > 0 else "top"}
    return {}


def _draw_box(axis: Axes, box: Box, *, colour: str) -> None:
    """A node with its text."""
    corner = (box.x - box.width / 2, box.y - box.height / 2)
    axis.add_patch(
        FancyBboxPatch(
            corner,
            box.width,
            box.height,
            boxstyle="round,pad=0,rounding_size=0.07",
            facecolor=colour,
            edgecolor=SLATE,
            zorder=3,
        )
    )
    axis.text(
        box.x,
        box.y,
        box.text,
        fontsize=TEXT_SIZE,
        ha="center",
        va="center",
        linespacing=1.05,
        color=INK,
        zorder=4,
    )


def _draw_legend(axis: Axes, colours: dict[str, str], *, styles: dict[str, tuple]) -> None:
    """Kinds of nodes and of edges below the drawing, if there is more than one."""
    handles: list[Artist] = [
        Patch(facecolor=colour, edgecolor=SLATE, label=_words(kind))
        for kind, colour in colours.items()
        if len(colours) > 1
    ]
    handles += [
        Line2D([], [], color=colour, linestyle=line, label=_words(kind))
        for kind, (colour, line) in styles.items()
        if len(styles) > 1
    ]
    if handles:
        width = axis.get_xlim()[1] - axis.get_xlim()[0]
        axis.legend(
            handles=handles,
            loc="upper center",
            bbox_to_anchor=(0.5, 0.0),
            ncols=max(2, int(width / 2.0)),
            borderaxespad=0.2,
            frameon=False,
            fontsize=LABEL_SIZE + 0.5,
        )


def _words(kind: str) -> str:
    """A code in words."""
    return in_words(kind)


def describe_chain(nodes: pd.DataFrame, edges: pd.DataFrame) -> str:
    """The diagram as text: every edge, then the boxes without any."""
    labels = nodes.set_index("node_id")["label"]
    parts = []
    for edge in edges.itertuples():
        named = f" ({edge.label})" if isinstance(edge.label, str) and edge.label else ""
        parts.append(f"{labels[edge.source]} to {labels[edge.target]}{named}")
    alone = [labels[name] for name in nodes["node_id"] if name not in set(edges["source"]) | set(edges["target"])]
    rest = f" Without an arrow: {'; '.join(alone)}." if alone else ""
    return f"Diagram of {len(nodes)} boxes and {len(edges)} arrows. {'; '.join(parts)}.{rest}"
