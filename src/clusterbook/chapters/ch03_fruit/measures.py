"""The fruit clusters of Chapter 3: a frame by crop, export values in two readings, the share of small growers."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.vocabulary import parse_choice

CROPS = {
    "apples_santa_catarina": "apples",
    "mangoes_petrolina_juazeiro": "mangoes",
    "grapes_petrolina_juazeiro": "grapes",
    "melons_rio_grande_do_norte": "melons",
}
PLACES = {
    "apples": "Santa Catarina",
    "mangoes": "Petrolina-Juazeiro",
    "grapes": "Petrolina-Juazeiro",
    "melons": "Rio Grande do Norte",
}
CLAIMED_BAND = "ch03_small_growers_production_share"
IRRIGATED = "all_crops"
PERIOD_YEARS = {"1985": 1985, "1988_1991": 1990, "1996_1997": 1996, "2002": 2002}


class ExportReading(StrEnum):
    """Whose exports the values of Table 3.1 are."""

    CLUSTER = "cluster"
    """The cluster's; the country's follow from the cluster's share."""
    COUNTRY = "country"
    """The whole country's; the cluster's follow from its share."""


class ApplesReading(StrEnum):
    """Where the share of small apple growers in 1985 is taken from."""

    CELL = "cell"
    """The printed cell of Table 3.2."""
    NOTE = "note"
    """The note under the table."""


class Growers(StrEnum):
    """Whose share of Petrolina's irrigated land is followed."""

    SMALL_AND_MEDIUM = "small_and_medium"
    """Small and medium-sized growers, one number as printed."""
    SMALL = "small"
    """Smallholders alone, if the first of them had all that land and left as the text says."""


def crops(table: pd.DataFrame) -> pd.DataFrame:
    """Table 3.1 turned: one row per crop, one column per measure.

    Parameters
    ----------
    table : DataFrame
        Table 3.1 indexed by ``row_id``.

    Returns
    -------
    DataFrame
        Indexed by ``crop``: ``place`` and the measures as floats; the jobs of mangoes and grapes, printed
        once for both, stand with mangoes.
    """
    turned = table[list(CROPS)].rename(columns=CROPS).astype(float).T.rename_axis("crop").rename_axis(columns=None)
    turned.insert(0, "place", pd.Series(PLACES))
    return turned


def exports_by_reading(by_crop: pd.DataFrame, reading: str) -> pd.DataFrame:
    """Export value of each cluster and of the country under one reading of Table 3.1.

    Parameters
    ----------
    by_crop : DataFrame
        As ``crops`` gives it.
    reading : str
        ``cluster``: the printed value is the cluster's; ``country``: it is the whole country's, of which the
        cluster has the printed share.

    Returns
    -------
    DataFrame
        Indexed by ``crop``: ``cluster_exports_usd_million``, ``country_exports_usd_million`` and
        ``exports_of_production_percent``, the cluster's exports of 2002 in percent of its production of 2001.

    Raises
    ------
    ClusterbookError
        If the reading is neither.
    """
    reading = parse_choice(ExportReading, reading, where="exports of fruit")
    share, printed = by_crop["share_of_total_exports"] / 100, by_crop["value_of_exports_2002"]
    of_cluster, of_country = (
        (printed, printed / share) if reading == ExportReading.CLUSTER else (printed * share, printed)
    )
    return pd.DataFrame(
        {
            "cluster_exports_usd_million": of_cluster,
            "country_exports_usd_million": of_country,
            "exports_of_production_percent": share_percent(of_cluster, by_crop["value_of_production_2001"]),
        }
    )


def intensities(by_crop: pd.DataFrame) -> pd.DataFrame:
    """What a hectare carries, and how the value of production grew from 1995 to 2001.

    Returns
    -------
    DataFrame
        Indexed by ``crop``: ``value_usd_per_hectare`` (2001), ``hectares_per_grower``,
        ``value_growth_percent`` (over the period). "At least" counts of growers make the hectares of a grower
        an upper bound.
    """
    first, last = by_crop["value_of_production_1995"], by_crop["value_of_production_2001"]
    return pd.DataFrame(
        {
            "value_usd_per_hectare": last * 1e6 / by_crop["area_planted"],
            "hectares_per_grower": by_crop["area_planted"] / by_crop["growers"],
            "value_growth_percent": growth_percent(first, last),
        }
    )


def by_place(by_crop: pd.DataFrame) -> pd.DataFrame:
    """Area, value, exports, growers and jobs added up by place; jobs per hectare."""
    measures = ["area_planted", "value_of_production_2001", "value_of_exports_2002", "growers", "total_employment"]
    places = by_crop.groupby("place", sort=False)[measures].sum()
    places["jobs_per_hectare"] = places["total_employment"] / places["area_planted"]
    return places


