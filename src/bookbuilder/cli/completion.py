"""A script that completes commands, options, chapters and parameters in a shell, written once for this book."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import shtab

from bookbuilder.book.chapters import load_chapters
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.parameters import load_parameters
from bookbuilder.errors import BookError

FILES = ("grid", "file", "paths", "first", "second")
FOLDERS = ("output", "folder")


def completion_script(arguments: argparse.ArgumentParser, book: BookFolders, *, shell: str) -> str:
    """The script for ``bash``, ``zsh`` or ``tcsh``; chapters and parameters are those that the book has now.

    Parameters
    ----------
    arguments : ArgumentParser
        A parser of its own: what it may complete is written into it.
    book : BookFolders
        The book; without one, commands and options are completed alone.
    shell : str
        One of the shells that shtab knows.
    """
    chapters, parameters = _words(book)
    for action in _actions(arguments):
        if action.dest in ("chapter", "chapters"):
            action.choices = chapters
        elif action.dest == "values":
            action.choices = parameters
        elif action.dest in FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.dest in FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    return shtab.complete(arguments, shell=shell)


def _words(book: BookFolders) -> tuple[list[str], list[str]]:
    """The book's chapters, and the parameters of all of them as ``name=``; none where there is no book."""
    try:
        chapters = load_chapters(book.root)
    except BookError:
        return [], []
    names = {name: None for chapter in chapters for name in load_parameters(chapter)}
    return [chapter.chapter_id for chapter in chapters], [f"{name}=" for name in sorted(names)]


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every argument of a parser and of its commands."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
        else:
            yield action
