"""What GitHub runs is there: scripts that may be run, targets of the Makefile, every Python that the book is for."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ALLOWED = {"pip", "cat", "sha256sum"}


def commands(workflow: Path) -> list[str]:
    """The commands of a workflow, of all jobs in order."""
    jobs = yaml.safe_load(workflow.read_text("utf-8"))["jobs"].values()
    return [step["run"] for job in jobs for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_its_commands_can_be_run(workflow: Path) -> None:
    found = commands(workflow)
    assert found
    for program, *words in map(str.split, found):
        if program == "make":
            targets = [word for word in words if "=" not in word]
            subprocess.run(["make", "--dry-run", *targets], cwd=ROOT, check=True, capture_output=True)
        else:
            assert program in ALLOWED or os.access(ROOT / program, os.X_OK), program


def test_every_change_is_tested_on_all_pythons_that_the_makefile_looks_for() -> None:
    looked_for = re.search(r"for name in ((?:python3\.\d+ )+)", (ROOT / "Makefile").read_text("utf-8"))
    book = yaml.safe_load((ROOT / ".github" / "workflows" / "book.yml").read_text("utf-8"))["jobs"]["book"]
    assert looked_for
    assert [f"python{version}" for version in book["strategy"]["matrix"]["python"]] == looked_for[1].split()
