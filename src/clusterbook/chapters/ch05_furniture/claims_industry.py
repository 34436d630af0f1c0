"""Statements of Chapter 5 on the manufacturing of Puebla: Table 5.4."""

from __future__ import annotations

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch05_furniture.measures import (
    LabelReading,
    industry_totals,
    share_of_industry,
    with_labels,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if
from clusterbook.reproduction.hedges import about, less_than
from clusterbook.reproduction.statements import fits, numbers_by_row

WAGES, PRODUCTIVITY = "wages_per_employee", "value_added_per_employee"
FURNITURE, STATE = "wooden_furniture", "total_manufacturing"


def _readings(book: Book, industry: str, column: str) -> dict[str, float]:
    """A column of one industry under the printed labels and with three of them moved by one row."""
    table = book.table("5.4")
    return {reading.value: float(with_labels(table, reading).at[industry, column]) for reading in LabelReading}


def _relative(book: Book, industry: str, column: str) -> dict[str, float]:
    """Furniture over one industry in a column, under both readings of the labels."""
    own = float(book.table("5.4").at[FURNITURE, column])
    return {f"labels {reading}": own / value for reading, value in _readings(book, industry, column).items()}


def claim_05_14(book: Book) -> Finding:
    """The automotive industry as half of manufacturing."""
    shares = share_of_industry(book.table("5.4"), "automotive")[["production", "value_added", "employees"]]
    row, employees = book.table("5.4").loc["automotive"], book.table("5.4")["employees"]
    others = share_percent(employees.drop(["automotive", STATE]).sum(), employees[STATE])
    return agrees_if(
        all(fits(share, book.stated("ch05_automotive_share")) for share in shares),
        f"share of the automotive industry in percent, {numbers_by_row(shares)}; {row['firms']} firms times"
        f" {row['employees_per_firm']} are {row['firms'] * row['employees_per_firm']:,.0f}, the table has"
        f" {row['employees']:,} employees; the other industries printed have {others:.1f} percent of all employees",
    )


def claim_05_15(book: Book) -> Finding:
    """The rank of furniture by production."""
    production = industry_totals(book.table("5.4"))["production"].drop(STATE).rank(ascending=False)
    rank = int(production[FURNITURE])
    return agrees_if(
        rank == book.stated("ch05_furniture_rank").value, f"number {rank} of the {len(production)} industries printed"
    )


def claim_05_16(book: Book) -> Finding:
    """Furniture's share of firms and employment."""
    table = book.table("5.4")
    shares = {
        name: share_percent(table.at[FURNITURE, column], table.at[STATE, column])
        for name, column in (("firms", "firms"), ("employment", "employees"))
    }
    return agrees_if(
        all(fits(share, book.stated(f"ch05_furniture_share_of_{name}"), unit=1) for name, share in shares.items()),
        f"share in percent, {numbers_by_row(shares)}",
    )


def claim_05_17(book: Book) -> Finding:
    """Half of what beverages pay."""
    ratios = _relative(book, "beverages", WAGES)
    other = book.table("5.4").at[FURNITURE, WAGES] / book.table("5.4").at["clothing", WAGES]
    return agrees_if(
        any(fits(ratio, book.stated("ch05_pay_over_beverages")) for ratio in ratios.values()),
        f"pay relative to beverages, {numbers_by_row(ratios, 2)}; to the row labeled clothing {other:.2f}",
        in_direction=all(less_than(ratio, 1) for ratio in ratios.values()),
    )


def claim_05_18(book: Book) -> Finding:
    """One-eighth of what the automotive industry pays."""
    wages, stated = book.table("5.4")[WAGES], book.stated("ch05_pay_over_automotive")
    ratio = wages[FURNITURE] / wages["automotive"]
    return agrees_if(fits(ratio, stated), f"{wages[FURNITURE]} of {wages['automotive']}, one in {1 / ratio:.1f}")


def claim_05_19(book: Book) -> Finding:
    """Very similar to what clothing pays."""
    ratios = _relative(book, "clothing", WAGES)
    return agrees_if(
        fits(ratios["labels printed"], book.stated("ch05_pay_over_clothing")),
        f"pay relative to clothing, {numbers_by_row(ratios, 2)}",
    )


def claim_05_42(book: Book) -> Finding:
    """Puebla's strength is not furniture."""
    shares = share_of_industry(book.table("5.4"), FURNITURE)[["production", "value_added", "employees"]]
    value_added = book.table("5.4")["value_added_per_firm"].drop(STATE)
    return agrees_if(
        value_added.idxmin() == FURNITURE and all(less_than(share, 100 / len(value_added)) for share in shares),
        f"share of furniture in percent, {numbers_by_row(shares)}; lowest value added per firm:"
        f" {value_added.idxmin().replace('_', ' ')}",
    )


def claim_05_43(book: Book) -> Finding:
    """Textiles and clothing: small establishments, low pay, low value added."""
    table = with_labels(book.table("5.4"), LabelReading.ROTATED)
    columns = ["employees_per_firm", WAGES, PRODUCTIVITY]
    below = table.loc[["textiles", "clothing"], columns] < table.loc[STATE, columns]
    words = "; ".join(
        f"{name.replace('_', ' ')}, {numbers_by_row(table.loc[['textiles', 'clothing', STATE], name])}"
        for name in columns
    )
    return agrees_if(
        bool(below.all(axis=None)),
        f"labels rotated: {words}",
        in_direction=bool(below[[WAGES, PRODUCTIVITY]].all(axis=None)),
    )


def claim_05_44(book: Book) -> Finding:
    """Furniture is mainly small enterprises."""
    size = book.table("5.4")["employees_per_firm"]
    return agrees_if(
        less_than(size[FURNITURE], size[STATE]),
        f"{size[FURNITURE]} employees per firm; all manufacturing {size[STATE]}",
    )


def claim_05_45(book: Book) -> Finding:
    """Very low productivity, similar to clothing."""
    ratios = _relative(book, "clothing", PRODUCTIVITY)
    average = book.table("5.4").at[FURNITURE, PRODUCTIVITY] / book.table("5.4").at[STATE, PRODUCTIVITY]
    clothing = _readings(book, "clothing", PRODUCTIVITY)
    state = float(book.table("5.4").at[STATE, PRODUCTIVITY])
    return agrees_if(
        any(about(ratio, 1) for ratio in ratios.values()),
        f"value added per worker relative to clothing, {numbers_by_row(ratios, 2)}; to all manufacturing {average:.2f}",
        in_direction=less_than(average, 1) and all(less_than(value, state) for value in clothing.values()),
    )


def claim_05_46(book: Book) -> Finding:
    """Beverages and cement among the smaller sectors."""
    shares = {
        f"beverages, labels {reading.value}": share_of_industry(with_labels(book.table("5.4"), reading), "beverages")
        for reading in LabelReading
    }
    shares["cement"] = share_of_industry(book.table("5.4"), "cement")
    production = {name: float(share["production"]) for name, share in shares.items()}
    automotive = share_of_industry(book.table("5.4"), "automotive")["production"]
    return agrees_if(
        all(less_than(share, automotive) for share in production.values()),
        f"production in percent of the state, {numbers_by_row(production)}, automotive: {automotive:.1f}",
    )
