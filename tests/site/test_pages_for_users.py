"""The lines on the pages for users of R and Stata: run where they can be, else looked up in the files they name."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pyreadstat
import pytest

from clusterbook.data.book import Book
from clusterbook.exports import export_files
from clusterbook.stats import association

ROOT = Path(__file__).parents[2]
WORDS = {"if", "in", "missing", "stats", "taub", "p", "clear"}  # of Stata


def lines_of(page: str, language: str) -> list[str]:
    """The lines of code on a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    (block,) = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return block.splitlines()


def written(book: Book, form: str, folder: Path) -> Path:
    """A folder with the files of one format."""
    for name, content in export_files(book, form).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_the_lines_for_r_run_and_give_what_python_gives(book: Book, tmp_path: Path) -> None:
    if not (program := shutil.which("Rscript")):
        pytest.skip("R is not installed: apt-get install r-base-core")
    lines = lines_of("use_r.md", "r")
    assert len(lines) == 5
    folder = written(book, "csv", tmp_path)
    (folder / "lines.R").write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run([program, "lines.R"], cwd=folder, capture_output=True, text=True, check=True)
    clusters = book.clusters.dropna(subset=["collective_efficiency", "upgrading_product"])
    tau = association(clusters["collective_efficiency"].cat.codes, clusters["upgrading_product"]).coefficient
    found = re.search(r"^\s+tau\s*\n([\d.]+)", done.stdout, re.MULTILINE)
    assert found and float(found[1]) == pytest.approx(tau, abs=1e-6)
    assert re.search(r"exports_to_us_1992_usd_million\s+1480\s+1403", done.stdout)
    cells = book.resource("all_cells")
    restored = cells[cells["chapter"] == 9]["restored"].sum()
    assert re.search(rf"^\d+\s+9\s+{restored}$", done.stdout, re.MULTILINE)


def test_the_lines_for_stata_name_files_variables_and_codes_that_are_there(book: Book, tmp_path: Path) -> None:
    folder, variables = written(book, "stata", tmp_path), set()
    lines = lines_of("use_stata.md", "stata")
    assert len(lines) == 5
    for line in lines:
        if used := re.fullmatch(r'use "(.+)", clear', line):
            frame, _ = pyreadstat.read_dta(str(folder / used[1]))
            variables = set(frame.columns)
        else:
            words = set(re.findall(r"[a-z_]\w*", re.sub(r'"[^"]*"', "", line.partition(" ")[2])))
            assert words - WORDS <= variables, line
    assert sum(frame["source"] == 1) == len(book.clusters)
