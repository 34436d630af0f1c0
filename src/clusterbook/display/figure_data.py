"""The data of a figure as a reader takes them: headings and codes in words, no keys, notes or empty columns."""

from __future__ import annotations

import pandas as pd

from clusterbook.display.numbers import MISSING, value_text
from clusterbook.display.sheet import capital
from clusterbook.display.words import column_words, without_codes

KEYS = ("row", "row_type", "source_line", "digest")
KEY_ENDING = "_id"
NOTES = "note"


def flat_frame(data: pd.DataFrame) -> pd.DataFrame:
    """The frame with its named index as columns, as its file has it."""
    is_numbered = isinstance(data.index, pd.RangeIndex) or data.index.nlevels == 1 and not data.index.name
    return data.reset_index(drop=is_numbered and pd.api.types.is_integer_dtype(data.index))


def data_texts(flat: pd.DataFrame) -> pd.DataFrame:
    """What the table below a figure shows.

    Parameters
    ----------
    flat : DataFrame
        As ``flat_frame`` gives it.

    Returns
    -------
    DataFrame
        Texts by heading, a row for each row; keys of the data stay only where nothing else names a row. Notes on
        cells stand at the table that has them.
    """
    texts = pd.DataFrame({name: _texts(flat[name]) for name in flat.columns}, dtype=object)
    filled = [name for name in texts.columns if name != NOTES and (texts[name] != MISSING).any()]
    told = [name for name in filled if not _is_key(str(name))]
    named = any(not pd.api.types.is_numeric_dtype(flat[name]) for name in told)
    shown = texts[told if named else _without_twins(texts, filled)]
    first = {name: shown[name].map(capital) for name in shown.columns[:1]}
    return shown.assign(**first).set_axis([capital(column_words(name)) for name in shown.columns], axis=1)


def _is_key(name: str) -> bool:
    return name in KEYS or name.endswith(KEY_ENDING)


def _without_twins(texts: pd.DataFrame, names: list[str]) -> list[str]:
    """The columns, of two that hold the same the last."""
    return [
        name
        for place, name in enumerate(names)
        if not any(texts[name].equals(texts[one]) for one in names[place + 1 :])
    ]


def _texts(values: pd.Series) -> list[str]:
    """A column as texts: whole numbers without decimals, codes in words, a dash for what is missing."""
    numbers = values.dropna()
    is_whole = pd.api.types.is_float_dtype(values) and bool((numbers % 1 == 0).all())
    return [without_codes(value_text(value, 0 if is_whole else 2)) or MISSING for value in values]
