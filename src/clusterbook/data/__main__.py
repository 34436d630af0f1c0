"""``python -m clusterbook.data``: assemble ``data/datapackage.json`` from the schemas."""

from __future__ import annotations

import sys

from clusterbook.data.assemble import write_package
from clusterbook.errors import ClusterbookError

if __name__ == "__main__":
    try:
        write_package()
    except ClusterbookError as error:
        sys.exit(str(error))
