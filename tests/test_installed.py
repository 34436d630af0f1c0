"""What a wheel brings of the book is all that its check reads; the wheel itself is tested in test_wheel.py (slow)."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def packed() -> list[str]:
    """Folders and files of the book that setup.py puts into a wheel."""
    for statement in ast.parse((ROOT / "setup.py").read_text("utf-8")).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "BOOK":
            return list(ast.literal_eval(statement.value))
    raise AssertionError("setup.py names no BOOK")


def test_the_check_needs_no_file_that_a_wheel_does_not_bring(tmp_path: Path) -> None:
    for name in packed():
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, target)
    settings = {**os.environ, "CLUSTERBOOK_ROOT": str(tmp_path), "BOOKBUILDER_ROOT": str(tmp_path)}
    command = [sys.executable, "-m", "clusterbook", "check"]
    done = subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
