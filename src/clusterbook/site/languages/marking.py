"""The mark by which the extraction finds the messages in Python code."""

from __future__ import annotations


def message(text: str) -> str:
    """The text itself; that it stands in this call makes it a message of the catalogues.

    Parameters
    ----------
    text : str
        A literal in English, with ``%(name)s`` where a value comes in.
    """
    return text
