"""Cases to code, without their codes and with them: episodes of joint action, chains, statements of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from clusterbook.claim_vocabulary import ClaimResult
from clusterbook.data.book import Book
from clusterbook.data.codebook import codes_of
from clusterbook.errors import ClusterbookError


@dataclass(frozen=True)
class Cases:
    """A file whose rows are cases to code.

    Parameters
    ----------
    resource, key, noun : str
        Name of the file, its key column, and what a row of it is.
    told, coded : mapping of str to str
        Headings of the columns that tell a case, and of those that code it.
    named : str
        The column that tells the two tables' rows apart; it is in ``told``.
    """

    resource: str
    key: str
    noun: str
    told: Mapping[str, str]
    coded: Mapping[str, str]
    named: str


EPISODES = Cases(
    "joint_action",
    "episode_id",
    "episode",
    {"trigger": "what set it off", "partners": "who", "action": "what they did"},
    {"relation": "stages of the chain", "breadth": "partners", "kind": "aim"},
    "action",
)
CHAINS = Cases(
    "chains",
    "chain_id",
    "chain",
    {"chain": "firms", "phase": "when", "evidence": "what the chapter tells"},
    {"governance": "governance", "reach": "reach", "upgrading_functional": "functional upgrading"},
    "chain",
)


def uncoded_episodes(book: Book, episode_ids: Sequence[str]) -> pd.DataFrame:
    """Episodes of joint action as this project tells them, without codes.

    Parameters
    ----------
    book : Book
        The data package.
    episode_ids : sequence of str
        Keys of ``data/evidence/joint_action.csv``, such as ``"ch02_j01"``.

    Returns
    -------
    DataFrame
        A row each, in the order asked for, numbered from 1.

    Raises
    ------
    ClusterbookError
        If a key is none of the file's.
    """
    return _told(book, EPISODES, episode_ids)


def coded_episodes(book: Book, episode_ids: Sequence[str]) -> pd.DataFrame:
    """The same episodes with this project's codes in words and their places; otherwise as ``uncoded_episodes``."""
    return _coded(book, EPISODES, episode_ids)


def uncoded_chains(book: Book, chain_ids: Sequence[str]) -> pd.DataFrame:
    """Chains of ``data/evidence/chains.csv`` without codes, keys such as ``"ch02_c01"``; see ``uncoded_episodes``."""
    return _told(book, CHAINS, chain_ids)


def coded_chains(book: Book, chain_ids: Sequence[str]) -> pd.DataFrame:
    """The same chains with this project's codes in words and their places; otherwise as ``uncoded_chains``."""
    return _coded(book, CHAINS, chain_ids)


def statements(book: Book, claim_ids: Sequence[str]) -> pd.DataFrame:
    """Statements of the text with their places, without verdicts.

    Parameters
    ----------
    book : Book
        The data package.
    claim_ids : sequence of str
        Keys of ``data/claims.csv``, such as ``"c02-04"``.

    Returns
    -------
    DataFrame
        A row each, in the order asked for, numbered from 1.

    Raises
    ------
    ClusterbookError
        If a key is none of the file's.
    """
    rows = _numbered(book.claims.set_index("claim_id"), claim_ids, noun="statement")
    places = [
        f"{section}, ¶ {paragraph}" for section, paragraph in zip(rows["section"], rows["paragraph"], strict=True)
    ]
    return pd.DataFrame({"words of the text": rows["quote"], "place": places}, index=rows.index)


def verdicts(book: Book, claim_ids: Sequence[str]) -> pd.DataFrame:
    """The same statements with the settled verdict and its reason; parameters and errors as in ``statements``."""
    rows = _numbered(book.claims.set_index("claim_id"), claim_ids, noun="statement")
    labels = [ClaimResult(result).label for result in rows["result"]]
    return pd.DataFrame({"verdict": labels, "reason": rows["reason"]}, index=rows.index)


def _told(book: Book, cases: Cases, keys: Sequence[str]) -> pd.DataFrame:
    rows = _numbered(book.resource(cases.resource).set_index(cases.key), keys, noun=cases.noun)
    return rows[list(cases.told)].fillna("").rename(columns=dict(cases.told))


def _coded(book: Book, cases: Cases, keys: Sequence[str]) -> pd.DataFrame:
    rows = _numbered(book.resource(cases.resource).set_index(cases.key), keys, noun=cases.noun)
    fields = {field["name"]: field for field in book.describe(cases.resource)["schema"]["fields"]}
    codes = {heading: rows[column].replace(codes_of(fields[column])) for column, heading in cases.coded.items()}
    place = rows["place"].str.replace("paragraph ", "¶ ")
    places = "Chapter " + rows["chapter"].astype(str) + ", " + place
    return pd.DataFrame({cases.told[cases.named]: rows[cases.named], **codes, "told in": places})


def _numbered(rows: pd.DataFrame, keys: Sequence[str], *, noun: str) -> pd.DataFrame:
    """The rows of these keys, numbered from 1."""
    if unknown := [key for key in keys if key not in rows.index]:
        raise ClusterbookError(
            f"{noun}: found {', '.join(unknown)}; expected keys such as {rows.index[0]}. Name one that the file has."
        )
    return rows.loc[list(keys)].set_axis(pd.RangeIndex(1, len(keys) + 1, name=noun))
