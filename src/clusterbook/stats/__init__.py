"""Exact tests and other methods for small samples; no word of the book."""
