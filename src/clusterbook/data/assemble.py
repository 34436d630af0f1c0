"""The Frictionless data package for other programs, assembled from the schemas beside the files.

Nothing of the book reads ``data/datapackage.json``: a chapter depends on the schemas of the files it
uses, not on one description of all of them.
"""

from __future__ import annotations

import json
from typing import Any

from clusterbook.data.descriptors import parse_head
from clusterbook.data.package import describe_resources
from clusterbook.data.rows import read_text
from clusterbook.errors import Fault
from clusterbook.paths import data_folder

ASSEMBLED = "datapackage.json"
HEAD = "package_head.json"
COMMAND = "python -m clusterbook.data"
CSV_FORM = {
    "type": "table",
    "scheme": "file",
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "dialect": {"csv": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True}},
}


def package_head() -> dict[str, Any]:
    """What ``data/package_head.json`` says of the package as a whole.

    Raises
    ------
    FaultsError
        If it is no JSON, or not of its form.
    """
    return parse_head(read_text(data_folder() / HEAD), f"data/{HEAD}")


def assembled_package() -> str:
    """Text of ``data/datapackage.json``: the package's head, then every file's descriptor in a fixed order."""
    package = package_head() | {"resources": [_entry(one) for one in describe_resources()]}
    return json.dumps(package, indent=2, ensure_ascii=False)


def assembly_faults() -> list[Fault]:
    """The assembled package where it is not what the schemas give; a folder without a head has no package."""
    if not (data_folder() / HEAD).is_file():
        return []
    path = data_folder() / ASSEMBLED
    if path.is_file() and path.read_text(encoding="utf-8") == assembled_package() + "\n":
        return []
    return [
        Fault(f"data/{ASSEMBLED}", "other descriptions than the schemas give", "expected the same", f"Run {COMMAND}.")
    ]


def _entry(descriptor: dict[str, Any]) -> dict[str, Any]:
    """One resource as the data package standard has it."""
    described = {name: value for name, value in descriptor.items() if name not in ("name", "path", "schema")}
    place = {"name": descriptor["name"], "path": descriptor["path"]}
    return place | CSV_FORM | described | {"schema": {**descriptor["schema"], "missingValues": [""]}}


def write_package() -> None:
    """Write ``data/datapackage.json``."""
    (data_folder() / ASSEMBLED).write_text(assembled_package() + "\n", encoding="utf-8")
