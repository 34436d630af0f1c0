"""Every way in which a chapter can see something is noted, so that a change is noticed, or refused with a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ways_of_reading import DRIVER, FILE, FIRST, RECORDED, REFUSED, Way, edit

from bookbuilder.running.environment import RECORDER, kernel_environment
from bookbuilder.staleness.records import changed_since, refusals, seen_in

WAYS = {way.name: way for way in (*RECORDED, *REFUSED)}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Path, Path, str, str]]]:
    """Every way tried once, each in a book and a process of its own: book, trace, error and traceback."""
    folder = tmp_path_factory.mktemp("ways")
    orders = [order_of(way, folder / way.name) for way in WAYS.values()]
    environment = {**kernel_environment(folder), "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(RECORDER)], input=json.dumps(orders), env=environment,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = {name: (error, trace or "") for name, error, trace in map(json.loads, done.stdout.splitlines())}
    assert set(told) == set(WAYS), done.stderr
    yield {order["name"]: (Path(order["root"]), Path(order["trace"]), *told[order["name"]]) for order in orders}


def order_of(way: Way, folder: Path) -> dict[str, str]:
    """A small book for one way, and what its process has to do."""
    root = folder / "book"
    for name in ("data", "chapters"):
        (root / name).mkdir(parents=True)
    (root / FILE).write_text(FIRST)
    (folder / "outside.csv").write_text(FIRST)
    trace = str(folder / "trace")
    return {"name": way.name, "root": str(root), "trace": trace, "code": way.code, "prepare": way.prepare}


@pytest.mark.parametrize("way", RECORDED, ids=lambda way: way.name)
def test_a_change_of_what_was_seen_is_noticed(
    runs: dict[str, tuple[Path, Path, str, str]], way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, trace, error, traceback = runs[way.name]
    assert error == "", traceback
    monkeypatch.setattr(os, "environ", os.environ.copy())
    seen = seen_in(trace, root)
    assert list(changed_since(root, seen, known={})) == []
    (way.change or edit())(root)
    assert list(changed_since(root, seen, known={})) != []


@pytest.mark.parametrize("way", REFUSED, ids=lambda way: way.name)
def test_what_cannot_be_noted_is_refused_with_a_sentence(
    runs: dict[str, tuple[Path, Path, str, str]], way: Way
) -> None:
    _, trace, error, _ = runs[way.name]
    sentences = refusals(trace)
    assert len(sentences) == 1
    assert sentences[0].startswith("found a chapter that ")
    assert "; expected " in sentences[0]
    assert error.endswith(sentences[0]) or "kept_quiet" in way.name


def test_a_copy_of_all_variables_holds_none_of_this_run_or_session(
    runs: dict[str, tuple[Path, Path, str, str]],
) -> None:
    root, trace, _, _ = runs["environ_copied"]
    assert set(seen_in(trace, root)["variable"]) == {"*"}


def test_the_ways_are_at_least_forty_seven() -> None:
    assert len(WAYS) == len(RECORDED) + len(REFUSED) >= 47
