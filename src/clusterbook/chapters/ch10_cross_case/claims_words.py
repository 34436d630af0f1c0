"""The numbers of Chapter 10's tables in words: one line of evidence for a statement."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.vocabulary import ChainReach, Governance, Sector, Upgrading

RATED_SECTORS = (Sector.TRADITIONAL, Sector.NATURAL_RESOURCE, Sector.COMPLEX)
"""The sectors whose clusters are rated one by one; the ratings of software were never published."""
FRUIT = ["petrolina_juazeiro_mango_grape", "rio_grande_do_norte_melon", "santa_catarina_apple"]
"""The three clusters of fresh fruit in Brazil."""
KINDS = (Upgrading.PRODUCT, Upgrading.PROCESS, Upgrading.FUNCTIONAL)
FORMS = [form.value for form in Governance]
GLOBAL = (ChainReach.GLOBAL, ChainReach.BOTH)
REACH = {
    ChainReach.ABSENT: "absent",
    ChainReach.DOMESTIC: "domestic",
    ChainReach.GLOBAL: "global",
    ChainReach.BOTH: "domestic and global",
}


def by_sector(values: pd.Series, *, digits: int = 2) -> str:
    """One number per sector: ``traditional manufacturing 6.31, complex products 6.19``."""
    return ", ".join(f"{Sector(sector).label.lower()} {value:.{digits}f}" for sector, value in values.items())


def sector_of(book: Book, sector: Sector) -> pd.DataFrame:
    """The clusters of one sector."""
    clusters = book.clusters
    return clusters[clusters["sector"] == sector]


def coded_chains(book: Book, sector: Sector | None = None) -> pd.DataFrame:
    """Codes of the four forms of governance, of the clusters that have them."""
    clusters = book.clusters if sector is None else sector_of(book, sector)
    return clusters[FORMS].dropna().astype(int)


def names(book: Book, clusters: Iterable[str]) -> str:
    """The clusters as Table 10.2 prints them, or none."""
    return ", ".join(book.clusters.loc[list(clusters), "cluster"]) or "none"


def degrees_line(book: Book, clusters: Iterable[str]) -> str:
    """Degree of collective efficiency of each cluster."""
    rated = book.clusters.loc[list(clusters)]
    return "; ".join(f"{row['cluster']} {row['collective_efficiency']}" for _, row in rated.iterrows())


def ratings_line(book: Book, clusters: Iterable[str]) -> str:
    """Ratings of product, process and functional upgrading of each cluster."""
    rated = book.clusters.loc[list(clusters)]
    return "; ".join(f"{row['cluster']} {_three(row)}" for _, row in rated.iterrows())


def chains_line(book: Book, clusters: Iterable[str]) -> str:
    """Forms of governance that each cluster has, with their reach."""
    coded = book.clusters.loc[list(clusters)]
    return "; ".join(f"{row['cluster']} {_present(row)}" for _, row in coded.iterrows())


def forms_line(codes: pd.DataFrame) -> str:
    """Number of clusters that have each form: ``of 9 clusters, market in 3, network in 2, ...``."""
    counts = ", ".join(f"{form.label} in {int((codes[form.value] > 0).sum())}" for form in Governance)
    return f"of {len(codes)} clusters, {counts}"


def has_global(codes: pd.DataFrame, form: Governance) -> pd.Series:
    """Whether each cluster has a global chain of a form."""
    return codes[form.value].isin(GLOBAL)


def _three(row: pd.Series) -> str:
    """``product 3, process 3, functional 1.5``."""
    return ", ".join(f"{kind.value} {row[kind.column]:g}" for kind in KINDS)


def _present(row: pd.Series) -> str:
    """``market (domestic), quasi hierarchy (global)``."""
    held = [f"{form.label} ({REACH[ChainReach(int(row[form.value]))]})" for form in Governance if row[form.value] > 0]
    return ", ".join(held)
