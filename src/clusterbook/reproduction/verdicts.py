"""How the verdicts on statements were made, in numbers: sampling, settling, agreement of the codings, replies."""

from __future__ import annotations

import pandas as pd

from bookbuilder.results.recorder import Results
from clusterbook.claim_vocabulary import ClaimResult, SettledHow, WorkCited
from clusterbook.data.book import Book
from clusterbook.reproduction.agreement import agreement_by_chapter, agreement_by_work, coded_claims

CHAPTERS = range(1, 13)


def results_table() -> pd.DataFrame:
    """The six results in words, with what each means.

    Returns
    -------
    DataFrame
        ``result`` and ``when``, one row a result.
    """
    return pd.DataFrame([(result.label, MEANING[result]) for result in ClaimResult], columns=["result", "when"])


MEANING: dict[ClaimResult, str] = {
    ClaimResult.AGREES: "table and sentence agree, at the sentence's own precision and under its hedge's rule",
    ClaimResult.AGREES_IN_DIRECTION: "the sign or the order agrees, the size does not",
    ClaimResult.DISAGREES: "both are undamaged, have the same subject, place, date, definition and base, and cannot"
    " both be right; the side at fault is named, or left undecided",
    ClaimResult.OTHER_BASE: "they differ, but so does the subject, place, date, definition or base: no contradiction",
    ClaimResult.INCONCLUSIVE: "a statistical statement that the data cannot decide",
    ClaimResult.NOT_TESTABLE: "nothing published bears on it, or the only evidence was derived from the same sentence",
}


def sampling_table(book: Book) -> pd.DataFrame:
    """Sentences eligible and taken, and the claims made of them.

    Returns
    -------
    DataFrame
        ``work``, ``chapter``, ``eligible``, ``taken``, ``claims``, ``left_out`` (why).
    """
    sampling = book.resource("claim_sampling")
    claims = sampling["chapter"].map(book.claims["chapter"].value_counts()).fillna(0).astype(int)
    columns = ["work", "chapter", "eligible", "taken", "claims", "left_out"]
    return sampling.assign(claims=claims)[columns].fillna({"left_out": ""})


def settling_table(book: Book) -> pd.DataFrame:
    """Claims by work and by how their two codes were settled.

    Returns
    -------
    DataFrame
        ``work``, and one column a way of settling.
    """
    coded = coded_claims(book)
    counts = coded.groupby(["work", "settled_how"]).size().unstack("settled_how", fill_value=0)
    ways, works = [way.value for way in SettledHow], [work.value for work in WorkCited]
    return counts.reindex(index=works, columns=ways, fill_value=0).rename_axis(columns=None).reset_index()


def record_verdicts(results: Results, book: Book) -> None:
    """Record sampling, settling and agreement of each work, alpha of each chapter, and the number of replies.

    Names: ``<work>_eligible``, ``<work>_taken``; ``<work>_<way of settling>``; ``<work>_coded``, ``<work>_same``,
    ``<work>_alpha``; ``alpha_chCC``; ``replies``. An alpha is None where nothing is left to agree about.
    """
    sampling, settling = sampling_table(book), settling_table(book).set_index("work")
    for work, found in agreement_by_work(book).items():
        sentences = sampling.loc[sampling["work"] == work, ["eligible", "taken"]].sum()
        named = sentences.to_dict() | settling.loc[work].to_dict()
        counts = {f"{work}_{name}": int(number) for name, number in named.items()}
        results.record(
            **counts, **{f"{work}_coded": found.claims, f"{work}_same": found.same, f"{work}_alpha": found.alpha}
        )
    alphas = agreement_by_chapter(book)["alpha"].dropna().to_dict()
    results.record(
        replies=len(book.resource("replies")),
        **{f"alpha_ch{chapter:02d}": alphas.get(chapter) for chapter in CHAPTERS},
    )
