"""``clusterbook case``: an empty form for a cluster, its check, and the agreement of two coders."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from clusterbook.data.book import load_book
from clusterbook.data.case_models import Case
from clusterbook.data.cases import read_forms
from clusterbook.errors import ClusterbookError
from clusterbook.instrument import SCHEMA_FILE, agreement_table, form_schema, form_text

KEY = re.compile(r"[a-z][a-z0-9_]*")


def new_case(name: str, folder: Path) -> int:
    """Write an empty form, and beside it the schema that editors use; nothing that is there is overwritten.

    Raises
    ------
    ClusterbookError
        If the name is no key, or the form is already there.
    """
    if not KEY.fullmatch(name):
        raise ClusterbookError(
            f"case new: found {name!r}; expected place and product in lower case. Write it as in leon_footwear."
        )
    path, book = folder / f"{name}.yaml", load_book()
    if path.exists():
        raise ClusterbookError(f"{path}: found a file of this name; expected none. Choose another name or folder.")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(form_text(book, name), encoding="utf-8")
    (folder / SCHEMA_FILE).write_text(
        json.dumps(form_schema(book), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(f"{path}\nFill it in, then: clusterbook case check {path}")
    return 0


def check_cases(paths: Sequence[Path]) -> int:
    """Name every mistake in these forms, and what is still open.

    Raises
    ------
    FaultsError
        If there is any.
    """
    found = read_forms(_forms(paths))
    print(f"in order: {', '.join(found)}")
    return 0


def compare_coders(first: Path, second: Path) -> int:
    """Print how far two coders agree on the clusters that both coded.

    Raises
    ------
    ClusterbookError
        If they have no cluster in common.
    """
    coders: list[dict[str, Case]] = [read_forms(_forms([path]), recoding=True) for path in (first, second)]
    common = [key for key in coders[0] if key in coders[1]]
    if not common:
        raise ClusterbookError(
            f"case agreement: found no cluster in both {first} and {second}; expected forms of the same name. "
            "Keep the forms of each coder in a folder of their own."
        )
    table = agreement_table(*coders)
    print(f"clusters coded by both: {', '.join(common)}")
    print(table.round({"same_percent": 1, "allowed_percent": 1, "weighted_kappa": 3, "alpha": 3}).to_string(na_rep="-"))
    return 0


def _forms(paths: Sequence[Path]) -> list[Path]:
    """The forms that paths of files and folders name.

    Raises
    ------
    ClusterbookError
        If a path leads to no form.
    """
    found = []
    for path in paths:
        forms = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        if not forms or not all(form.is_file() for form in forms):
            raise ClusterbookError(f"{path}: found no form; expected a YAML file or a folder with some. Correct it.")
        found += forms
    return found
