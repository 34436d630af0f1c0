"""Which named results changed, the most important first, against the baseline or a revision."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_book import new_book

from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.cli import main
from bookbuilder.lab import RefusedError, beside, parameters, rerun
from bookbuilder.results.changes import Change, compare_snapshots, same
from bookbuilder.results.files import load_results, results_file
from bookbuilder.running.warm import SOCKET_VARIABLE
from bookbuilder.running.workers import WorkerPool


def result(name: str, value: object, importance: str = "figure", digits: int | None = 2) -> dict[str, object]:
    return {
        "name": name, "value": value, "description": f"about {name}", "unit": "", "digits": digits,
        "importance": importance,
    }  # fmt: skip


def snapshot(*results: dict[str, object]) -> dict[str, dict[str, dict[str, object]]]:
    return {"ch10": {str(entry["name"]): entry for entry in results}}


def test_a_changed_verdict_comes_before_a_changed_digit() -> None:
    old = snapshot(result("a", 1.0), result("b", "Positive", "verdict"), result("c", 0.5, "finding"), result("d", 2.0))
    new = snapshot(result("a", 1.001), result("b", "Neutral", "verdict"), result("c", 0.9, "finding"), result("d", 4.0))
    assert [change.reference for change in compare_snapshots(old, new, used={})] == [
        "ch10.b",
        "ch10.c",
        "ch10.d",
        "ch10.a",
    ]


def test_a_change_is_reported_with_both_values_and_where_it_is_used() -> None:
    old, new = result("tau", -0.5, "verdict"), result("tau", 0.25, "verdict")
    line = str(Change("ch10.tau", old, new, ("ch10", "intro.md")))
    assert line == "verdict: ch10.tau: \u22120.50 \u2192 0.25 (about tau; used in ch10, intro.md)"


def test_a_change_behind_the_printed_digits_is_reported_in_full() -> None:
    assert "0.5001 \u2192 0.5002" in str(Change("ch10.x", result("x", 0.5001), result("x", 0.5002)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (0.1 + 0.2, 0.3, True),
        (0.3, 0.3000001, False),
        ("Positive", "Positive", True),
        (None, 0.0, False),
        (True, 1, False),
        (None, None, True),
    ],
)
def test_results_are_the_same_up_to_the_last_digits_of_a_float(old: object, new: object, expected: bool) -> None:
    assert same(result("x", old), result("x", new)) is expected


def test_a_new_and_a_lost_result_are_changes() -> None:
    found = compare_snapshots(snapshot(result("a", 1)), snapshot(result("b", 2)), used={})
    assert [str(change).split(" (")[0] for change in found] == [
        "figure: ch10.a: 1.00 \u2192 not there",
        "figure: ch10.b: not there \u2192 2.00",
    ]


@pytest.fixture(scope="module")
def built(workers: WorkerPool) -> Iterator[BookFolders]:
    """A tiny book, built, its baseline accepted and committed."""
    with pytest.MonkeyPatch.context() as patch:
        book = new_book(workers, patch)
        build_book(book, BuildOptions(), report=print, pool=workers)
        assert main(["accept"]) == 0
        git(book, "init", "-q")
        git(book, "add", "results", "data")
        git(book, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "one")
        yield book


def git(book: BookFolders, *words: str) -> None:
    subprocess.run(["git", "-C", str(book.root), *words], check=True, capture_output=True)


def test_diff_and_accept_follow_an_edit(
    built: BookFolders, workers: WorkerPool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff"]) == 0
    assert capsys.readouterr().out == "no named result changed against the accepted baseline\n"
    data = built.root / "data" / "ratings_one.csv"
    data.write_text(data.read_text().replace("sinos_footwear,3", "sinos_footwear,9"))
    assert main(["diff"]) == 1
    assert "found a build that is out of date (ch01)" in capsys.readouterr().err
    build_book(built, BuildOptions(), report=print, pool=workers)
    assert "1 named results changed" in capsys.readouterr().out
    assert main(["diff"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[1:] == ["finding: ch01.mean_rating: 2.00 \u2192 4.00 (mean_rating; used in intro.md)"]
    assert main(["accept"]) == 0
    assert "ch01,scale,1.0\n" in (built.baseline / "parameters.csv").read_text()
    assert main(["diff"]) == 0
    assert main(["diff", "HEAD"]) == 1
    capsys.readouterr()
    assert main(["diff", "nowhere"]) == 1
    assert "found no revision 'nowhere'" in capsys.readouterr().err


def test_changes_are_described_for_programs(
    built: BookFolders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["accept"]) == 0
    capsys.readouterr()
    assert main(["diff", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"format": 1, "command": "diff", "faults": [], "base": None, "changes": []}
    before = load_results(built.baseline / "ch01.json")["mean_rating"]["value"]
    assert main(["run", "ch01", "-p", "scale=2", "-o", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {key: told[key] for key in ("format", "command", "faults", "chapter", "parameters", "files")} == {
        "format": 1,
        "command": "run",
        "faults": [],
        "chapter": "ch01",
        "parameters": {"na_policy": "drop", "scale": 2.0},
        "files": {
            "notebook": str(tmp_path / "ch01_means_scale-2.0.ipynb"),
            "page": str(tmp_path / "ch01_means_scale-2.0.html"),
        },
    }
    assert {one["name"]: one["value"] for one in told["results"]} == {"mean_rating": 2 * before, "firms": 3}
    assert told["changes"] == [
        {
            "result": "ch01.mean_rating", "kind": "changed", "old": before, "new": 2 * before, "unit": "", "digits": 2,
            "description": "mean_rating", "importance": "finding", "used_in": ["intro.md"],
        }
    ]  # fmt: skip


def test_a_notebook_asks_for_parameters_and_for_a_run_beside_the_baseline(
    built: BookFolders, workers: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm = workers.warm_up("libraries")
    monkeypatch.setenv(SOCKET_VARIABLE, warm.address if warm else "")  # where the command finds its kernels
    assert main(["accept"]) == 0
    offered = parameters("ch01").table
    assert offered.loc["scale"].tolist() == ["factor on every rating", "1.0", "0 to 10"]
    assert offered.loc["na_policy", "allowed"] == "drop, zero"
    done = rerun("ch01", folder=tmp_path, scale=3)
    assert done.results["firms"] == 3
    assert done.changes.index.tolist() == ["mean_rating"]
    assert done.changes.loc["mean_rating", "used in"] == "intro.md"
    assert str(done) == f"1 of 2 results changed; see {done.page}"
    assert done.page.is_file() and done.notebook.is_file()
    assert list(beside(mine=done).loc["mean_rating"]) == list(done.changes.loc["mean_rating"].iloc[:2])
    page = done.page.read_text(encoding="utf-8")
    assert "<code>scale = 3.0</code>" in page and "1 of 2 results is not as in the book" in page
    assert str(done.page) in done._repr_html_()
    with pytest.raises(RefusedError, match="parameter scale: found 11; allowed a number from 0 to 10"):
        rerun("ch01", folder=tmp_path, scale=11)


def test_the_baseline_keeps_every_digit_and_no_chapter_that_is_gone(built: BookFolders) -> None:
    declared = built.baseline / "declared" / "ch01.csv"
    declared.parent.mkdir()
    declared.write_text("name,sentence,unit,digits,importance\n")
    (built.baseline / "ch99.json").write_bytes(results_file({"x": result("x", 1)}))
    assert main(["accept"]) == 0
    assert sorted(path.name for path in built.baseline.glob("*.json")) == ["ch01.json", "ch02.json", "ch03.json"]
    assert declared.is_file()
    assert json.loads((built.baseline / "ch02.json").read_text())[0]["value"] == 2.0
