"""A process that calls one function with the JSON of its standard input and prints the JSON of the answer."""

from __future__ import annotations

import importlib
import json
import sys


def main() -> None:
    """``python -m bookbuilder.running.worker module:function``."""
    module, _, name = sys.argv[1].partition(":")
    value = getattr(importlib.import_module(module), name)(json.load(sys.stdin))
    print(json.dumps(value))


if __name__ == "__main__":
    main()
