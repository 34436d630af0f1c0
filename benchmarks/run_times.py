"""What each step of a replication takes: ``python -m benchmarks.run_times`` writes ``benchmarks/run_times.json``.

The committed state is cloned into an empty folder and set up, built and tested there, so that nothing of the working
copy helps. Close other programs first. ``clusterbook package`` takes the numbers into ``REPLICATION.md``.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TARGET = Path(__file__).with_name("run_times.json")
COMMANDS = {
    "setting up": "make .venv/.ready",
    "checking the data": ".venv/bin/clusterbook check",
    "building from nothing": "make book",
    "building again, nothing changed": "make book",
    "comparing with the baseline": ".venv/bin/clusterbook diff",
    "exporting the data": ".venv/bin/clusterbook export export",
    "the tests": "make test",
}
MEGABYTE = 2**20


def measured(command: str, folder: Path) -> dict[str, Any]:
    """Wall time, processor time and largest process of a command; it runs in a process that counts it alone."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (command, folder))


def _run(command: str, folder: Path) -> dict[str, Any]:
    """Run a command and ask what this process's children used."""
    start = time.perf_counter()
    subprocess.run(command, shell=True, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    wall, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    kilobytes = used.ru_maxrss if sys.platform != "darwin" else used.ru_maxrss // 1024
    return {
        "command": command,
        "wall_seconds": round(wall, 1),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_megabytes": round(kilobytes / 1024),
    }


def size(folder: Path) -> int:
    """Megabytes in a folder."""
    return round(sum(path.lstat().st_size for path in folder.rglob("*")) / MEGABYTE)


def machine() -> str:
    """The hardware in words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} processors ({platform.machine()}), {memory:.0f} GB of memory, {platform.system()}"


def main() -> None:
    """Measure all steps in a fresh clone."""
    with tempfile.TemporaryDirectory() as place:
        clone = Path(place, "clone")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        steps = [{"step": step, **measured(command, clone)} for step, command in COMMANDS.items()]
        found = {
            "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
            "machine": machine(),
            "python": platform.python_version(),
            "steps": steps,
            "site_megabytes": size(clone / "_build"),
            "environment_megabytes": size(clone / ".venv"),
        }
    TARGET.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
