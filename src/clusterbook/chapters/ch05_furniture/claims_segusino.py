"""Claims on the firm Segusino and its cluster: Tables 5.2, 5.5, 5.6 and 1.2."""

from __future__ import annotations

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if
from clusterbook.reproduction.hedges import about, exactly, more_than, nearly

SALES, EXPORTS = "sales_usd_million", "exports_usd_million"


def claim_05_22(book: Book) -> Finding:
    """More than 33 million dollars in 1998, 96 percent abroad."""
    row = book.table("5.6").loc["1998"]
    share = share_percent(row[EXPORTS], row[SALES])
    return agrees_if(
        more_than(row[SALES], 33) and exactly(share, 96),
        f"sales {row[SALES]:.2f} million dollars, {share:.1f} percent exported",
    )


def claim_05_23(book: Book) -> Finding:
    """5 percent of sales at home."""
    table = book.table("5.6").dropna(subset=[EXPORTS])
    home = 100 - share_percent(table[EXPORTS], table[SALES])
    words = ", ".join(f"{year}: {share:.1f}" for year, share in home.items())
    return agrees_if(
        all(exactly(share, 5) for share in home), f"domestic share in percent, {words}", in_direction=home.max() < 10
    )


def claim_05_24(book: Book) -> Finding:
    """Over half of rustic exports."""
    rustic = book.table("5.2")["rustic_furniture_usd_million"]
    share = share_percent(book.table("5.6")[EXPORTS], rustic.reindex(book.table("5.6").index)).dropna()
    words = ", ".join(f"{year}: {value:.0f}" for year, value in share.items())
    return agrees_if(
        all(more_than(value, 50) for value in share),
        f"share of Puebla's rustic exports in percent, {words}",
        in_direction=more_than(share.median(), 50),
    )


def claim_05_25(book: Book) -> Finding:
    """Exports of 20 million dollars in 2000."""
    exports = book.table("5.6").at["2000", EXPORTS]
    return agrees_if(
        exactly(exports, book.stated("ch05_segusino_exports_2000").value), f"{exports:.2f} million dollars"
    )


def claim_05_26(book: Book) -> Finding:
    """Leverage and liability ratio before and after."""
    table = book.table("5.6").loc[["1998", "2000"]]
    leverage = table["total_liabilities_usd_million"] / table["equity_usd_million"]
    ratio = table["total_assets_usd_million"] / table["total_liabilities_usd_million"]
    close = max(abs(leverage - table["leverage_ratio"]).max(), abs(ratio - table["liability_ratio"]).max())
    evidence = (
        f"leverage {leverage['1998']:.3f} and {leverage['2000']:.3f}, liability ratio {ratio['1998']:.3f} and"
        f" {ratio['2000']:.3f}"
    )
    return agrees_if(bool(close < 0.005 and leverage["2000"] > leverage["1998"]), evidence)


def _growth_of_sales(book: Book, first: str, *, last: str) -> float:
    """Growth of Segusino's sales in percent."""
    sales = book.table("5.6")[SALES]
    return float(growth_percent(sales[first], sales[last]))


def claim_05_27(book: Book) -> Finding:
    """Sales up 70 percent in 1996."""
    growth = _growth_of_sales(book, "1995", last="1996")
    stated = book.stated("ch05_segusino_sales_growth_1996").value
    return agrees_if(exactly(growth, stated), f"growth of sales {growth:.1f} percent")


def claim_05_28(book: Book) -> Finding:
    """Sales up nearly 30 percent in 1997."""
    growth = _growth_of_sales(book, "1996", last="1997")
    stated = book.stated("ch05_segusino_sales_growth_1997").value
    return agrees_if(nearly(growth, stated), f"growth of sales {growth:.1f} percent")


def claim_05_29(book: Book) -> Finding:
    """Sales per worker fell by nearly two thirds in 1996."""
    sales = 1 + _growth_of_sales(book, "1995", last="1996") / 100
    workers = 1 + book.stated("ch05_segusino_employment_growth_1996").value / 100
    before, after = (book.stated(f"ch05_segusino_sales_per_worker_{year}").value for year in (1995, 1996))
    fall, said = 100 * (1 - sales / workers), 100 * (1 - after / before)
    evidence = (
        f"the printed sales and the stated rise of employment give a fall of {fall:.0f} percent; the two stated sales"
        f" per worker {said:.0f} percent"
    )
    return agrees_if(exactly(fall, said), evidence, in_direction=about(fall, 200 / 3))


def claim_05_30(book: Book) -> Finding:
    """The boom peaked in 1999."""
    exports = book.table("5.2")["rustic_furniture_usd_million"]
    jobs = book.table("5.5")["employees"].astype(float)
    return agrees_if(
        exports.idxmax() == "1999",
        f"highest exports of {exports.index[0]} to {exports.index[-1]} in {exports.idxmax()}; highest employment in"
        f" {jobs.idxmax().replace('_', ' ')}",
    )


def claim_05_31(book: Book) -> Finding:
    """145 shops and 5,400 workers at the best of times."""
    row = book.table("1.2").loc["furniture"]
    shops, workers = (
        book.stated("ch05_segusino_cluster_shops_peak").value,
        book.stated("ch05_segusino_cluster_employees_peak").value,
    )
    return agrees_if(
        row["firms"] == shops + 1 and row["direct_jobs"] == workers,
        f"Table 1.2: {row['firms']} firms and {row['direct_jobs']:,} direct jobs; the text: {shops:.0f} shops and"
        f" Segusino, {workers:,.0f} workers",
    )
