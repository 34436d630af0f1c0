"""Claims of Chapter 10 on how clusters began and grew: dates, fruit, the phases of salmon, associations."""

from __future__ import annotations

import re

import pandas as pd

from clusterbook.chapters.ch10_cross_case.claims_tests import Pair, related
from clusterbook.chapters.ch10_cross_case.claims_words import FRUIT, degrees_line
from clusterbook.chapters.ch10_cross_case.ratings import efficiency_scores
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import about, exactly, more_than, nearly

PUBLISHED = 2006  # the year of the book: what "today" can reach to
DECADE = 10
CROPS = ["mangoes", "grapes", "melons", "apples"]
NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MARKETS = "export|market"


def claim_10_23(book: Book) -> Finding:
    """The Chipilo cluster originated with Segusino, established in 1987."""
    return _dated(book, "furniture", stated="ch10_segusino_established")


def claim_10_24(book: Book) -> Finding:
    """Commercial apple production in Santa Catarina dates back to the 1960s."""
    return _dated(book, "apples", stated="ch10_apples_begun")


def claim_10_25(book: Book) -> Finding:
    """The first melon firm of Mossoró began in the late 1980s."""
    return _dated(book, "melons", stated="ch10_melons_begun")


def claim_10_53(book: Book) -> Finding:
    """CDMEC was created in 1988."""
    return _dated(book, "metalworking", stated="ch10_cdmec_created")


def claim_10_33(book: Book) -> Finding:
    """Each fruit cluster has more than 20 years of production."""
    dates = book.table("1.2").loc[CROPS, "date_of_creation"]
    spans = [_years(printed) for printed in dates]
    least, most = PUBLISHED - max(last for _, last in spans), PUBLISHED - min(first for first, _ in spans)
    stated = book.stated("ch10_fruit_history").value
    listed = ", ".join(f"{crop} {printed}" for crop, printed in dates.items())
    return agrees_if(
        more_than(least, stated),
        f"Table 1.2: {listed}; at least {least} and at most {most} years up to {PUBLISHED}, the text: more than"
        f" {stated:g}",
        in_direction=more_than(most, stated),
    )


def claim_10_26(book: Book) -> Finding:
    """Small growers represent nearly 40 percent of melon production today."""
    last, stated = (
        _small_shares(book, "rio_grande_do_norte_melons").iloc[-1],
        book.stated("ch10_melons_small_growers_share"),
    )
    return agrees_if(
        nearly(last, stated.value),
        f"Table 3.2 ends with {last:g} percent of the planted area (1996-97, a restored cell), the text says nearly"
        f" {stated.value:g} percent of production today",
    )


def claim_10_38(book: Book) -> Finding:
    """Less concentrated production goes with more joint action among growers."""
    shares = {cluster: _first_share(book, cluster) for cluster in FRUIT}
    frame = pd.DataFrame({"sector": "fruit", "x": shares, "y": efficiency_scores(book.clusters.loc[FRUIT])})
    listed = ", ".join(f"{share:g}" for share in shares.values())
    note = f"share of small growers in 1985: {listed} percent; {degrees_line(book, FRUIT)}"
    return related([Pair("small growers and collective efficiency", frame)], note=note)


def claim_10_39(book: Book) -> Finding:
    """Two lead firms of Rio Grande do Norte have had over 70 percent of production."""
    stated, larger = (
        book.stated("ch10_melons_lead_firms_share").value,
        100 - _small_shares(book, "rio_grande_do_norte_melons"),
    )
    # Shares of all larger growers are an upper bound for two firms: they can bear out the order at most.
    return agrees_if(
        False,
        f"larger growers had {', '.join(f'{share:g}' for share in larger)} percent of the area in Table 3.2 (the last"
        f" from a restored cell), the text gives two firms more than {stated:g}",
        in_direction=all(more_than(share, stated) for share in larger),
    )


def claim_10_40(book: Book) -> Finding:
    """Production is less concentrated in Petrolina-Juazeiro (35 percent) and Santa Catarina (50)."""
    rows = {"petrolina": "petrolina_juazeiro_all_crops", "santa_catarina": "santa_catarina_apples"}
    stated = {place: book.stated(f"ch10_{place}_largest_share").value for place in rows}
    small = {place: _small_shares(book, row) for place, row in rows.items()}
    melons = _small_shares(book, "rio_grande_do_norte_melons").iloc[0]
    equal = all(exactly(100 - small[place].iloc[-1], stated[place]) for place in rows)
    return agrees_if(
        equal,
        "; ".join(
            f"{place.replace('_', ' ').title()}: larger growers {100 - shares.iloc[-1]:g} percent at the end of"
            f" Table 3.2, the text {stated[place]:g} for 5 to 10 firms"
            for place, shares in small.items()
        )
        + f"; in 1985 small growers had {small['petrolina'].iloc[0]:g}, {small['santa_catarina'].iloc[0]:g} and in Rio"
        f" Grande do Norte {melons:g}",
        in_direction=all(shares.iloc[0] > melons for shares in small.values()),
    )


