"""Sweeps: complete, equal to single runs, resumed without repeating or losing any, also on a cluster."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from tiny_book import REPOSITORY, write_notebook

from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.cli import main
from bookbuilder.errors import BookError
from bookbuilder.running.workers import WorkerPool
from bookbuilder.variants.journal import Progress, load_journal
from bookbuilder.variants.sweep import Sweep, run_sweep

GRID = "na_policy: [drop, zero]\nscale: [0.5, 2, 4]\n"


@pytest.fixture
def grid(tmp_path: Path) -> Path:
    path = tmp_path / "grid.yml"
    path.write_text(GRID)
    return path


def sweep(book: BookFolders, grid: Path, **more: object) -> tuple[pd.DataFrame, list[str]]:
    """Run a sweep of ch01; its table, read from the Parquet file, and what it told."""
    told: list[str] = []
    options = Sweep("ch01", grid, grid.parent / "out", jobs=2, **more)
    parquet, csv = run_sweep(book, options, report=told.append).files
    assert len(pd.read_csv(csv)) == len(pd.read_parquet(parquet))
    return pd.read_parquet(parquet), told


def journal(grid: Path) -> Path:
    return grid.parent / "out" / "sweep_ch01.journal.jsonl"


def test_every_combination_of_a_grid_is_a_row_with_its_results(book: BookFolders, grid: Path) -> None:
    table, _ = sweep(book, grid)
    assert list(table.columns) == ["variant", "status", "error", "na_policy", "scale", "firms", "mean_rating"]
    assert set(table.status) == {"done"}
    assert table.mean_rating.tolist() == [1.0, 4.0, 8.0, 0.75, 3.0, 6.0]
    assert table.firms.tolist() == [3, 3, 3, 4, 4, 4]


def test_a_variant_has_the_results_of_a_single_run(book: BookFolders, grid: Path, tmp_path: Path) -> None:
    table, _ = sweep(book, grid)
    assert main(["run", "ch01", "-p", "na_policy=zero", "-p", "scale=2", "-o", str(tmp_path)]) == 0
    page = (tmp_path / "ch01_means_na_policy-zero_scale-2.0.ipynb").read_text(encoding="utf-8")
    row = table[(table.na_policy == "zero") & (table.scale == 2)].iloc[0]
    assert f'"value": {row.mean_rating}' in page


def test_a_stopped_sweep_resumes_without_repeating_or_losing_any(book: BookFolders, grid: Path) -> None:
    whole, _ = sweep(book, grid)
    lines = journal(grid).read_text().splitlines(keepends=True)
    journal(grid).write_text("".join(lines[:4]) + lines[4][:20])
    kept = {entry["key"] for entry in load_journal(journal(grid))}
    table, told = sweep(book, grid)
    pd.testing.assert_frame_equal(table, whole)
    entries = load_journal(journal(grid))
    assert len(kept) == 3
    assert len({entry["key"] for entry in entries}) == len(entries) == 6
    assert told[0] == "3 of 6 variants are there already"


@pytest.mark.parametrize(
    ("hold", "error"),
    [
        (
            "time.sleep(0.1)",
            "code cell 2: OverTimeError: found it at work after 2 s; allow more in _config.yml: execute, timeout",
        ),
        (
            "try:\n            while True: time.sleep(0.1)\n        except BaseException:\n            pass",
            "its process ended without a word",
        ),
    ],
)
def test_a_variant_that_never_ends_is_stopped_and_tried_again_later(
    book: BookFolders, grid: Path, hold: str, error: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bookbuilder.variants.cells.ATTEMPTS", 1)
    monkeypatch.setattr("bookbuilder.variants.cells.GRACE_SECONDS", 1)
    settings = book.root / "_config.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("timeout: 300", "timeout: 2"))
    loop = f"import time\nif scale == 4:\n    while True:\n        {hold}"
    write_notebook(book.root, "ch01_means", [("parameters", "scale = 2  # factor [1..5]"), ("", loop)])
    grid.write_text("scale: [2, 4]\n")
    for _ in range(2):
        table, told = sweep(book, grid)
        assert table.status.tolist() == ["done", "lost"] and error in table.error[1]
    assert told[0] == "1 of 2 variants are there already"


def test_results_of_other_data_are_not_taken_for_these(book: BookFolders, grid: Path) -> None:
    before, _ = sweep(book, grid)
    data = book.root / "data" / "ratings_one.csv"
    data.write_text(data.read_text().replace("footwear,3", "footwear,6"))
    after, told = sweep(book, grid)
    assert after.mean_rating.tolist() == [value * 1.5 for value in before.mean_rating]
    assert not told[0].endswith("already")


def test_results_are_not_taken_where_anything_that_the_chapter_reads_changed(
    book: BookFolders, grid: Path, workers: WorkerPool
) -> None:
    factor = book.root / "factor.txt"
    factor.write_text("1")
    cells = [
        ("parameters", "scale = 1.0  # [0..10]"),
        ("", "from tinybook.showing import show\nshow(mean_rating=scale * float(open('../factor.txt').read()))"),
    ]
    write_notebook(book.root, "ch01_means", cells)
    build_book(book, BuildOptions(("ch01",)), report=lambda line: None, pool=workers)
    grid.write_text("scale: [2, 4]\n")
    assert sweep(book, grid)[0].mean_rating.tolist() == [2.0, 4.0]
    assert sweep(book, grid)[1] == ["2 of 2 variants are there already"]
    factor.write_text("3")
    assert sweep(book, grid)[0].mean_rating.tolist() == [6.0, 12.0]


def test_a_variant_that_fails_is_a_row_with_its_error_and_the_others_go_on(
    book: BookFolders, grid: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    cells = [
        ("parameters", "na_policy = 'drop'  # [drop | zero]\nscale = 1.0  # [0..10]"),
        ("", "import os\nfrom tinybook.showing import show\nif scale == 4: os._exit(3)"),
        ("", "show(inverse=1 / (scale - 2))"),
    ]
    write_notebook(book.root, "ch01_means", cells)
    table, _ = sweep(book, grid)
    assert table.status.tolist() == ["done", "failed", "lost"] * 2
    assert table.error[1] == "code cell 3: ZeroDivisionError: float division by zero"
    assert table.error[2] == "its process ended without a word"
    assert table.inverse[0] == pytest.approx(-2 / 3)
    assert main(["sweep", "ch01", "--grid", str(grid), "-o", str(grid.parent / "out")]) == 1
    shown = capfd.readouterr()
    assert "4 of 6 variants are there already\n2 of 2 variants done, 2 failed\n" in shown.out
    assert shown.err.startswith("ch01: found 4 of 6 variants failed; expected results of all. See the column error")


def test_a_variant_whose_process_is_killed_is_tried_again(book: BookFolders, grid: Path, tmp_path: Path) -> None:
    killed = f"marker = Path({str(tmp_path / 'killed')!r})"
    cells = [
        ("parameters", "na_policy = 'drop'  # [drop | zero]\nscale = 1.0  # [0..10]"),
        ("", f"import os, signal\nfrom pathlib import Path\nfrom tinybook.showing import show\n{killed}"),
        ("", "if scale == 4 and not marker.exists():\n    marker.touch()\n    os.kill(os.getpid(), signal.SIGKILL)"),
        ("", "show(scale_twice=2 * scale)"),
    ]
    write_notebook(book.root, "ch01_means", cells)
    table, told = sweep(book, grid)
    assert (tmp_path / "killed").exists()
    assert table.scale_twice.tolist() == [1.0, 4.0, 8.0] * 2
    assert told[-1] == "6 of 6 variants done"


def test_variants_do_not_see_one_another(book: BookFolders, grid: Path) -> None:
    cells = [
        ("parameters", "na_policy = 'drop'  # [drop | zero]\nscale = 1.0  # [0..10]"),
        ("", "import random\nimport tinybook.rounding as shared\nfrom tinybook.showing import show"),
        ("", "seen = getattr(shared, 'seen', 0)\nshared.seen = seen + 1\nshow(seen=seen, draw=random.random())"),
    ]
    write_notebook(book.root, "ch01_means", cells)
    table, _ = sweep(book, grid)
    assert table.seen.tolist() == [0] * 6
    assert table.draw.nunique() == 1


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("g.yml", "na_policy: [drop, zer]\nscael: [1]\n", "found zer; allowed drop, zero"),
        ("g.yml", "scale: [11]\n", "allowed a number from 0 to 10"),
        ("g.yml", "just words\n", "neither a grid"),
        ("g.yml", "a: [\n", "no valid YAML"),
        ("g.yml", "scale: [1]\nscale: [2]\n", "no valid YAML .the key 'scale' twice"),
        ("g.yml", "".join(f"p{n}: [1, 2, 3, 4]\n" for n in range(40)), f"found {4**40} combinations; expected at most"),
        ("g.csv", "scale\n", "no parameter sets"),
        ("g.csv", "scale,scale\n1,2\n", "found the column 'scale' twice"),
        ("g.csv", "scale\n2,4\n", "g.csv, row 2: found more cells than names"),
        ("g.csv", 'scale\n"2\n', "no valid CSV"),
    ],
)
def test_a_grid_with_a_fault_is_refused_before_anything_runs(
    book: BookFolders, tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(BookError, match=message):
        sweep(book, tmp_path / name)
    assert not (tmp_path / "out").exists()


def test_a_csv_file_is_a_list_of_sets(book: BookFolders, tmp_path: Path) -> None:
    (tmp_path / "sets.csv").write_text("\ufeffna_policy,scale\nzero,2\n,4\nzero,2\n")  # as Excel saves CSV UTF-8
    table, _ = sweep(book, tmp_path / "sets.csv")
    assert table.mean_rating.tolist() == [3.0, 8.0]


def test_a_grid_that_is_not_there_is_told(book: BookFolders, tmp_path: Path) -> None:
    with pytest.raises(BookError, match="nowhere.yml: found no file; expected a grid in YAML or CSV"):
        sweep(book, tmp_path / "nowhere.yml")


def test_progress_reports_how_much_is_left() -> None:
    lines: list[str] = []
    progress = Progress(4, lines.append, seconds=0)
    for number in range(4):
        progress.advance(failed=number == 2)
    assert lines[1].startswith("2 of 4 variants done, about ")
    assert lines[3] == "4 of 4 variants done, 1 failed"


@pytest.fixture
def cluster(book: BookFolders, tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and two worker processes on the loopback address."""
    file = tmp_path / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "PYTHONWARNINGS": "ignore"}
    common = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    processes = [subprocess.Popen([*command, "--no-dashboard", "--scheduler-file", str(file)], **common)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--no-nanny"]
    worker += ["--preload", "from bookbuilder.variants import cells; cells.LIBRARIES = ()"]
    processes += [
        subprocess.Popen([*worker, "--nthreads", "1", "--no-dashboard", "--death-timeout", "60"], **common)
        for _ in "ab"
    ]
    until = time.monotonic() + 60
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.1)
    try:
        yield json.loads(file.read_text())["address"], processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.mark.filterwarnings("default")
