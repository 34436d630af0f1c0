"""A plugin for ``make mutants``: each test computes anew, as results of unchanged functions must not stand for others.

The runner of mutants forks its process after a run of all tests, whose kept results would hide nearly every change of a
function that is cached, or is called by one.
"""

from __future__ import annotations

import sys

COMPUTED = ("clusterbook.stats", "clusterbook.reproduction", "clusterbook.chapters")


def pytest_runtest_setup() -> None:
    """Forget what cached functions returned; the data's files are read once all the same."""
    for name in [name for name in sys.modules if name.startswith(COMPUTED)]:
        for value in list(vars(sys.modules[name]).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()
