"""Chapters with other parameters: one run, or a grid of them."""
