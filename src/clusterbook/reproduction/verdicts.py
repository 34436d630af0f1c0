"""How the verdicts on statements were made, in numbers: sampling, settling, agreement of the codings, replies."""

from __future__ import annotations

import pandas as pd

from bookbuilder.results.recorder import Results
from clusterbook.claim_vocabulary import ClaimResult, SettledHow, WorkCited
from clusterbook.data.book import Book
from clusterbook.reproduction.agreement import agreement_by_chapter, agreement_by_work, coded_claims
from clusterbook.reproduction.claim_cells import CellReference, parse_references
from clusterbook.reproduction.facts import CELL_PARTS, PLUS, FactLink, fact_links
from clusterbook.reproduction_vocabulary import FactRelation
from clusterbook.vocabulary import in_words

CHAPTERS = range(1, 13)


def results_table() -> pd.DataFrame:
    """The six results in words, with what each means.

    Returns
    -------
    DataFrame
        ``result`` and ``when``, one row per result.
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
        ``work``, and one column per way of settling.
    """
    coded = coded_claims(book)
    counts = coded.groupby(["work", "settled_how"]).size().unstack("settled_how", fill_value=0)
    ways, works = [way.value for way in SettledHow], [work.value for work in WorkCited]
    return counts.reindex(index=works, columns=ways, fill_value=0).rename_axis(columns=None).reset_index()


def linked_claims(book: Book, relation: FactRelation, *, both: bool = False) -> pd.DataFrame:
    """The claims that name a cell whose fact is printed a second time, in a given relation.

    Parameters
    ----------
    book : Book
        The data package.
    relation : FactRelation
        What the two places of the facts have to do with each other.
    both : bool
        Only claims that name the cells of both places, and so set them beside each other.

    Returns
    -------
    DataFrame
        The rows of the claims.
    """
    facts = [_cells(link) for link in fact_links(book) if link.relation is relation]
    named = book.claims["cells"].fillna("").map(parse_references)
    enough = all if both else any
    return book.claims[[any(enough(_names(one, place) for place in fact) for fact in facts) for one in named]]


def links_table(book: Book) -> pd.DataFrame:
    """Facts printed twice by relation, and the claims of the book that name their cells.

    Returns
    -------
    DataFrame
        ``relation``, ``facts``, ``claims`` that name a cell of one of them, ``both_places``: those of them that name
        the cells of both places.
    """
    relations = [link.relation for link in fact_links(book)]
    rows = [
        (
            in_words(relation.value),
            relations.count(relation),
            len(linked_claims(book, relation)),
            len(linked_claims(book, relation, both=True)),
        )
        for relation in FactRelation
    ]
    return pd.DataFrame(rows, columns=["relation", "facts", "claims", "both_places"])


def _cells(link: FactLink) -> list[list[tuple[str, ...]]]:
    """Table, row and column of the printed cells of either place of a fact; none where a place is in the text."""
    places = [[tuple(part.split("/")) for part in place.split(PLUS)] for place in (link.first, link.second)]
    return [[cell for cell in place if len(cell) == CELL_PARTS] for place in places]


def _names(references: list[CellReference], place: list[tuple[str, ...]]) -> bool:
    """Whether references cover a cell of a place."""
    return any(one.covers(*cell) for one in references for cell in place)


def record_verdicts(results: Results, book: Book) -> None:
    """Record sampling, settling and agreement of each work, alpha of each chapter, and the number of replies.

    Names: ``<work>_eligible``, ``<work>_taken``; ``<work>_<way of settling>``; ``<work>_coded``, ``<work>_same``,
    ``<work>_alpha``; ``other_date``, ``other_date_both``, ``other_date_disagrees`` (claims that name a cell whose fact
    is printed with another date elsewhere); ``alpha_chCC``; ``replies``. An alpha is None where nothing is left to
    agree about.
    """
    sampling, settling = sampling_table(book), settling_table(book).set_index("work")
    for work, found in agreement_by_work(book).items():
        sentences = sampling.loc[sampling["work"] == work, ["eligible", "taken"]].sum()
        named = sentences.to_dict() | settling.loc[work].to_dict()
        counts = {f"{work}_{name}": int(number) for name, number in named.items()}
        results.record(
            **counts, **{f"{work}_coded": found.claims, f"{work}_same": found.same, f"{work}_alpha": found.alpha}
        )
    dated = linked_claims(book, FactRelation.DIFFERENT_DATE)
    results.record(
        other_date=len(dated),
        other_date_both=len(linked_claims(book, FactRelation.DIFFERENT_DATE, both=True)),
        other_date_disagrees=int((dated["result"] == ClaimResult.DISAGREES).sum()),
    )
    alphas = agreement_by_chapter(book)["alpha"].dropna().to_dict()
    results.record(
        replies=len(book.resource("replies")),
        **{f"alpha_ch{chapter:02d}": alphas.get(chapter) for chapter in CHAPTERS},
    )
