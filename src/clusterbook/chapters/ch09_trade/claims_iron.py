"""Statements on Brazilian iron ore (Table 9.3)."""

from __future__ import annotations

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch09_trade.claims_reading import stated_number
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import exactly

PROCESSED, PELLETS, TOTAL = "processed_million_tons", "pellets_million_tons", "total_million_tons"


def claim_09_15(book: Book) -> Finding:
    """193.0 million tons, of them 156.1 processed and 36.9 of pellets."""
    companies = book.table("9.3").query("row_type == 'item'")
    sums = companies[[PROCESSED, PELLETS, TOTAL]].sum()
    stated = [stated_number(book, f"iron_{name}_1999") for name in ("processed", "pellets", "production")]
    evidence = f"The companies add to {sums[PROCESSED]:.1f}, {sums[PELLETS]:.1f} and {sums[TOTAL]:.1f} million tons."
    return agrees_if(all(exactly(ours, theirs, unit=0.1) for ours, theirs in zip(sums, stated, strict=True)), evidence)


def claim_09_16(book: Book) -> Finding:
    """CVRD: 51.7 percent of the market, 61 percent of the pellets."""
    ore = book.table("9.3")
    whole = share_percent(ore.at["cvrd", TOTAL], ore.at["total", TOTAL])
    pellets = share_percent(ore.at["cvrd", PELLETS], ore.at["total", PELLETS])
    stated = stated_number(book, "iron_cvrd_share_1999"), stated_number(book, "iron_cvrd_pellet_share_1999")
    return agrees_if(
        exactly(whole, stated[0], unit=0.1) and exactly(pellets, stated[1]),
        f"{whole:.2f} percent of all ore, {pellets:.2f} percent of pellets.",
    )


def claim_09_17(book: Book) -> Finding:
    """72.6 percent of output exported, with the rates of pellets, fines and lump ore."""
    total = book.table("9.3").loc["total"]
    rate = max(stated_number(book, "iron_fines_exported_1999"), stated_number(book, "iron_lump_exported_1999"))
    most = stated_number(book, "iron_pellets_exported_1999") * total[PELLETS] + rate * total[PROCESSED]
    highest, stated = most / total[TOTAL], stated_number(book, "iron_exported_1999")
    evidence = (
        f"With all processed ore at the higher rate, {rate:.1f} percent, at most {highest:.1f} percent was exported,"
        f" against {stated:.1f}."
    )
    return agrees_if(stated <= highest + 0.5, evidence)


def claim_09_18(book: Book) -> Finding:
    """Domestic consumption of 36.9 million tons."""
    total = book.table("9.3").loc["total"]
    left = total[TOTAL] * (1 - stated_number(book, "iron_exported_1999") / 100)
    stated = stated_number(book, "iron_consumption_1999")
    evidence = (
        f"Output less exports leaves {left:.1f} million tons; {stated:.1f} is the output of pellets"
        f" ({total[PELLETS]:.1f})."
    )
    return agrees_if(exactly(left, stated, unit=0.1), evidence)


def claim_09_19(book: Book) -> Finding:
    """Exports from under 37 to almost 40 million tons."""
    exported = book.table("9.3").at["total", TOTAL] * stated_number(book, "iron_exported_1999") / 100
    low, high = stated_number(book, "iron_exports_1994"), stated_number(book, "iron_exports_2000")
    evidence = (
        f"By the chapter's own rate {exported:.0f} million tons were exported in 1999; the range stated is {low:.0f} to"
        f" {high:.0f}."
    )
    return agrees_if(low <= exported <= high, evidence)


def claim_09_33(book: Book) -> Finding:
    """Shares of Brazil and Australia in iron ore exports."""
    return no_evidence("Table 9.3 has production by company, no exports by country.")
