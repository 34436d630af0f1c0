"""Statements of Chapter 4 on single firms and groups of firms: Table 4.4."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch04_salmon.measures import SALES
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if
from clusterbook.reproduction.hedges import more_than
from clusterbook.reproduction.statements import fits

COMPLETE = ["activity_breeding", "activity_farming", "activity_processing", "activity_commercialization"]
OWNERS_ABROAD = {"Holland": "Dutch", "Norway": "Norwegian"}


def _group(book: Book, number: str) -> pd.DataFrame:
    """Farming firms of Table 4.4 with the sales of the first or the second group of the text."""
    firms, sales = book.table("4.4"), book.stated(f"ch04_{number}_group_sales")
    return firms[firms["activity_farming"] & firms[SALES].map(lambda value: fits(value, sales))]


def _of(count: int, firms: pd.DataFrame) -> str:
    """A count of the firms of a group."""
    return f"{count} of {len(firms)}"


def claim_04_12(book: Book) -> Finding:
    """The first group."""
    large = _group(book, "first")
    return agrees_if(
        len(large) == book.stated("ch04_first_group_firms").value,
        f"{len(large)} farming firms: {', '.join(large['business'])}",
    )


def claim_04_13(book: Book) -> Finding:
    """The first group from eggs to marketing."""
    large = _group(book, "first")
    complete = large[large[COMPLETE].all(axis=1)]
    counts = ", ".join(f"{name.removeprefix('activity_')} {_of(large[name].sum(), large)}" for name in COMPLETE)
    return agrees_if(
        len(complete) == len(large),
        f"{counts}; all four {_of(len(complete), large)}",
        in_direction=all(more_than(large[name].mean(), 1 / 2) for name in COMPLETE),
    )


def claim_04_14(book: Book) -> Finding:
    """The second group."""
    group = _group(book, "second")
    national = (group["capital_origin"] == "national").sum()
    return agrees_if(
        national == book.stated("ch04_second_group_firms").value,
        f"{len(group)} farming firms in this range, {national} of national capital",
    )


def claim_04_29(book: Book) -> Finding:
    """The origin of Salmones Antártica."""
    origin, year = (
        book.table("4.4").at["salmones_antartica", "capital_structure"],
        book.stated("ch04_salmones_antartica_created"),
    )
    return agrees_if("Fundación Chile" in origin and f"{year.value:.0f}" in origin, f"Table 4.4: {origin}")


def claim_04_33(book: Book) -> Finding:
    """The larger companies of the third phase."""
    large, phases = _group(book, "first"), COMPLETE[1:]
    outside, complete = (large["capital_origin"] != "national").sum(), large[phases].all(axis=1).sum()
    half = len(large) / 2
    return agrees_if(
        more_than(outside, half) and more_than(complete, half),
        f"firms above 50 million dollars: farming, processing and commerce {_of(complete, large)}, foreign or mixed"
        f" capital {_of(outside, large)}",
    )


def claim_04_39(book: Book) -> Finding:
    """Most of the larger companies hold several phases."""
    large = _group(book, "first")
    held = {name.removeprefix("activity_"): large[name].sum() for name in COMPLETE}
    words = ", ".join(f"{phase} {_of(count, large)}" for phase, count in held.items())
    return agrees_if(all(more_than(count, len(large) / 2) for count in held.values()), words)


def _feed(book: Book) -> tuple[pd.DataFrame, dict[str, int]]:
    """Feed producers of Table 4.4, and how many are Dutch and Norwegian."""
    feed = book.table("4.4")[book.table("4.4")["activity_feed"]]
    foreign = feed[feed["capital_origin"] == "foreign"]["countries_named"]
    return feed, {word: int(foreign.str.contains(country).sum()) for country, word in OWNERS_ABROAD.items()}


def claim_04_15(book: Book) -> Finding:
    """Dutch and Norwegian groups among the feed producers."""
    feed, owners = _feed(book)
    stated = [book.stated(f"ch04_feed_firms_{name}").value for name in ("after", "foreign")]
    return agrees_if(
        [len(feed), sum(owners.values())] == stated,
        f"{len(feed)} producers of feed: {', '.join(f'{count} {word}' for word, count in owners.items())}",
    )


def claim_04_43(book: Book) -> Finding:
    """One national and four foreign feed producers."""
    feed, owners = _feed(book)
    national = (feed["capital_origin"] == "national").sum()
    return agrees_if(
        national == 1 and sum(owners.values()) == book.stated("ch04_feed_firms_foreign").value,
        f"{national} national, {', '.join(f'{count} {word}' for word, count in owners.items())}",
    )


def claim_04_40(book: Book) -> Finding:
    """The largest firm and its owner."""
    largest = book.table("4.4").sort_values(SALES, ascending=False).iloc[0]
    return agrees_if(
        "Nutreco" in largest["countries_named"] and "Dutch" in largest["capital_structure"],
        f"{largest['business']} ({largest['countries_named']}) first with {largest[SALES]:.0f} million dollars",
    )


def claim_04_41(book: Book) -> Finding:
    """Partners and owners of the other five firms of the first group."""
    others = _group(book, "first").drop("trouw_chile")
    foreign = others[others["capital_origin"] != "national"]
    named = foreign["countries_named"].str.cat(sep=" ")
    quoted = others[(others["capital_origin"] == "national") & others["publicly_traded"].eq(True).fillna(False)]
    partners = all(country in named for country in ("United States", "Japan", "Norway"))
    return agrees_if(
        partners and (len(foreign), len(quoted)) == (3, 2),
        f"partners abroad: {', '.join(foreign['business'])}; national and quoted: {', '.join(quoted['business'])}",
    )


def claim_04_42(book: Book) -> Finding:
    """Consortia behind the second group."""
    group = _group(book, "second")["capital_structure"]
    sectors, holding = ("hotels", "agro-industrial"), ("holding", "consort")
    several = group.str.contains("|".join(sectors)).sum()
    held = group.str.contains("|".join(holding)).sum()
    return agrees_if(
        more_than(several, len(group) / 2),
        f"of {len(group)} firms {held} belong to a holding, and for {several} other sectors are named",
        in_direction=more_than(held, len(group) / 2),
    )


def claim_04_44(book: Book) -> Finding:
    """Who controls the feed producer Salmofood."""
    owner, result = (
        book.table("4.4").at["salmofood", "capital_structure"],
        book.table("4.5").at["salmofood", "result_details"],
    )
    return agrees_if(
        "majority" in owner, f"Table 4.4: {owner}; Table 4.5: {result}", in_direction="Invertec now leads" in owner
    )
