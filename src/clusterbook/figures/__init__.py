"""Seaborn figures, each with a text alternative computed from its data."""

from clusterbook.figures.cross_case import plot_governance_mix, plot_upgrading_by_efficiency
from clusterbook.figures.picture import Picture, picture

__all__ = ["Picture", "picture", "plot_governance_mix", "plot_upgrading_by_efficiency"]
