"""Figures of Chapter 9: market shares, outcomes, readings of the rule, the identity, iron ore, equation 9.2."""

from clusterbook.chapters.ch09_trade.figures_growth import plot_decomposition, plot_implied_market_growth, plot_iron_ore
from clusterbook.chapters.ch09_trade.figures_outcomes import plot_market_shares, plot_outcomes, plot_verdict_grid
