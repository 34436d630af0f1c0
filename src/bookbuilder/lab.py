"""For notebooks: which choices a chapter offers, and what of its results another choice changes.

``parameters("ch03")`` and ``rerun("ch03", interest_percent=20)`` ask the command line in a process of its own, so
that a chapter runs as it does anywhere else and leaves nothing behind in the notebook that asks; ``beside`` sets runs
side by side.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuilder.book.layout import find_root
from bookbuilder.errors import BookError
from bookbuilder.results.result import format_value
from bookbuilder.variants.listing import as_written

if TYPE_CHECKING:
    import pandas as pd

FOLDER = "mine"
COLUMNS = ("in the book", "in this run", "unit", "what it is", "matters as", "used in")


class RefusedError(BookError):
    """A wrong chapter, name or value, shown in a notebook as its sentence alone."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


@dataclass(frozen=True)
class Choices:
    """The choices of a chapter.

    Parameters
    ----------
    table : DataFrame
        Meaning, default and what is allowed, by name.
    """

    table: pd.DataFrame

    def __str__(self) -> str:
        return self.table.to_string()

    def _repr_html_(self) -> str:
        """The table with every word of it: pandas would cut what is long."""
        return words_table(self.table)


@dataclass(frozen=True)
class Rerun:
    """One run of a chapter beside the accepted baseline.

    Parameters
    ----------
    changes : DataFrame
        A row for each result that is another than in the book, by its name, the most important first.
    results : dict
        All results of this run, by name.
    notebook, page : Path
        The executed notebook, and the page that needs nothing else.
    """

    changes: pd.DataFrame
    results: dict[str, Any]
    notebook: Path
    page: Path

    def __str__(self) -> str:
        return f"{len(self.changes)} of {len(self.results)} results changed; see {self.page}"

    def _repr_html_(self) -> str:
        """The count, the changes, and where the whole run is."""
        links = " or ".join(f'<a href="{escape(str(path))}">{escape(str(path))}</a>' for path in self._shown_paths())
        count = f"{len(self.changes)} of {len(self.results)} results are not as in the book."
        return f"<p>{count} The whole chapter: {links}</p>{words_table(self.changes)}"

    def _shown_paths(self) -> list[Path]:
        """Both files as seen from the notebook that asked, where they lie below it."""
        here = Path.cwd()
        return [path.relative_to(here) if path.is_relative_to(here) else path for path in (self.page, self.notebook)]


def parameters(chapter: str) -> Choices:
    """The choices of a chapter: meaning, default and what is allowed, by name.

    Raises
    ------
    RefusedError
        If the book has no such chapter.
    """
    import pandas as pd

    rows = {
        one["name"]: {"meaning": one["meaning"], "in the book": as_written(one["default"]), "allowed": _allowed(one)}
        for one in _ask_command(["run", chapter, "--help"])["parameters"]
    }
    return Choices(pd.DataFrame.from_dict(rows, orient="index", columns=["meaning", "in the book", "allowed"]))


def rerun(chapter: str, *, folder: str | Path = FOLDER, **values: Any) -> Rerun:
    """Run a chapter with other values of its parameters, and compare its results with the book's.

    Parameters
    ----------
    chapter : str
        As in ``"ch03"``.
    folder : str or Path
        Where the executed notebook and its page go.
    **values : object
        Parameters by name; those not named keep the book's values.

    Raises
    ------
    RefusedError
        If a name or value is none of the allowed ones, or a cell fails.
    """
    import pandas as pd

    words = [word for name, value in values.items() for word in ("-p", f"{name}={as_written(value)}")]
    answer = _ask_command(["run", chapter, *words, "-o", str(Path(folder).resolve())])
    rows = {change["result"].partition(".")[2]: _row(change) for change in answer["changes"]}
    return Rerun(
        changes=pd.DataFrame.from_dict(rows, orient="index", columns=[*COLUMNS]),
        results={result["name"]: result["value"] for result in answer["results"]},
        notebook=Path(answer["files"]["notebook"]),
        page=Path(answer["files"]["page"]),
    )


def beside(**runs: Rerun) -> pd.DataFrame:
    """What several runs changed, beside the book's.

    Parameters
    ----------
    **runs : Rerun
        Runs of one chapter, by the names that their columns get.

    Returns
    -------
    DataFrame
        A row for each result that any of them changed; a run that did not change it has the book's value.
    """
    import pandas as pd

    printed = pd.concat([run.changes["in the book"] for run in runs.values()])
    printed = printed[~printed.index.duplicated()]
    in_runs = {name: run.changes["in this run"].reindex(printed.index).fillna(printed) for name, run in runs.items()}
    return pd.DataFrame({"in the book": printed, **in_runs})


def words_table(frame: pd.DataFrame) -> str:
    """A table of words as HTML, whole and aligned to read; its cells are text, never markup."""
    return frame.to_html(justify="left").replace("<td>", '<td style="text-align: left">')


def _ask_command(words: Sequence[str]) -> dict[str, Any]:
    """What the command line answers to programs."""
    command = [sys.executable, "-m", "bookbuilder", *words, "--json"]
    done = subprocess.run(command, cwd=find_root(), capture_output=True, encoding="utf-8", check=False)
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise RefusedError(done.stderr.strip() or f"run: found no answer, status {done.returncode}") from None
    if answer["faults"]:
        raise RefusedError(*answer["faults"])
    return answer


def _row(change: Mapping[str, Any]) -> dict[str, str]:
    """One changed result as the table shows it."""
    old, new = (format_value(change[key], change["digits"]) for key in ("old", "new"))
    cells = (
        "not there" if change["kind"] == "added" else old,
        "not there" if change["kind"] == "removed" else new,
        change["unit"],
        change["description"],
        change["importance"],
        ", ".join(change["used_in"]),
    )
    return dict(zip(COLUMNS, cells, strict=True))


def _allowed(one: Mapping[str, Any]) -> str:
    """The rule of a parameter in words."""
    if one["choices"]:
        return ", ".join(one["choices"])
    return f"{one['minimum']:g} to {one['maximum']:g}" if one["minimum"] is not None else f"a {one['type']}"
