"""The authors' verdicts of Table 10.3."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Relation
from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.vocabulary import Sector


class Word(StrEnum):
    """What Table 10.3 says of a relation."""

    POSITIVE = "positive"
    """More of the cause goes with more upgrading."""
    NEUTRAL = "neutral"
    """There is no relation."""
    OFTEN_NEGATIVE = "often_negative"
    """More of the cause often goes with less upgrading: tested as a negative association."""
    NEUTRAL_OR_NEGATIVE = "neutral_or_negative"
    """There is no positive relation."""
    NONE = "none"
    """No global buyer is present: nothing is asserted."""


def authors_verdicts(table_10_03: pd.DataFrame) -> pd.DataFrame:
    """The verdicts of Table 10.3 in long form.

    Parameters
    ----------
    table_10_03 : DataFrame
        As the book's table 10.3: relation, upgrading and one column per sector.

    Returns
    -------
    DataFrame
        Columns sector, relation, outcome and authors_verdict (a ``Word``), one row per cell.

    Raises
    ------
    FaultsError
        Where a cell holds another word.
    """
    rows = table_10_03[table_10_03["relation"].isin([relation.value for relation in Relation])]
    sectors = [sector.value for sector in Sector]
    long = rows.melt(["relation", "upgrading"], sectors, "sector", "authors_verdict")
    unknown = sorted(set(long["authors_verdict"].astype(str)) - {word.value for word in Word})
    if unknown:
        raise FaultsError([Fault("Table 10.3", listed(unknown), f"allowed {listed(Word)}", "Correct the cell.")])
    long = long.rename(columns={"upgrading": "outcome"})
    return long[["sector", "relation", "outcome", "authors_verdict"]].astype(str)
