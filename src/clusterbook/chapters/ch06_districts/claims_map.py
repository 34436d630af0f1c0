"""Statements of Chapter 6 on single districts, in its short map (Table 6.1).

A district is small or its firms are numerous if it is among the first fifth of the districts. A small firm has fewer
than 50 employees and a very small one fewer than 10, as in the statistics of the European Union.
"""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch06_districts.claims_exports import NAPLES, district_names
from clusterbook.chapters.ch06_districts.measures import (
    EMPLOYEES,
    EXPORT_SHARE,
    SIZE,
    TURNOVER,
    district_totals,
    districts_of,
    firms_range,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import between, less_than
from clusterbook.reproduction.statements import fits, numbers_by_row

FIRST = 5  # a fifth of the 25 districts
SMALL_FIRM, VERY_SMALL_FIRM = 50, 10
BOTH_MEASURES = [EMPLOYEES, TURNOVER]
MEASURES = {EMPLOYEES: "employees", TURNOVER: "turnover in million dollars"}
NORTH, SOUTH = "north_neapolitan_clothing", "south_neapolitan_clothing"


def _places(book: Book, district: str, columns: list[str], *, largest_first: bool = False) -> dict[str, int]:
    """Place of a district among the 25 by each column, from below or from above."""
    places = districts_of(book)[columns].astype(float).rank(ascending=not largest_first, method="min").loc[district]
    return {str(column): int(place) for column, place in places.items()}


def _small_district(book: Book, district: str) -> Finding:
    """Whether a district is among the smallest fifth by employees and by turnover."""
    places, row = _places(book, district, BOTH_MEASURES), book.table("6.1").loc[district]
    return agrees_if(
        max(places.values()) <= FIRST,
        f"{row[EMPLOYEES]:,} employees, number {places[EMPLOYEES]} from below; {row[TURNOVER]:,} million dollars,"
        f" number {places[TURNOVER]}",
    )


def _small_firms(book: Book, district: str, limit: int) -> Finding:
    """Whether the firms of a district have on average fewer employees than a limit."""
    districts = districts_of(book)
    size, firms = districts.at[district, SIZE], districts.at[district, "firms"]
    return agrees_if(
        less_than(size, limit),
        f"{firms:,.0f} firms of {size:.1f} employees; {district_totals(districts)[SIZE]:.1f} in all districts",
    )


def _larger(book: Book, larger: str, smaller: str) -> Finding:
    """Whether one district exceeds another by employees and by turnover."""
    rows = districts_of(book)[[*BOTH_MEASURES, "firms"]].astype(float).loc[[larger, smaller]]
    words = "; ".join(
        f"{MEASURES.get(column, column)} {rows.at[larger, column]:,.0f} and {rows.at[smaller, column]:,.0f}"
        for column in rows
    )
    return agrees_if(bool((rows.loc[larger, BOTH_MEASURES] > rows.loc[smaller, BOTH_MEASURES]).all()), words)


def claim_06_14(book: Book) -> Finding:
    """Size of firm in Salento footwear: among the largest, and more than twice the mean."""
    place = _places(book, "salento_shoe", [SIZE], largest_first=True)[SIZE]
    size, mean = book.table("6.1").at["salento_shoe", SIZE], district_totals(districts_of(book))[SIZE]
    return agrees_if(
        place <= FIRST and size > 2 * mean, f"{size:.1f} employees per firm, number {place} from above; mean {mean:.1f}"
    )


def claim_06_15(book: Book) -> Finding:
    """Most firms of the Naples area; the area in square kilometers is not printed."""
    firms, names = districts_of(book)["firms"], district_names(book)
    most = str(firms.idxmax())
    return agrees_if(
        firms[NAPLES].idxmax() == NORTH,
        f"firms: {numbers_by_row(firms[NAPLES], 0, names=names)}; of all 25, {names[most]} {firms[most]:,.0f}",
    )


def claim_06_16(book: Book) -> Finding:
    """Firms of southern Naples."""
    return _small_firms(book, SOUTH, VERY_SMALL_FIRM)


def claim_06_17(book: Book) -> Finding:
    """Central Sicily, the smallest."""
    places = _places(book, "central_sicily_clothing", BOTH_MEASURES)
    return agrees_if(
        set(places.values()) == {1},
        f"place from below: {numbers_by_row(places, 0, names=MEASURES)}",
        in_direction=1 in places.values(),
    )


def claim_06_18(book: Book) -> Finding:
    """Firms of Abruzzi furniture."""
    low, high = (bound["abruzzo_furniture"] for bound in firms_range(districts_of(book)))
    stated = book.stated("ch06_abruzzo_furniture_firms_1990s").value
    size = book.table("6.1").at["abruzzo_furniture", SIZE]
    return agrees_if(
        between(stated, low, high) and less_than(size, SMALL_FIRM),
        f"between {low:.1f} and {high:.1f} firms of {size:.1f} employees",
    )


def claim_06_19(book: Book) -> Finding:
    """One firm of Teramo footwear: not above its district."""
    turnover = book.table("6.1").at["teramo_shoe", TURNOVER]
    stated = book.stated("ch06_teramo_shoe_turnover_of_one_firm_1990s").value
    return agrees_if(turnover > stated, f"one firm {stated:.0f} million dollars, the whole district {turnover} million")


def claim_06_20(book: Book) -> Finding:
    """Sales and exports of the sofa triangle."""
    row = book.table("6.1").loc["murgia_furniture"]
    sales, share = (
        book.stated(f"ch06_murgia_furniture_{name}_1990s") for name in ("turnover", "exports_share_of_sales")
    )
    return agrees_if(
        fits(row[TURNOVER] / 1000, sales, unit=1) and fits(row[EXPORT_SHARE], share, unit=1),
        f"{row[TURNOVER]:,} million dollars, {row[EXPORT_SHARE]:.0f} percent exported, in the table; {sales.value:,.0f}"
        f" billion, {share.value:.0f} percent in the text",
    )


def claim_06_63(book: Book) -> Finding:
    """Sales of Natuzzi: not above those of all districts."""
    stated, everything = book.stated("ch06_natuzzi_turnover").value, book.table("6.1").at["total", TURNOVER] / 1000
    return agrees_if(
        everything > stated, f"one firm {stated:,.0f} billion dollars, all districts {everything:.2f} billion"
    )


def claim_06_47(book: Book) -> Finding:
    """Footwear of Teramo."""
    return _small_district(book, "teramo_shoe")


def claim_06_51(book: Book) -> Finding:
    """Footwear of Guardiagrele."""
    return _small_district(book, "guardiagrele_shoe")


def claim_06_48(book: Book) -> Finding:
    """One firm of office furniture: no table has single firms."""
    row = book.table("6.1").loc["abruzzo_furniture"]
    people, sales = (book.stated(f"ch06_las_mobili_{name}").value for name in ("employees", "turnover"))
    return no_evidence(
        f"single firms looked for; {people:.0f} of the {row[EMPLOYEES]:,} employees and {sales:.0f} of the"
        f" {row[TURNOVER]} million dollars of the district"
    )


def claim_06_52(book: Book) -> Finding:
    """The companies around which Isernia is organized: no table has them."""
    low, high = (bound["isernia_clothing"] for bound in firms_range(districts_of(book)))
    stated = book.stated("ch06_isernia_leading_companies").value
    return no_evidence(
        f"organization around {stated:.0f} companies looked for; the district has {low:.1f} to {high:.1f} firms"
    )


def claim_06_49(book: Book) -> Finding:
    """Clothing of southern Abruzzi beside furniture of Abruzzi."""
    return _larger(book, "south_abruzzo_clothing", "abruzzo_furniture")


def claim_06_60(book: Book) -> Finding:
    """Socks of Salento beside footwear of Salento."""
    return _larger(book, "salento_shoe", "salento_socks")


def claim_06_50(book: Book) -> Finding:
    """Firms of southern Abruzzi clothing."""
    return _small_firms(book, "south_abruzzo_clothing", SMALL_FIRM)


def claim_06_56(book: Book) -> Finding:
    """Firms of Barletta knitwear."""
    return _small_firms(book, "barletta_knitwear", SMALL_FIRM)


def claim_06_69(book: Book) -> Finding:
    """Firms of central Sicily."""
    return _small_firms(book, "central_sicily_clothing", SMALL_FIRM)


def _named(book: Book, area: str, product: str) -> pd.Series:
    """Areas of Table 6.1 with a name in them and a product."""
    districts = districts_of(book)
    named = districts["geographic_area"].str.contains(area) & (districts["sector_specialization"] == product)
    return districts.loc[named, "geographic_area"]


def claim_06_57(book: Book) -> Finding:
    """Clothing around Bari: two districts."""
    found = _named(book, "Bari", "clothing")
    return agrees_if(len(found) == 2, f"clothing: {', '.join(found)}")


def claim_06_68(book: Book) -> Finding:
    """Leather goods around Naples: one district."""
    found = _named(book, "Neapolitan", "leather")
    return agrees_if(len(found) == 1, f"leather: {', '.join(found)}")


def claim_06_62(book: Book) -> Finding:
    """Firms of Salento clothing: among the most numerous."""
    place = _places(book, "salento_clothing", ["firms"], largest_first=True)["firms"]
    return agrees_if(
        place <= FIRST, f"{districts_of(book).at['salento_clothing', 'firms']:,.0f} firms, number {place} from above"
    )


def claim_06_67(book: Book) -> Finding:
    """Clothing of southern Naples: small, and smaller than that of the north; density is not printed."""
    rows, place = districts_of(book).loc[[SOUTH, NORTH]], _places(book, SOUTH, [EMPLOYEES])[EMPLOYEES]
    smaller = bool((rows.loc[SOUTH, BOTH_MEASURES] < rows.loc[NORTH, BOTH_MEASURES]).all())
    people, sales = (rows[column].tolist() for column in BOTH_MEASURES)
    return agrees_if(
        smaller and place <= FIRST,
        f"{people[0]:,} and {people[1]:,} employees, {sales[0]:,} and {sales[1]:,} million dollars; number {place} from"
        " below by employees",
        in_direction=smaller,
    )
