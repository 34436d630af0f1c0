"""The four changes of Table 9.1, read from the printed rows of Tables 9.2 and 9.4."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch09_trade.choices import CellReading, ShareBasis
from clusterbook.vocabulary import parse_choice


def changes_over_decade(performance: pd.DataFrame, *, share_basis: ShareBasis = ShareBasis.PRINTED) -> pd.DataFrame:
    """Changes over the decade in export value, world market, market share and unit value.

    Parameters
    ----------
    performance : DataFrame
        Rows of Tables 9.2 and 9.4: ``product``, ``export_earnings_growth_percent``,
        ``external_market_growth_percent`` (both per year), ``share_1990_percent`` (missing where n.a.
        is printed), ``share_2000_percent``, ``unit_value_change_percent`` (relative to competitors).
    share_basis : ShareBasis
        ``printed`` takes both shares as printed and leaves the change missing where that of 1990 is
        n.a.; ``bounded`` puts there the least rise that the shares printed for the other countries
        allow, if it is a rise; ``constant_reporters`` compares with the share of 2000 among the
        countries that have one in 1990.

    Returns
    -------
    DataFrame
        Same index: ``export_value``, ``external_market`` (percent per year), ``share`` (percentage points;
        missing where unknown) and ``unit_value`` (percent). Only the signs enter the rule.

    References
    ----------
    Tables 9.1, 9.2 and 9.4. The unit value is the printed one, relative to competitors: the own
    unit value that Table 9.1 asks for was not published.
    """
    return pd.DataFrame(
        {
            "export_value": performance["export_earnings_growth_percent"],
            "external_market": performance["external_market_growth_percent"],
            "share": _share_change(performance, parse_choice(ShareBasis, share_basis, where="share_basis")),
            "unit_value": performance["unit_value_change_percent"],
        }
    )


def constant_reporter_shares(performance: pd.DataFrame) -> pd.Series:
    """Shares of 2000 in percent of world exports without the countries that lack a 1990 share.

    The printed shares of 1990 add to nearly 100 without these countries, some of them the largest
    exporters of 2000: the world total of 1990 leaves them out, that of 2000 does not.
    """
    absent = performance["share_2000_percent"].where(performance["share_1990_percent"].isna())
    left = 100 - absent.groupby(performance["product"]).transform("sum")
    shares = 100 * performance["share_2000_percent"] / left
    return shares.where(performance["share_1990_percent"].notna())


def largest_unreported_share(performance: pd.DataFrame) -> pd.Series:
    """Percent of world exports of 1990 that the printed shares of a product leave to all others."""
    return 100 - performance.groupby("product")["share_1990_percent"].transform("sum")


def with_cell_reading(
    performance: pd.DataFrame, restorations: pd.DataFrame, *, reading: CellReading = CellReading.SCANNED
) -> pd.DataFrame:
    """The rows with every doubtful number as scanned, or in its one other admissible reading.

    Parameters
    ----------
    performance : DataFrame
        Rows of Tables 9.2 and 9.4, indexed by row key.
    restorations : DataFrame
        Restored cells with ``row``, ``column`` and ``admissible``, as the data package keeps them.
    reading : CellReading
        ``scanned`` or ``admissible``.
    """
    frame = performance.copy()
    if parse_choice(CellReading, reading, where="reading") is CellReading.SCANNED:
        return frame
    doubtful = restorations[restorations["row"].isin(frame.index) & restorations["admissible"].notna()]
    for cell in doubtful.itertuples():
        frame.loc[cell.row, cell.column] = float(cell.admissible)
    return frame


def _share_change(performance: pd.DataFrame, basis: ShareBasis) -> pd.Series:
    """Percentage points from 1990 to 2000 on one basis."""
    if basis is ShareBasis.CONSTANT_REPORTERS:
        return constant_reporter_shares(performance) - performance["share_1990_percent"]
    printed = performance["share_2000_percent"] - performance["share_1990_percent"]
    if basis is ShareBasis.PRINTED:
        return printed
    least = performance["share_2000_percent"] - largest_unreported_share(performance)
    return printed.fillna(least.where(least > 0))
