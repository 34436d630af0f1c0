"""The data dictionary: files, columns, types, units, codes and source lines, from the package's own description."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clusterbook.data import package_descriptor
from clusterbook.errors import listed


def files() -> pd.DataFrame:
    """One row a file: path, what it holds, rows' key, line of the scanned text where its table begins."""
    rows = [
        {
            "file": f"data/{entry['path']}",
            "what it holds": entry["title"],
            "key": listed(entry["schema"]["primaryKey"]),
            "source line": str(entry.get("source_line") or "–"),
        }
        for entry in package_descriptor()["resources"]
    ]
    return pd.DataFrame(rows)


def columns() -> pd.DataFrame:
    """One row a column: file, name, type, kind, unit, allowed values, description."""
    rows = [_column(entry, field) for entry in package_descriptor()["resources"] for field in entry["schema"]["fields"]]
    return pd.DataFrame(rows)


def _column(entry: dict[str, Any], field: dict[str, Any]) -> dict[str, str]:
    """One column in words."""
    return {
        "file": entry["name"],
        "column": field["name"],
        "type": field["type"],
        "kind": field.get("kind", "–"),
        "unit": (field.get("unit") or "–").replace("_", " "),
        "allowed": _allowed(field.get("constraints", {})),
        "description": field.get("description") or field.get("title", ""),
    }


def _allowed(rules: dict[str, Any]) -> str:
    """Constraints of a column in words."""
    words = ["required"] if rules.get("required") else []
    if "enum" in rules:
        words.append(listed(rules["enum"]))
    if "minimum" in rules or "maximum" in rules:
        words.append(f"{rules.get('minimum', '…')} to {rules.get('maximum', '…')}")
    return "; ".join(words) or "–"
