"""The chapters' functions, handed in from above: what recomputes a table and what tests a claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Functions = Mapping[str, Callable[..., Any]]
Finder = Callable[[str, str], Functions]

_finders: dict[str, Finder] = {}


def use_chapters(finder: Finder) -> None:
    """Take the functions of the chapters from ``finder(chapter, part)``; done once, where the package begins."""
    _finders["chapters"] = finder


def chapter_functions(chapter: str, part: str) -> Functions:
    """Functions of one chapter by name.

    Parameters
    ----------
    chapter : str
        ``"ch10"``.
    part : str
        ``"tables"`` for ``table_CC_TT``, ``"claims"`` for ``claim_CC_NN``.

    Returns
    -------
    mapping of name to function
        Empty if the chapter has none.
    """
    return _finders["chapters"](chapter, part)
