"""Table 9.1's definition of product upgrading, and the four outcomes it is compared with."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch09_trade.choices import SignCondition, TradeOutcome, UpgradingReading
from clusterbook.vocabulary import parse_choice

CONDITIONS = {
    "export_value": "export_value_condition",
    "external_market": "external_market_condition",
    "share": "competitiveness_condition",
    "unit_value": "unit_value_condition",
}


def meets_table_9_1(
    changes: pd.DataFrame,
    conditions: pd.DataFrame,
    *,
    reading: UpgradingReading = UpgradingReading.TEXT,
) -> pd.Series:
    """Whether each row is product upgrading by the rule of Table 9.1.

    Parameters
    ----------
    changes : DataFrame
        Columns ``export_value``, ``external_market``, ``share``, ``unit_value``; only signs count. A
        missing share is unknown: the answer is missing too unless every sign gives the same.
    conditions : DataFrame
        Table 9.1: one row per case, one column of sign conditions a change. A row upgrades when it
        meets all conditions of any case.
    reading : UpgradingReading
        ``printed`` takes the signs as the table prints them; ``text`` asks for a nondecreasing share
        where the table prints that it must not rise.

    Returns
    -------
    Series
        Nullable boolean, index of ``changes``.

    References
    ----------
    Table 9.1 and the paragraphs around it.
    """
    rule = _read(conditions, parse_choice(UpgradingReading, reading, where="reading"))
    # No condition asks a share to stay as it is: where falling and rising give one answer, staying gives it too.
    falling, rising = (_meets_any_case(changes.fillna({"share": sign}), rule) for sign in (-1, 1))
    return falling.astype("boolean").where(falling == rising)


def kaplinsky_readman_outcome(changes: pd.DataFrame) -> pd.Series:
    """One of Kaplinsky and Readman's four outcomes for each row, missing where the share is.

    A share that does not fall with a rising unit value is upgrading, with another unit value
    immiserizing growth; a falling share with a rising unit value is a niche, with another collapse.

    References
    ----------
    Kaplinsky and Readman (2000), as Chapter 9 sums them up.
    """
    outcome = {
        (True, True): TradeOutcome.UPGRADING,
        (True, False): TradeOutcome.IMMISERIZING_GROWTH,
        (False, True): TradeOutcome.NICHE,
        (False, False): TradeOutcome.COLLAPSE,
    }
    keys = zip(changes["share"] >= 0, changes["unit_value"] > 0, strict=True)
    named = pd.Series([str(outcome[key]) for key in keys], index=changes.index, dtype="object")
    return named.where(changes["share"].notna())


def _read(conditions: pd.DataFrame, reading: UpgradingReading) -> pd.DataFrame:
    """The conditions under a reading."""
    rule = conditions[list(CONDITIONS.values())]
    if reading is UpgradingReading.PRINTED:
        return rule
    share = rule["competitiveness_condition"].replace(str(SignCondition.NONPOSITIVE), str(SignCondition.NONNEGATIVE))
    return rule.assign(competitiveness_condition=share)


def _meets_any_case(changes: pd.DataFrame, rule: pd.DataFrame) -> pd.Series:
    """True where all conditions of at least one case hold."""
    met = pd.Series(False, index=changes.index)
    for _, case in rule.iterrows():
        all_hold = pd.Series(True, index=changes.index)
        for change, condition in CONDITIONS.items():
            all_hold &= _holds(
                changes[change], parse_choice(SignCondition, case[condition], where=f"Table 9.1, column {condition}")
            )
        met |= all_hold
    return met


def _holds(change: pd.Series, condition: SignCondition) -> pd.Series:
    """Whether a change has the sign a condition asks for."""
    return {
        SignCondition.POSITIVE: change > 0,
        SignCondition.NONNEGATIVE: change >= 0,
        SignCondition.NONPOSITIVE: change <= 0,
        SignCondition.EITHER_SIGN: pd.Series(True, index=change.index),
    }[condition]
