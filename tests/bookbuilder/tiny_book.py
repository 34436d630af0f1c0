"""A book of three chapters, small enough to be built many times by the tests of the builder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bookbuilder.book.files import remove_tree
from bookbuilder.book.layout import BookFolders
from bookbuilder.running.workers import WorkerPool

REPOSITORY = Path(__file__).parents[2]
NOT_OF_THE_BOOK = (".*", "_build", "tests", "__pycache__", "*.egg-info")
MIME = "application/vnd.bookbuilder.results+json"

HELPERS = {
    "__init__.py": '"""Helpers of the tiny book."""\n',
    "reading.py": (
        "import csv\nimport os\nfrom pathlib import Path\n\n\n"
        "def load(name):\n"
        "    path = Path(os.environ['BOOKBUILDER_ROOT'], 'data', name)\n"
        "    with open(path, encoding='utf-8', newline='') as stream:\n"
        "        return [float(row['rating']) for row in csv.DictReader(stream)]\n"
    ),
    "measures.py": (
        "from . import rounding\n\n\ndef mean(values):\n    return rounding.rounded(sum(values) / len(values))\n"
    ),
    "rounding.py": "def rounded(value):\n    return round(value, 4)\n",
    "spread.py": "def spread(values):\n    return max(values) - min(values)\n",
    "checking.py": (
        "import csv\nimport os\nfrom pathlib import Path\n\n\n"
        "def faults():\n"
        "    found = []\n"
        "    for path in sorted(Path(os.environ['BOOKBUILDER_ROOT'], 'data').glob('*.csv')):\n"
        "        with open(path, encoding='utf-8', newline='') as stream:\n"
        "            for number, row in enumerate(csv.DictReader(stream), start=2):\n"
        "                if not row['rating'].isdigit():\n"
        "                    found.append(\n"
        '                        f"data/{path.name}, row {number}: "\n'
        "                        f\"found {row['rating']}; expected a number. Correct it.\"\n"
        "                    )\n"
        "    return found\n"
    ),
    "showing.py": (
        "from IPython.display import display\n\n\n"
        "def show(**values):\n"
        "    records = [\n"
        "        dict(name=name, value=value, description=name, unit='', digits=2, importance='finding')\n"
        "        for name, value in values.items()\n"
        "    ]\n"
        f"    display({{'{MIME}': records, 'text/plain': str(values)}}, raw=True)\n"
    ),
}

DATA = {
    "ratings_one.csv": "cluster,rating\nleon_footwear,2\nsinos_footwear,3\nlima_garments,1\n",
    "ratings_two.csv": "cluster,rating\nsalmon_chile,3\nmangoes_peru,1\n",
    "unused.csv": "cluster,rating\nnowhere,9\n",
}

PARAMETERS = 'na_policy = "drop"  # missing ratings [drop | zero]\nscale = 1.0  # factor on every rating [0..10]'

CHAPTERS = {
    "ch01_means": [
        ("parameters", PARAMETERS),
        (
            "",
            "from tinybook.reading import load\nfrom tinybook.measures import mean\nfrom tinybook.showing import show",
        ),
        (
            "",
            "ratings = [scale * rating for rating in load('ratings_one.csv')] + ([0.0] if na_policy == 'zero' else [])",
        ),
        ("", "print(len(ratings))"),
        ("", "show(mean_rating=mean(ratings), firms=len(ratings))"),
    ],
    "ch02_spreads": [
        ("", "from tinybook import reading, showing\nimport tinybook.spread as apart"),
        ("", "showing.show(spread=apart.spread(reading.load('ratings_two.csv')))"),
    ],
    "ch03_alone": [("", "print('nothing to load')"), ("", "6 * 7")],
}

SETTINGS = '[tool.bookbuilder]\ncheck = "tinybook.checking:faults"\nwarnings_are_errors = true\n'

INTRO = (
    "# The tiny book\n\nThe mean is {result}`ch01.mean_rating`, the spread {result}`ch02.spread`.\n\n[A "
    "table](data/unused.csv)\n"
)


def copied_book(root: Path) -> BookFolders:
    """A copy of the book of this repository in ``root``, with nothing built."""
    shutil.copytree(REPOSITORY, root, ignore=shutil.ignore_patterns(*NOT_OF_THE_BOOK))
    return BookFolders(root)


def new_book(workers: WorkerPool, patch: pytest.MonkeyPatch) -> BookFolders:
    """A tiny book, nothing of it built, in the folder of the warm processes."""
    remove_tree(workers.root.parent)
    patch.setenv("BOOKBUILDER_ROOT", str(workers.root))
    return BookFolders(write_tiny_book(workers.root))


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path from there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made_by(book: BookFolders) -> dict[str, bytes]:
    """Every file that a build makes for people, by its path in ``_build``: site, executed notebooks, results."""
    return {
        f"{folder.relative_to(book.build).as_posix()}/{name}": content
        for folder in (book.site, book.executed, book.results)
        for name, content in files_of(folder).items()
    }


def code_cell(identity: str, tag: str, source: str) -> dict[str, Any]:
    """A code cell as JupyterLab saves one without outputs."""
    metadata = {"tags": [tag]} if tag else {}
    return {
        "cell_type": "code", "id": identity, "metadata": metadata, "source": source,
        "execution_count": None, "outputs": [],
    }  # fmt: skip


def notebook(title: str, cells: Iterable[tuple[str, str]], prose: str = "") -> dict[str, Any]:
    """A notebook with a heading, prose and code cells."""
    heading = {"cell_type": "markdown", "id": "heading", "metadata": {}, "source": f"# {title}\n\n{prose}".strip()}
    code = [code_cell(f"cell-{number}", tag, source) for number, (tag, source) in enumerate(cells)]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": [heading, *code], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


def write_notebook(root: Path, stem: str, cells: Iterable[tuple[str, str]], prose: str = "Prose.") -> Path:
    """Put a chapter into the book below ``root``."""
    path = root / "chapters" / f"{stem}.ipynb"
    path.write_text(json.dumps(notebook(stem.replace("_", " "), cells, prose), indent=1) + "\n", encoding="utf-8")
    return path


def write_toc(root: Path, stems: Iterable[str]) -> None:
    """List the chapters in the book's table of contents."""
    lines = ["format: jb-book", "root: intro", "chapters:", *(f"- file: chapters/{stem}" for stem in stems)]
    (root / "_toc.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_tiny_book(root: Path) -> Path:
    """Write the whole book into ``root`` and return it."""
    for folder in ("data", "chapters", "src/tinybook"):
        (root / folder).mkdir(parents=True)
    for name, text in HELPERS.items():
        (root / "src" / "tinybook" / name).write_text(text, encoding="utf-8")
    for name, text in DATA.items():
        (root / "data" / name).write_text(text, encoding="utf-8")
    for stem, cells in CHAPTERS.items():
        write_notebook(root, stem, cells)
    write_toc(root, CHAPTERS)
    (root / "intro.md").write_text(INTRO, encoding="utf-8")
    (root / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "references.bib").write_text("", encoding="utf-8")
    shutil.copy(REPOSITORY / "_config.yml", root)
    shutil.copy(REPOSITORY / "requirements.txt", root)
    shutil.copytree(REPOSITORY / "_static", root / "_static")
    return root
