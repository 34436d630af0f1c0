"""doit runs the chapters: several at a time, the others going on when one fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from doit.cmd_base import TaskLoader2
from doit.doit_cmd import DoitMain
from doit.exceptions import TaskFailed
from doit.reporter import ZeroReporter
from doit.task import Task

from bookbuilder.errors import BookError

Action = Callable[[], str | None]
Report = Callable[[str], None]


class Loader(TaskLoader2):
    """Gives doit the tasks of this build instead of a ``dodo.py``."""

    def __init__(self, tasks: Sequence[Task], settings: Mapping[str, Any]) -> None:
        super().__init__()
        self._tasks, self._settings = list(tasks), dict(settings)

    def setup(self, opt_values: Any) -> None:
        """Nothing to find: the tasks are given."""

    def load_doit_config(self) -> dict[str, Any]:
        """How doit runs them."""
        return self._settings

    def load_tasks(self, cmd: Any, pos_args: Any) -> list[Task]:
        """The tasks."""
        return self._tasks


def run_tasks(actions: Mapping[str, Action], *, jobs: int, store: Path, report: Report) -> dict[str, str]:
    """Run every action, ``jobs`` at a time; what failed, in words, by task.

    What is out of date has been decided before, from what the last runs read: doit's own file
    dependencies have to be known beforehand and trust a file's time.
    """
    failures: dict[str, str] = {}
    done: list[str] = []

    def perform(name: str) -> bool | TaskFailed:
        try:
            message = actions[name]()
        except BookError as error:
            message = str(error)
        done.append(name)
        report(f"[{len(done)}/{len(actions)}] {name} {'failed' if message else 'done'}")
        if message:
            failures[name] = message
            return TaskFailed(message)
        return True

    tasks = [Task(name, [(perform, [name])], uptodate=[False], io={"capture": False}) for name in actions]
    settings = {
        "dep_file": str(store), "backend": "json", "reporter": ZeroReporter, "continue": True,
        "num_process": min(jobs, len(tasks)), "par_type": "thread", "verbosity": 0,
    }  # fmt: skip
    store.parent.mkdir(parents=True, exist_ok=True)
    DoitMain(Loader(tasks, settings)).run(["run"])
    for name in actions:
        if name not in done and name not in failures:
            failures[name] = f"{name}: found no answer from its process. Run it again."
    return failures
