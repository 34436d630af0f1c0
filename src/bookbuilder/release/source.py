"""The source of a release: one commit of the book's repository, packed, and the package that is made of it."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from bookbuilder.book.reading import read_toml
from bookbuilder.errors import BookError

CALL_BACKEND = (
    "import importlib, operator, sys; module, _, name = sys.argv[1].partition(':'); "
    "backend = importlib.import_module(module); backend = operator.attrgetter(name)(backend) if name else backend; "
    "backend.build_wheel(sys.argv[2])"
)
MOST_NAMED = 3


def committed(root: Path) -> tuple[str, int]:
    """The commit that is checked out, and its time in seconds since 1970.

    Raises
    ------
    BookError
        If there is no repository, or a file in it is not as it was committed.
    """
    changed = [line[3:] for line in _git(root, "status", "--porcelain", "--", ".").decode().splitlines()]
    if changed:
        names = ", ".join(changed[:MOST_NAMED]) + ", ..." * (len(changed) > MOST_NAMED)
        raise BookError(
            f"release: found {len(changed)} files that are not as committed ({names}); "
            "expected the source of a release to be one commit. Commit or remove them."
        )
    commit, seconds = _git(root, "log", "-1", "--format=%H %ct").decode().split()
    return commit, int(seconds)


def source_archive(root: Path, commit: str, folder: str) -> bytes:
    """All files of a commit in a ``.tar.gz``, below one folder, with the same bytes each time."""
    packed = _git(root, "-c", "tar.umask=0022", "archive", "--format=tar", f"--prefix={folder}/", commit)
    return gzip.compress(packed, mtime=0)


def wheel_of(source: bytes, seconds: int) -> dict[str, bytes]:
    """The package that the source makes, by file name; none where it says of no build system.

    Parameters
    ----------
    source : bytes
        As ``source_archive`` packs it.
    seconds : int
        The time that the package's files bear.

    Raises
    ------
    BookError
        If the build system fails.
    """
    with tempfile.TemporaryDirectory() as place, tarfile.open(fileobj=io.BytesIO(source)) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # 3.11.2 has none
        archive.extractall(place)
        folder = next(path for path in Path(place).iterdir() if path.is_dir())
        made = Path(place, "made")
        made.mkdir()
        try:
            backend = read_toml(folder / "pyproject.toml", "pyproject.toml")["build-system"]["build-backend"]
        except (FileNotFoundError, KeyError):
            return {}
        _build(folder, made, backend=backend, seconds=seconds)
        return {path.name: path.read_bytes() for path in made.glob("*.whl")}


def _build(folder: Path, made: Path, *, backend: str, seconds: int) -> None:
    """Let a build system of this environment make the wheel of a source folder."""
    settings = {**os.environ, "SOURCE_DATE_EPOCH": str(seconds), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", CALL_BACKEND, backend, str(made)]
    done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False, umask=0o022)
    if done.returncode:
        said = (done.stderr.strip() or "nothing").splitlines()[-1]
        raise BookError(f"{backend}: found that it makes no package ({said}); expected a wheel. Mend pyproject.toml.")


def _git(root: Path, *words: str) -> bytes:
    """What git answers.

    Raises
    ------
    BookError
        If there is no git, or no repository.
    """
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
        reason = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason"]
    except FileNotFoundError:
        raise BookError(
            "release: found no git; expected it, since a release is made of a commit. Install it."
        ) from None
    if done.returncode:
        raise BookError(f"release: found that git {words[0]} fails ({reason[0]}); expected a repository with a commit.")
    return done.stdout
