"""Statements of Chapter 4, tested on its tables."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.chapters.ch04_salmon.measures import (
    CHILE,
    EXPORTS,
    REGION,
    SALES,
    implied_world_production,
    integration,
    jobs_by_phase,
    regional_share,
    unit_values,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import about, at_least, at_most, exactly, more_than, nearly, within

ACTIVITIES = ["activity_breeding", "activity_farming", "activity_processing", "activity_commercialization"]


def claim_04_01(book: Book) -> Finding:
    """Production grew 25 percent a year over ten years (source line 1125)."""
    chile = book.table("4.1")[CHILE]
    rates = [
        growth_percent(chile[first], chile["2001"], years=2001 - int(first), measure="annual")
        for first in ("1993", "1990")
    ]
    return agrees_if(
        within(25, *sorted(rates)),
        f"{rates[0]:.1f} percent a year from 1993 and {rates[1]:.1f} from 1990 to 2001; no ten-year window is printed",
    )


def claim_04_02(book: Book) -> Finding:
    """More than 85 percent of the production is in the Tenth Region (source line 1113)."""
    shares = regional_share(book.table("4.1"))
    late = shares[shares.index >= "1993"]
    return agrees_if(
        (late > 85).all(),
        f"{shares['2001']:.1f} percent in 2001; at least {late.min():.1f} in every printed year from 1993",
    )


def claim_04_03(book: Book) -> Finding:
    """Exports of nearly 1,000 million dollars in 2001 and 2002 (source line 1113)."""
    values = (book.table("4.1").at["2001", EXPORTS], book.table("1.2").at["salmon", "exports_2002_usd_million"])
    return agrees_if(
        all(nearly(value, 1000) for value in values),
        f"{values[0]} million in 2001 (Table 4.1), {values[1]} in 2002 (Table 1.2)",
    )


def claim_04_04(book: Book) -> Finding:
    """A quarter or more of the farmed salmon and trout of the world in 2001 (source line 1113)."""
    row = book.table("4.1").loc["2001"]
    share = row["world_share_percent"] * row[REGION] / row[CHILE]
    return agrees_if(
        more_than(share, 25), f"{share:.1f} percent: the region's part of Chile's {row['world_share_percent']} percent"
    )


def claim_04_05(book: Book) -> Finding:
    """World production of farmed salmon passed 1,000 thousand tons in 2000 (source line 1147)."""
    world = implied_world_production(book.table("4.1"))
    evidence = (
        f"implied: {world['1999']:,.0f} thousand tons in 1999 and {world['2001']:,.0f} in 2001; 2000 is not printed"
    )
    return agrees_if(False, evidence, in_direction=world["1999"] < 1000 < world["2001"])


def claim_04_06(book: Book) -> Finding:
    """Chilean production rose by more than 900 percent from 1990 to 2000 (source line 1149)."""
    chile = book.table("4.1")[CHILE]
    early, late = growth_percent(chile["1990"], chile["1999"]), growth_percent(chile["1990"], chile["2001"])
    evidence = f"{early:,.0f} percent by 1999 and {late:,.0f} by 2001; 2000 is not printed"
    return agrees_if(more_than(early, 900), evidence, in_direction=more_than(late, 900))


def claim_04_07(book: Book) -> Finding:
    """Direct and indirect jobs exceed 40,000 (source line 1113)."""
    jobs = book.table("4.3").loc[["core_subtotal", "direct_supply_subtotal"], "jobs"]
    return agrees_if(more_than(jobs.sum(), 40000), f"{jobs.iloc[0]:,} + {jobs.iloc[1]:,} = {jobs.sum():,}")


def claim_04_08(book: Book) -> Finding:
    """More than 210 firms (source line 1225)."""
    firms = book.table("4.3").loc[["core_subtotal", "direct_supply_subtotal"], "total_firms"]
    return agrees_if(more_than(firms.sum(), 210), f"{firms.iloc[0]} + {firms.iloc[1]} = {firms.sum()}")


def claim_04_09(book: Book) -> Finding:
    """Direct jobs: 50 percent processing, 33 fattening, 15 hatcheries (source line 1123)."""
    said = {"processing": 50, "seawater_fattening": 33, "fresh_water": 15}
    firms = book.table("4.3")
    shares = jobs_by_phase(firms[firms["subsystem"] == "core_of_production_chain"])["share_percent"]
    words = "; ".join(f"{row.replace('_', ' ')} {shares[row]:.1f} against {value}" for row, value in said.items())
    return agrees_if(
        all(exactly(shares[row], value) for row, value in said.items()),
        f"percent of the core subtotal, the jobs placed as in Figure 4.1: {words}",
        in_direction=all(about(shares[row], value) for row, value in said.items()),
    )


def claim_04_10(book: Book) -> Finding:
    """Integrated firms predominate along the core (source line 1225)."""
    shares = integration(book.table("4.3").query("subsystem == 'core_of_production_chain'"))
    phases = shares.drop("core_subtotal")
    return agrees_if(
        (shares > 50).all(),
        f"{phases.min():.0f} to {phases.max():.0f} percent of each phase, {shares['core_subtotal']:.0f} of all firms of"
        " the core",
    )


def claim_04_11(book: Book) -> Finding:
    """Of 46 fresh-water firms 15 are not integrated forward (source line 1267)."""
    fresh = book.table("4.3").loc[["fish_farming_hatchery", "prefattening_lake_centers"]]
    independent, integrated = fresh["independent_firms"].sum(), fresh["integrated_firms"].max()
    right = independent == 15 and independent + integrated == 46
    return agrees_if(
        right,
        f"{independent} independent firms; with the {integrated} integrated ones of prefattening"
        f" {independent + integrated}",
    )


def claim_04_12(book: Book) -> Finding:
    """Six firms of the core sell more than 50 million dollars (source line 1261)."""
    large = _large_farms(book.table("4.4"))
    return agrees_if(len(large) == 6, f"{len(large)} rows without feed-only firms: {', '.join(large['business'])}")


def claim_04_13(book: Book) -> Finding:
    """The large firms are integrated from eggs to marketing (source line 1261)."""
    large = _large_farms(book.table("4.4"))
    complete = large[large[ACTIVITIES].all(axis=1)]
    return agrees_if(
        len(complete) == len(large),
        f"{len(complete)} of {len(large)} list all four phases: {', '.join(complete['business'])}",
    )


def _large_farms(businesses: pd.DataFrame) -> pd.DataFrame:
    """Farming firms above 50 million dollars."""
    farms = businesses[businesses["activity_farming"]]
    return farms[farms[SALES] > 50]


def claim_04_14(book: Book) -> Finding:
    """A second group of six national firms with sales of 20 to 40 million (source line 1263)."""
    farms = book.table("4.4")[book.table("4.4")["activity_farming"]]
    group = farms[farms[SALES].between(20, 40)]
    national = (group["capital_origin"] == "national").sum()
    return agrees_if(
        len(group) == 6 == national, f"{len(group)} farming firms in this range, {national} of national capital"
    )


def claim_04_15(book: Book) -> Finding:
    """Four of five feed producers are in Dutch or Norwegian hands (source line 1257)."""
    feed = book.table("4.4")[book.table("4.4")["activity_feed"]]
    foreign = feed[feed["capital_origin"] == "foreign"]
    return agrees_if(
        len(feed) == 5 and len(foreign) == 4, f"{len(foreign)} of {len(feed)}: {', '.join(foreign['business'])}"
    )


def claim_04_16(book: Book) -> Finding:
    """Over 95 percent of what is produced is sold abroad (source line 1315)."""
    row = book.table("1.2").loc["salmon"]
    early = share_percent(row["exports_1996_usd_million"], row["production_1995_usd_million"])
    late = share_percent(row["exports_2002_usd_million"], row["production_2002_usd_million"])
    return agrees_if(
        more_than(min(early, late), 95),
        f"{early:.1f} percent (exports of 1996 over production of 1995) and {late:.1f} in 2002; Figure 4.1 prints 75"
        " percent of the volume",
    )


def claim_04_17(book: Book) -> Finding:
    """Prices fell from stage to stage (source line 1177), and exports over production too."""
    bounds = book.table("4.2")[book.table("4.2")["dimension"] == "stage_bounds"]
    middles = (bounds["price_low_usd_per_kg"] + bounds["price_high_usd_per_kg"]) / 2
    values = unit_values(book.table("4.1"))
    words = " to ".join(f"{middle:.2f}" for middle in middles)
    evidence = (
        f"middle of the range {words} dollars a kilo; exports over production {values['1990']:.2f} in 1990,"
        f" {values['2001']:.2f} in 2001"
    )
    return agrees_if(middles.is_monotonic_decreasing and values["2001"] < values["1990"], evidence)


def claim_04_18(book: Book) -> Finding:
    """Production for export reached 1,000 tons in 1985 (source line 1165)."""
    tons = book.table("4.2")
    year = (
        tons.at["stage_bounds_initiation", "production_last_year_tons"],
        tons.at["stage_bounds_maturity", "production_first_year_tons"],
    )
    return agrees_if(at_least(year[0], 1000), f"{year[0]:,.0f} tons in 1985 and {year[1]:,.0f} in 1986")


def claim_04_19(book: Book) -> Finding:
    """Salmoexport, founded in 1990, worked for three years (source line 1188)."""
    entries, action = book.table("4.2"), book.table("4.5").loc["salmoexport_quality_seal"]
    stage = entries.loc[entries["entry"].str.contains("Salmoexport"), "stage"].iloc[0]
    same = action["first_stage"] == stage and "3 years" in action["result_details"]
    return agrees_if(
        same, f"Table 4.2 has it under {stage}; Table 4.5 under {action['first_stage']}: {action['result_details']}"
    )


def claim_04_20(book: Book) -> Finding:
    """All marketing costs no more than a million dollars a year (source line 1321)."""
    campaign = book.table("4.5").at["apstch_prochile_promotion", "financing_usd_million"]
    return agrees_if(
        at_most(campaign, 1),
        f"one campaign alone is printed at {campaign:,.0f} million; read in thousands it would be {campaign / 1000:g}",
    )


def claim_04_21(book: Book) -> Finding:
    """Cooperation weakened between maturity and globalization (source line 1400)."""
    stages = book.table("4.5")["last_stage"]
    count = (stages == "globalization").sum()
    return no_evidence(
        f"{count} of the {len(stages)} actions reach the last stage, but a count does not measure their strength"
    )


def claim_04_22(book: Book) -> Finding:
    """Joint action first served markets, later environment and technology (source line 3277)."""
    actions = len(book.table("4.5"))
    return no_evidence(f"the table words the causes of its {actions} actions but has no code for their aim")
