"""``python -m clusterbook``."""

from __future__ import annotations

import sys

from bookbuilder import cli
from clusterbook.commands import ADDED
from clusterbook.errors import ClusterbookError
from clusterbook.paths import book_root


def main() -> int:
    """The builder's commands and the book's own on this book, from wherever they are called; 0 for success."""
    try:
        return cli.main(root=book_root(), more=ADDED)
    except ClusterbookError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
