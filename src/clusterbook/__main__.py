"""``python -m clusterbook``."""

from __future__ import annotations

import sys

from bookbuilder import cli
from clusterbook.errors import ClusterbookError
from clusterbook.paths import book_root


def main() -> int:
    """The builder's commands on this book, from wherever they are called; 0 for success."""
    try:
        root = book_root()
    except ClusterbookError as error:
        print(error, file=sys.stderr)
        return 1
    return cli.main(root=root)


if __name__ == "__main__":
    sys.exit(main())
