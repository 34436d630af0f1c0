"""How a verdict fares without one cluster, and how many unseen clusters would change it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from clusterbook.chapters.ch10_cross_case.accounting import Judgment, Standing, judge, words_of
from clusterbook.chapters.ch10_cross_case.authors import Word
from clusterbook.chapters.ch10_cross_case.choices import Relation
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.verdicts import sector_association
from clusterbook.stats import Alternative, association_of_layouts, is_significant

NONE_LEFT_OUT = "none"
MOST_UNSEEN = 15  # as many clusters again as the largest sector has
LOWEST_RATING = 0.0


def leave_one_out(study: Study, table_10_03: pd.DataFrame) -> pd.DataFrame:
    """Every cell of Table 10.3 with all clusters, and without each in turn.

    Returns
    -------
    DataFrame
        One row per sector, outcome and cluster left out (``none`` first): n, coefficient, side_p, standing
        and changes (whether the standing is another than with all clusters).
    """
    printed_words, rows = words_of(table_10_03), []
    for sector, outcome, frame in study.cells():
        if not len(frame):
            continue
        word = printed_words.get((sector.value, study.relation.value, outcome.value))
        whole = _row(study, frame, word=word)
        parts = {str(name): _row(study, frame.drop(index=name), word=word) for name in frame.index}
        for left_out, row in ({NONE_LEFT_OUT: whole} | parts).items():
            cell = {"sector": sector.value, "outcome": outcome.value, "left_out": left_out}
            rows.append(cell | row | {"changes": row["standing"] != whole["standing"]})
    return pd.DataFrame(rows)


def undone(left_out: pd.DataFrame, standing: Standing) -> tuple[int, int]:
    """How many omissions of one cluster undo a standing that cells have with all clusters, and how many were made.

    Parameters
    ----------
    left_out : DataFrame
        As ``leave_one_out`` gives it.
    standing : Standing
        The standing with all clusters.
    """
    is_whole = left_out["left_out"] == NONE_LEFT_OUT
    whole = left_out[is_whole & (left_out["standing"] == standing.value)]
    omitted = left_out[~is_whole].merge(whole[["sector", "outcome"]])
    return int(omitted["changes"].sum()), len(omitted)


def _row(study: Study, frame: pd.DataFrame, *, word: Word | None) -> dict[str, object]:
    """What some clusters of one cell come to."""
    judgment: Judgment = judge(word, study.layouts(frame), study.settings)
    return {
        "n": len(frame),
        "coefficient": sector_association(study, frame).coefficient,
        "side_p": judgment.side_p,
        "standing": judgment.standing.value,
    }


def tipping_points(study: Study, table_10_03: pd.DataFrame) -> pd.DataFrame:
    """How many clusters that nobody studied would change what the ratings say of a stated direction.

    Cases were chosen because they had upgraded. Clusters that did not upgrade at all are added to a sector,
    one at a time: with the strongest cause, which speaks against a positive relation, or with the weakest,
    which speaks for it. A relation that is stated as negative is treated the other way round.

    Returns
    -------
    DataFrame
        One row per cell with a stated direction and ratings: standing, against (clusters of the first kind
        until support is lost; missing where there is none to lose), for (of the second kind until there is
        support; 0 where there is) and missing where ``MOST_UNSEEN`` do not suffice.
    """
    printed_words, rows = words_of(table_10_03), []
    for sector, outcome, frame in study.cells():
        word = printed_words.get((sector.value, study.relation.value, outcome.value))
        if word not in (Word.POSITIVE, Word.OFTEN_NEGATIVE) or not len(frame):
            continue
        standing = judge(word, study.layouts(frame), study.settings).standing
        supported = standing is Standing.SUPPORTED
        weak, strong = _ends(study)
        opposing, supporting = (strong, weak) if word is Word.POSITIVE else (weak, strong)
        rows.append(
            {
                "sector": sector.value,
                "outcome": outcome.value,
                "standing": standing.value,
                "against": _until(study, frame, word=word, cause=opposing, wanted=False) if supported else None,
                "for": _until(study, frame, word=word, cause=supporting, wanted=True),
            }
        )
    columns = ["sector", "outcome", "standing", "against", "for"]
    return pd.DataFrame(rows, columns=columns).astype({"against": "Int64", "for": "Int64"})


def _ends(study: Study) -> tuple[float, float]:
    """The weakest and the strongest cause that a cluster can have."""
    scores = study.settings.coding.ce_scores
    return (scores[0], scores[-1]) if study.relation is Relation.COLLECTIVE_EFFICIENCY else (0.0, 1.0)


def _until(study: Study, frame: pd.DataFrame, *, word: Word, cause: float, wanted: bool) -> int | None:
    """How many added clusters it takes until support is, or is no longer, there."""
    test = study.settings.test
    side = replace(test, alternative=Alternative.GREATER if word is Word.POSITIVE else Alternative.LESS)
    seen = frame[["stratum", "x", "y"]]
    unseen = {"stratum": seen["stratum"].iloc[0], "x": cause, "y": LOWEST_RATING}
    for count in range(MOST_UNSEEN + 1):
        added = pd.concat([seen, pd.DataFrame([unseen] * count, columns=seen.columns).astype(seen.dtypes)])
        p_value = association_of_layouts(study.layouts(added), side).exact_p
        if is_significant(p_value, test.alpha) == wanted:
            return count
    return None
