"""One row for every coded cluster, those that this project added too, and one for every code that it gave."""

from __future__ import annotations

import pandas as pd

from clusterbook.data.book import Book

PLACE = {"place": "place", "latitude": "latitude", "longitude": "longitude", "precision": "place_precision"}
ALTERNATIVES = ";"


def all_clusters(book: Book) -> pd.DataFrame:
    """The 40 clusters of Chapter 10 and the added ones, with their places.

    Returns
    -------
    DataFrame
        One row per cluster; the columns are those of ``data/all_clusters.schema.json``.
    """
    clusters = book.clusters_with(cases=True)
    countries = book.resource("countries").set_index("country_id")["country"]
    source = ["book" if cluster in book.clusters.index else "added" for cluster in clusters.index]
    described = clusters.assign(source=source, country=clusters["country_id"].map(countries))
    first = ["cluster", "source", "country_id", "country"]
    others = [name for name in clusters.columns if name not in first]
    places = book.places[list(PLACE)].rename(columns=PLACE)
    return described[first + others].join(places).rename_axis("cluster_id").reset_index()


def all_codes(book: Book) -> pd.DataFrame:
    """Every code given to the added clusters, with evidence, confidence and the other codes that it allows.

    Returns
    -------
    DataFrame
        One row per code; the columns are those of ``data/all_codes.schema.json``.
    """
    codes = book.case_codes
    return codes.assign(
        code=[None if pd.isna(code) else _text(code) for code in codes["code"]],
        admissible=[ALTERNATIVES.join(map(_text, others)) for others in codes["admissible"]],
    )


def _text(code: object) -> str:
    """A code as it is written: a whole rating without decimals."""
    return f"{code:g}" if isinstance(code, int | float) else str(code)
