"""Arithmetic of the metalworking chapter: average sales of size classes, and sample sizes behind percentages."""

from __future__ import annotations

import pandas as pd
from scipy.stats import binomtest

from clusterbook.errors import ClusterbookError

CLASSES = ("large", "medium", "small")
PARTNERS = {
    "cdmec": "CDMEC",
    "equipment_suppliers": "Equipment suppliers",
    "customers": "Customers",
    "competing_smes": "Competing SMEs",
}
PURCHASES = {
    "Chapter 7 (Aracruz)": ["ch07_aracruz_local_share_of_purchases_1991", "ch07_aracruz_local_share_of_purchases_2002"],
    "Chapter 10 (anchors)": [f"ch07_anchors_local_share_of_purchases_{period}" for period in ("1980s", "1990", "2002")],
}
MIDDLE = {"1980s": 1985}


def sales_classes(figures: pd.DataFrame) -> pd.DataFrame:
    """Share of firms and average sales of the three size classes.

    Parameters
    ----------
    figures : DataFrame
        Statements of the text indexed by ``figure_id``, with their value in ``low``.

    Returns
    -------
    DataFrame
        Indexed by size class: ``share_percent``, ``sales_usd_million``, ``part_of_sales_percent``.
    """
    classes = pd.DataFrame(
        {
            "share_percent": [figures.at[f"ch07_smes_{name}_share_of_firms_2002", "low"] for name in CLASSES],
            "sales_usd_million": [figures.at[f"ch07_smes_{name}_sales_2002", "low"] for name in CLASSES],
        },
        index=pd.Index(CLASSES, name="size_class"),
    )
    weights = classes["share_percent"] * classes["sales_usd_million"]
    return classes.assign(part_of_sales_percent=100 * weights / weights.sum())


def average_sales(classes: pd.DataFrame) -> float:
    """Mean sales of a firm, million dollars: class means weighted by the classes' shares."""
    return float((classes["share_percent"] * classes["sales_usd_million"]).sum() / classes["share_percent"].sum())


def attainable_sample_sizes(percent: float, *, largest: int, digits: int = 1) -> list[int]:
    """Sample sizes up to ``largest`` in which some whole number of answers gives the printed percentage.

    A percentage printed with ``digits`` decimals can come from n answers only if k/n lies within half a unit
    of its last digit for a whole k.
    """
    half = 0.5 * 10.0**-digits + 1e-9
    return [n for n in range(1, largest + 1) if abs(100 * round(percent * n / 100) / n - percent) <= half]


def cooperation_partners(figures: pd.DataFrame, *, respondents: int, confidence: float = 0.95) -> pd.DataFrame:
    """Survey shares by partner with exact (Clopper-Pearson) intervals.

    Parameters
    ----------
    figures : DataFrame
        Statements of the text indexed by ``figure_id``, with their value in ``low``.
    respondents : int
        Number of firms taken to have answered; the text gives a sample of 35.
    confidence : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        Indexed by partner: ``percent`` as stated, ``low`` and ``high``.
    """
    rows = {}
    for name, label in PARTNERS.items():
        percent = float(figures.at[f"ch07_survey_partner_{name}_2000", "low"])
        interval = binomtest(round(percent * respondents / 100), respondents).proportion_ci(confidence)
        rows[label] = (percent, 100 * interval.low, 100 * interval.high)
    return pd.DataFrame.from_dict(rows, orient="index", columns=["percent", "low", "high"]).rename_axis("partner")


def local_purchases(figures: pd.DataFrame) -> pd.DataFrame:
    """Local suppliers' share in the purchases of large firms, by chapter and year; a decade stands at its middle."""
    rows = []
    for source, names in PURCHASES.items():
        for name in names:
            period = name.rpartition("_")[2]
            rows.append((source, MIDDLE.get(period) or int(period), float(figures.at[name, "low"])))
    return pd.DataFrame(rows, columns=["source", "year", "percent"])


def implied_totals(figures: pd.DataFrame, *, firms: int) -> pd.Series:
    """What the text's averages imply for a number of firms: sales in million dollars and employees.

    Raises
    ------
    ClusterbookError
        If the number of firms is not positive.
    """
    if firms < 1:
        raise ClusterbookError(f"number of firms: found {firms}; expected 1 or more. Correct it.")
    size = float(figures.at["ch07_smes_employees_per_firm_2002", "low"])
    return pd.Series({"sales_usd_million": firms * average_sales(sales_classes(figures)), "employees": firms * size})


def beside_table(figures: pd.DataFrame, row: pd.Series, *, firms: int) -> pd.DataFrame:
    """What the text's averages imply beside what Table 1.2 prints for the cluster.

    Parameters
    ----------
    figures : DataFrame
        Statements of the text indexed by ``figure_id``.
    row : Series
        The cluster's row of Table 1.2.
    firms : int
        Number of firms to multiply the averages by.
    """
    implied = implied_totals(figures, firms=firms)
    printed = pd.Series(
        {"sales_usd_million": row["production_2002_usd_million"], "employees": row["direct_jobs"]}, dtype=float
    )
    beside = pd.DataFrame({"by the text": implied, "Table 1.2": printed, "ratio": implied / printed})
    return beside.rename(index={"sales_usd_million": "sales, US$ million"}).rename_axis("quantity")


def attainable_table(figures: pd.DataFrame, *, largest: int) -> pd.DataFrame:
    """For each partner of the survey, the numbers of respondents that can give its printed percentage.

    Returns
    -------
    DataFrame
        Indexed by partner: ``percent``, ``respondents`` (in words), ``of the sample`` (yes or no).
    """
    rows = {}
    for name, label in PARTNERS.items():
        percent = float(figures.at[f"ch07_survey_partner_{name}_2000", "low"])
        sizes = attainable_sample_sizes(percent, largest=largest)
        rows[label] = (percent, ", ".join(map(str, sizes)) or "none", "yes" if largest in sizes else "no")
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=["percent", "respondents", "of the sample"]
    ).rename_axis("partner")
