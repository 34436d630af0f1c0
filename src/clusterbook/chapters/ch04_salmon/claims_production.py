"""Statements of Chapter 4 on production, exports and stages: Tables 4.1, 4.2 and 1.2."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import growth_percent, share_percent
from clusterbook.chapters.ch04_salmon.measures import (
    CHILE,
    EXPORTS,
    REGION,
    implied_world_production,
    regional_share,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import at_least, between, more_than
from clusterbook.reproduction.statements import fits, numbers_by_row

LAST = "2001"
EITHER = ("1993", "1990")
"""The printed years on both sides of a span of ten years to 2001."""


def claim_04_01(book: Book) -> Finding:
    """The yearly expansion in the last ten years."""
    chile, stated = book.table("4.1")[CHILE], book.stated("ch04_expansion_rate")
    rates = [growth_percent(chile[first], chile[LAST], years=2001 - int(first), measure="annual") for first in EITHER]
    return agrees_if(
        between(stated.value, *sorted(rates)),
        f"{rates[0]:.1f} percent per year from 1993 and {rates[1]:.1f} from 1990 to 2001; no ten-year span is printed",
    )


def claim_04_02(book: Book) -> Finding:
    """The region's share of national production."""
    shares = regional_share(book.table("4.1"))
    late = shares[shares.index >= "1993"]
    return agrees_if(
        all(fits(share, book.stated("ch04_region_share")) for share in late),
        f"{shares[LAST]:.1f} percent in 2001; at least {late.min():.1f} in every printed year from 1993",
    )


def claim_04_03(book: Book) -> Finding:
    """Exports of nearly one billion dollars."""
    values = (book.table("4.1").at[LAST, EXPORTS], book.table("1.2").at["salmon", "exports_2002_usd_million"])
    return agrees_if(
        all(fits(value, book.stated("ch04_exports_2001_2002")) for value in values),
        f"{values[0]} million dollars in 2001 (Table 4.1), {values[1]} in 2002 (Table 1.2)",
    )


def claim_04_04(book: Book) -> Finding:
    """The region's share of the farmed salmon and trout of the world."""
    row = book.table("4.1").loc[LAST]
    share = row["world_share_percent"] * row[REGION] / row[CHILE]
    evidence = f"{share:.1f} percent: the region's part of Chile's {row['world_share_percent']} percent"
    return agrees_if(fits(share, book.stated("ch04_region_world_share")), evidence)


def claim_04_05(book: Book) -> Finding:
    """World production of farmed salmon by 2000."""
    world, stated = implied_world_production(book.table("4.1")), book.stated("ch04_world_farmed_production")
    evidence = (
        f"implied: {world['1999']:,.0f} thousand tons in 1999 and {world[LAST]:,.0f} in 2001; 2000 is not printed"
    )
    return agrees_if(between(stated.value, world["1999"], world[LAST]), evidence)


def claim_04_06(book: Book) -> Finding:
    """Growth of Chilean production from 1990 to 2000."""
    chile, stated = book.table("4.1")[CHILE], book.stated("ch04_chile_production_growth")
    halfway = {"equal steps": (chile["1999"] + chile[LAST]) / 2, "equal rates": (chile["1999"] * chile[LAST]) ** 0.5}
    growth = {path: growth_percent(chile["1990"], tons) for path, tons in halfway.items()}
    printed = {year: growth_percent(chile["1990"], chile[year]) for year in ("1999", LAST)}
    evidence = f"growth from 1990 in percent, {numbers_by_row(printed, 0)}; in 2000 by {numbers_by_row(growth, 0)}"
    return agrees_if(all(fits(value, stated) for value in growth.values()), evidence)


def _exported(book: Book) -> dict[str, float]:
    """Exports in percent of production, both from Table 1.2."""
    row = book.table("1.2").loc["salmon"]
    return {
        "exports of 1996 over production of 1995": share_percent(
            row["exports_1996_usd_million"], row["production_1995_usd_million"]
        ),
        "2002": share_percent(row["exports_2002_usd_million"], row["production_2002_usd_million"]),
    }


def claim_04_16(book: Book) -> Finding:
    """The share of production that goes abroad."""
    exported, volume = _exported(book), book.stated("ch04_external_volume_share").value
    return agrees_if(
        all(fits(share, book.stated("ch04_export_share")) for share in exported.values()),
        f"percent of the value, {numbers_by_row(exported)}; Figure 4.1 has {volume:.0f} percent of the volume",
    )


def claim_04_23(book: Book) -> Finding:
    """Devoted mostly to exports."""
    exported = _exported(book)
    return agrees_if(
        all(more_than(share, 50) for share in exported.values()), f"exported in percent, {numbers_by_row(exported)}"
    )


