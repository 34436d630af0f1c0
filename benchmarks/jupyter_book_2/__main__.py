"""``python -m benchmarks.jupyter_book_2``: tries the conversion on a copy and writes ``benchmarks/jupyter_book_2.md``.

Three builds of the finished book (``clusterbook build`` first) by ``mystmd``, the program inside Jupyter Book 2: as its
own ``myst init`` converts it, with our plugin, and with what has to be written otherwise rewritten. Needs Node.js with
npm, which fetches the newest ``mystmd`` into a temporary folder. Pages are compiled (``myst build --site``), not
dressed: themes are fetched from a network that a build must not need, so the program ends with a failure after that.
"""

from __future__ import annotations

import argparse
import datetime
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.jupyter_book_2.messages import PAGES_BUILT, counted, errors_in, pages_built, silent, table
from benchmarks.jupyter_book_2.rewriting import rewrite

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "benchmarks" / "jupyter_book_2.md"
PLUGIN = Path(__file__).with_name("plugin.mjs")
STAGED, RESULTS = ROOT / "_build" / "book", ROOT / "_build" / "results"
LONGEST = 1800  # seconds for one build
PROJECT = "project:\n"
MADE_BY = "made by `make jupyter-book-2`. `ARCHITECTURE.md` says what the columns are."


class TrialError(Exception):
    """A trial that cannot be made, or in which nothing was compiled."""


def run(command: list[str | Path], folder: Path, answers: str = "") -> str:
    """What a program printed, whether or not it failed."""
    done = subprocess.run(
        command, cwd=folder, input=answers, text=True, timeout=LONGEST, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.stdout


def fetched(version: str, folder: Path) -> Path:
    """The program, fetched by npm."""
    if not shutil.which("npm"):
        raise TrialError("found no npm, which fetches mystmd. Install Node.js 18 or newer with npm.")
    said = run(["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, f"mystmd@{version}"], folder)
    program = folder / "node_modules" / ".bin" / "myst"
    if not program.exists():
        raise TrialError(f"npm did not install mystmd@{version}: {said.strip()}")
    return program


def converted(myst: Path, copy: Path) -> None:
    """Convert the copy's settings and contents, which ``myst init`` does after a question; no start after it."""
    shutil.copytree(STAGED, copy)
    shutil.copytree(RESULTS, copy / "_build" / "results")
    said = run([myst, "init"], copy, answers="y\nn\n")
    if not (copy / "myst.yml").is_file():
        raise TrialError(f"myst init wrote no myst.yml: {said[-1000:]}")


def compiled(myst: Path, copy: Path) -> Counter[str]:
    """Messages of one build by kind, and what its pages show otherwise than meant."""
    shutil.rmtree(copy / "_build" / "site", ignore_errors=True)
    log = run([myst, "build", "--site", "--ci"], copy)
    if not pages_built(log):
        raise TrialError(f"mystmd compiled no page: {log[-1000:]}")
    counts = counted(log)
    for page in (copy / "_build" / "site" / "content").glob("*.json"):
        counts += silent(json.loads(page.read_text(encoding="utf-8"))["mdast"])
    return counts + Counter({PAGES_BUILT: pages_built(log)})


def add_plugin(copy: Path) -> None:
    """Name the plugin in the converted settings."""
    settings = copy / "myst.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(PROJECT, f"{PROJECT}  plugins:\n    - {PLUGIN}\n", 1), encoding="utf-8")


def trial(version: str) -> str:
    """The table of the three builds.

    Raises
    ------
    TrialError
        If nothing can be converted or compiled, or an error remains in the last build: a page lacks what it names.
    """
    if not STAGED.is_dir():
        raise TrialError("found no finished book in _build. Run: clusterbook build")
    with tempfile.TemporaryDirectory() as folder:
        myst, copy = fetched(version, Path(folder)), Path(folder, "book")
        converted(myst, copy)
        columns = {"converted": compiled(myst, copy)}
        add_plugin(copy)
        columns["with the plugin"] = compiled(myst, copy)
        rewrite(copy)
        columns["and rewritten"] = compiled(myst, copy)
        number = "mystmd " + run([myst, "--version"], copy).strip().removeprefix("v")
    if errors := errors_in(columns["and rewritten"]):
        raise TrialError(f"found errors left: {'; '.join(errors)}. Let plugin.mjs or rewriting.py follow.")
    today = datetime.datetime.now(datetime.UTC).date()
    return f"{table(columns)}\n{number}, {today}; {MADE_BY}\n"


def main() -> int:
    """Make the trial; status 1 where it could not be made."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.jupyter_book_2", description=__doc__.splitlines()[0])
    parser.add_argument("--version", default="latest", help="of mystmd (%(default)s)")
    try:
        TABLE.write_text(trial(parser.parse_args().version), encoding="utf-8")
    except TrialError as error:
        print(f"jupyter_book_2: {error}", file=sys.stderr)
        return 1
    print(TABLE.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
