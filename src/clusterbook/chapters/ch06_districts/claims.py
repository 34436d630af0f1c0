"""Claims of Chapter 6: districts, pioneer firms and competitive factors of southern Italy."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch06_districts.measures import (
    SIZE,
    TURNOVER,
    district_totals,
    firms_range,
    lire_behind_dollars,
    trial_rates,
    with_firms_and_exports,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if
from clusterbook.reproduction.hedges import about, exactly, fraction, more_than, nearly, slightly_less, within
from clusterbook.vocabulary import CompetitiveFactor

EXPORTS = "exports_usd_million"
REGIONS = {
    "Abruzzi": 6,
    "Apulia": 7,
    "Campania": 8,
    "Basilicata": 2,
    "Molise": 1,
    "Sicily": 1,
}  # line 1902; the shared Murgia counted in Basilicata
TEXTILE_SECTORS = ["clothing", "socks", "knitwear"]
NAPLES = ["north_neapolitan_clothing", "neapolitan_shoe", "neapolitan_leather", "south_neapolitan_clothing"]


def _districts(book: Book) -> pd.DataFrame:
    """The 25 districts with implied firms and exports."""
    return with_firms_and_exports(book.table("6.1")[lambda table: table["row_type"] == "item"])


def _regions(book: Book) -> pd.Series:
    """Region of each district, as the text places it."""
    return book.resource("figure_06_01_districts").set_index("district_id")["region"]


def claim_06_01(book: Book) -> Finding:
    """25 districts, by region."""
    counts = _regions(book).reindex(_districts(book).index).value_counts().to_dict()
    return agrees_if(counts == REGIONS, ", ".join(f"{region}: {counts.get(region, 0)}" for region in REGIONS))


def claim_06_02(book: Book) -> Finding:
    """Slightly less than 110,000 employees."""
    employees = int(_districts(book)["employees"].sum())
    return agrees_if(slightly_less(employees, 110_000), f"{employees:,} employees")


def claim_06_03(book: Book) -> Finding:
    """Almost 13,000 firms."""
    districts = _districts(book)
    low, high = (bound.sum() for bound in firms_range(districts))
    firms = districts["firms"].sum()
    return agrees_if(
        nearly(firms, 13_000),
        f"{firms:,.0f} firms, between {low:,.0f} and {high:,.0f} with the rounding of the sizes",
    )


def claim_06_04(book: Book) -> Finding:
    """8.3 employees a firm."""
    districts = _districts(book)
    mean = district_totals(districts)[SIZE]
    return agrees_if(
        exactly(mean, 8.3, unit=0.1),
        f"weighted mean {mean:.2f}, plain mean of the districts {districts[SIZE].mean():.1f}",
    )


def claim_06_05(book: Book) -> Finding:
    """Sales of 7.5 billion dollars."""
    sales = _districts(book)[TURNOVER].sum() / 1000
    said = book.stated("ch06_districts_turnover_1998").value
    fits = lire_behind_dollars(_districts(book)[TURNOVER], book.table("6.1").at["total", TURNOVER], rates=trial_rates())
    best = fits[fits["total_fits"]].sort_values("districts").iloc[-1]
    evidence = (
        f"{sales:.2f} billion dollars in the table, {said:.1f} in the text; {best['lire_billion']:,.0f} billion lire at"
        f" {best['rate']:,.0f} and at {best['lire_billion'] / said:,.0f} a dollar"
    )
    return agrees_if(exactly(sales, said, unit=0.1), evidence)


def claim_06_06(book: Book) -> Finding:
    """Clothing, hosiery and knitwear: over 3.5 billion."""
    sales = _districts(book).groupby("sector_specialization")[TURNOVER].sum()[TEXTILE_SECTORS]
    return agrees_if(
        more_than(sales.sum(), 3500), f"{sales.sum():,} million dollars, clothing alone {sales['clothing']:,}"
    )


def claim_06_07(book: Book) -> Finding:
    """Exports of 45 percent, nearly 3.5 billion dollars."""
    districts = _districts(book)
    share, exports = district_totals(districts)["exports_share_of_sales_percent"], districts[EXPORTS].sum()
    return agrees_if(
        exactly(share, 45) and nearly(exports, 3500),
        f"{share:.1f} percent, {exports:,.0f} million dollars",
        in_direction=about(share, 45),
    )


def claim_06_08(book: Book) -> Finding:
    """The Murgia: a quarter of exports."""
    exports = _districts(book)[EXPORTS]
    share = 100 * exports["murgia_furniture"] / exports.sum()
    return agrees_if(
        fraction(share, 25),
        f"{exports['murgia_furniture']:,.0f} of {exports.sum():,.0f} million dollars, {share:.1f} percent",
    )


def claim_06_09(book: Book) -> Finding:
    """The four largest exporters."""
    largest = _districts(book)[EXPORTS].nlargest(5)
    named = {"murgia_furniture", "salento_shoe", "barletta_shoe", "isernia_clothing"}
    words = ", ".join(f"{name.replace('_', ' ')} {value:.0f}" for name, value in largest.items())
    return agrees_if(
        set(largest.index[:4]) == named,
        f"million dollars: {words}",
        in_direction=len(named & set(largest.index[:4])) == 3,
    )


def claim_06_10(book: Book) -> Finding:
    """Footwear exports more than half."""
    shoes = _districts(book)[lambda frame: frame["sector_specialization"] == "shoe"]
    share = district_totals(shoes)["exports_share_of_sales_percent"]
    by_district = ", ".join(
        f"{name.replace('_', ' ')} {value:.0f}" for name, value in shoes["exports_share_of_sales_percent"].items()
    )
    high = shoes.drop("neapolitan_shoe")["exports_share_of_sales_percent"].min() > 50
    return agrees_if(bool(share > 50 and high), f"{share:.1f} percent together; {by_district}")


def claim_06_11(book: Book) -> Finding:
    """Solofra and Barletta knitwear sell mainly abroad."""
    shares = book.table("6.1").loc[["solofra_tanning", "barletta_knitwear"], "exports_share_of_sales_percent"]
    return agrees_if(bool((shares > 50).all()), " and ".join(f"{share:.0f}" for share in shares) + " percent exported")


def claim_06_12(book: Book) -> Finding:
    """Clothing exports about 30 percent."""
    share = district_totals(_districts(book)[lambda frame: frame["sector_specialization"] == "clothing"])[
        "exports_share_of_sales_percent"
    ]
    return agrees_if(about(share, 30), f"{share:.1f} percent, weighted by turnover")


def claim_06_13(book: Book) -> Finding:
    """Exports of Naples are below those of Abruzzi and Apulia."""
    exports = _districts(book)[EXPORTS]
    sums = exports.groupby(_regions(book).reindex(exports.index)).sum()
    naples = exports[NAPLES].sum()
    evidence = (
        f"million dollars: Naples {naples:.0f}, Abruzzi {sums['Abruzzi']:.0f}, Apulia without the Murgia"
        f" {sums['Apulia']:.0f}"
    )
    return agrees_if(
        bool(naples < min(sums["Abruzzi"], sums["Apulia"])),
        evidence,
        in_direction=bool(naples < sums["Abruzzi"] + sums["Apulia"]),
    )


def claim_06_14(book: Book) -> Finding:
    """Salento footwear firms are very large."""
    sizes = _districts(book)[SIZE].sort_values(ascending=False)
    place = int(sizes.index.get_loc("salento_shoe")) + 1
    return agrees_if(
        place <= 3,
        f"{sizes['salento_shoe']:.1f} employees, number {place} of {len(sizes)}; {sizes.index[0].replace('_', ' ')}"
        f" {sizes.iloc[0]:.1f}",
    )


def claim_06_15(book: Book) -> Finding:
    """Northern Neapolitan clothing has most firms."""
    districts = _districts(book)
    low, high = firms_range(districts)
    most, own = districts["firms"].idxmax(), "north_neapolitan_clothing"
    evidence = (
        f"{own.replace('_', ' ')} {low[own]:,.0f} to {high[own]:,.0f} firms, {most.replace('_', ' ')} {low[most]:,.0f}"
        f" to {high[most]:,.0f}"
    )
    return agrees_if(most == own, evidence, in_direction=bool(high[own] > low[most]))


def claim_06_16(book: Book) -> Finding:
    """Very small firms in southern Neapolitan clothing."""
    sizes = _districts(book)[SIZE].sort_values()
    place = int(sizes.index.get_loc("south_neapolitan_clothing")) + 1
    return agrees_if(place <= 3, f"{sizes['south_neapolitan_clothing']:.1f} employees, number {place} from below")


def claim_06_17(book: Book) -> Finding:
    """Central Sicily is the smallest district."""
    districts = _districts(book)
    ranks = {column: int(districts[column].rank()["central_sicily_clothing"]) for column in (TURNOVER, "employees")}
    evidence = f"from below, number {ranks[TURNOVER]} by turnover and {ranks['employees']} by employees"
    return agrees_if(set(ranks.values()) == {1}, evidence, in_direction=1 in ranks.values())


def claim_06_18(book: Book) -> Finding:
    """349 firms in Abruzzi furniture."""
    low, high = (bound["abruzzo_furniture"] for bound in firms_range(_districts(book)))
    said = book.stated("ch06_abruzzo_furniture_firms_1990s").value
    return agrees_if(within(said, low, high), f"between {low:.1f} and {high:.1f} firms")


def claim_06_19(book: Book) -> Finding:
    """One Teramo shoe firm with over 130 million dollars."""
    turnover = book.table("6.1").at["teramo_shoe", TURNOVER]
    return agrees_if(
        turnover > book.stated("ch06_teramo_shoe_turnover_of_one_firm_1990s").value,
        f"the whole district turns over {turnover} million dollars",
    )


def claim_06_20(book: Book) -> Finding:
    """The sofa triangle: 1,000 billion dollars, 90 percent exported."""
    row = book.table("6.1").loc["murgia_furniture"]
    close = row[TURNOVER] == 1000 * book.stated("ch06_murgia_furniture_turnover_1990s").value
    return agrees_if(
        bool(close), f"{row[TURNOVER]:,} million dollars, {row['exports_share_of_sales_percent']:.0f} percent exported"
    )


def _factor(book: Book, column: str) -> pd.Series:
    """Ratings of one competitive factor by row of Table 6.3."""
    levels = book.table("6.3")[column]
    return pd.Series([CompetitiveFactor(level) for level in levels], index=levels.index, dtype=object)


def claim_06_21(book: Book) -> Finding:
    """Low labor cost above all."""
    counts = _factor(book, "labor_cost").value_counts()
    words = ", ".join(f"{level.label} {counts.get(level, 0)}" for level in CompetitiveFactor)
    return agrees_if(counts[CompetitiveFactor.HIGH] > len(book.table("6.3")) / 2, f"labor cost: {words}")


def claim_06_22(book: Book) -> Finding:
    """Naples, Putignano and Martina Franca did not start from low prices."""
    named = _factor(book, "labor_cost")[["neapolitan_clothing", "neapolitan_footwear", "south_of_bari_clothing"]]
    return agrees_if(
        not (named == CompetitiveFactor.HIGH).any(),
        ", ".join(f"{name.replace('_', ' ')}: {level.label}" for name, level in named.items()),
    )


def claim_06_23(book: Book) -> Finding:
    """The Murgia: clearest process innovation."""
    best = _top(_factor(book, "process_innovation"))
    return agrees_if(best == ["murgia_sofas"], f"rated highest: {', '.join(best)}".replace("_", " "))


def claim_06_24(book: Book) -> Finding:
    """Barletta knitwear: extreme external economies."""
    ratings = _factor(book, "external_economies")
    best = _top(ratings)
    return agrees_if(
        best == ["barletta_knitwear"],
        f"{len(best)} districts share the highest rating, {ratings[best[0]].label}",
        in_direction="barletta_knitwear" in best,
    )


def claim_06_25(book: Book) -> Finding:
    """Differentiation: Isernia and South of Bari."""
    best = _top(_factor(book, "product_differentiation"))
    return agrees_if(
        set(best) == {"isernia_clothing", "south_of_bari_clothing"},
        f"rated highest: {', '.join(best)}".replace("_", " "),
    )


def _top(ratings: pd.Series) -> list[str]:
    """Rows with the highest rating."""
    ranks = ratings.map(lambda level: level.rank)
    return list(ranks[ranks == ranks.max()].index)


def claim_06_26(book: Book) -> Finding:
    """Pioneers of the 1980s."""
    young = book.table("6.2")[lambda table: table["period_start"] == 1980]
    return agrees_if({"lavello_1", "king", "megatex"} <= set(young.index), f"1980–1990: {', '.join(young['firm'])}")


def claim_06_27(book: Book) -> Finding:
    """Nuova Adelchi and Filanto in Table 6.2."""
    firms = book.table("6.2")[lambda table: table["district_id"] == "salento_shoe"]["firm"]
    return agrees_if("Nuova Adelchi" in set(firms), f"Salento footwear: {', '.join(firms)}")
