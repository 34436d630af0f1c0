"""The openings of the chapters: title, question, and the answer in short."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clusterbook.errors import ClusterbookError
from clusterbook.site.pages import Page

OPENING = re.compile(r"^# Chapter \d+\. (?P<title>.+)\n+\*\*(?P<question>.+)\*\*\n+\*\*In short\.\*\* (?P<short>.+)")


@dataclass(frozen=True)
class Opening:
    """The head of a chapter.

    Parameters
    ----------
    chapter : int
        1 to 12.
    page : str
        Name of its page, without ending.
    title, question, short : str
        In MyST; ``title`` is without the number, ``short`` without its first words "In short.".
    """

    chapter: int
    page: str
    title: str
    question: str
    short: str


def opening_of(page: Page) -> Opening:
    """The opening of a chapter's first page.

    Raises
    ------
    ClusterbookError
        If the page does not open with a title, a question and its answer.
    """
    if not (found := OPENING.match(page.markdown[0])):
        raise ClusterbookError(
            f"{page.name}: found no opening; expected a title '# Chapter N. ...', a question in bold and "
            "a paragraph that begins with '**In short.**'. Correct its first cell."
        )
    return Opening(page.chapter, page.name, found["title"], found["question"], found["short"])
