"""The data package itself: its files as they stand, and a script that reads them into R with types and factors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from clusterbook.data.checksums import package_paths
from clusterbook.data.codebook import codes_of
from clusterbook.exports.source import CODEBOOK, ExportTable
from clusterbook.paths import data_folder

SCRIPT = "read_data.R"
TYPES = {"string": "character", "number": "numeric", "integer": "integer", "boolean": "logical"}
HEAD = """# Reads the data package into a list of data frames with types and factors; needs R alone.
#   source("read_data.R"); data <- read_data("."); data$all_cells
read_table <- function(folder, path, types, levels) {
  file <- file.path(folder, path)
  frame <- read.csv(file, colClasses = "character", na.strings = "", encoding = "UTF-8", check.names = FALSE)
  for (name in names(types)) {
    frame[[name]] <- switch(types[[name]],
      logical = frame[[name]] == "true",
      factor = factor(frame[[name]], levels = levels[[name]]),
      as(frame[[name]], types[[name]]))
  }
  frame
}

read_data <- function(folder = ".") {
  data <- list()
"""
TAIL = """  data
}
"""


def package_files(tables: Iterable[ExportTable]) -> dict[str, bytes]:
    """Every file of ``data/`` by its name there, and the script."""
    files = {path: (data_folder() / path).read_bytes() for path in package_paths()}
    paths = {path.rpartition("/")[2].removesuffix(".csv"): path for path in files if path.endswith(".csv")}
    read = [_read_line(table, paths[table.name]) for table in tables if table.name != CODEBOOK]
    return files | {SCRIPT: "".join([HEAD, *read, TAIL]).encode()}


def _read_line(table: ExportTable, path: str) -> str:
    """The lines of the script that read one file."""
    types = ", ".join(f"`{field['name']}` = {json.dumps(_type_of(field))}" for field in table.fields)
    levels = ", ".join(
        f"`{field['name']}` = c({', '.join(json.dumps(code) for code in codes_of(field))})"
        for field in table.fields
        if _type_of(field) == "factor"
    )
    return (
        f"  data${table.name} <- read_table(folder, {json.dumps(path)},\n"
        f"    types = c({types}),\n    levels = list({levels}))\n"
    )


def _type_of(field: Mapping[str, Any]) -> str:
    """Type of a column in R: words from a closed list are a factor."""
    return "factor" if field["type"] == "string" and codes_of(field) else TYPES[field["type"]]
