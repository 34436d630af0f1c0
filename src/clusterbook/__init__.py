"""Upgrading to Compete, reproduced: the research package behind the book.

``load_table("10.4")``, ``load_clusters()`` and ``load_book()`` give the data, ``clusterbook.stats`` the exact tests.

Here the chapters, which stand on top, are handed to the reproduction below them: it asks for their functions by name
and imports none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from clusterbook.chapters.registry import chapter_functions
from clusterbook.reproduction.registry import use_chapters

if TYPE_CHECKING:
    from clusterbook import stats
    from clusterbook.data import load_clusters, load_table
    from clusterbook.data.book import load_book

__all__ = ["load_book", "load_clusters", "load_table", "stats"]

use_chapters(chapter_functions)

HOMES = {"load_book": "clusterbook.data.book", "load_clusters": "clusterbook.data", "load_table": "clusterbook.data"}


def __getattr__(name: str) -> Any:
    """What is offered here, imported when it is first asked for: pandas takes half a second."""
    if name == "stats":
        return import_module("clusterbook.stats")
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module 'clusterbook' has no attribute {name!r}")
