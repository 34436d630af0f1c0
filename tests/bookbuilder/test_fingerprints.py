"""A file is hashed once a build, and again only if it was written meanwhile."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookbuilder.book import fingerprints
from bookbuilder.book.fingerprints import CLOCK_STEP_SECONDS, digest, file_digest, hash_once, known_entries
from bookbuilder.running import environment
from bookbuilder.staleness.states import library_variables


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """What is hashed while one build goes on."""
    contents: list[bytes] = []
    monkeypatch.setattr(fingerprints, "digest", lambda content: contents.append(content) or digest(content))
    with hash_once():
        yield contents


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file that nobody has written for a moment."""
    path = tmp_path / "table.csv"
    path.write_text("a,1\n")
    time.sleep(2 * CLOCK_STEP_SECONDS)
    return path


def test_a_file_is_hashed_once_however_many_ask(table: Path, hashed: list[bytes]) -> None:
    assert {file_digest(table), file_digest(str(table))} == {digest(b"a,1\n")}
    assert len(hashed) == 1


def test_a_file_that_is_not_there_has_none_until_it_is(tmp_path: Path, hashed: list[bytes]) -> None:
    assert file_digest(tmp_path / "new.csv") is None
    (tmp_path / "new.csv").write_text("b")
    assert file_digest(tmp_path / "new.csv") == digest(b"b")


@pytest.mark.parametrize("shift", [-3600, 0, 3600], ids=["older", "same", "future"])
def test_another_content_of_the_same_size_is_seen_whatever_its_time(
    table: Path, hashed: list[bytes], shift: int
) -> None:
    before = table.stat()
    file_digest(table)
    table.write_text("a,2\n")
    os.utime(table, ns=(before.st_atime_ns, before.st_mtime_ns + shift * 10**9))
    assert file_digest(table) == digest(b"a,2\n")
    assert len(hashed) == 2


def test_a_file_moved_into_the_place_of_another_is_seen(table: Path, hashed: list[bytes], tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,3\n")
    os.utime(other, ns=(table.stat().st_atime_ns, table.stat().st_mtime_ns))
    time.sleep(2 * CLOCK_STEP_SECONDS)
    file_digest(table)
    os.replace(other, table)
    assert file_digest(table) == digest(b"a,3\n")
    assert len(hashed) == 2


def test_a_file_written_this_very_moment_is_not_trusted_to_stay(tmp_path: Path, hashed: list[bytes]) -> None:
    path = tmp_path / "fresh.csv"
    path.write_text("1")
    file_digest(path)
    file_digest(path)
    assert len(hashed) == 2


def test_what_a_build_hashed_is_known_to_its_other_processes_and_forgotten_after_it(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hash_once():
        assert file_digest(table) == digest(b"a,1\n")
        with hash_once():
            assert str(table) in known_entries()
        handed_on = json.loads(json.dumps(known_entries()))
    monkeypatch.setattr(fingerprints, "_read_digest", lambda path: pytest.fail("it was read again"))
    with hash_once(handed_on):
        assert file_digest(table) == digest(b"a,1\n")
    assert known_entries() == {}


def test_whether_python_keeps_compiled_files_makes_no_other_environment() -> None:
    plain = {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
    unshaping = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1", "PYTHON": "python3.13"}  # the last is make's
    assert library_variables({**plain, **unshaping}) == library_variables(plain)
    assert library_variables({**plain, "PYTHONOPTIMIZE": "1"}) != library_variables(plain)


def test_what_is_installed_beside_the_lock_is_no_part_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "site-packages"
    others = ("jupyterlab-4.6.6.dist-info", "cffi-2.1.1.dist-info", "module.py")
    for name in ("Some_Library-1.2.dist-info", "other.part-2.0.dist-info", *others):
        (packages / name).mkdir(parents=True)
    monkeypatch.setattr(environment.sysconfig, "get_paths", lambda: {"purelib": str(packages)})
    assert len(environment.installed(tmp_path)) == 4
    (tmp_path / "requirements.txt").write_text(
        "# made\nsome-library==1.2 \\\n    --hash=sha256:00\nOther-Part[x]==2.0 ; python_version >= '3.11' \\\n"
        "    --hash=sha256:00\ncffi==2.1.1 ; implementation_name == 'pypy' \\\n    --hash=sha256:00\n"
    )
    assert environment.installed(tmp_path) == ["Some_Library-1.2.dist-info", "other.part-2.0.dist-info"]
    (tmp_path / "requirements.txt").write_bytes(b"\xff\xfe\x00")
    assert environment.installed(tmp_path) == []
