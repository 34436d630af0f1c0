"""Equations 9.1 and 9.2: a change in export value as a sum of parts that adds up exactly."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch09_trade.choices import DecompositionWeights, TradeOutcome
from clusterbook.vocabulary import parse_choice


def decompose_by_volume_and_unit_value(
    flows: pd.DataFrame, *, weights: DecompositionWeights = DecompositionWeights.PRINTED
) -> pd.DataFrame:
    """Split the change in export value into a volume part and a unit value part.

    Parameters
    ----------
    flows : DataFrame
        One row per country and product: ``volume_start``, ``volume_end`` (tons) and ``unit_value_start``,
        ``unit_value_end`` (value per ton). Exact number types stay exact.
    weights : DecompositionWeights
        ``printed`` values the change in volume at the last unit value and the change in unit value
        at the first volume; ``mirrored`` the other way round; ``midpoint`` is their mean.

    Returns
    -------
    DataFrame
        Same index: ``export_value_change`` and its two parts ``volume_part``, ``unit_value_part``.

    References
    ----------
    Equation 9.1.
    """
    volume_weight, unit_value_weight = _weights(flows, parse_choice(DecompositionWeights, weights, where="weights"))
    return pd.DataFrame(
        {
            "export_value_change": _value(flows, "end") - _value(flows, "start"),
            "volume_part": volume_weight * (flows["volume_end"] - flows["volume_start"]),
            "unit_value_part": unit_value_weight * (flows["unit_value_end"] - flows["unit_value_start"]),
        }
    )


def decompose_by_market_and_share(
    flows: pd.DataFrame, *, weights: DecompositionWeights = DecompositionWeights.PRINTED
) -> pd.DataFrame:
    """Split the volume part further: world demand, market share, and both at once.

    Parameters
    ----------
    flows : DataFrame
        As for equation 9.1, with ``world_volume_start`` and ``world_volume_end`` (tons).
    weights : DecompositionWeights
        As for equation 9.1.

    Returns
    -------
    DataFrame
        Same index: ``export_value_change`` and its parts ``market_part``, ``share_part``,
        ``joint_part`` (market and share together), ``unit_value_part``.

    References
    ----------
    Equation 9.2.
    """
    whole = decompose_by_volume_and_unit_value(flows, weights=weights)
    volume_weight, _ = _weights(flows, parse_choice(DecompositionWeights, weights, where="weights"))
    share_start = flows["volume_start"] / flows["world_volume_start"]
    share_change = flows["volume_end"] / flows["world_volume_end"] - share_start
    market_change = flows["world_volume_end"] - flows["world_volume_start"]
    return pd.DataFrame(
        {
            "export_value_change": whole["export_value_change"],
            "market_part": volume_weight * share_start * market_change,
            "share_part": volume_weight * share_change * flows["world_volume_start"],
            "joint_part": volume_weight * share_change * market_change,
            "unit_value_part": whole["unit_value_part"],
        }
    )


def _value(flows: pd.DataFrame, when: str) -> pd.Series:
    """Export value at the start or the end."""
    return flows[f"volume_{when}"] * flows[f"unit_value_{when}"]


def _weights(flows: pd.DataFrame, weights: DecompositionWeights) -> tuple[pd.Series, pd.Series]:
    """Unit value that weighs the volume change, and volume that weighs the unit value change."""
    if weights is DecompositionWeights.PRINTED:
        return flows["unit_value_end"], flows["volume_start"]
    if weights is DecompositionWeights.MIRRORED:
        return flows["unit_value_start"], flows["volume_end"]
    return (
        (flows["unit_value_start"] + flows["unit_value_end"]) / 2,
        (flows["volume_start"] + flows["volume_end"]) / 2,
    )


def invented_flows() -> pd.DataFrame:
    """Four invented exporters, one for each outcome, with the same start in a market that doubles.

    Returns
    -------
    DataFrame
        Indexed by outcome; volumes in tons, unit values in dollars per ton.
    """
    flows = pd.DataFrame(
        {"volume_end": [300, 400, 150, 120], "unit_value_end": [12, 7, 14, 8]},
        index=pd.Index([str(outcome) for outcome in TradeOutcome], name="outcome"),
    )
    return flows.assign(volume_start=100, unit_value_start=10, world_volume_start=1000, world_volume_end=2000)
