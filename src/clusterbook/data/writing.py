"""A frame as the text of a CSV file of the data package: the one way in which its files are written."""

from __future__ import annotations

import csv
import io
import math
from typing import Any

import numpy as np
import pandas as pd

DIGITS = 10  # of a computed number: below them machines differ


def csv_text(frame: pd.DataFrame, columns: list[str]) -> str:
    """The columns of a frame as CSV: header, one line per row, missing cells empty, numbers without exponent.

    Parameters
    ----------
    frame : DataFrame
        Text, numbers or truth values.
    columns : list of str
        Columns in the order of the file.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(
        [cell_text(value) for value in row] for row in frame[columns].astype(object).itertuples(index=False)
    )
    return stream.getvalue()


def cell_text(value: Any) -> str:
    """One cell as it stands in a file."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float):
        rounded = float(f"{value:.{DIGITS}g}") + 0.0  # no negative zero
        return np.format_float_positional(rounded, trim="-")
    return str(value)
