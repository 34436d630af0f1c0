"""The table of edits: kinds of file, times what may happen to a file, times who uses it; each with what it must run.

A richer tiny book than the one the other tests use: every kind of file that a book may hold is in it once.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tiny_book import write_notebook, write_toc

ALL = frozenset({"ch01", "ch02", "ch03"})
NONE: frozenset[str] = frozenset()
OLD, FUTURE = 946_684_800, 4_102_444_800  # 2000 and 2100, in seconds
GARBAGE = b"\xff\xfe\x00 no such thing {[\n"
STEMS = ("ch01_means", "ch02_spreads", "ch03_alone")
CURRENCY = "BOOK_CURRENCY"

ABOUT = """(about)=
# About

```{literalinclude} data/listing.txt
```

![A picture](data/picture.svg)

Cited: {cite}`one2006`. See {ref}`the notes <notes>`.

```{bibliography}
```
"""
NOTES = "# Notes\n\n(notes)=\n## The notes\n\nText.\n"
BIB = "@book{one2006, author={One, A.}, title={First}, year={2006}, publisher={P}}\n"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="4" height="4"/></svg>\n'
SEEING = """import glob, os, sqlite3, sys
from pathlib import Path
import yaml
sys.path.insert(0, "")
import beside
root = Path(os.environ["BOOKBUILDER_ROOT"])
print(yaml.safe_load((root / "data/settings.yaml").read_text()), beside.VALUE, (root / ".units").read_text())
print((root / "data/optional.txt").exists(), sorted(path.name for path in (root / "data/parts").glob("*.txt")))
print((root / "../outside.txt").read_text(), (root / "data/linked.txt").read_text(), os.environ.get("BOOK_CURRENCY"))
print(sqlite3.connect(root / "data/base.db").execute("select a from t").fetchall())
"""
READS_COMMON = "open('../data/common.txt').read()"


def make_rich(root: Path) -> None:
    """Add to the tiny book below ``root``, alone in its parent, what chapters and pages of many kinds use."""
    import sqlite3

    texts = {
        "data/common.txt": "common 1\n", "data/listing.txt": "listing 1\n", "data/picture.svg": PICTURE,
        "data/settings.yaml": "unit: 1\n", "data/nobody.txt": "nobody 1\n", "data/parts/one.txt": "one 1\n",
        ".units": "pesos 1", "../outside.txt": "outside 1", "chapters/beside.py": "VALUE = 1\n", "about.md": ABOUT,
        "notes.md": NOTES, "references.bib": BIB, "results/ch01.json": "[]\n", "scripts/tool.py": "VALUE = 1\n",
    }  # fmt: skip
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "data/linked.txt").symlink_to("common.txt")
    base = sqlite3.connect(root / "data/base.db")
    base.execute("create table t (a)")
    base.execute("insert into t values (1)")
    base.commit()
    base.close()
    for stem in STEMS:
        path = root / "chapters" / f"{stem}.ipynb"
        import json

        cells = [
            ("parameters" if "parameters" in cell["metadata"].get("tags", []) else "", cell["source"])
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == "code"
        ]
        more = [("", READS_COMMON), *([("", SEEING)] if stem == "ch03_alone" else [])]
        write_notebook(root, stem, [*cells, *more])
    write_toc(root, [])
    pages = ["about", "notes", *(f"chapters/{stem}" for stem in STEMS)]
    write_contents(root, pages)


def write_contents(root: Path, pages: list[str]) -> None:
    """The table of contents."""
    lines = ["format: jb-book", "root: intro", "chapters:", *(f"- file: {page}" for page in pages)]
    (root / "_toc.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Edit:
    """One row of the table.

    Parameters
    ----------
    name : str
        Kind of file and kind of change.
    make : callable
        Makes it, given the book's folder.
    runs : frozenset of str, optional
        Chapters that must run, and no others; not known where the build fails.
    """

    name: str
    make: Callable[[Path], None]
    runs: frozenset[str] | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of file: which it is, a change of its content without a change of its size, and who runs then."""

    name: str
    path: str
    old: str
    new: str
    users: frozenset[str]


