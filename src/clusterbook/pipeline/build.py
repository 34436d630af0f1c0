"""Building the book: check, run what is out of date, compile the site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from clusterbook.errors import ClusterbookError
from clusterbook.pipeline.bundles import results_file, results_in
from clusterbook.pipeline.chapters import Chapter, load_chapters, pick_chapters
from clusterbook.pipeline.check import check_book
from clusterbook.pipeline.execute import RunError, set_environment
from clusterbook.pipeline.files import write_if_new
from clusterbook.pipeline.places import Places
from clusterbook.pipeline.site import compile_site, stage

Say = Callable[[str], None]


def build_book(places: Places, names: Sequence[str] = (), *, jobs: int | None = None, say: Say = print) -> Path:
    """Bring the site up to date and return its first page.

    Raises
    ------
    ClusterbookError
        If data, a notebook or a page has a fault; the last good site stays as it was.
    """
    check_book(places)
    chapters = load_chapters(places.root)
    jobs = jobs or os.cpu_count() or 1
    run_chapters(places, pick_chapters(chapters, names), jobs=jobs, say=say)
    say("site: pages are compiled")
    stage(places, chapters)
    compile_site(places, jobs=jobs)
    return places.site / "index.html"


def run_chapters(places: Places, chapters: Sequence[Chapter], *, jobs: int, say: Say) -> None:
    """Execute chapters, several at a time, and keep their named results."""
    failures: list[str] = []
    with ThreadPoolExecutor(jobs) as pool:
        futures = {pool.submit(run_in_worker, places, chapter): chapter for chapter in chapters}
        for number, future in enumerate(as_completed(futures), start=1):
            chapter = futures[future]
            try:
                future.result()
                say(f"[{number}/{len(chapters)}] {chapter.chapter_id} done")
            except ClusterbookError as error:
                failures.append(str(error))
    if failures:
        raise RunError("\n".join(sorted(failures)))


def run_in_worker(places: Places, chapter: Chapter) -> None:
    """Execute one chapter in a process of its own and write its results file."""
    output = places.executed / chapter.name
    set_environment(places.root)
    order = {"root": str(places.root), "name": chapter.name, "output": str(output), "values": {}, "engine": "nbclient"}
    done = subprocess.run(
        [sys.executable, "-m", "clusterbook.pipeline.execute"],
        input=json.dumps(order), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RunError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"{chapter.name}: stopped")
    results = results_in(json.loads(output.read_text(encoding="utf-8")))
    write_if_new(places.results / f"{chapter.chapter_id}.json", results_file(results))
