"""Chain diagrams: places, ports, words and errors, on invented chains."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from clusterbook.display.diagram import describe_chain, plot_chain
from clusterbook.display.diagram_layout import Flow, Spacing, layout, ports
from clusterbook.display.diagram_phone import rows_of_arrows
from clusterbook.display.phone import WIDTH
from clusterbook.errors import ClusterbookError

NODES = pd.DataFrame(
    {
        "node_id": ["farm", "plant", "port"],
        "label": ["Farm", "Plant", "Port"],
        "layer": [0, 1, 1],
        "order": [0, 0, 1],
        "kind": ["core", "core", "support"],
    }
)
EDGES = pd.DataFrame(
    {
        "source": ["farm", "farm", "plant"],
        "target": ["plant", "port", "port"],
        "kind": ["fish", "fish", "service"],
        "label": ["live", None, ""],
    }
)
SPACING = Spacing(width=2.0, between_layers=1.0, within_layer=0.5)


def test_layers_follow_each_other_along_the_flow() -> None:
    right, down = (layout(NODES, flow=flow, spacing=SPACING) for flow in ("right", "down"))
    assert right["plant"].x - right["farm"].x == pytest.approx(3.0)
    assert right["plant"].x == right["port"].x and right["plant"].y > right["port"].y
    assert down["plant"].x - down["port"].x == pytest.approx(-2.5)
    assert down["farm"].y > down["plant"].y


def test_edges_leave_the_side_that_faces_their_target_in_the_order_of_the_targets() -> None:
    boxes = layout(NODES, flow="right", spacing=SPACING)
    found = ports(EDGES, boxes, layers=NODES.set_index("node_id")["layer"], flow="right")
    (to_plant, _), (to_port, _), (downward, upper_end) = found
    assert to_plant[0] == to_port[0] == boxes["farm"].x + 1.0
    assert to_plant[1] > to_port[1]
    assert downward[1] == pytest.approx(boxes["plant"].y - boxes["plant"].height / 2)
    assert upper_end[1] == pytest.approx(boxes["port"].y + boxes["port"].height / 2)


@pytest.mark.parametrize("flow", ["right", "down"])
def test_the_same_chain_gives_the_same_drawing(flow: str) -> None:
    first, second = (plot_chain(NODES, EDGES, caption="A chain.", flow=flow) for _ in range(2))
    assert first.svg == second.svg
    assert first.caption == "A chain."


def test_the_text_alternative_names_every_arrow_and_every_lone_box() -> None:
    lone = pd.concat([NODES, NODES.iloc[[0]].assign(node_id="bank", label="Bank", order=2)])
    words = describe_chain(lone, EDGES)
    assert "Farm to Plant (live); Farm to Port; Plant to Port." in words
    assert words.startswith("Diagram of 4 boxes and 3 arrows.")
    assert words.endswith("Without an arrow: Bank.")


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        (NODES, EDGES.assign(target="moon"), "found moon; expected a node_id"),
        (NODES.assign(order=0), EDGES, "one place"),
        (NODES.drop(columns="layer"), EDGES, "found no column layer"),
    ],
)
def test_a_faulty_list_is_named(nodes: pd.DataFrame, edges: pd.DataFrame, message: str) -> None:
    with pytest.raises(ClusterbookError, match=message):
        plot_chain(nodes, edges, caption="")


def test_an_unknown_flow_is_named() -> None:
    with pytest.raises(ClusterbookError, match="allowed right, down"):
        plot_chain(NODES, EDGES, caption="", flow="up")


def test_on_a_phone_every_arrow_has_a_row_of_its_own_and_boxes_do_not_cover_each_other() -> None:
    nodes = pd.DataFrame(
        {"node_id": ["a", "b", "c", "d"], "label": ["Growers of fruit", "Mill", "Port", "Alone"], "layer": [0, 1, 2, 0],
         "order": [0, 0, 0, 1], "kind": ["x"] * 4}
    )  # fmt: skip
    edges = pd.DataFrame(
        {"source": ["a", "a", "b"], "target": ["b", "c", "c"], "kind": ["y"] * 3, "label": ["fruit", None, "juice"]}
    )
    sources, rows = rows_of_arrows(nodes, edges)
    assert [box.text for box in sources] == ["Growers of fruit", "Alone", "Mill"]
    assert [(row.target.text, row.label) for row in rows] == [("Mill", "fruit"), ("Port", ""), ("Port", "juice")]
    for boxes in (sources, [row.target for row in rows]):
        assert all(upper.y - upper.height / 2 > lower.y + lower.height / 2 for upper, lower in pairwise(boxes))
    assert max(row.target.x + row.target.width / 2 for row in rows) <= WIDTH


def test_a_diagram_is_made_as_narrow_as_a_page_by_its_boxes_first() -> None:
    nodes = pd.DataFrame({"layer": [0, 1, 2, 3], "order": [0, 0, 0, 0]})
    spacing = Spacing(width=2.0, between_layers=1.0)
    assert spacing.fitted(nodes, flow=Flow.RIGHT, width=20) == spacing
    fitted = spacing.fitted(nodes, flow=Flow.RIGHT, width=8.3)
    assert fitted.width == pytest.approx(1.25) and fitted.between_layers == pytest.approx(1.0)
    narrower = spacing.fitted(nodes, flow=Flow.RIGHT, width=6.3)
    assert narrower.width == 1.12 and narrower.between_layers == pytest.approx((6.0 - 4 * 1.12) / 3)
