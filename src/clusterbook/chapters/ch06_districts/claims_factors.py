"""Statements of Chapter 6 on competitive factors (Table 6.3)."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch06_districts.measures import factor_ranks
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if
from clusterbook.reproduction.statements import numbers_by_row
from clusterbook.vocabulary import CompetitiveFactor, in_words

LABOR, PROCESS, DISTRICT, SCALE, VARIETY = (
    "labor_cost",
    "process_innovation",
    "external_economies",
    "internal_economies_of_scale",
    "product_differentiation",
)
HIGH = CompetitiveFactor.HIGH.rank
QUALITY_FROM_THE_START = ["neapolitan_clothing", "neapolitan_footwear", "south_of_bari_clothing"]
NEAPOLITAN = {"neapolitan_clothing", "neapolitan_footwear"}
DIFFERENTIATING = [
    "north_of_abruzzi_clothing",
    "south_of_abruzzi_clothing",
    "barletta_footwear",
    "south_of_bari_clothing",
    "salento_clothing",
    "murgia_sofas",
]
"""Districts of the leading firms that the paragraph names beside Isernia."""


def _ranks(book: Book) -> pd.DataFrame:
    """Ratings as places on their scale, by district."""
    return factor_ranks(book.table("6.3"))


def _counts(book: Book, factor: str) -> str:
    """How many districts have each rating of a factor, in words."""
    counts = _ranks(book)[factor].value_counts()
    words = ", ".join(f"{level.label} {counts.get(level.rank, 0)}" for level in CompetitiveFactor)
    return f"{factor.replace('_', ' ')}: {words}"


def _ratings(book: Book, factor: str, districts: list[str]) -> str:
    """Ratings of some districts, in words."""
    rows = book.table("6.3").loc[districts]
    words = ", ".join(f"{name} {in_words(level)}" for name, level in zip(rows["district"], rows[factor], strict=True))
    return f"{in_words(factor)}: {words}"


def _profile(book: Book, district: str) -> str:
    """All ratings of one district, in words."""
    row = book.table("6.3").loc[district]
    return in_words(", ".join(f"{factor} {row[factor]}" for factor in _ranks(book)))


def claim_06_21(book: Book) -> Finding:
    """Mainly labor cost: high in more districts than any other factor."""
    high = (_ranks(book) >= HIGH).sum()
    return agrees_if(
        bool(high[LABOR] > high.drop(LABOR).max()),
        f"rated high or above, of {len(book.table('6.3'))} districts: {numbers_by_row(high, 0)}",
    )


def claim_06_22(book: Book) -> Finding:
    """Naples, Putignano and Martina Franca, which did not start from low prices: labor cost not high."""
    named = _ranks(book).loc[QUALITY_FROM_THE_START, LABOR]
    return agrees_if(bool((named < HIGH).all()), _ratings(book, LABOR, QUALITY_FROM_THE_START))


def claim_06_23(book: Book) -> Finding:
    """The Murgia: the highest rating for process innovation."""
    ranks = _ranks(book)[PROCESS]
    best = list(ranks[ranks == ranks.max()].index)
    return agrees_if(best == ["murgia_sofas"], f"{_ratings(book, PROCESS, best)}; {_counts(book, PROCESS)}")


def claim_06_24(book: Book) -> Finding:
    """Barletta knitwear: the highest rating for external economies, and alone."""
    ranks = _ranks(book)[DISTRICT]
    best = list(ranks[ranks == ranks.max()].index)
    return agrees_if(
        best == ["barletta_knitwear"],
        f"{_ratings(book, DISTRICT, ['barletta_knitwear'])}, as {len(best) - 1} others; {_counts(book, DISTRICT)}",
        in_direction="barletta_knitwear" in best,
    )


def claim_06_25(book: Book) -> Finding:
    """Districts of the named firms: differentiation high."""
    named = _ranks(book).loc[DIFFERENTIATING, VARIETY]
    return agrees_if(bool((named >= HIGH).all()), _ratings(book, VARIETY, DIFFERENTIATING))


def claim_06_40(book: Book) -> Finding:
    """A lack of district effects: external economies high in no more than half of the districts."""
    high = (_ranks(book)[DISTRICT] >= HIGH).mean()
    return agrees_if(bool(high <= 1 / 2), _counts(book, DISTRICT))


def claim_06_41(book: Book) -> Finding:
    """Innovations in the process: some in most of the districts."""
    some = (_ranks(book)[PROCESS] > 0).mean()
    return agrees_if(bool(some > 1 / 2), _counts(book, PROCESS), in_direction=bool(some > 0))


def claim_06_42(book: Book) -> Finding:
    """Besides labor cost the organization in districts: the highest mean rating of the other factors."""
    means = _ranks(book).mean()
    return agrees_if(means.drop(LABOR).idxmax() == DISTRICT, f"mean rating from 0 to 4: {numbers_by_row(means, 2)}")


def claim_06_43(book: Book) -> Finding:
    """Innovation and diversification together: high in no district."""
    both = _ranks(book)[[PROCESS, VARIETY]].min(axis=1)
    one = {factor: int((_ranks(book)[factor] >= HIGH).sum()) for factor in (PROCESS, VARIETY)}
    return agrees_if(
        bool(both.max() < HIGH),
        f"districts rated high or above in both: {int((both >= HIGH).sum())}; in one, {numbers_by_row(one, 0)}",
    )


def claim_06_44(book: Book) -> Finding:
    """Innovation in Isernia: some, in the process."""
    return agrees_if(bool(_ranks(book).at["isernia_clothing", PROCESS] > 0), _profile(book, "isernia_clothing"))


def claim_06_45(book: Book) -> Finding:
    """A blend: more than one factor in every district, and more than one profile."""
    ranks = _ranks(book)
    profiles, factors = len(ranks.drop_duplicates()), (ranks > 0).sum(axis=1)
    return agrees_if(
        bool(factors.min() > 1 and profiles > 1),
        f"{profiles} profiles in {len(ranks)} districts; {factors.min()} to {factors.max()} factors above no in each",
    )


def claim_06_55(book: Book) -> Finding:
    """Technology as the key variable of Barletta footwear: process innovation rated at the top."""
    ranks = _ranks(book).loc["barletta_footwear"]
    return agrees_if(bool(ranks[PROCESS] == ranks.max()), _profile(book, "barletta_footwear"))


def claim_06_66(book: Book) -> Finding:
    """Naples alone with external economies: high there and nowhere else."""
    ranks = _ranks(book)[DISTRICT]
    high = set(ranks[ranks >= HIGH].index)
    return agrees_if(
        high == NEAPOLITAN, f"{len(high & NEAPOLITAN)} of {len(high)} high are Neapolitan; {_counts(book, DISTRICT)}"
    )