KINDS = (
    Kind("data_of_one_chapter", "data/ratings_one.csv", "footwear,3", "footwear,2", frozenset({"ch01"})),
    Kind("data_of_all_chapters", "data/common.txt", "common 1", "common 2", ALL),
    Kind("data_of_a_page", "data/listing.txt", "listing 1", "listing 2", NONE),
    Kind("data_linked_from_a_page", "data/unused.csv", "nowhere,9", "nowhere,8", NONE),
    Kind("data_of_nobody", "data/nobody.txt", "nobody 1", "nobody 2", NONE),
    Kind("data_in_a_listed_folder", "data/parts/one.txt", "one 1", "one 2", NONE),
    Kind("picture", "data/picture.svg", 'width="4"', 'width="5"', NONE),
    Kind("settings", "data/settings.yaml", "unit: 1", "unit: 2", frozenset({"ch03"})),
    Kind("helper_module", "src/tinybook/rounding.py", "value, 4", "value, 0", frozenset({"ch01"})),
    Kind("package", "src/tinybook/__init__.py", "Helpers", "helpers", frozenset({"ch01", "ch02"})),
    Kind("module_beside", "chapters/beside.py", "VALUE = 1", "VALUE = 2", frozenset({"ch03"})),
    Kind("module_of_nobody", "scripts/tool.py", "VALUE = 1", "VALUE = 2", NONE),
    Kind("notebook_code", "chapters/ch03_alone.ipynb", "6 * 7", "6 * 8", frozenset({"ch03"})),
    Kind("notebook_prose", "chapters/ch02_spreads.ipynb", "Prose.", "prose.", NONE),
    Kind("parameters", "chapters/ch01_means.ipynb", "scale = 1.0", "scale = 2.0", frozenset({"ch01"})),
    Kind("page", "notes.md", "Text.", "text.", NONE),
    Kind("page_with_results", "intro.md", "The mean is", "The Mean is", NONE),
    Kind("contents", "_toc.yml", "- file: about\n- file: notes", "- file: notes\n- file: about", NONE),
    Kind("configuration", "_config.yml", "title: U", "title: W", NONE),
    Kind("style", "_static/book.css", "h1 {", "H1 {", NONE),
    Kind("bibliography", "references.bib", "First", "Third", NONE),
    Kind("lock", "requirements.txt", "papermill==", "papermilk==", ALL),
    Kind("project", "pyproject.toml", 'check = "', 'check  ="', NONE),
    Kind("hidden_file", ".units", "pesos 1", "pesos 2", frozenset({"ch03"})),
    Kind("outside_file", "../outside.txt", "outside 1", "outside 2", frozenset({"ch03"})),
    Kind("baseline", "results/ch01.json", "[]\n", "[] ", NONE),
)  # fmt: skip


def replaced(path: Path, kind: Kind) -> None:
    """The file with its other content."""
    content = path.read_bytes()
    path.write_bytes(content.replace(kind.old.encode(), kind.new.encode()))


def dated(path: Path, seconds: int) -> None:
    """The file with another time."""
    os.utime(path, (seconds, seconds))


def changes_of(kind: Kind) -> Iterator[Edit]:
    """What may happen to one file."""

    def row(change: str, make: Callable[[Path], object], runs: frozenset[str] | None) -> Edit:
        return Edit(f"{kind.name}-{change}", lambda root: make(root / kind.path) and None, runs)

    def same_second(path: Path) -> None:
        about = path.stat()
        replaced(path, kind)
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))

    def by_replacement(path: Path, seconds: int) -> None:
        new = path.with_name(".new")
        shutil.copyfile(path, new)
        replaced(new, kind)
        dated(new, seconds)
        os.replace(new, path)

    yield row("edit", lambda path: replaced(path, kind), kind.users)
    yield row("edit_in_the_same_second", same_second, kind.users)
    yield row("replaced_by_an_older_one", lambda path: by_replacement(path, OLD), kind.users)
    yield row("replaced_by_one_of_the_future", lambda path: by_replacement(path, FUTURE), kind.users)
    yield row("touch", lambda path: path.touch(), NONE)
    yield row("touch_future", lambda path: dated(path, FUTURE), NONE)
    yield row("delete", lambda path: path.unlink(), None)
    yield row("rename", lambda path: path.rename(path.with_name(f"other_{path.name.lstrip('.')}")), None)
    yield row("copy_beside", lambda path: shutil.copy(path, path.with_name(f"copy_{path.name.lstrip('.')}")), None)
    yield row("damage", lambda path: path.write_bytes(GARBAGE), None)