def sme_shares(table: pd.DataFrame) -> pd.DataFrame:
    """Share of small and medium-sized growers by crop and period.

    Parameters
    ----------
    table : DataFrame
        Table 3.2 indexed by ``row_id``.

    Returns
    -------
    DataFrame
        One row for each printed share: ``crop``, ``label``, ``period`` (as printed), ``year`` (of the period
        that crop's source covers, midpoint if open) and ``sme_share_percent``.
    """
    long = table.melt(
        id_vars=["crop", "label"],
        value_vars=[f"sme_share_{period}_percent" for period in PERIOD_YEARS],
        value_name="sme_share_percent",
    )
    long["period"] = long["variable"].str.extract(r"sme_share_(.+)_percent", expand=False)
    long["year"] = long["period"].map(PERIOD_YEARS)
    long = long.dropna(subset=["sme_share_percent"]).astype({"sme_share_percent": float})
    return long.drop(columns="variable").reset_index(drop=True)


def with_apples_reading(shares: pd.DataFrame, reading: str, *, note_percent: float) -> pd.DataFrame:
    """The shares with that of apples in 1985 as printed, or as the note under the table has it.

    Parameters
    ----------
    shares : DataFrame
        As ``sme_shares`` gives it.
    reading : str
        A value of ``ApplesReading``.
    note_percent : float
        The share that the note states, 0 to 100.

    Raises
    ------
    FaultsError
        If the reading has another name.
    """
    if parse_choice(ApplesReading, reading, where="apples in 1985") is ApplesReading.CELL:
        return shares
    of_1985 = (shares["crop"] == "apples") & (shares["period"] == "1985")
    return shares.assign(sme_share_percent=shares["sme_share_percent"].mask(of_1985, note_percent))


def first_smallholders(shares: pd.DataFrame, *, left_percent: float) -> pd.DataFrame:
    """Smallholders and medium-sized growers of Petrolina's irrigation project apart, in 1985 and 1996.

    In 1985 all the land of small and medium-sized growers is taken to be in lots of one size of the first
    smallholders, so that the share of them that left is the share of that land that changed hands. If some of it
    was of medium-sized growers already, the smallholders have less.

    Parameters
    ----------
    shares : DataFrame
        As ``sme_shares`` gives it, with ``all_crops``.
    left_percent : float
        First smallholders that had left by 1996, 0 to 100.

    Returns
    -------
    DataFrame
        Indexed by ``period``: ``small_percent`` and ``medium_percent`` of the irrigated land.
    """
    printed = shares[shares["crop"] == IRRIGATED].set_index("period")["sme_share_percent"]
    first, later = printed[["1985", "1996_1997"]]
    stayed = first * (1 - left_percent / 100)
    return pd.DataFrame(
        {"small_percent": [first, stayed], "medium_percent": [0.0, later - stayed]},
        index=pd.Index(["1985", "1996_1997"], name="period"),
    )


def with_growers(shares: pd.DataFrame, growers: str, *, left_percent: float) -> pd.DataFrame:
    """The shares with those of Petrolina's irrigated land as printed, or of its first smallholders alone.

    Parameters
    ----------
    shares : DataFrame
        As ``sme_shares`` gives it.
    growers : str
        A value of ``Growers``.
    left_percent : float
        First smallholders that had left by 1996, 0 to 100.

    Raises
    ------
    ClusterbookError
        If the choice has another name.
    """
    if parse_choice(Growers, growers, where="growers of Petrolina") is Growers.SMALL_AND_MEDIUM:
        return shares
    small = first_smallholders(shares, left_percent=left_percent)["small_percent"]
    irrigated = shares["crop"] == IRRIGATED
    kept = shares[~irrigated | shares["period"].isin(small.index)]
    alone = kept["period"].map(small)
    return kept.assign(sme_share_percent=kept["sme_share_percent"].mask(kept["crop"] == IRRIGATED, alone))


def share_change(shares: pd.DataFrame, crop: str, *, first: str, last: str) -> tuple[float, float]:
    """Change of a crop's share between two periods: in percentage points and in percent of the first."""
    found = shares[shares["crop"] == crop].set_index("period")["sme_share_percent"]
    return found[last] - found[first], growth_percent(found[first], found[last])


def latest_shares(shares: pd.DataFrame) -> pd.Series:
    """Last printed share of each series of ``sme_shares``, by crop, in percent."""
    return shares.sort_values("year").groupby("crop")["sme_share_percent"].last()


def clusters_part_of_exports(by_crop: pd.DataFrame, figures: pd.DataFrame) -> float:
    """Part of the three clusters in the country's fresh fruit exports, in percent, average of 1990-2000.

    The printed part of the four fruits of the whole country, times what the clusters have of the four fruits
    when the export values of Table 3.1 are the country's and its shares hold.

    Parameters
    ----------
    by_crop : DataFrame
        As ``crops`` gives it.
    figures : DataFrame
        Prose figures indexed by ``figure_id``.
    """
    exports = exports_by_reading(by_crop, ExportReading.COUNTRY)
    part = exports["cluster_exports_usd_million"].sum() / exports["country_exports_usd_million"].sum()
    return part * figures.at["ch03_four_fruits_exports_share", "low"]


def implied_country_exports(by_crop: pd.DataFrame, reading: str) -> float:
    """The country's exports of the four fruits in 2002 under one reading of Table 3.1, in millions of US dollars."""
    return exports_by_reading(by_crop, reading)["country_exports_usd_million"].sum()
