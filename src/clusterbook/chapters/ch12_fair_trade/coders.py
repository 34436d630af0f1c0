"""The two readings by which the clusters of the article were coded, and how far they agree."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.vocabulary import in_words, parse_choice


class Coder(StrEnum):
    """Whose codes of the two clusters are used."""

    FIRST = "first"
    """The first reading, which the atlas and Chapter 10 use."""
    SECOND = "second"
    """The second reading, made from the article and the codebook without sight of the first codes."""


def codes_of(book: Book, coder: str = Coder.FIRST) -> pd.DataFrame:
    """Every code that one reading gave, as ``load_case_codes`` gives them."""
    chosen = parse_choice(Coder, coder, where="coder")
    return book.case_codes if chosen is Coder.FIRST else book.second_case_codes


def clusters_of(book: Book, coder: str = Coder.FIRST) -> pd.DataFrame:
    """The clusters of Chapter 10 with the added ones as one reading coded them."""
    chosen = parse_choice(Coder, coder, where="coder")
    return pd.concat([book.clusters, book.cases if chosen is Coder.FIRST else book.second_cases])


def agreement_for_reading(agreement: pd.DataFrame) -> pd.DataFrame:
    """The agreement as a page shows it: one row per dimension, with short headings.

    Parameters
    ----------
    agreement : DataFrame
        As ``agreement_table`` of the instrument gives it.
    """
    names = {
        "units": "coded by both",
        "coded_by_one": "coded by one",
        "same": "same code",
        "allowed_percent": "percent allowed by one of them",
        "weighted_kappa": "weighted kappa",
        "alpha": "Krippendorff's alpha",
    }
    counts = ["coded by both", "coded by one", "same code"]
    shown = agreement[list(names)].rename(columns=names).astype(dict.fromkeys(counts, int))
    return shown.rename(index=in_words).rename_axis("dimension")


def different_codes(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """The components to which two readings gave different codes.

    Parameters
    ----------
    first, second : DataFrame
        As ``load_case_codes`` gives them.

    Returns
    -------
    DataFrame
        ``cluster_id``, ``component`` (with its phase), ``first``, ``second``; a code that only one gave counts too.
    """
    keys = ["cluster_id", "dimension", "component", "phase"]
    both = first[[*keys, "code"]].merge(second[[*keys, "code"]], on=keys, suffixes=("_first", "_second"))
    words = [codes.map(lambda code: "not reported" if pd.isna(code) else str(code)) for codes in _pair(both)]
    unlike = words[0] != words[1]
    component = both["component"] + both["phase"].map(lambda phase: f", {phase}" if phase else "")
    return pd.DataFrame(
        {
            "cluster_id": both["cluster_id"],
            "component": component.map(in_words, na_action="ignore"),
            "first": words[0],
            "second": words[1],
        }
    )[unlike].reset_index(drop=True)


def _pair(both: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The codes of the first and of the second reading."""
    return both["code_first"], both["code_second"]
