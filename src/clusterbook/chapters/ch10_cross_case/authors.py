"""The authors' verdicts of Table 10.3 beside those of the rule."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Relation
from clusterbook.errors import Fault, FaultsError, listed
from clusterbook.vocabulary import Sector, Verdict

ADMITTED = {
    "positive": (Verdict.POSITIVE,),
    "neutral": (Verdict.NEUTRAL,),
    "often_negative": (Verdict.NEGATIVE,),
    "neutral_or_negative": (Verdict.NEUTRAL, Verdict.NEGATIVE),
    "none": (),  # no global buyer is present: nothing is asserted
}
OPPOSITE = {
    "positive": (Verdict.NEGATIVE, Verdict.INCONCLUSIVE_NEGATIVE),
    "often_negative": (Verdict.POSITIVE, Verdict.INCONCLUSIVE_POSITIVE),
}
CANNOT_TELL = (Verdict.INCONCLUSIVE_POSITIVE, Verdict.INCONCLUSIVE_NEGATIVE)


class Agreement(StrEnum):
    """How the rule's verdict stands to the authors'."""

    AGREES = "agrees"
    CANNOT_TELL = "cannot tell"
    DIFFERS = "differs"
    OPPOSITE_SIGN = "points the other way"
    NOT_TESTABLE = "not testable"


def authors_verdicts(table_10_03: pd.DataFrame) -> pd.DataFrame:
    """The verdicts of Table 10.3 in long form.

    Parameters
    ----------
    table_10_03 : DataFrame
        As `load_table("10.3")` gives it: relation, upgrading and one column a sector.

    Returns
    -------
    DataFrame
        Columns sector, relation, outcome and authors_verdict (positive, neutral, often_negative,
        neutral_or_negative or none), one row a cell.

    Raises
    ------
    FaultsError
        Where a cell holds another word.
    """
    rows = table_10_03[table_10_03["relation"].isin([relation.value for relation in Relation])]
    sectors = [sector.value for sector in Sector]
    long = rows.melt(["relation", "upgrading"], sectors, "sector", "authors_verdict")
    unknown = sorted(set(long["authors_verdict"].astype(str)) - set(ADMITTED))
    if unknown:
        fault = Fault("Table 10.3", listed(unknown), f"allowed {listed(ADMITTED)}", "Correct the cell.")
        raise FaultsError([fault])
    long = long.rename(columns={"upgrading": "outcome"})
    return long[["sector", "relation", "outcome", "authors_verdict"]].astype(str)


def agreement(authors_verdict: str, verdict: str) -> Agreement:
    """How a verdict stands to what the authors say.

    Inconclusive supports nobody; a sign against a claimed direction is told apart from a verdict
    that merely differs (such as Neutral where the authors say positive).
    """
    verdict = Verdict(verdict)
    admitted = ADMITTED[authors_verdict]
    if not admitted or verdict is Verdict.UNDEFINED:
        return Agreement.NOT_TESTABLE
    if verdict in admitted:
        return Agreement.AGREES
    if verdict in OPPOSITE.get(authors_verdict, ()):
        return Agreement.OPPOSITE_SIGN
    return Agreement.CANNOT_TELL if verdict in CANNOT_TELL else Agreement.DIFFERS


def beside_authors(verdicts: pd.DataFrame, table_10_03: pd.DataFrame) -> pd.DataFrame:
    """The verdict table with the columns authors_verdict and agreement added.

    Rows that Table 10.3 has no cell for (all sectors together, intersectoral upgrading) keep both
    empty.
    """
    joined = verdicts.merge(authors_verdicts(table_10_03), how="left", on=["sector", "relation", "outcome"])
    joined["agreement"] = [
        agreement(said, found).value if isinstance(said, str) else None
        for said, found in zip(joined["authors_verdict"], joined["verdict"], strict=True)
    ]
    return joined
