"""Statements of Chapter 4 on the chain of production, its firms and jobs: Tables 4.3 and 1.2."""

from __future__ import annotations

import pandas as pd

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch04_salmon.measures import integration
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import about, exactly, more_than
from clusterbook.reproduction.statements import fits, numbers_by_row

SUBTOTALS = ["core_subtotal", "direct_supply_subtotal"]
PHASES = ["fish_farming_hatchery", "prefattening_lake_centers", "cultivation_centers", "processing"]
FRESH_WATER = PHASES[:2]
HUNDREDS = 100  # the jobs of the supply industries are printed in round hundreds


def _core(book: Book) -> pd.DataFrame:
    """The core of the chain in Table 4.3."""
    return book.table("4.3").query("subsystem == 'core_of_production_chain'")


def _two_totals(book: Book, column: str, others: list[str]) -> dict[str, int]:
    """A sum over core and supply industries in Table 4.3, and the same in Table 1.2."""
    return {
        "Table 4.3": int(book.table("4.3").loc[SUBTOTALS, column].sum()),
        "Table 1.2": int(book.table("1.2").loc["salmon", others].sum()),
    }


def claim_04_07(book: Book) -> Finding:
    """Direct and indirect jobs."""
    jobs = _two_totals(book, "jobs", ["direct_jobs", "indirect_jobs"])
    return agrees_if(
        all(fits(number, book.stated("ch04_jobs_in_all")) for number in jobs.values()),
        f"direct and indirect jobs, {numbers_by_row(jobs, 0)}",
    )


def claim_04_08(book: Book) -> Finding:
    """Businesses of the core and of the supply industries."""
    firms = _two_totals(book, "total_firms", ["firms", "additional_providers"])
    return agrees_if(
        all(fits(number, book.stated("ch04_businesses")) for number in firms.values()),
        f"core and supply industries, {numbers_by_row(firms, 0)}",
    )


def claim_04_09(book: Book) -> Finding:
    """Direct jobs by phase, by the jobs of Figure 4.1."""
    total = book.table("4.3").at["core_subtotal", "jobs"]
    sources = {
        "processing": "ch04_processing_jobs",
        "fattening": "ch04_farming_center_jobs",
        "hatcheries": "ch04_fresh_water_jobs",
    }
    shares = {phase: share_percent(book.stated(jobs).value, total) for phase, jobs in sources.items()}
    stated = {phase: book.stated(f"ch04_jobs_share_{phase}").value for phase in shares}
    return agrees_if(
        all(exactly(shares[phase], stated[phase]) for phase in stated),
        f"jobs of Figure 4.1 in percent of {total:,}, {numbers_by_row(shares)}; the text, {numbers_by_row(stated, 0)}",
        in_direction=all(about(shares[phase], stated[phase]) for phase in stated),
    )


def claim_04_10(book: Book) -> Finding:
    """Integrated firms predominate along the core."""
    shares = integration(_core(book))
    phases = shares.drop("core_subtotal")
    return agrees_if(
        all(more_than(share, 50) for share in shares),
        f"{phases.min():.0f} to {phases.max():.0f} percent of each phase, {shares['core_subtotal']:.0f} of all firms of"
        " the core",
    )


def claim_04_11(book: Book) -> Finding:
    """Fresh-water firms that are not integrated forward."""
    fresh = book.table("4.3").loc[FRESH_WATER]
    independent, integrated = fresh["independent_firms"].sum(), fresh["integrated_firms"].max()
    stated = {name: book.stated(f"ch04_fresh_water_{name}").value for name in ("firms", "not_integrated")}
    return agrees_if(
        independent == stated["not_integrated"] and independent + integrated == stated["firms"],
        f"{independent} independent firms; with the {integrated} integrated ones of prefattening"
        f" {independent + integrated}; the text, {numbers_by_row(stated, 0)}",
    )


def claim_04_25(book: Book) -> Finding:
    """Direct and indirect jobs apart."""
    jobs = book.table("4.3").loc[SUBTOTALS, "jobs"]
    row = book.table("1.2").loc["salmon"]
    direct = fits(jobs.iloc[0], book.stated("ch04_direct_jobs"))
    return agrees_if(
        direct and fits(jobs.iloc[1] + HUNDREDS / 2, book.stated("ch04_indirect_jobs")),
        f"Table 4.3: {jobs.iloc[0]:,} direct and {jobs.iloc[1]:,} in the supply industries, in round hundreds;"
        f" Table 1.2: {row['direct_jobs']:,} and {row['indirect_jobs']:,}",
    )


def claim_04_36(book: Book) -> Finding:
    """What makes a firm integrated."""
    firms = book.table("4.3").loc[PHASES, "integrated_firms"]
    distinct = book.table("4.3").at["core_subtotal", "integrated_firms"]
    return no_evidence(
        f"no shares of the processes are printed; {distinct} integrated firms stand {firms.sum()} times in"
        f" {len(firms)} phases, {firms.sum() / distinct:.1f} times each"
    )


def claim_04_37(book: Book) -> Finding:
    """The subtotal counts a firm once."""
    columns = ["integrated_firms", "total_firms"]
    once, often = book.table("4.3").loc["core_subtotal", columns], book.table("4.3").loc[PHASES, columns].sum()
    return agrees_if(
        bool((once < often).all()),
        f"subtotals {once.iloc[0]} and {once.iloc[1]}, sums of the phases {often.iloc[0]} and {often.iloc[1]}",
    )


def claim_04_38(book: Book) -> Finding:
    """Businesses left in farming and sea fattening."""
    printed, figure = (
        book.table("4.3").at["cultivation_centers", "total_firms"],
        book.stated("ch04_farming_centers").value,
    )
    return agrees_if(
        fits(printed, book.stated("ch04_producers_after")), f"{printed} in Table 4.3, {figure:.0f} in Figure 4.1"
    )


def claim_04_45(book: Book) -> Finding:
    """Feed producers that survive."""
    counted, listed = book.table("4.3").at["feed_suppliers", "total_firms"], book.table("4.4")["activity_feed"].sum()
    stated = book.stated("ch04_feed_firms_after").value
    return agrees_if(listed == counted == stated, f"{counted} in Table 4.3, {listed} in Table 4.4")


def claim_04_46(book: Book) -> Finding:
    """Suppliers with the salmon industry as their primary client."""
    firms = book.table("4.3").at["direct_supply_subtotal", "total_firms"]
    rounded = book.table("1.2").at["salmon", "additional_providers"]
    return agrees_if(
        fits(firms, book.stated("ch04_suppliers_of_the_industry")),
        f"{firms} direct suppliers in Table 4.3, {rounded} in Table 1.2",
    )


def claim_04_55(book: Book) -> Finding:
    """All phases and the principal suppliers in the region."""
    items = book.table("4.3").query("row_type == 'item'").groupby("subsystem")["total_firms"]
    words = "; ".join(
        f"{name.replace('_', ' ')}: {', '.join(str(number) for number in firms)} firms" for name, firms in items
    )
    return agrees_if(all((firms > 0).all() for _, firms in items), words)
