"""What the data package says of its files: a schema beside each CSV, found by the file's name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from clusterbook.data.descriptors import parse_descriptor
from clusterbook.data.rows import read_text
from clusterbook.errors import ClusterbookError, Fault, listed
from clusterbook.paths import data_folder, visible_files

SCHEMA_ENDING = ".schema.json"
PUBLISHED = "published"
FOLDERS = (PUBLISHED, ".", "diagrams", "maps", "coding", "cases", "evidence")  # in the order of the assembled package
TABLE_PREFIX = "table_"


def resource(name: str) -> dict[str, Any]:
    """Descriptor of one file, such as ``table_10_04`` or ``errata``, from the schema beside it.

    Returns
    -------
    dict
        ``name``, ``path`` (below ``data/``), ``title``, ``description``, ``schema`` and, of a printed
        table, ``table``, ``chapter``, ``printed_source``, ``footnotes`` and ``source_line``.

    Raises
    ------
    ClusterbookError
        If the package has no file of that name, or its schema is damaged.
    """
    data = data_folder()
    for folder in FOLDERS:
        path = data / folder / f"{name}{SCHEMA_ENDING}"
        if path.is_file():
            own = path.with_name(f"{name}.csv").relative_to(data).as_posix()
            return {"name": name, "path": own} | parse_descriptor(read_text(path), _place(path))
    raise ClusterbookError(f"data package: found no {name}; it holds {listed(resource_names())}. Name one of them.")


def resource_names() -> list[str]:
    """Names of all files that a schema describes: the printed tables first, then folder by folder."""
    return [path.name.removesuffix(SCHEMA_ENDING) for folder in FOLDERS for path in _schemas(folder)]


def describe_resources() -> list[dict[str, Any]]:
    """Descriptors of all files, in the order of ``resource_names``."""
    return [resource(name) for name in resource_names()]


def unexpected_files() -> list[Fault]:
    """CSV files without a schema, and schemas where nothing looks for them or with a name given twice."""
    described = {data_folder() / resource(name)["path"] for name in resource_names()}
    no_schema = [path for path in visible_files(data_folder(), "**/*.csv") if path not in described]
    lost = [path for path in visible_files(data_folder(), f"**/*{SCHEMA_ENDING}") if _table_of(path) not in described]
    return [
        Fault(
            _place(path),
            "a file that the data package does not describe",
            f"expected {path.stem}{SCHEMA_ENDING} beside it",
            "Describe it, or remove it.",
        )
        for path in no_schema
    ] + [
        Fault(
            _place(path),
            "a schema that is never read",
            f"expected it in data/ or its folders {listed(one for one in FOLDERS if one != '.')}, each name once",
            "Move or rename it with its CSV file.",
        )
        for path in lost
    ]


def published_tables() -> list[str]:
    """Printed numbers of the tables in the package, in printed order: ``["1.1", "1.2", ...]``."""
    names = [path.name.removeprefix(TABLE_PREFIX).removesuffix(SCHEMA_ENDING) for path in _schemas(PUBLISHED)]
    return [".".join(str(int(part)) for part in name.split("_")) for name in names]


def _schemas(folder: str) -> list[Path]:
    """Schema files of one folder of ``data/``, in the order of their names."""
    return visible_files(data_folder() / folder, f"*{SCHEMA_ENDING}")


def _table_of(schema: Path) -> Path:
    """The CSV file that a schema stands beside."""
    return schema.with_name(schema.name.removesuffix(SCHEMA_ENDING) + ".csv")


def _place(path: Path) -> str:
    """A file as the messages name it."""
    return path.relative_to(data_folder().parent).as_posix()
