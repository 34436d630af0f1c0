"""The field studies of Chapter 1: growth of production and exports, and which clusters the case list covers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.errors import ClusterbookError, listed
from clusterbook.vocabulary import Sector

PRODUCTION = ("production_1995_usd_million", "production_2002_usd_million", 7)
EXPORTS = ("exports_1996_usd_million", "exports_2002_usd_million", 6)


def of_countries(units: pd.DataFrame, countries: Sequence[str]) -> pd.DataFrame:
    """Field studies in the given countries, in the printed order.

    Raises
    ------
    ClusterbookError
        If a country has no field study.
    """
    unknown = sorted(set(countries) - set(units["country_id"]))
    if unknown:
        raise ClusterbookError(
            f"countries: found {listed(unknown)}; allowed {listed(sorted(set(units['country_id'])))}. Correct the list."
        )
    return units[units["country_id"].isin(countries)]


def field_study_growth(units: pd.DataFrame, *, measure: str, countries: Sequence[str]) -> pd.DataFrame:
    """Growth of production and exports, and exports in percent of production in 2002.

    Parameters
    ----------
    units : DataFrame
        Table 1.2, typed.
    measure : str
        ``annual`` (compound, a year) or ``total``.
    countries : sequence of str
        Country codes to keep.

    Returns
    -------
    DataFrame
        Indexed by cluster, all in percent; missing where a year was not printed.
    """
    chosen = of_countries(units, countries).set_index("cluster")
    columns = {}
    for name, (first, last, years) in {"production growth": PRODUCTION, "exports growth": EXPORTS}.items():
        columns[name] = growth_percent(chosen[first], chosen[last], years=years, measure=measure)
    columns["exports per production"] = share_percent(chosen[EXPORTS[1]], chosen[PRODUCTION[1]])
    return pd.DataFrame(columns)


def case_study_coverage(cases: pd.DataFrame, clusters: pd.DataFrame) -> pd.DataFrame:
    """Number of case studies (Table 1.3) and clusters (Table 10.2) in each sector, and those left out of the list."""
    rows = {}
    for sector in Sector:
        rated = clusters.index[clusters["sector"] == sector]
        listed_cases = cases.loc[cases["sector"] == sector, "cluster_id"]
        missing = rated.difference(listed_cases)
        rows[sector.label] = (len(listed_cases), len(rated), len(missing))
    columns = ["case studies in Table 1.3", "clusters in Table 10.2", "missing from Table 1.3"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("sector")
