"""Every key is a term of CodeMeta, by the list that its own library brings; ``python validate_codemeta.py FILE``."""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path

WORDS = files("codemeta").joinpath("schema", "codemeta.jsonld").read_text(encoding="utf-8")


def main(file: str) -> int:
    """Name the keys that are no terms; 0 if there is none."""
    terms = set(json.loads(WORDS)["@context"]) | {"@context"}
    unknown = [key for key in json.loads(Path(file).read_text(encoding="utf-8")) if key not in terms]
    print(*unknown, sep="\n")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
