"""Episodes of joint action as exercises in coding: first without their codes, then with them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.data.codebook import codes_of
from clusterbook.errors import ClusterbookError

FILE, KEY = "joint_action", "episode_id"
TOLD = {"trigger": "what set it off", "partners": "partners", "action": "what they did"}
CODED = {"relation": "stages of the chain", "breadth": "partners", "kind": "aim"}


def uncoded_episodes(book: Book, episode_ids: Sequence[str]) -> pd.DataFrame:
    """Episodes as the project tells them in its own words, in the order asked for, without codes.

    Parameters
    ----------
    book : Book
        The data package.
    episode_ids : sequence of str
        Keys of ``data/evidence/joint_action.csv``, such as ``"ch02_j01"``.

    Returns
    -------
    DataFrame
        A row each, numbered from 1.

    Raises
    ------
    ClusterbookError
        If a key is none of the file's.
    """
    rows = _rows(book, episode_ids)
    return rows[list(TOLD)].fillna("").rename(columns=TOLD)


def coded_episodes(book: Book, episode_ids: Sequence[str]) -> pd.DataFrame:
    """The same episodes with the project's codes in words; parameters and errors as in ``uncoded_episodes``."""
    rows = _rows(book, episode_ids)
    fields = {field["name"]: field for field in book.describe(FILE)["schema"]["fields"]}
    codes = {heading: rows[column].replace(codes_of(fields[column])) for column, heading in CODED.items()}
    return pd.DataFrame({"what they did": rows["action"], **codes})


def _rows(book: Book, episode_ids: Sequence[str]) -> pd.DataFrame:
    episodes = book.resource(FILE).set_index(KEY)
    if unknown := [key for key in episode_ids if key not in episodes.index]:
        raise ClusterbookError(
            f"episodes: found {', '.join(unknown)}; expected keys of {FILE}.csv, such as {episodes.index[0]}. "
            "Name one of these."
        )
    rows = episodes.loc[list(episode_ids)]
    return rows.set_axis(pd.RangeIndex(1, len(rows) + 1, name="episode"))