def test_a_cluster_that_loses_a_worker_half_way_gives_the_same_table(
    book: BookFolders, grid: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    source = (book.root / "chapters/ch01_means.ipynb").read_text()
    slow = source.replace("print(len(ratings))", "import os, time; time.sleep(1)")
    (book.root / "chapters/ch01_means.ipynb").write_text(slow)

    def kill_one(line: str) -> None:
        if line[:1] in "23" and workers[0].poll() is None:
            workers[0].send_signal(signal.SIGKILL)

    def eager(progress: Progress, *, failed: bool) -> None:
        progress.done += 1
        assert not failed
        progress.report(progress.line())

    out = tmp_path / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Progress, "advance", eager)
        parquet, _ = run_sweep(book, Sweep("ch01", grid, out, 1, address), report=kill_one).files
    assert workers[0].poll() == -signal.SIGKILL
    table = pd.read_parquet(parquet)
    assert table.status.tolist() == ["done"] * 6
    assert table.mean_rating.tolist() == [1.0, 4.0, 8.0, 0.75, 3.0, 6.0]


def test_a_scheduler_that_does_not_answer_is_told_in_one_line(
    book: BookFolders, grid: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bookbuilder.variants.executors.PATIENCE", "1s")
    with pytest.raises(BookError, match="found nobody answering"):
        sweep(book, grid, scheduler="tcp://127.0.0.1:1")
