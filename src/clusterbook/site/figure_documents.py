"""What the search finds besides prose and tables: figures, events and episodes of joint action, each at its place."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from clusterbook import chapters
from clusterbook.data.book import Book
from clusterbook.display.evidence import JOINT_ACTION, evidence_of
from clusterbook.site.pages import Page, book_pages

CALL = re.compile(r"\bplot_(\w+)\(")
DIAGRAM = re.compile(r"figure_\d\d_\d\d_nodes")
CHAIN = "chain"
PART = re.compile(r": (nodes|boxes)$")
EPISODES, EVENTS = "show_episodes(", "show_events("


def figures(book: Book) -> Iterator[tuple[Page, str, str]]:
    """Page, anchor and title of every figure, as the notebooks call for them.

    A figure stands under the name of what draws it; the second of one name on a page has a number. Its title is what
    the function says that it draws, that of a redrawn diagram the title of its data.
    """
    titles = drawing_functions()
    for page in book_pages():
        seen: Counter[str] = Counter()
        for source in _code(page.path):
            if EVENTS in source:
                yield page, f"fig-events-{page.chapter:02d}", f"Timeline of Chapter {page.chapter}"
            diagrams = iter(dict.fromkeys(DIAGRAM.findall(source)))
            for called in CALL.findall(source):
                name = called.replace("_", "-")
                seen[name] += 1
                number = f"-{seen[name]}" if seen[name] > 1 else ""
                nodes = next(diagrams, "") if called == CHAIN else ""
                title = PART.sub("", str(book.describe(nodes)["title"])) if nodes else titles.get(called, "")
                if title:
                    yield page, f"fig-{name}{number}", title


def episodes(book: Book) -> Iterator[tuple[Page, str, str, str]]:
    """Page, anchor, action and further words of every episode of joint action that a page shows."""
    for page in book_pages():
        if any(EPISODES in source for source in _code(page.path)):
            for row in evidence_of(book, JOINT_ACTION, chapter=page.chapter).cells.to_dict("records"):
                text = " ".join(row[column] for column in ("partners", "trigger", "outcome", "where"))
                yield page, row["episode_id"], row["action"], text.strip()


def _code(path: Path) -> list[str]:
    """The code cells of a notebook, without what they import."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


@cache
def drawing_functions() -> Mapping[str, str]:
    """The first sentence of what each ``plot_NAME`` says that it draws, by ``NAME``."""
    found: dict[str, str] = {}
    for path in sorted(Path(chapters.__file__).parent.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body if "def plot_" in text else ():
            if isinstance(node, ast.FunctionDef) and node.name.startswith("plot_"):
                summary = (ast.get_docstring(node) or "").split("\n\n")[0].replace("\n", " ")
                found[node.name.removeprefix("plot_")] = summary.removesuffix(".")
    return found
