"""Statements of Chapter 6 on the exports of districts: export share times turnover (Table 6.1)."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch06_districts.measures import (
    EXPORT_SHARE,
    district_totals,
    districts_of,
    exports_range,
    regions_of,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if
from clusterbook.reproduction.hedges import more_than
from clusterbook.reproduction.statements import fits, numbers_by_row

EXPORTS = "exports_usd_million"
MAIN_EXPORTERS = ("murgia_furniture", "salento_shoe", "barletta_shoe", "isernia_clothing")
NAPLES = ["north_neapolitan_clothing", "neapolitan_shoe", "neapolitan_leather", "south_neapolitan_clothing"]


def district_names(book: Book) -> dict[str, str]:
    """Names of the districts by row of Table 6.1: ``Teramo shoe``."""
    districts = districts_of(book)
    return dict(districts["geographic_area"] + " " + districts["sector_specialization"])


def _specialized_in(book: Book, product: str) -> pd.DataFrame:
    """Districts of one product."""
    return districts_of(book)[lambda districts: districts["sector_specialization"] == product]


def claim_06_08(book: Book) -> Finding:
    """The Murgia in all exports."""
    exports = districts_of(book)[EXPORTS]
    share = share_percent(exports["murgia_furniture"], exports.sum())
    return agrees_if(
        fits(share, book.stated("ch06_murgia_share_of_total")),
        f"{exports['murgia_furniture']:,.0f} of {exports.sum():,.0f} million dollars of exports, {share:.1f} percent",
    )


def claim_06_09(book: Book) -> Finding:
    """The main exporters."""
    largest = districts_of(book)[EXPORTS].nlargest(5)
    first = list(largest.index[: len(MAIN_EXPORTERS)])
    return agrees_if(
        set(first) == set(MAIN_EXPORTERS),
        f"largest exports, million dollars: {numbers_by_row(largest, 0, names=district_names(book))}",
        in_direction=first[:3] == list(MAIN_EXPORTERS[:3]),
    )


def claim_06_10(book: Book) -> Finding:
    """Footwear."""
    shoes, stated = _specialized_in(book, "shoe"), book.stated("ch06_footwear_exports_share")
    share, high = district_totals(shoes)[EXPORT_SHARE], shoes.drop("neapolitan_shoe")[EXPORT_SHARE]
    by_district = numbers_by_row(shoes[EXPORT_SHARE], 0, names=district_names(book))
    return agrees_if(
        fits(share, stated) and fits(high.min(), stated),
        f"percent of sales exported: together {share:.1f}; {by_district}",
    )


def claim_06_11(book: Book) -> Finding:
    """Leather of Solofra and knitwear of Barletta: more than half."""
    shares = book.table("6.1").loc[["solofra_tanning", "barletta_knitwear"], EXPORT_SHARE]
    by_district = numbers_by_row(shares, 0, names=district_names(book))
    return agrees_if(more_than(shares.min(), 50), f"percent of sales exported: {by_district}")


def claim_06_12(book: Book) -> Finding:
    """Clothing."""
    share = district_totals(_specialized_in(book, "clothing"))[EXPORT_SHARE]
    return agrees_if(
        fits(share, book.stated("ch06_clothing_exports_share")), f"{share:.1f} percent, weighted by turnover"
    )


def claim_06_13(book: Book) -> Finding:
    """Naples beside Abruzzi and Apulia: below each, or below both together; the shared Murgia is left out."""
    districts = districts_of(book)
    group = regions_of(book).mask(districts.index.isin(NAPLES), "Naples")
    sums = {
        place: tuple(bound.sum() for bound in exports_range(districts[group == place]))
        for place in ("Naples", "Abruzzi", "Apulia")
    }
    words = ", ".join(f"{place} {low:,.0f} to {high:,.0f}" for place, (low, high) in sums.items())
    low, high = ([bounds[at] for bounds in sums.values()] for at in (0, 1))
    return agrees_if(
        high[0] < min(low[1:]), f"exports in million dollars: {words}", in_direction=high[0] < sum(low[1:])
    )


def claim_06_54(book: Book) -> Finding:
    """Export share of Barletta footwear: the highest."""
    shares = districts_of(book)[EXPORT_SHARE].nlargest(3)
    by_district = numbers_by_row(shares, 0, names=district_names(book))
    return agrees_if(shares.index[0] == "barletta_shoe", f"percent of sales exported: {by_district}")
