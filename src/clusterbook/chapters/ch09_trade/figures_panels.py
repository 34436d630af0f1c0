"""What the figures of Chapter 9 share: a panel for each country, and names of products."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from clusterbook.vocabulary import in_words

PRODUCT_NAMES = {
    "salmon_fresh": "Fresh salmon",
    "salmon_pacific_frozen": "Frozen Pacific salmon",
    "salmon_atlantic_frozen": "Frozen Atlantic salmon",
    "salmon_smoked": "Smoked salmon",
}


def country_panels(rows: pd.DataFrame, *, row_height: float) -> tuple[Figure, list[tuple[Axes, pd.DataFrame]]]:
    """One panel per product in one column, its countries as a labelled axis from top to bottom."""
    groups = [(str(name), group) for name, group in rows.groupby("product", sort=False)]
    sizes = [len(group) for _, group in groups]
    height = row_height * sum(sizes) + 0.55 * len(groups) + 1
    figure, axes = plt.subplots(len(groups), 1, figsize=(7.6, height), height_ratios=sizes, sharex=True, squeeze=False)
    return figure, list(_labelled(list(axes[:, 0]), groups))


def _labelled(axes: list[Axes], groups: list[tuple[str, pd.DataFrame]]) -> Iterator[tuple[Axes, pd.DataFrame]]:
    """Panels with title and country names."""
    for axis, (name, group) in zip(axes, groups, strict=True):
        axis.set_title(product_name(name), fontsize=10, loc="left")
        axis.set_yticks(range(len(group)), group["country"], fontsize=9)
        axis.set_ylim(len(group) - 0.4, -0.6)
        axis.grid(axis="y", visible=False)
        yield axis, group


def product_list(rows: pd.DataFrame) -> str:
    """Countries with their product."""
    return ", ".join(f"{row.country} ({product_name(row.product).lower()})" for row in rows.itertuples())


def product_name(code: object) -> str:
    """A product's name."""
    return PRODUCT_NAMES.get(str(code), describe_code(code).capitalize())


def describe_code(code: object) -> str:
    """A code as words."""
    return in_words(code)
