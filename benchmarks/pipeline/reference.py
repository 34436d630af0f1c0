"""The fixed reference book: chapters as this book's are, each with data, statistics, a table and a figure."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]
ROWS = 40

HELPER = '''"""Helpers of the reference book."""

import os
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from scipy import stats


def load(name):
    """One table of the book."""
    return pd.read_csv(Path(os.environ["BOOKBUILDER_ROOT"], "data", name))


def association(frame, scale):
    """Kendall's tau of the two ratings by group."""
    return frame.groupby("group").apply(
        lambda part: stats.kendalltau(part.efficiency * scale, part.upgrading).statistic, include_groups=False
    )


def show(name, value):
    """Record a result as a page of the book does."""
    from IPython.display import display

    entry = dict(name=name, value=float(value), description=name, unit="", digits=2, importance="finding")
    display({"application/vnd.bookbuilder.results+json": [entry], "text/plain": f"{name} = {value}"}, raw=True)


def plot(frame):
    """Ratings against each other."""
    figure, axes = plt.subplots(1, 2, figsize=(8, 2.5))
    sns.scatterplot(data=frame, x="efficiency", y="upgrading", hue="group", ax=axes[0])
    sns.barplot(data=frame, x="group", y="upgrading", hue="group", errorbar=None, ax=axes[1])
    plt.show()
'''

CHECK = '''"""The check of the reference book's data."""

import os
from pathlib import Path

import pandas as pd


def faults():
    """Ratings that are no whole number from 0 to 3, one line each."""
    found = []
    for path in sorted(Path(os.environ["BOOKBUILDER_ROOT"], "data").glob("*.csv")):
        ratings = pd.read_csv(path)[["efficiency", "upgrading"]]
        if not ratings.isin(range(4)).all(axis=None):
            found.append(f"data/{path.name}: found a rating that is none; expected 0 to 3. Correct it.")
    return found
'''

SETTINGS = """\
[tool.bookbuilder]
check = "checking:faults"
check_preload = ["pandas"]
warnings_are_errors = true
"""

CELLS = [
    ("parameters", "scale = 1.0  # factor on efficiency [0..100]"),
    (
        "",
        "import statsmodels.formula.api as smf\n\nfrom reference import association, load, plot, show",
    ),
    ("", "frame = load('table_{number:02d}.csv')\nframe.describe()"),
    ("", "tau = association(frame, scale)\ntau"),
    ("", "model = smf.ols('upgrading ~ efficiency + C(group)', data=frame).fit()\nmodel.params"),
    ("", "plot(frame)"),
    ("", "show('tau', tau.mean())"),
]


def write_reference(root: Path, chapters: int) -> Path:
    """Write the reference book of so many chapters into ``root``."""
    for folder in ("data", "chapters", "src"):
        (root / folder).mkdir(parents=True)
    (root / "src" / "reference.py").write_text(HELPER)
    (root / "src" / "checking.py").write_text(CHECK)
    (root / "pyproject.toml").write_text(SETTINGS)
    names = [f"ch{number:02d}_reference" for number in range(1, chapters + 1)]
    for number, name in enumerate(names, start=1):
        (root / "data" / f"table_{number:02d}.csv").write_text(table(number))
        (root / "chapters" / f"{name}.ipynb").write_text(json.dumps(chapter(number), indent=1) + "\n")
    toc = ["format: jb-book", "root: intro", "chapters:", *(f"- file: chapters/{name}" for name in names)]
    (root / "_toc.yml").write_text("\n".join(toc) + "\n")
    (root / "intro.md").write_text("# The reference book\n\nIts chapters are alike, their data are not.\n")
    (root / "references.bib").write_text("")
    for name in ("_config.yml", "requirements.txt"):
        shutil.copy(REPOSITORY / name, root)
    shutil.copytree(REPOSITORY / "_static", root / "_static")
    return root


def table(number: int) -> str:
    """Ratings that differ from chapter to chapter and are the same in every run."""
    draw = random.Random(number)
    rows = [f"c{row},{'abcd'[row % 4]},{draw.randint(1, 3)},{draw.randint(0, 3)}" for row in range(ROWS)]
    return "\n".join(["cluster,group,efficiency,upgrading", *rows]) + "\n"


def chapter(number: int) -> dict[str, Any]:
    """A notebook without outputs."""
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "id": "heading", "metadata": {}, "source": f"# Chapter {number}\n\nIts first line."}
    ]
    for place, (tag, source) in enumerate(CELLS):
        cells.append({
            "cell_type": "code", "id": f"cell-{place}", "metadata": {"tags": [tag] if tag else []},
            "source": source.replace("{number:02d}", f"{number:02d}"), "execution_count": None, "outputs": [],
        })  # fmt: skip
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
