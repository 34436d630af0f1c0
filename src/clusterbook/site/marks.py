"""Quotation marks and apostrophes of what scripts put on a page: typographic, as those of the page."""

from __future__ import annotations

from docutils.utils.smartquotes import educateQuotes


def with_marks(words: str, language: str = "en") -> str:
    """Words with the marks that print has.

    Parameters
    ----------
    words : str
        Without markup.
    language : str
        Their language by BCP 47; it decides which marks.
    """
    return educateQuotes(f" {words}", language)[1:]