def claim_04_24(book: Book) -> Finding:
    """Concentrated in the Tenth Region."""
    shares = regional_share(book.table("4.1"))
    return agrees_if(
        more_than(shares[LAST], 50), f"Tenth Region {shares[LAST]:.1f} percent in 2001; the rest is not divided"
    )


def claim_04_56(book: Book) -> Finding:
    """Massive expansion of production in the area."""
    region, stages = book.table("4.1")[REGION], _stages(book)
    tons = stages["production_last_year_tons"]
    return agrees_if(
        bool(region.is_monotonic_increasing and tons.is_monotonic_increasing and region[LAST] > 2 * region["1990"]),
        f"thousand tons of the region, {numbers_by_row(region, 0)}; last year of each stage in tons,"
        f" {numbers_by_row(tons, 0)}",
    )


def _stages(book: Book) -> pd.DataFrame:
    """The bounds of the stages in Table 4.2, indexed by stage."""
    entries = book.table("4.2")
    return entries[entries["dimension"] == "stage_bounds"].set_index("stage")


def _entries(book: Book, dimension: str, stage: str) -> str:
    """What Table 4.2 has in one dimension for one stage."""
    entries = book.table("4.2")
    chosen = entries[(entries["dimension"] == dimension) & (entries["stage"] == stage)]
    return "; ".join(chosen["entry"])


def claim_04_18(book: Book) -> Finding:
    """The first tons for export."""
    stages, stated = _stages(book), book.stated("ch04_first_export_tons")
    last, first = (
        stages.at["initiation", "production_last_year_tons"],
        stages.at["maturity", "production_first_year_tons"],
    )
    return agrees_if(
        at_least(last, stated.value),
        f"{last:,.0f} tons in 1985 and {first:,.0f} in 1986",
        in_direction=between(stated.value, last, first),
    )


def claim_04_27(book: Book) -> Finding:
    """The number of stages."""
    names = list(_stages(book).index)
    return agrees_if(len(names) == book.stated("ch04_stages").value, f"{len(names)} stages: {', '.join(names)}")


def claim_04_28(book: Book) -> Finding:
    """The association of producers, formed as the second stage opens."""
    year, first = book.stated("ch04_association_formed").value, int(_stages(book).at["maturity", "first_year"])
    kind, action = (
        _entries(book, "social_capital", "maturity"),
        book.table("4.5").at["apstch_regulatory_cooperation", "stage"],
    )
    return agrees_if(
        year == first and "association" in kind,
        f"maturity opens in {first} with an {kind}; its first joint action is under {action} (Table 4.5)",
    )


def claim_04_30(book: Book) -> Finding:
    """The first company above 1,000 tons, in 1998."""
    chile = book.table("4.1").at["1996", CHILE]
    return no_evidence(f"no table has tons by firm; all of Chile produced {chile} thousand tons in 1996 (Table 4.1)")


def claim_04_31(book: Book) -> Finding:
    """Higher production as the challenge of the second phase."""
    objective, row = _entries(book, "primary_objective", "maturity"), _stages(book).loc["maturity"]
    first, last = row["production_first_year_tons"], row["production_last_year_tons"]
    return agrees_if(
        "volume" in objective and last > first,
        f"objective of maturity: {objective}; {first:,.0f} to {last:,.0f} tons",
    )


def claim_04_32(book: Book) -> Finding:
    """The year in which Salmoexport was created."""
    entries, year = book.table("4.2"), int(book.stated("ch04_salmoexport_created").value)
    stage = entries.loc[entries["entry"].str.contains("Salmoexport"), "stage"].iloc[0]
    first, last = (int(_stages(book).at[stage, column]) for column in ("first_year", "last_year"))
    other = book.table("4.5").at["salmoexport_quality_seal", "stage"]
    return agrees_if(
        between(year, first, last), f"Table 4.2 names it in {stage}, {first} to {last}; Table 4.5 under {other}"
    )


def claim_04_35(book: Book) -> Finding:
    """Vertical integration with the globalization stage."""
    first = int(_stages(book).at["globalization", "first_year"])
    kind, links = (
        _entries(book, dimension, "globalization") for dimension in ("core_business_type", "technological_channels")
    )
    return agrees_if(
        "integrated" in kind
        and "forward linkage" in links
        and int(LAST) - first <= book.stated("ch04_vertical_integration_years").value,
        f"globalization from {first}: {kind}; {links}",
    )


def claim_04_48(book: Book) -> Finding:
    """The years of the first two stages."""
    stages, stated = _stages(book), book.stated("ch04_collective_actions")
    first, last = int(stages.at["initiation", "first_year"]), int(stages.at["maturity", "last_year"])
    return agrees_if(
        (first, last) == (stated.low, stated.high),
        f"the two stages run from {first} to {last}, the text has {stated.low:.0f} to {stated.high:.0f}",
    )