GENERATED = {
    "results": ("_build/results/ch01.json", NONE),
    "executed": ("_build/executed/chapters/ch01_means.ipynb", frozenset({"ch01"})),
    "record": ("_build/records/ch02.json", frozenset({"ch02"})),
    "manifest": ("_build/records/manifest.state", NONE),
    "site_state": ("_build/records/site.state", NONE),
    "data_state": ("_build/records/data.state", NONE),
    "environment": ("_build/doctrees/environment.pickle", NONE),
    "doctree": ("_build/doctrees/notes.doctree", NONE),
    "digests": ("_build/doctrees/contents.json", NONE),
    "structure": ("_build/doctrees/structure", NONE),
    "staged_page": ("_build/book/notes.md", NONE),
    "staged_notebook": ("_build/book/chapters/ch03_alone.ipynb", NONE),
    "draft_page": ("_build/site/notes.html", NONE),
    "published_page": ("_build/html/notes.html", NONE),
    "published_style": ("_build/html/_static/book.css", NONE),
}


def altered(path: Path) -> None:
    """One character another, size and time as before."""
    about, content = path.stat(), bytearray(path.read_bytes())
    digits = [place for place, byte in enumerate(content) if chr(byte) in "123"]
    place = digits[-1] if digits else len(content) // 2
    content[place] = content[place] ^ 8
    path.write_bytes(content)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def in_its_place(path: Path) -> None:
    """A folder where the file was."""
    path.unlink()
    path.mkdir()
    (path / "something").write_text("else")


def prose_too(damage: Callable[[Path], None], path: str) -> Callable[[Path], None]:
    """The damage, and an edit of a page that prints a result, so that pages are compiled."""

    def make(root: Path) -> None:
        damage(root / path)
        intro = root / "intro.md"
        intro.write_text(intro.read_text(encoding="utf-8").replace("The mean", "That mean"), encoding="utf-8")

    return make


def changes_of_generated(name: str) -> Iterator[Edit]:
    """What may happen to one file that the builder made."""
    path, runs = GENERATED[name]
    yield Edit(f"built_{name}-delete", lambda root: (root / path).unlink(), runs)
    yield Edit(f"built_{name}-damage", lambda root: (root / path).write_bytes(GARBAGE) and None, runs)
    yield Edit(f"built_{name}-empty", lambda root: (root / path).write_bytes(b"") and None, runs)
    yield Edit(f"built_{name}-alter", lambda root: altered(root / path), runs)
    yield Edit(f"built_{name}-folder", lambda root: in_its_place(root / path), runs)
    yield Edit(f"built_{name}-alter_and_prose", prose_too(altered, path), runs)


def text_edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Other text in a file."""

    def make(root: Path) -> None:
        path = root / name
        before = path.read_text(encoding="utf-8")
        assert old in before
        path.write_text(before.replace(old, new), encoding="utf-8")

    return make


def both(*makes: Callable[[Path], None]) -> Callable[[Path], None]:
    """Several edits in one build."""

    def make(root: Path) -> None:
        for part in makes:
            part(root)

    return make


def contents(*pages: str) -> Callable[[Path], None]:
    """Another table of contents."""
    return lambda root: write_contents(root, list(pages))


def clock_back(root: Path) -> None:
    """Everything built and written dated in the future, as if the clock had been set back since."""
    for path in root.rglob("*"):
        if path.is_file() and not path.is_symlink():
            dated(path, FUTURE)


def swapped(root: Path) -> None:
    """Two notebooks that have exchanged their names' content."""
    one, two = root / "chapters/ch01_means.ipynb", root / "chapters/ch03_alone.ipynb"
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def renamed_chapter(root: Path) -> None:
    """A chapter under another name with the same id."""
    (root / "chapters/ch03_alone.ipynb").rename(root / "chapters/ch03_lonely.ipynb")
    write_contents(root, ["about", "notes", "chapters/ch01_means", "chapters/ch02_spreads", "chapters/ch03_lonely"])


def relinked(root: Path) -> None:
    """A symbolic link to another file."""
    (root / "data/linked.txt").unlink()
    (root / "data/linked.txt").symlink_to("nobody.txt")


