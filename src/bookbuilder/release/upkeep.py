"""Libraries without a release for two years, of those that the book asks for: ``python -m bookbuilder.release.upkeep``.

Each must be named in the project's description of what it depends on, with a way out.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bookbuilder.book.layout import find_root
from bookbuilder.book.reading import read_toml
from bookbuilder.errors import BookError
from bookbuilder.running.environment import plain_name

DESCRIPTION = "ARCHITECTURE.md"
MOST_DAYS = 730
NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


def requirements(project: Mapping[str, Any]) -> list[str]:
    """What ``[project]`` asks for, in all extras, without the project itself."""
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    return [line for line in dict.fromkeys(lines) if _name(line) != plain_name(project["name"])]


def _name(requirement: str) -> str:
    """The name in a requirement, as packaging compares names."""
    found = NAME.match(requirement)
    return plain_name(found[0] if found else requirement)


def newest_releases(lock: str) -> dict[str, date]:
    """The day on which the newest admitted version of each package came out, from what ``uv lock`` writes."""
    found = {}
    for package in tomllib.loads(lock)["package"]:
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        days = [datetime.fromisoformat(file["upload-time"]).date() for file in files if "upload-time" in file]
        if days:
            found[plain_name(package["name"])] = min(days)
    return found


def resolved(wanted: list[str]) -> str:
    """The text of ``uv.lock`` for some requirements, as the package index answers today.

    Raises
    ------
    BookError
        If uv or the index cannot be reached.
    """
    lines = ["[project]", 'name = "asked"', 'version = "0"', 'requires-python = ">=3.11"', f"dependencies = {wanted!r}"]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        try:
            done = subprocess.run(["uv", "lock", "-q"], cwd=folder, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            raise BookError("upkeep: found no uv; expected it, since it asks the index. Install it.") from None
        if done.returncode:
            reason = (done.stderr.strip() or "no reason").splitlines()[0]
            raise BookError(f"upkeep: found no answer of the package index ({reason}). Run again where it is reached.")
        return Path(folder, "uv.lock").read_text(encoding="utf-8")


def overdue(wanted: list[str], newest: Mapping[str, date], today: date) -> dict[str, date]:
    """Of what is asked for, packages whose newest version is older than two years, with its day."""
    days = {name: newest[name] for name in sorted({_name(line) for line in wanted}) if name in newest}
    return {name: day for name, day in days.items() if (today - day).days > MOST_DAYS}


def main() -> int:
    """Name the packages; 1 where one is not in the description."""
    root = find_root()
    wanted = requirements(read_toml(root / "pyproject.toml", "pyproject.toml")["project"])
    described = (root / DESCRIPTION).read_text(encoding="utf-8")
    old = overdue(wanted, newest_releases(resolved(wanted)), datetime.now(UTC).date())
    for name, day in old.items():
        known = (
            f"named in {DESCRIPTION}" if name in described else f"not named in {DESCRIPTION}; add it, with a way out"
        )
        print(f"{name}: no release since {day}; {known}")
    print(f"upkeep: {len(old)} of {len(wanted)} libraries have had no release for two years")
    return 0 if all(name in described for name in old) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BookError as error:
        sys.exit(str(error))
