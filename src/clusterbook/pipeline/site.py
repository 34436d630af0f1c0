"""Compiling the site: stage the sources, let Sphinx build them, publish only what succeeded."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from clusterbook.errors import ClusterbookError
from clusterbook.pipeline.chapters import Chapter
from clusterbook.pipeline.files import files_below, mirror
from clusterbook.pipeline.places import Places

APART = ("_build", "src", "tests", "benchmarks", "results", "node_modules")


class SiteError(ClusterbookError):
    """Pages that Sphinx would not build without a warning."""


def stage(places: Places, chapters: Iterable[Chapter]) -> set[str]:
    """Lay out the sources as Sphinx reads them; the names that changed."""
    sources = {path.relative_to(places.root).as_posix(): path for path in files_below(places.root, APART)}
    for chapter in chapters:
        sources[chapter.name] = places.executed / chapter.name
    return mirror(sources, places.staged)


def compile_site(places: Places, *, jobs: int = 1) -> None:
    """Let Sphinx build the staged sources and publish the outcome.

    Raises
    ------
    SiteError
        If Sphinx warned or failed; the published site is as it was.
    """
    order = {
        "source": str(places.staged), "output": str(places.work), "doctrees": str(places.build / "doctrees"),
        "results": [str(places.results)], "jobs": jobs,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "clusterbook.pipeline.sphinx_worker"],
        input=json.dumps(order), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SiteError(readable(done.stderr, places))
    publish(places)


def readable(warnings: str, places: Places) -> str:
    """Sphinx's warnings with the paths an author knows."""
    text = warnings.replace(f"{places.staged}/", "").strip()
    return text or "the site: found a failure of Sphinx without a message. Run: clusterbook build --force"


def publish(places: Places) -> None:
    """Copy a finished site over the last one, file by file, each whole."""
    sources = {path.relative_to(places.work).as_posix(): path for path in all_files(places.work)}
    mirror(sources, places.site)


def all_files(folder: Path) -> list[Path]:
    """Every file of a site, also the hidden ones a web server needs."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".buildinfo"]
