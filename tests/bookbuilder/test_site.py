"""From notebooks to the site: complete, from one folder, and never replaced by a broken one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from tiny_book import files_of, new_book, write_notebook

from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.cli import main
from bookbuilder.errors import BookError
from bookbuilder.running.workers import WorkerPool

FOREIGN = re.compile(
    r"""<(?!a\b)\w[^>]*\b(?:src|href)=["'](?:https?:)?//|@import|url\(["']?https?:|https?://(?:unpkg|cdn)[^ ]*"""
)


@pytest.fixture(scope="module")
def built(workers: WorkerPool) -> Iterator[BookFolders]:
    """A tiny book with its site; no test may change it for the others."""
    with pytest.MonkeyPatch.context() as patch:
        book = new_book(workers, patch)
        build_book(book, BuildOptions(), report=print, pool=workers)
        yield book


def test_the_site_has_a_page_for_every_chapter(built: BookFolders) -> None:
    for page in ("index", "intro", "chapters/ch01_means", "chapters/ch02_spreads", "chapters/ch03_alone"):
        assert (built.site / f"{page}.html").is_file()


def test_a_result_in_prose_is_the_value_of_the_run(built: BookFolders) -> None:
    page = (built.site / "intro.html").read_text(encoding="utf-8")
    assert '<span class="result ch01.mean_rating">2.00</span>' in page


def test_outputs_stand_on_the_page_of_their_chapter(built: BookFolders) -> None:
    assert "42" in (built.site / "chapters/ch03_alone.html").read_text(encoding="utf-8")


def test_lists_of_results_stand_in_notebooks_and_on_no_page(built: BookFolders) -> None:
    listed = "'firms': 3"
    page = re.sub("<[^>]+>", "", unescape((built.site / "chapters/ch01_means.html").read_text(encoding="utf-8")))
    assert listed in (built.executed / "chapters/ch01_means.ipynb").read_text(encoding="utf-8")
    assert "print(len(ratings))" in page and listed not in page


def test_pages_ask_nothing_of_other_hosts(built: BookFolders) -> None:
    pages = list(built.site.rglob("*.html"))
    assert pages
    found = [f"{page.name}: {hit[0]}" for page in pages for hit in FOREIGN.finditer(page.read_text(encoding="utf-8"))]
    assert found == []


def test_no_page_loads_a_script_for_formulas(built: BookFolders) -> None:
    pages = [path.read_text(encoding="utf-8") for path in built.site.rglob("*.html")]
    assert pages
    assert not any(re.search(r"<script[^>]*mathjax", page, re.IGNORECASE) for page in pages)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("data/ratings_one.csv", "leon_footwear,2", "leon_footwear,two", "data/ratings_one.csv, row 2"),
        ("intro.md", "{result}`ch01.mean_rating`", "{result}`ch01.meen`", "result ch01.meen: found no such name"),
        ("intro.md", "The mean", "The [mean](#nowhere)", "nowhere"),
        ("chapters/ch03_alone.ipynb", "6 * 7", "6 / 0", "code cell 2: found ZeroDivisionError"),
        ("chapters/ch01_means.ipynb", "[drop | zero]", "[keep | zero]", "allowed keep, zero"),
        ("chapters/ch03_alone.ipynb", "6 * 7", "import os; os._exit(3)", "code cell 2: found a kernel that ended by"),
        ("references.bib", "", "@book{one,\n  title = {Unclosed\n", "references.bib: found no valid bibliography ("),
        ("_toc.yml", "chapters:", "chapters: [", "_toc.yml: found no valid YAML"),
    ],
)
def test_a_fault_is_told_in_readable_lines_and_the_last_good_site_stays(
    built: BookFolders, workers: WorkerPool, file: str, old: str, new: str, message: str
) -> None:
    path, site = built.root / file, files_of(built.site)
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace(old, new), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != good
    with pytest.raises(BookError) as caught:
        build_book(built, BuildOptions(), report=print, pool=workers)
    path.write_text(good, encoding="utf-8")
    assert message in str(caught.value)
    assert "Traceback" not in str(caught.value)
    assert files_of(built.site) == site


def test_run_writes_notebook_and_page_with_other_parameters(built: BookFolders, tmp_path: Path) -> None:
    cells = [("parameters", "scale = 2.0  # factor [0..10]"), ("", "print('scale', scale)")]
    kept = (built.root / "chapters/ch03_alone.ipynb").read_text(encoding="utf-8")
    path = write_notebook(built.root, "ch03_alone", cells, prose="A formula $x^2$ and {result}`ch01.mean_rating`.")
    assert main(["run", "ch03", "-p", "scale=5", "-o", str(tmp_path)]) == 0
    path.write_text(kept, encoding="utf-8")
    page = (tmp_path / "ch03_alone_scale-5.0.html").read_text(encoding="utf-8")
    assert (tmp_path / "ch03_alone_scale-5.0.ipynb").is_file()
    assert "scale 5.0" in page
    assert "<msup><mi>x</mi><mn>2</mn></msup></mrow></math> and 2.00." in page
    assert re.search(r"<script[^>]*\bsrc=", page) is None


def test_run_refuses_an_unknown_parameter_without_running(
    built: BookFolders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "ch01", "-p", "na_policy=zer", "-o", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "ch01, parameter na_policy: found zer; allowed drop, zero. Correct the value.\n"
    assert list(tmp_path.iterdir()) == []
