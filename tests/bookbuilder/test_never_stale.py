"""Whatever an author edits, an incremental build equals a build from nothing, and runs no more than it must."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_book import DATA, HELPERS, write_notebook, write_tiny_book

from bookbuilder.book.layout import Places
from bookbuilder.build import Wish, build_book
from bookbuilder.running.workers import Workshop

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
    ("src/tinybook/showing.py", "digits=2", "digits=3", {"ch01", "ch02"}),
    ("chapters/ch01_means.ipynb", "scale = 1.0 ", "scale = 2.0 ", {"ch01"}),
    ("chapters/ch03_alone.ipynb", "Prose.", "Other prose, with {result}`ch02.spread`.", set()),
    ("chapters/ch02_spreads.ipynb", "# ch02 spreads", "# Another title", set()),
    ("intro.md", "The mean is", "Its mean is", set()),
    ("_static/book.css", ":root {", ":root  {", set()),
    ("requirements.txt", "papermill==", "# the runner\npapermill==", ALL),
]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Places, Workshop]]:
    """A built tiny book with its warm processes."""
    places = Places(write_tiny_book(tmp_path_factory.mktemp("stale") / "book"))
    with pytest.MonkeyPatch.context() as patch, Workshop(places.root) as workshop:
        patch.setenv("CLUSTERBOOK_ROOT", str(places.root))
        build_book(places, Wish(), say=print, workshop=workshop)
        yield places, workshop


def built(places: Places) -> dict[str, bytes]:
    """Every file that a build makes for people: site, executed notebooks, results."""
    folders = (places.site, places.executed, places.results)
    return {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def told(places: Places, workshop: Workshop, wish: Wish | None = None) -> list[str]:
    """The lines of one build."""
    lines: list[str] = []
    build_book(places, wish or Wish(), say=lines.append, workshop=workshop)
    return lines


def runs_in(lines: list[str]) -> dict[str, str]:
    return {match[1]: match[2] for line in lines if (match := RUNS.match(line))}


def test_every_data_file_and_helper_module_is_among_the_edits() -> None:
    edited = {name for name, *_ in EDITS}
    assert {f"data/{name}" for name in DATA} <= edited
    assert {f"src/tinybook/{name}" for name in HELPERS} <= edited


@pytest.mark.parametrize(("file", "old", "new", "expected"), EDITS, ids=[name for name, *_ in EDITS])
def test_an_edit_runs_what_depends_on_it_and_gives_what_a_build_from_nothing_gives(
    shop: tuple[Places, Workshop], file: str, old: str, new: str, expected: set[str]
) -> None:
    places, workshop = shop
    path = places.root / file
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(old, new), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    runs = runs_in(told(places, workshop))
    assert set(runs) == expected
    assert all(file in why or "code" in why for why in runs.values())
    incremental = built(places)
    told(places, workshop, Wish(force=True))
    assert built(places) == incremental


def test_nothing_changed_does_nothing(shop: tuple[Places, Workshop]) -> None:
    places, workshop = shop
    told(places, workshop)
    before = {path: path.stat().st_mtime_ns for path in places.build.rglob("*")}
    lines = told(places, workshop)
    assert [line.split()[0] for line in lines] == ["ch01", "ch02", "ch03", "site"]
    assert all("is left alone" in line for line in lines)
    assert {path: path.stat().st_mtime_ns for path in places.build.rglob("*")} == before


def test_a_lost_output_is_made_again(shop: tuple[Places, Workshop]) -> None:
    places, workshop = shop
    told(places, workshop)
    whole = built(places)
    (places.executed / "chapters/ch02_spreads.ipynb").unlink()
    (places.site / "intro.html").unlink()
    assert set(runs_in(told(places, workshop))) == {"ch02"}
    assert built(places) == whole


def test_a_new_module_that_shadows_an_imported_name_is_noticed(shop: tuple[Places, Workshop]) -> None:
    places, workshop = shop
    told(places, workshop)
    shadow = places.root / "src" / "csv.py"
    shadow.write_text(
        "class DictReader:\n    def __init__(self, stream): pass\n\n"
        "    def __iter__(self): return iter([{'rating': 5}, {'rating': 1}])\n"
    )
    lines = told(places, workshop)
    shadow.unlink()
    told(places, workshop)
    assert runs_in(lines)["ch02"] == "src/csv.py is new"


def test_a_chapter_that_reads_results_of_another_runs_again_when_they_move(shop: tuple[Places, Workshop]) -> None:
    places, workshop = shop
    path = places.root / "chapters" / "ch03_alone.ipynb"
    before = path.read_text(encoding="utf-8")
    reader = (
        "import json, os\nfrom pathlib import Path\n"
        "file = Path(os.environ['CLUSTERBOOK_ROOT'], '_build/results/ch01.json')"
    )
    write_notebook(places.root, "ch03_alone", [("", f"{reader}\nprint(json.loads(file.read_text())[0]['value'])")])
    told(places, workshop)
    data = places.root / "data" / "ratings_one.csv"
    data.write_text(data.read_text() + "extra,3\n")
    runs = runs_in(told(places, workshop))
    path.write_text(before, encoding="utf-8")
    assert runs["ch01"] == "data/ratings_one.csv changed"
    assert runs["ch03"] == "_build/results/ch01.json changed"


def test_dry_run_tells_and_touches_nothing(shop: tuple[Places, Workshop]) -> None:
    places, workshop = shop
    told(places, workshop)
    data = places.root / "data" / "ratings_two.csv"
    data.write_text(data.read_text() + "more,3\n")
    before = built(places)
    assert set(runs_in(told(places, workshop, Wish(dry_run=True)))) == {"ch02"}
    assert built(places) == before


def test_only_the_named_chapter_runs(shop: tuple[Places, Workshop]) -> None:
    places, workshop = shop
    for name in ("ratings_one.csv", "ratings_two.csv"):
        data = places.root / "data" / name
        data.write_text(data.read_text() + f"added_{name[8:11]},2\n")
    assert set(runs_in(told(places, workshop, Wish(chapters=("ch01",))))) == {"ch01"}
    assert set(runs_in(told(places, workshop))) == {"ch02"}


def test_papermills_ordinary_engine_gives_the_same_book(shop: tuple[Places, Workshop]) -> None:
    places, workshop = shop
    told(places, workshop, Wish(force=True, jobs=1))
    forked = built(places)
    build_book(places, Wish(force=True, engine="papermill"), say=print)
    assert built(places) == forked


def test_two_folders_with_the_same_book_get_the_same_bytes_with_one_job_and_with_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[dict[str, bytes]] = []
    for name, jobs in (("here", 1), ("elsewhere", 2)):
        places = Places(write_tiny_book(tmp_path / name / "book"))
        monkeypatch.setenv("CLUSTERBOOK_ROOT", str(places.root))
        build_book(places, Wish(jobs=jobs), say=print)
        found.append({path.removeprefix(str(places.root)): content for path, content in built(places).items()})
    assert found[0] == found[1]


def test_bytecode_of_the_same_second_and_size_is_not_trusted(tmp_path: Path) -> None:
    from bookbuilder.staleness.bytecode import goes_by_content, secure_bytecode

    (tmp_path / "helper.py").write_text("VALUE = 1\n")
    secure_bytecode(tmp_path)
    compiled = list(tmp_path.rglob("*.pyc"))
    assert len(compiled) == 1
    assert goes_by_content(compiled[0])
