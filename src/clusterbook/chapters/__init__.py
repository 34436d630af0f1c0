"""One package a chapter: its measures, tables, claims and figures."""
