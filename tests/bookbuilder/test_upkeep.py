"""Libraries that nobody releases any more are found by the day of their newest version."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bookbuilder.errors import BookError
from bookbuilder.release import upkeep
from bookbuilder.release.upkeep import newest_releases, overdue, requirements

PROJECT = {
    "name": "own_book",
    "dependencies": ["Some_Lib>=1", "other>=2,<3"],
    "optional-dependencies": {"book": ["old-lib[all]>=0.1"], "test": ["own-book[book]", "other>=2,<3"]},
}
LOCK = """
version = 1

[[package]]
name = "some-lib"
version = "2.0"
sdist = { url = "a", upload-time = "2026-02-02T10:00:00Z" }
wheels = [{ url = "b", upload-time = "2026-02-03T10:00:00.5Z" }]

[[package]]
name = "old-lib"
version = "0.1"
wheels = [{ url = "c", upload-time = "2023-05-01T10:00:00Z" }]

[[package]]
name = "brought-along"
version = "0.1"
sdist = { url = "d", upload-time = "2019-05-01T10:00:00Z" }

[[package]]
name = "own-book"
version = "0"
source = { virtual = "." }
"""


def test_what_is_asked_for_is_that_of_all_extras_without_the_project_itself() -> None:
    assert requirements(PROJECT) == ["Some_Lib>=1", "other>=2,<3", "old-lib[all]>=0.1"]


def test_a_version_came_out_on_the_day_of_its_first_file() -> None:
    assert newest_releases(LOCK) == {
        "some-lib": date(2026, 2, 2), "old-lib": date(2023, 5, 1), "brought-along": date(2019, 5, 1),
    }  # fmt: skip


def test_libraries_asked_for_are_overdue_after_two_years() -> None:
    found = newest_releases(LOCK)
    assert overdue(requirements(PROJECT), found, date(2026, 11, 26)) == {"old-lib": date(2023, 5, 1)}
    assert overdue(requirements(PROJECT), found, date(2025, 4, 30)) == {}
    assert list(overdue(requirements(PROJECT), found, date(2028, 2, 3))) == ["old-lib", "some-lib"]


def test_what_is_overdue_must_be_named_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "_toc.yml").touch()
    project = '[project]\nname = "own"\ndependencies = ["old-lib>=0.1", "some-lib"]\n[project.optional-dependencies]\n'
    (tmp_path / "pyproject.toml").write_text(project)
    monkeypatch.setenv("BOOKBUILDER_ROOT", str(tmp_path))
    monkeypatch.setattr(upkeep, "resolved", lambda wanted: LOCK.replace("2026-", "2099-"))
    for description, status, words in (("", 1, "not named in ARCHITECTURE.md; add it"), ("old-lib", 0, "named in")):
        (tmp_path / "ARCHITECTURE.md").write_text(description)
        assert upkeep.main() == status
        first, last = capsys.readouterr().out.splitlines()
        assert first.startswith(f"old-lib: no release since 2023-05-01; {words}")
        assert last == "upkeep: 1 of 2 libraries have had no release for two years"


def test_without_uv_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BookError, match="upkeep: found no uv"):
        upkeep.resolved(["some-lib"])
