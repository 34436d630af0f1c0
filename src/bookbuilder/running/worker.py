"""A process that does one piece of work: a pickled callable comes in, what it returned or raised goes out.

What the work leaves running ends with it.
"""

from __future__ import annotations

import os
import pickle
import sys
from functools import partial

from bookbuilder.running.warm.server import adopt_orphans, end_descendants, outcome


def main() -> None:
    """``python -m bookbuilder.running.worker``."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the work prints is no part of its answer
    adopt_orphans()
    pickle.dump(outcome(partial(pickle.load, sys.stdin.buffer)), answer)
    end_descendants()


if __name__ == "__main__":
    main()
