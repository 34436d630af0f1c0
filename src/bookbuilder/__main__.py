"""``python -m bookbuilder``."""

from __future__ import annotations

import sys

from bookbuilder.cli import main

if __name__ == "__main__":
    sys.exit(main())
