"""Figures of Chapter 9: outcomes, readings of the rule, the identity, equation 9.2."""

from clusterbook.chapters.ch09_trade.figures_growth import plot_decomposition, plot_implied_market_growth
from clusterbook.chapters.ch09_trade.figures_outcomes import plot_outcomes, plot_verdict_grid
