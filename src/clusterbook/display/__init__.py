"""Seaborn figures, each with a text alternative computed from its data; one module per chapter."""
