"""Code cells as Python reads them, before any of them runs."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Iterator

from bookbuilder.book.chapters import Chapter, source_of, tags_of

READ_ELSEWHERE = {"parameters", "raises-exception"}  # by the check of parameters; at a run, which goes on after it


def syntax_faults(chapters: Iterable[Chapter]) -> Iterator[str]:
    """A line for each code cell that no run could begin; those of notebooks in other languages are not read."""
    for chapter in chapters:
        if chapter.notebook["metadata"].get("kernelspec", {}).get("language", "python") != "python":
            continue
        for number, cell in enumerate(chapter.code_cells, start=1):
            if not READ_ELSEWHERE & {*tags_of(cell)} and (fault := syntax_fault(source_of(cell))):
                yield f"{chapter.name}, code cell {number}{fault}; expected Python. Correct the cell."


def syntax_fault(source: str) -> str:
    """Where the code of a cell, magics allowed, is no Python, and why; empty if it is."""
    return compile_fault(source) and compile_fault(without_magics(source))


def compile_fault(source: str) -> str:
    """Where Python stops reading, and why; empty if it reads to the end."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of an escape that means nothing
            compile(source, "cell", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        return f", line {error.lineno}: found {error.msg}"
    except (ValueError, RecursionError, MemoryError) as error:  # a null byte; brackets nested without end
        return f": found {error or 'brackets nested too deeply'}"
    return ""


def without_magics(source: str) -> str:
    """The Python that a kernel makes of a cell; the cell itself where it makes none."""
    from IPython.core.inputtransformer2 import TransformerManager  # takes a third of a second, for few cells

    try:
        return TransformerManager().transform_cell(source)
    except SyntaxError:
        return source
