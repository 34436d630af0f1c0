"""Whatever an author edits, an incremental build equals a build from nothing, and runs no more than it must."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_book import DATA, HELPERS, made_by, new_book, write_notebook

from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book, plan_build
from bookbuilder.running.workers import WorkerPool

ALL = {"ch01", "ch02", "ch03"}
RUNS = re.compile(r"^(\w+) runs: (.*)$")

EDITS = [
    ("data/ratings_one.csv", "sinos_footwear,3", "sinos_footwear,2", {"ch01"}),
    ("data/ratings_two.csv", "mangoes_peru,1", "mangoes_peru,2", {"ch02"}),
    ("data/unused.csv", "nowhere,9", "nowhere,8", set()),
    ("src/tinybook/__init__.py", "Helpers", "helpers", {"ch01", "ch02"}),
    ("src/tinybook/reading.py", "float(row", "1 + float(row", {"ch01", "ch02"}),
    ("src/tinybook/measures.py", "sum(values)", "max(values)", {"ch01"}),
    ("src/tinybook/rounding.py", "value, 4", "value, 0", {"ch01"}),
    ("src/tinybook/spread.py", "max(values) -", "max(values) +", {"ch02"}),
    ("src/tinybook/checking.py", "expected a number", "expected a rating", set()),
    ("src/tinybook/showing.py", "digits=2", "digits=3", {"ch01", "ch02"}),
    ("chapters/ch01_means.ipynb", "scale = 1.0 ", "scale = 2.0 ", {"ch01"}),
    ("chapters/ch03_alone.ipynb", "Prose.", "Other prose, with {result}`ch02.spread`.", set()),
    ("chapters/ch02_spreads.ipynb", "# ch02 spreads", "# Another title", set()),
    ("intro.md", "The mean is", "Its mean is", set()),
    ("_static/book.css", "h1 {", "h1  {", set()),
    ("requirements.txt", "papermill==", "# the runner\npapermill==", ALL),
]


@pytest.fixture(scope="module")
def pool(workers: WorkerPool) -> Iterator[tuple[BookFolders, WorkerPool]]:
    """A built tiny book with its warm processes."""
    with pytest.MonkeyPatch.context() as patch:
        book = new_book(workers, patch)
        build_book(book, BuildOptions(), report=print, pool=workers)
        yield book, workers


def report(book: BookFolders, pool: WorkerPool, options: BuildOptions | None = None) -> list[str]:
    """The lines of one build."""
    lines: list[str] = []
    build_book(book, options or BuildOptions(), report=lines.append, pool=pool)
    return lines


def runs_in(lines: list[str]) -> dict[str, str]:
    return {match[1]: match[2] for line in lines if (match := RUNS.match(line))}


def test_every_data_file_and_helper_module_is_among_the_edits() -> None:
    edited = {name for name, *_ in EDITS}
    assert {f"data/{name}" for name in DATA} <= edited
    assert {f"src/tinybook/{name}" for name in HELPERS} <= edited


@pytest.mark.parametrize(("file", "old", "new", "expected"), EDITS, ids=[name for name, *_ in EDITS])
def test_an_edit_runs_what_depends_on_it_and_says_why(
    pool: tuple[BookFolders, WorkerPool], file: str, old: str, new: str, expected: set[str]
) -> None:
    book, pool = pool
    path = book.root / file
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(old, new), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    runs = runs_in(report(book, pool))
    assert set(runs) == expected
    assert all(file in why or "code" in why for why in runs.values())


def test_after_all_these_edits_the_book_is_what_a_build_from_nothing_gives(
    pool: tuple[BookFolders, WorkerPool],
) -> None:
    book, workers = pool
    report(book, workers)
    incremental = made_by(book)
    report(book, workers, BuildOptions(force=True))
    assert made_by(book) == incremental


def test_nothing_changed_does_nothing(pool: tuple[BookFolders, WorkerPool]) -> None:
    book, pool = pool
    report(book, pool)
    before = {path: path.stat().st_mtime_ns for path in book.build.rglob("*")}
    lines = report(book, pool)
    assert [line.split()[0] for line in lines] == ["ch01", "ch02", "ch03", "site"]
    assert all("is left alone" in line for line in lines)
    assert {path: path.stat().st_mtime_ns for path in book.build.rglob("*")} == before


def test_a_lost_output_is_made_again(pool: tuple[BookFolders, WorkerPool]) -> None:
    book, pool = pool
    report(book, pool)
    whole = made_by(book)
    (book.executed / "chapters/ch02_spreads.ipynb").unlink()
    (book.site / "intro.html").unlink()
    assert set(runs_in(report(book, pool))) == {"ch02"}
    assert made_by(book) == whole


def test_a_new_module_that_shadows_an_imported_name_is_noticed(pool: tuple[BookFolders, WorkerPool]) -> None:
    book, pool = pool
    report(book, pool)
    shadow = book.root / "src" / "csv.py"
    shadow.write_text(
        "class DictReader:\n    def __init__(self, stream): pass\n\n"
        "    def __iter__(self): return iter([{'rating': 5}, {'rating': 1}])\n"
    )
    lines = report(book, pool)
    shadow.unlink()
    report(book, pool)
    assert runs_in(lines)["ch02"] == "src/csv.py is new"


def test_a_chapter_that_reads_results_of_another_runs_again_when_they_move(
    pool: tuple[BookFolders, WorkerPool],
) -> None:
    book, pool = pool
    path = book.root / "chapters" / "ch03_alone.ipynb"
    before = path.read_text(encoding="utf-8")
    reader = (
        "import json, os\nfrom pathlib import Path\n"
        "file = Path(os.environ['BOOKBUILDER_ROOT'], '_build/results/ch01.json')"
    )
    write_notebook(book.root, "ch03_alone", [("", f"{reader}\nprint(json.loads(file.read_text())[0]['value'])")])
    report(book, pool)
    data = book.root / "data" / "ratings_one.csv"
    data.write_text(data.read_text() + "extra,3\n")
    runs = runs_in(report(book, pool))
    path.write_text(before, encoding="utf-8")
    assert runs["ch01"] == "data/ratings_one.csv changed"
    assert runs["ch03"] == "_build/results/ch01.json changed"


def test_dry_run_reports_and_touches_nothing(pool: tuple[BookFolders, WorkerPool]) -> None:
    book, pool = pool
    report(book, pool)
    data = book.root / "data" / "ratings_two.csv"
    data.write_text(data.read_text() + "more,3\n")
    before = made_by(book)
    assert [name for name, why in plan_build(book, BuildOptions(), report=print).items() if why] == ["ch02"]
    assert made_by(book) == before


def test_only_the_named_chapter_runs(pool: tuple[BookFolders, WorkerPool]) -> None:
    book, pool = pool
    report(book, pool)
    for name in ("ratings_one.csv", "ratings_two.csv"):
        data = book.root / "data" / name
        data.write_text(data.read_text() + f"added_{name[8:11]},2\n")
    assert set(runs_in(report(book, pool, BuildOptions(chapters=("ch01",))))) == {"ch01"}
    assert set(runs_in(report(book, pool))) == {"ch02"}


def test_a_chapter_left_out_of_the_build_keeps_the_page_of_its_last_run(pool: tuple[BookFolders, WorkerPool]) -> None:
    book, workers = pool
    report(book, workers)
    before = (book.site / "chapters/ch03_alone.html").read_bytes()
    path = book.root / "chapters/ch03_alone.ipynb"
    kept = path.read_text(encoding="utf-8")
    write_notebook(book.root, "ch03_alone", [("", "1 + 1"), ("", "2 + 2"), ("", "3 + 3")])
    report(book, workers, BuildOptions(chapters=("ch01",)))
    assert (book.site / "chapters/ch03_alone.html").read_bytes() == before
    path.write_text(kept, encoding="utf-8")


def test_another_folder_two_jobs_and_papermills_own_engine_give_the_same_bytes(
    pool: tuple[BookFolders, WorkerPool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, workers = pool
    shutil.copytree(book.root, tmp_path / "elsewhere", ignore=shutil.ignore_patterns("_build", "__pycache__"))
    report(book, workers, BuildOptions(force=True, jobs=1))
    elsewhere = BookFolders(tmp_path / "elsewhere")
    monkeypatch.setenv("BOOKBUILDER_ROOT", str(elsewhere.root))
    build_book(elsewhere, BuildOptions(jobs=2, engine="papermill"), report=print)
    assert made_by(elsewhere) == made_by(book)


def test_bytecode_of_the_same_second_and_size_is_not_trusted(tmp_path: Path) -> None:
    from bookbuilder.staleness.bytecode import compile_by_content, goes_by_content

    (tmp_path / "helper.py").write_text("VALUE = 1\n")
    compile_by_content(tmp_path)
    compiled = list(tmp_path.rglob("*.pyc"))
    assert len(compiled) == 1
    assert goes_by_content(compiled[0])
