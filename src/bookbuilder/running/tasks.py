"""Tasks done side by side: several at a time, the others going on when one fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed

from bookbuilder.errors import BookError

Action = Callable[[], str | None]


def run_tasks(actions: Mapping[str, Action], *, jobs: int, report: Callable[[str], None]) -> dict[str, str]:
    """Run every action, ``jobs`` at a time; what failed, in words, by task.

    The threads only wait: each action has its work done in a process of its own.
    """
    failures: dict[str, str] = {}
    executor = ThreadPoolExecutor(jobs)
    try:
        names = {executor.submit(action): name for name, action in actions.items()}
        for number, future in enumerate(as_completed(names), start=1):
            try:
                message = future.result()
            except BookError as error:
                message = str(error)
            report(f"[{number}/{len(names)}] {names[future]} {'failed' if message else 'done'}")
            if message:
                failures[names[future]] = message
    finally:
        executor.shutdown(wait=False, cancel_futures=True)  # after an interrupt nothing more begins
    return failures
