"""Figures of Chapter 12: timelines, tonnages, social upgrading, place in Chapter 10."""

from clusterbook.chapters.ch12_fair_trade.figures_codes import plot_place_in_chapter_10, plot_social_upgrading
from clusterbook.chapters.ch12_fair_trade.figures_events import plot_balance, plot_timelines
