"""How far two codings of the claims agree.

References
----------
Krippendorff, K. 2019. Content Analysis: An Introduction to Its Methodology. 4th ed. Chapter 12.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import pandas as pd

from clusterbook.claim_vocabulary import WorkCited
from clusterbook.data.book import Book
from clusterbook.stats.agreement import krippendorff_alpha

FIRST, SECOND = "result_a", "result_b"


@dataclass(frozen=True)
class Agreement:
    """Number of claims, of claims with the same code, and Krippendorff's alpha, None where it is undefined."""

    claims: int
    same: int
    alpha: float | None


def nominal_alpha(first: pd.Series, second: pd.Series) -> float | None:
    """Krippendorff's alpha of two codings in unordered categories, without missing codes.

    Parameters
    ----------
    first, second : Series
        Codes of the same units in the same order.

    Returns
    -------
    float or None
        1 for the same codes throughout, 0 for what chance gives, below for less; None where fewer than two units or
        one category leave nothing to agree about.

    Raises
    ------
    ValueError
        If one coding has more units than the other.
    """
    codes, _ = pd.factorize(pd.concat([first, second]))
    alpha = krippendorff_alpha(codes[: len(first)].tolist(), codes[len(first) :].tolist(), ordered=False)
    return None if math.isnan(alpha) else alpha


def agreement_by_chapter(book: Book) -> pd.DataFrame:
    """Agreement on the result of each claim.

    Returns
    -------
    DataFrame
        Indexed by ``chapter``: ``work``, ``claims``, ``same`` (claims with the same code), ``alpha``.
    """
    chapters = {
        chapter: {"work": rows["work"].iloc[0], **asdict(agreement_of(rows))}
        for chapter, rows in coded_claims(book).groupby("chapter")
    }
    frame = pd.DataFrame.from_dict(chapters, orient="index")
    return frame.astype({"alpha": "float64"}).rename_axis("chapter")


def agreement_by_work(book: Book) -> dict[WorkCited, Agreement]:
    """Agreement on the statements of the book, and on those of the article."""
    coded = coded_claims(book)
    return {work: agreement_of(coded[coded["work"] == work]) for work in WorkCited}


def agreement_of(coded: pd.DataFrame) -> Agreement:
    """Agreement of the two codes of each row."""
    same = int((coded[FIRST] == coded[SECOND]).sum())
    return Agreement(len(coded), same, nominal_alpha(coded[FIRST], coded[SECOND]))


def coded_claims(book: Book) -> pd.DataFrame:
    """The claims with their two codes, one row per claim."""
    return book.claims.merge(book.resource("claim_codes"), on="claim_id", validate="one_to_one")
