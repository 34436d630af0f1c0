"""Statements on Brazilian iron ore (Table 9.3)."""

from __future__ import annotations

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch09_trade.claims_reading import fits_text, stated_number
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if
from clusterbook.reproduction.hedges import between, exactly

PROCESSED, PELLETS, TOTAL = "processed_million_tons", "pellets_million_tons", "total_million_tons"
NEXT_PRODUCERS = {"MBR", "Samitri", "Sanmarco", "Ferteco"}  # named beside CVRD
HALF_PERCENT, HALF_TENTH = 0.5, 0.05  # to which the rates of pellets, and of fines and lump ore, are rounded


def claim_09_45(book: Book) -> Finding:
    """MBR, Samitri, Sanmarco and Ferteco the most important beside CVRD."""
    rows = book.table("9.3").query("row_type == 'item'").set_index("company")
    companies = rows[TOTAL].sort_values(ascending=False)
    following = companies.iloc[1 : 2 + len(NEXT_PRODUCERS)]
    largest = set(following.index[: len(NEXT_PRODUCERS)])
    tons = ", ".join(f"{name} {value:.1f}" for name, value in following.items())
    return agrees_if(largest == NEXT_PRODUCERS, f"After {companies.index[0]}: {tons} million tons.")


def claim_09_15(book: Book) -> Finding:
    """193.0 million tons, of them 156.1 processed and 36.9 of pellets."""
    companies = book.table("9.3").query("row_type == 'item'")
    sums = companies[[PROCESSED, PELLETS, TOTAL]].sum()
    names = [f"iron_{name}_1999" for name in ("processed", "pellets", "production")]
    evidence = f"The companies add to {sums[PROCESSED]:.1f}, {sums[PELLETS]:.1f} and {sums[TOTAL]:.1f} million tons."
    return agrees_if(
        all(fits_text(book, ours, name, unit=0.1) for ours, name in zip(sums, names, strict=True)), evidence
    )


def claim_09_16(book: Book) -> Finding:
    """CVRD: 51.7 percent of the ore, 61 percent of the pellets."""
    ore = book.table("9.3")
    whole = share_percent(ore.at["cvrd", TOTAL], ore.at["total", TOTAL])
    pellets = share_percent(ore.at["cvrd", PELLETS], ore.at["total", PELLETS])
    fine = fits_text(book, whole, "iron_cvrd_share_1999", unit=0.1)
    return agrees_if(
        fine and fits_text(book, pellets, "iron_cvrd_pellet_share_1999"),
        f"{whole:.2f} percent of all ore, {pellets:.2f} percent of pellets.",
    )


def claim_09_17(book: Book) -> Finding:
    """72.6 percent of output exported, with the rates of pellets, fines and lump ore."""
    total, stated = book.table("9.3").loc["total"], stated_number(book, "iron_exported_1999")
    rates = sorted(stated_number(book, f"iron_{ore}_exported_1999") for ore in ("fines", "lump"))
    pellets = stated_number(book, "iron_pellets_exported_1999")
    ends = [
        ((pellets + side * HALF_PERCENT) * total[PELLETS] + (rate + side * HALF_TENTH) * total[PROCESSED])
        / total[TOTAL]
        for side, rate in zip((-1, 1), rates, strict=True)
    ]
    needed = (stated * total[TOTAL] - pellets * total[PELLETS]) / total[PROCESSED]
    evidence = (
        f"The three rates give {ends[0]:.1f} to {ends[1]:.1f} percent of all ore, however fines and lump ore share the"
        f" {total[PROCESSED]:.1f} million tons; stated are {stated:.1f}, for which these two would need {needed:.1f}."
    )
    return agrees_if(between(stated, *ends, unit=0.1), evidence)


def claim_09_18(book: Book) -> Finding:
    """Domestic consumption of 36.9 million tons."""
    total = book.table("9.3").loc["total"]
    left = total[TOTAL] * (1 - stated_number(book, "iron_exported_1999") / 100)
    stated = stated_number(book, "iron_consumption_1999")
    evidence = (
        f"Output less exports leaves {left:.1f} million tons; {stated:.1f} is stated, and the output of pellets is"
        f" {total[PELLETS]:.1f}."
    )
    return agrees_if(exactly(left, stated, unit=0.1), evidence)


def claim_09_19(book: Book) -> Finding:
    """Exports from under 37 to almost 40 million tons."""
    total = book.table("9.3").at["total", TOTAL]
    exported, least = (total * stated_number(book, f"iron_{name}_1999") / 100 for name in ("exported", "lump_exported"))
    low, high = stated_number(book, "iron_exports_1994"), stated_number(book, "iron_exports_2000")
    evidence = (
        f"By the section's own rate {exported:.0f} million tons were exported in 1999, by its lowest rate"
        f" {least:.0f}; stated are {low:.0f} in 1994 and {high:.0f} in 2000."
    )
    return agrees_if(between(least, low, high, unit=1.0), evidence)


def claim_09_46(book: Book) -> Finding:
    """What stays in Brazil is fines and lump ore."""
    total = book.table("9.3").loc["total"]
    rate = max(stated_number(book, f"iron_{ore}_exported_1999") for ore in ("fines", "lump"))
    pellets = total[PELLETS] * (1 - stated_number(book, "iron_pellets_exported_1999") / 100)
    others = total[PROCESSED] * (1 - rate / 100)
    evidence = f"At home stay {pellets:.1f} million tons of pellets and at least {others:.1f} of fines and lump ore."
    return agrees_if(others > pellets, evidence)
