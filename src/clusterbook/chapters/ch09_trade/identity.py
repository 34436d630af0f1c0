"""What must hold between a country's share, its earnings and the growth of its market."""

from __future__ import annotations

import numpy as np
import pandas as pd

from clusterbook.chapters.ch09_trade.choices import IdentityFit
from clusterbook.reproduction.reconcile import last_digit_unit
from clusterbook.vocabulary import in_words

GROWTH = "export_earnings_growth_percent"
MARKET = "external_market_growth_percent"
FIRST = "share_1990_percent"
LAST = "share_2000_percent"
UNIT_VALUE = "unit_value_change_percent"
NUMBERS = [GROWTH, MARKET, FIRST, LAST, UNIT_VALUE]
FLOAT_NOISE = 1e-9
DECADE = 10
LARGEST_RATIO = 10.0  # a unit value that changes more than tenfold in a decade is no reading of a row


def implied_ratios(performance: pd.DataFrame, *, years: int = DECADE) -> pd.DataFrame:
    """What the printed growth and shares of each row imply.

    Earnings are the own unit value times the market share times the world volume. If shares and
    market growth are by value, the market must have grown by (1 + earnings growth) over the share
    ratio to the power 1 / years; if they are by volume, what is left over is the own unit value.

    Parameters
    ----------
    performance : DataFrame
        Rows of Tables 9.2 and 9.4: growth of earnings and of the market in percent per year, shares
        in percent, change in unit value relative to competitors in percent over the decade.
    years : int
        Years that the printed annual rates run over.

    Returns
    -------
    DataFrame
        Same index: ``share_ratio``, last over first; ``market_growth_by_value``, percent per year;
        ``unit_value_ratio_by_volume``, last own unit value over the first; and
        ``competitors_ratio_by_volume``, the same of the competitors. Missing where the first share
        is n.a. or zero.

    References
    ----------
    Equation 9.2 and Tables 9.2 and 9.4.
    """
    first = performance[FIRST].where(performance[FIRST] > 0)
    ratio = performance[LAST] / first
    earnings = (1 + performance[GROWTH] / 100) ** years
    own = earnings / ratio / (1 + performance[MARKET] / 100) ** years
    return pd.DataFrame(
        {
            "share_ratio": ratio,
            "market_growth_by_value": 100 * ((earnings / ratio) ** (1 / years) - 1),
            "unit_value_ratio_by_volume": own,
            "competitors_ratio_by_volume": own / (1 + performance[UNIT_VALUE] / 100),
        }
    )


def accounting_identity(
    performance: pd.DataFrame,
    half_units: pd.DataFrame,
    *,
    years: int = DECADE,
    largest_ratio: float = LARGEST_RATIO,
) -> pd.DataFrame:
    """The implied ratios with the bounds that rounding leaves, and the reading of the shares that fits.

    Parameters
    ----------
    performance : DataFrame
        As for ``implied_ratios``.
    half_units : DataFrame
        Half a unit of the last printed digit of each number, same index (``printed_half_units``).
    years : int
        As for ``implied_ratios``.
    largest_ratio : float
        Shares by volume are no reading of a row whose own unit value would change by a larger factor.

    Returns
    -------
    DataFrame
        The implied ratios, ``market_growth_low`` and ``market_growth_high`` (percent per year, by value)
        and ``fit``: by_value if these bounds meet those of the printed growth, else by_volume_only,
        neither, or unknown where the first share is n.a. or zero.
    """
    ratios = implied_ratios(performance, years=years)
    low = _growth_at_the_end(performance, -half_units, years=years).where(ratios["share_ratio"].notna())
    high = _growth_at_the_end(performance, half_units, years=years).where(ratios["share_ratio"].notna())
    reach = half_units[MARKET] + FLOAT_NOISE
    meets = (low <= performance[MARKET] + reach) & (high >= performance[MARKET] - reach)
    fit = pd.Series(str(IdentityFit.NEITHER), index=ratios.index)
    ends = market_growth_bounds(performance, years=years, largest_ratio=largest_ratio)
    by_volume = (ends["low"] <= performance[MARKET] + reach) & (ends["high"] >= performance[MARKET] - reach)
    fit = fit.mask(by_volume, str(IdentityFit.BY_VOLUME_ONLY))
    fit = fit.mask(meets, str(IdentityFit.BY_VALUE)).mask(low.isna(), str(IdentityFit.UNKNOWN))
    return ratios.assign(market_growth_low=low, market_growth_high=high, fit=fit)


def market_growth_bounds(
    performance: pd.DataFrame, *, years: int = DECADE, largest_ratio: float = LARGEST_RATIO
) -> pd.DataFrame:
    """The least and the most that the market can have grown, whether the shares are by value or by volume.

    By volume the own unit value takes up what earnings and shares leave over; it may change by ``largest_ratio`` at
    most, up or down. By value its ratio is one, so that this reading lies between the bounds.

    Parameters
    ----------
    performance : DataFrame
        As for ``accounting_identity``.
    years : int
        As for ``accounting_identity``.
    largest_ratio : float
        As for ``accounting_identity``.

    Returns
    -------
    DataFrame
        Same index: ``low`` and ``high``, percent per year; missing where the first share is n.a. or zero.
    """
    growth = 1 + implied_ratios(performance, years=years)["market_growth_by_value"] / 100
    reach = largest_ratio ** (1 / years)
    return pd.DataFrame({"low": 100 * (growth / reach - 1), "high": 100 * (growth * reach - 1)})


def printed_half_units(printed: pd.DataFrame) -> pd.DataFrame:
    """Half a unit of the last printed digit of each number of Tables 9.2 and 9.4, given as strings."""
    return printed[NUMBERS].map(lambda digits: last_digit_unit(digits) / 2)


def _growth_at_the_end(performance: pd.DataFrame, shift: pd.DataFrame, *, years: int) -> pd.Series:
    """Market growth by value with each number moved to one end of its rounding interval."""
    moved = performance.assign(
        **{
            GROWTH: performance[GROWTH] + shift[GROWTH],
            FIRST: performance[FIRST] + shift[FIRST],
            LAST: performance[LAST] - shift[LAST],
        }
    )
    return implied_ratios(moved, years=years)["market_growth_by_value"]


def contradictions(performance: pd.DataFrame, identity: pd.DataFrame) -> pd.DataFrame:
    """The rows that fit under neither reading, for reading; the farthest own unit value first."""
    rows = performance.join(identity)[identity["fit"] == IdentityFit.NEITHER]
    own = rows["unit_value_ratio_by_volume"]
    shown = pd.DataFrame(
        {
            "country": rows["country"],
            "product": rows["product"].map(in_words),
            "market, printed": rows[MARKET],
            "by value, needed": rows["market_growth_by_value"],
            "by volume, own unit value times": own,
        }
    )
    return shown.loc[np.log(own).abs().sort_values(ascending=False).index].reset_index(drop=True)
