"""``python -m clusterbook``."""

from __future__ import annotations

import sys

from bookbuilder import cli
from clusterbook.commands import ADDED
from clusterbook.errors import ClusterbookError
from clusterbook.paths import data_folder


def main() -> int:
    """The builder's commands and the book's own, from wherever they are called; 0 for success.

    Where the package is installed without a book, the commands that need the data alone work all the same.
    """
    try:
        return cli.main(root=data_folder().parent, more=ADDED)
    except ClusterbookError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
