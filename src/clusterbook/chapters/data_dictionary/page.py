"""The data dictionary: files, columns, types, units, codes and source lines, from the schemas beside the files."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clusterbook.data import describe_resources
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
        for entry in describe_resources()
    ]
    return pd.DataFrame(rows)


def columns() -> pd.DataFrame:
    """One row a column: file, name, type, kind, unit, allowed values, description."""
    rows = [_describe_column(entry, field) for entry in describe_resources() for field in entry["schema"]["fields"]]
    return pd.DataFrame(rows)


def _describe_column(entry: dict[str, Any], field: dict[str, Any]) -> dict[str, str]:
    """One column in words."""
    return {
        "file": entry["name"],
        "column": field["name"],
        "type": field["type"],
        "kind": field.get("kind", "–"),
        "unit": (field.get("unit") or "–").replace("_", " "),
        "allowed": _describe_rules(field.get("constraints", {})),
        "description": field.get("description") or field.get("title", ""),
    }


def _describe_rules(rules: dict[str, Any]) -> str:
    """Constraints of a column in words."""
    words = ["required"] if rules.get("required") else []
    if "enum" in rules:
        words.append(listed(rules["enum"]))
    if "minimum" in rules or "maximum" in rules:
        words.append(f"{rules.get('minimum', '…')} to {rules.get('maximum', '…')}")
    return "; ".join(words) or "–"
