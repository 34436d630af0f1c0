"""Code that Python does not read is told by the check, before a run begins."""

from __future__ import annotations

import pytest
from tiny_book import CHAPTERS, write_notebook

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.syntax import syntax_fault, syntax_faults
from bookbuilder.check import all_faults

DEEP = "(" * 100_000


@pytest.mark.parametrize(
    "source",
    [
        "", "x = 1", "%matplotlib inline", "%%bash\nif then", "!ls *.csv", "files = !ls", "print?", "await ready()",
        "  indented = 1\n  twice = 2", "'\\d'", "# only a remark",
    ],
)  # fmt: skip
def test_what_a_kernel_reads_is_no_fault(source: str) -> None:
    assert syntax_fault(source) == ""


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("x = 1\nx = = 2", ", line 2: found invalid syntax"),
        ("print('a'", ", line 1: found '(' was never closed"),
        ("if True:\nx = 1", ", line 2: found expected an indented block after 'if' statement on line 1"),
        ("return 1", ", line 1: found 'return' outside function"),
        ("x = 1\0", "null byte"),
        (DEEP, "found "),
    ],
)
def test_where_and_why_code_is_no_python_is_told(source: str, told: str) -> None:
    assert told in syntax_fault(source)


def test_each_cell_of_python_that_no_run_could_begin_is_a_fault(book: BookFolders) -> None:
    cells = [("parameters", "alpha = ("), ("", "1 +"), ("raises-exception", "2 +"), ("", "3"), ("", "4 +")]
    path = write_notebook(book.root, "ch04_torn", cells)
    torn = Chapter("ch04", "chapters/ch04_torn.ipynb", path)
    assert list(syntax_faults([torn])) == [
        f"{torn.name}, code cell {number}, line 1: found invalid syntax; expected Python. Correct the cell."
        for number in (2, 5)
    ]
    torn.notebook["metadata"]["kernelspec"]["language"] = "R"
    assert list(syntax_faults([torn])) == []


def test_a_notebook_that_is_none_hides_no_fault_of_another(book: BookFolders) -> None:
    names = [f"chapters/{stem}.ipynb" for stem in CHAPTERS]
    broken, torn, _ = (Chapter(name[9:13], name, book.root / name) for name in names)
    broken.path.write_text("{", encoding="utf-8")
    write_notebook(book.root, torn.path.stem, [("", "1 +")])
    told = "\n".join(all_faults(book, [broken, torn]))
    assert "ch01_means.ipynb: found" in told and "ch02_spreads.ipynb, code cell 1, line 1: found invalid syntax" in told