def claim_10_42(book: Book) -> Finding:
    """The learning phase of salmon ran from 1978 to 1985."""
    return _phase(book, "initiation")


def claim_10_44(book: Book) -> Finding:
    """The maturing phase of salmon ran from 1986 to 1995."""
    return _phase(book, "maturity")


def claim_10_47(book: Book) -> Finding:
    """The globalization phase of salmon began in 1996."""
    return _phase(book, "globalization")


def claim_10_43(book: Book) -> Finding:
    """The learning phase consisted chiefly of the actions of public actors."""
    entry = book.table("4.2").at["social_capital_initiation", "entry"]
    policies = book.table("4.2").query("dimension == 'public_policy' and stage == 'initiation'")["entry"]
    return agrees_if(
        "public" in entry and "private" not in entry,
        f"Table 4.2, initiation: {entry}; public policy: {', '.join(policies)}",
        in_direction="public" in entry,
    )


def claim_10_45(book: Book) -> Finding:
    """INTESAL was public and private 70 to 30, in the maturing phase."""
    row, stated = book.table("4.5").loc["intesal"], book.stated("ch10_intesal_public_share").value
    return agrees_if(
        exactly(row["public_share_percent"], stated) and row["first_stage"] == row["last_stage"] == "maturity",
        f"Table 4.5: public {row['public_share_percent']:g}, private {row['private_share_percent']:g}, stage"
        f" {row['stage'].lower()}",
    )


def claim_10_46(book: Book) -> Finding:
    """SalmoFood was a venture of 20 to 80 with 13 local producers."""
    row = book.table("4.5").loc["salmofood"]
    producers = NUMBER_WORDS.index(row["actors"].split()[0])
    share, stated = (book.stated(f"ch10_salmofood_{name}").value for name in ("public_share", "producers"))
    return agrees_if(
        exactly(row["public_share_percent"], share) and exactly(producers, stated),
        f"Table 4.5: public {row['public_share_percent']:g}, private {row['private_share_percent']:g}, {row['actors']};"
        f" the text: {share:g} percent public, {stated:g} producers",
    )


def claim_10_48(book: Book) -> Finding:
    """A collective agreement on clean production was reached in the globalization phase."""
    row = book.table("4.5").loc["voluntary_environmental_agreement"]
    return agrees_if(
        row["first_stage"] == "globalization" and "government" in row["actors"],
        f"Table 4.5: {row['collective_action']} of {row['actors']}, stage {row['stage'].lower()}",
    )


def claim_10_49(book: Book) -> Finding:
    """Funds shifted from direct subsidies to competitive tenders."""
    details = book.table("4.5")["financing_details"].dropna()
    tenders = details[details.str.contains("tender|subsid")]
    return no_evidence(
        f"how public money was given was looked for: {len(tenders)} of {len(details)} entries of Table 4.5 on financing"
        " speak of subsidies or tenders"
    )


def claim_10_50(book: Book) -> Finding:
    """Joint actions of firms and public institutions marked all three phases."""
    actions = book.table("4.5")
    stages = {stage: int(actions[["first_stage", "last_stage"]].eq(stage).any(axis=1).sum()) for stage in _stages(book)}
    return agrees_if(
        min(stages.values()) > 0,
        "actions in Table 4.5: " + ", ".join(f"{stage} {count}" for stage, count in stages.items()),
    )


def claim_10_51(book: Book) -> Finding:
    """Joint actions first mainly promoted access to export markets, later other priorities."""
    actions = book.table("4.5")
    aims = actions["cause"].str.contains(MARKETS)
    late = actions["first_stage"] == "globalization"
    early_share, late_share = aims[~late].mean(), aims[late].mean()
    return agrees_if(
        more_than(early_share, 1 / 2) and early_share > late_share,
        f"exports or markets are the cause of {int(aims[~late].sum())} of {int((~late).sum())} actions begun before"
        f" globalization and of {int(aims[late].sum())} of {int(late.sum())} begun in it (Table 4.5)",
        in_direction=bool(early_share > late_share),
    )