FIRST_TWO = ("chapters/ch01_means", "chapters/ch02_spreads")
TO_ABOUT = both(
    text_edit("notes.md", "(notes)=\n", ""), text_edit("about.md", "(about)=\n# About\n", "(notes)=\n# About\n")
)
TO_NOTES = both(text_edit("about.md", "(about)=\n", ""), text_edit("notes.md", "(notes)=\n", "(notes)=\n(about)=\n"))
SPECIAL = (
    Edit("chapter_dropped", contents("about", "notes", *FIRST_TWO), NONE),
    Edit("chapter_dropped_that_prose_prints", contents("about", "notes", "chapters/ch01_means", "chapters/ch03_alone")),
    Edit("chapter_added", both(
        lambda root: write_notebook(root, "ch04_new", [("", "1 + 1")]) and None,
        contents("about", "notes", *FIRST_TWO, "chapters/ch03_alone", "chapters/ch04_new")), frozenset({"ch04"})),
    Edit("chapter_renamed", renamed_chapter, None),
    Edit("chapters_reordered", contents("about", "notes", "chapters/ch03_alone", *FIRST_TWO), NONE),
    Edit("chapters_swapped", both(
        swapped, text_edit("intro.md", "{result}`ch01.mean_rating`", "{result}`ch03.mean_rating`")),
         frozenset({"ch01", "ch03"})),
    Edit("chapters_swapped_that_prose_prints", swapped),
    Edit("page_dropped", contents("notes", *FIRST_TWO, "chapters/ch03_alone"), NONE),
    Edit("page_added", both(
        lambda root: (root / "more.md").write_text("# More\n") and None,
        contents("about", "notes", "more", *FIRST_TWO, "chapters/ch03_alone")), NONE),
    Edit("label_moved_to_an_earlier_page", TO_ABOUT, NONE),
    Edit("label_moved_to_a_later_page", TO_NOTES, NONE),
    Edit("label_gone", text_edit("notes.md", "(notes)=\n", "")),
    Edit("title_that_other_pages_show", text_edit("notes.md", "## The notes", "## Those notes"), NONE),
    Edit("picture_no_longer_shown", text_edit("about.md", "![A picture](data/picture.svg)", ""), NONE),
    Edit("file_no_longer_linked", text_edit("intro.md", "[A table](data/unused.csv)", ""), NONE),
    Edit("optional_file_created", lambda root: (root / "data/optional.txt").write_text("x") and None,
         frozenset({"ch03"})),
    Edit("listed_folder_gets_a_file", lambda root: (root / "data/parts/two.txt").write_text("x") and None,
         frozenset({"ch03"})),
    Edit("listed_folder_loses_a_file", lambda root: (root / "data/parts/one.txt").unlink(), frozenset({"ch03"})),
    Edit("link_points_elsewhere", relinked, frozenset({"ch03"})),
    Edit("variable_set", lambda root: os.environ.__setitem__(CURRENCY, "peso"), frozenset({"ch03"})),
    Edit("clock_set_back", clock_back, NONE),
    Edit("clock_set_back_and_prose", both(clock_back, text_edit("notes.md", "Text.", "text.")), NONE),
    Edit("clock_set_back_and_data", both(clock_back, text_edit("data/ratings_one.csv", "footwear,3", "footwear,2")),
         frozenset({"ch01"})),
    Edit("module_that_shadows_a_library", lambda root: (root / "src/yaml.py").write_text("def safe_load(t): return 5\n")
         and None, frozenset({"ch03"})),
    Edit("strange_files_in_build", lambda root: [
        (root / "_build" / name).write_text("strange") for name in
        ("results/ch09.json", "executed/strange.ipynb", "records/ch09.json", "book/strange.md", "html/strange.html")
    ] and None, NONE),
    Edit("build_without_records", lambda root: shutil.rmtree(root / "_build/records"), ALL),
    Edit("build_without_doctrees", lambda root: shutil.rmtree(root / "_build/doctrees"), NONE),
    Edit("build_without_results", lambda root: shutil.rmtree(root / "_build/results"), NONE),
    Edit("build_gone", lambda root: shutil.rmtree(root / "_build"), ALL),
)  # fmt: skip

TABLE = (
    *(edit for kind in KINDS for edit in changes_of(kind)),
    *(edit for name in GENERATED for edit in changes_of_generated(name)),
    *SPECIAL,
)
