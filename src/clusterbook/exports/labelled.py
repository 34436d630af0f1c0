"""A table for programs whose variables are numbers with labels: Stata and SPSS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from clusterbook.data.codebook import codes_of
from clusterbook.exports.source import ExportTable, short_names

NO_YES = {0: "no", 1: "yes"}


@dataclass(frozen=True, eq=False)
class Labelled:
    """A frame of numbers and texts with the labels of its variables and values.

    Parameters
    ----------
    frame : DataFrame
        Text (missing as empty), or numbers (missing as NaN); names of at most 32 characters.
    variable_labels : mapping of str to str
        Title of each variable.
    value_labels : mapping of str to mapping of int to str
        Of a variable of codes, what each number stands for.
    """

    frame: pd.DataFrame
    variable_labels: Mapping[str, str]
    value_labels: Mapping[str, Mapping[int, str]]


def labelled(table: ExportTable) -> Labelled:
    """Codes in words as numbers from 1 in the order of the schema, labelled with the word; no and yes as 0 and 1."""
    names = short_names([field["name"] for field in table.fields])
    labels = {names[field["name"]]: value_labels_of(field) for field in table.fields}
    columns = {
        names[field["name"]]: _values(table.frame[field["name"]], field, labels[names[field["name"]]])
        for field in table.fields
    }
    titles = {names[field["name"]]: field["title"] for field in table.fields}
    return Labelled(pd.DataFrame(columns), titles, {name: given for name, given in labels.items() if given})


def value_labels_of(field: Mapping[str, Any]) -> dict[int, str]:
    """What the numbers of a variable of codes stand for; nothing for other variables."""
    if field["type"] == "boolean":
        return NO_YES
    codes = codes_of(field)
    if field["type"] == "integer":
        return {int(code): label for code, label in codes.items() if label}
    return dict(enumerate(codes, start=1)) if field["type"] == "string" else {}


def _values(values: pd.Series, field: Mapping[str, Any], labels: Mapping[int, str]) -> pd.Series:
    """A column as numbers, or as text where it has no codes."""
    if field["type"] == "string" and labels:
        numbers = {word: number for number, word in labels.items()}
        return values.astype(object).map(numbers).astype("float64")
    if field["type"] == "string":
        return values.astype(object).where(values.notna(), "").astype(object)
    return values.astype("Float64").astype("float64")