def claim_10_117(book: Book) -> Finding:
    """The salmon cluster took nearly a decade to develop."""
    bounds = book.table("4.2").loc["stage_bounds_initiation"]
    years, stated = bounds["last_year"] - bounds["first_year"] + 1, book.stated("ch10_salmon_development").value
    return agrees_if(
        nearly(years, stated),
        f"the first stage of Table 4.2 runs from {bounds['first_year']} to {bounds['last_year']}: {years} years, the"
        f" text says nearly {stated:g}",
        in_direction=bool(stated / 2 < years < stated),
    )


def claim_10_55(book: Book) -> Finding:
    """The association of the Aguascalientes software cluster has 34 enterprises."""
    here, there = (book.stated(f"{chapter}_aguascalientes_members").value for chapter in ("ch10", "ch08"))
    firms = book.table("1.2").at["software_aguascalientes", "firms"]
    return agrees_if(
        exactly(here, there),
        f"{here:g} here, {there:g} in Chapter 8; Table 1.2 counts {firms} firms, those of the field study",
    )


def claim_10_68(book: Book) -> Finding:
    """Softtek has 2,000 employees."""
    here, there = (book.stated(name).value for name in ("ch10_softtek_employees", "ch08_monterrey_leader_people"))
    jobs = book.table("1.2").at["software_monterrey", "direct_jobs"]
    return agrees_if(
        about(here, there),
        f"{here:,.0f} here, about {there:,.0f} in Chapter 8; Table 1.2 has {jobs:,.0f} jobs in the whole"
        " cluster of Monterrey",
    )


def claim_10_110(book: Book) -> Finding:
    """Local purchases of the anchor firms rose from 1 to 10 (1990) to 35 percent (2002)."""
    anchors = {year: book.stated(f"ch07_anchors_local_share_of_purchases_{year}").value for year in (1990, 2002)}
    aracruz = {year: book.stated(f"ch07_aracruz_local_share_of_purchases_{year}").value for year in (1991, 2002)}
    return agrees_if(
        exactly(aracruz[1991], anchors[1990]) and exactly(aracruz[2002], anchors[2002]),
        f"anchor firms {anchors[1990]:g} percent in 1990 and {anchors[2002]:g} in 2002; Chapter 7 on one of them,"
        f" Aracruz: {aracruz[1991]:g} in 1991 and {aracruz[2002]:g} in 2002",
    )


def _years(printed: str) -> tuple[int, int]:
    """First and last year that a printed date allows: ``1987``, ``1960s``."""
    first = int(re.match(r"\d{4}", printed)[0])  # type: ignore[index]
    return first, first + DECADE - 1 if printed.endswith("s") else first


def _dated(book: Book, row: str, *, stated: str) -> Finding:
    """Whether the date that Table 1.2 prints allows the years that the text states."""
    printed, years = book.table("1.2").at[row, "date_of_creation"], book.stated(stated)
    first, last = _years(printed)
    words = f"{years.low:g}" if years.low == years.high else f"{years.low:g} to {years.high:g}"
    return agrees_if(first <= years.low and years.high <= last, f"Table 1.2: {printed}; the text: {words}")


def _small_shares(book: Book, row: str) -> pd.Series:
    """Shares of small and medium growers in Table 3.2, the printed ones in order of time."""
    return book.table("3.2").filter(like="sme_share").loc[row].dropna()


def _first_share(book: Book, cluster: str) -> float:
    """Share of small and medium growers of a cluster in 1985, where all three are undamaged."""
    rows = book.table("3.2").query("cluster_id == @cluster and sme_share_1985_percent.notna()")
    return float(rows["sme_share_1985_percent"].iloc[0])


def _stages(book: Book) -> list[str]:
    """The three stages of Table 4.2 in order."""
    return list(dict.fromkeys(book.table("4.2")["stage"]))


def _phase(book: Book, stage: str) -> Finding:
    """Whether the bounds of a stage in Table 4.2 are those of the text; the last stage is open."""
    bounds, years = book.table("4.2").loc[f"stage_bounds_{stage}"], book.stated(f"ch10_salmon_{stage}")
    last = years.high if pd.isna(bounds["last_year"]) else bounds["last_year"]
    until = "on" if pd.isna(bounds["last_year"]) else f"to {bounds['last_year']}"
    return agrees_if(
        exactly(bounds["first_year"], years.low) and exactly(last, years.high),
        f"Table 4.2: from {bounds['first_year']} {until}",
    )
