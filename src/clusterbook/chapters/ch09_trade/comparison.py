"""The rule, the four outcomes and the chapter's own words beside each other, row by row."""

from __future__ import annotations

from itertools import product

import pandas as pd

from clusterbook.chapters.ch09_trade.choices import ShareBasis, UpgradingReading, WordAgreement, WordClass
from clusterbook.chapters.ch09_trade.performance import changes_over_decade
from clusterbook.chapters.ch09_trade.rule import kaplinsky_readman_outcome, meets_table_9_1
from clusterbook.vocabulary import in_words


def verdicts(
    performance: pd.DataFrame,
    conditions: pd.DataFrame,
    *,
    reading: UpgradingReading = UpgradingReading.TEXT,
    share_basis: ShareBasis = ShareBasis.PRINTED,
) -> pd.DataFrame:
    """Changes over the decade with the rule's answer and the outcome, one row per product and country.

    Returns
    -------
    DataFrame
        ``product``, ``country``, the four changes, ``upgrading`` (nullable boolean) and ``outcome``.
    """
    changes = changes_over_decade(performance, share_basis=share_basis)
    return (
        performance[["product", "country"]]
        .join(changes)
        .assign(
            upgrading=meets_table_9_1(changes, conditions, reading=reading),
            outcome=kaplinsky_readman_outcome(changes),
        )
    )


def compare_with_words(verdicts: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """What the prose says of each row against the rule and against the four outcomes.

    Parameters
    ----------
    verdicts : DataFrame
        As ``verdicts`` returns them.
    words : DataFrame
        Coding of the prose, same index: ``class``, ``share_direction``, ``unit_value_direction``
        (up, down or missing).

    Returns
    -------
    DataFrame
        Same index: ``words`` (class), ``rule_agreement``, ``outcome_agreement`` and
        ``contradicted`` (the printed directions that the prose turns round, empty if none).
    """
    classes = [WordClass(name) for name in words["class"]]
    outcomes = pd.Series([word.outcome for word in classes], index=words.index, dtype="object")
    upgrades = pd.Series([word.upgrades for word in classes], index=words.index, dtype="boolean")
    return pd.DataFrame(
        {
            "words": words["class"],
            "rule_agreement": _agreement(upgrades, verdicts["upgrading"]),
            "outcome_agreement": _agreement(outcomes, verdicts["outcome"]),
            "contradicted": _contradicted(verdicts, words),
        },
        index=verdicts.index,
    )


def verdict_grid(performance: pd.DataFrame, conditions: pd.DataFrame) -> pd.DataFrame:
    """Rows that upgrade, do not, or stay open under every reading of the rule and of the shares.

    Returns
    -------
    DataFrame
        One row for each ``reading`` and ``share_basis``: counts ``upgrading``, ``not_upgrading``, ``open``.
    """
    rows = []
    for reading, basis in product(UpgradingReading, ShareBasis):
        answers = verdicts(performance, conditions, reading=reading, share_basis=basis)["upgrading"]
        yes, unknown = int(answers.sum()), int(answers.isna().sum())
        rows.append((str(reading), str(basis), yes, len(answers) - yes - unknown, unknown))
    return pd.DataFrame(rows, columns=["reading", "share_basis", "upgrading", "not_upgrading", "open"])


def _agreement(text: pd.Series, rule: pd.Series) -> pd.Series:
    """WordAgreement of two verdicts row by row; a missing one is silence of the text or open."""
    pairs = zip(text.reindex(rule.index), rule, strict=True)
    return pd.Series([str(_agreement_of(in_text, found)) for in_text, found in pairs], index=rule.index)


def _agreement_of(in_text: object, found: object) -> WordAgreement:
    """WordAgreement of one pair of verdicts."""
    if in_text is None or pd.isna(in_text):
        return WordAgreement.TEXT_SILENT
    if pd.isna(found):
        return WordAgreement.RULE_OPEN
    return WordAgreement.AGREES if in_text == found else WordAgreement.DISAGREES


def _contradicted(verdicts: pd.DataFrame, words: pd.DataFrame) -> pd.Series:
    """Names of the printed changes whose sign is not the direction in words."""
    named = pd.Series("", index=verdicts.index)
    for change, direction in (("share", "share_direction"), ("unit_value", "unit_value_direction")):
        in_text = words[direction].reindex(verdicts.index)
        printed = (verdicts[change] > 0).map({True: "up", False: "down"}).where(verdicts[change].notna())
        turned = in_text.notna() & printed.notna() & (in_text != printed)
        named = named.where(~turned, named + f"{change} ")
    return named.str.strip()


def side_by_side(verdicts: pd.DataFrame, compared: pd.DataFrame) -> pd.DataFrame:
    """Verdicts and their comparison with the prose in words, for reading; one row per product and country."""
    rule = verdicts["upgrading"].map({True: "upgrading", False: "not upgrading"}).fillna("open")
    shown = pd.DataFrame(
        {
            "country": verdicts["country"],
            "product": verdicts["product"],
            "Table 9.1": rule,
            "four outcomes": verdicts["outcome"].fillna("open"),
            "in words": compared["words"],
            "rule and words": compared["rule_agreement"],
            "share, points": verdicts["share"],
            "unit value, percent": verdicts["unit_value"],
            "turned round in words": compared["contradicted"],
        }
    )
    texts = shown.select_dtypes(exclude="number").columns
    return shown.assign(**{name: shown[name].map(in_words, na_action="ignore") for name in texts}).reset_index(
        drop=True
    )


def agreement_by_reading(performance: pd.DataFrame, conditions: pd.DataFrame, *, words: pd.DataFrame) -> pd.DataFrame:
    """Rows whose prose agrees with the rule, disagrees, meets an open rule or is silent, by reading of the rule.

    Returns
    -------
    DataFrame
        Indexed by reading, one column per ``WordAgreement``.
    """
    counts = {
        str(reading): (
            compare_with_words(verdicts(performance, conditions, reading=reading), words)[
                "rule_agreement"
            ].value_counts()
        )
        for reading in UpgradingReading
    }
    return pd.DataFrame(counts).T.reindex(columns=[str(kind) for kind in WordAgreement]).fillna(0).astype(int)
