"""Statements of Chapter 4 on joint action, public funds, governance and upgrading: Tables 4.5, 4.6 and 10.2."""

from __future__ import annotations

import re

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch04_salmon.measures import EXPORTS, leadership_by_upgrading
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import between, less_than
from clusterbook.reproduction.statements import fits

GOVERNANCE = ["market", "network", "quasi_hierarchy", "hierarchy"]
FOUNDED = {"intesal": "INTESAL", "salmofood": "Salmofood"}  # rows of Table 4.5, as the text names them


def claim_04_19(book: Book) -> Finding:
    """How long Salmoexport was in business."""
    result, stated = book.table("4.5").at["salmoexport_quality_seal", "result_details"], "ch04_salmoexport_years"
    low, high = (float(year) for year in re.findall(r"(\d+)-(\d+) years", result)[0])
    years = book.stated(stated).value
    return agrees_if(between(years, low, high), f"Table 4.5: {result}; the text: {years:.0f} years")


def claim_04_20(book: Book) -> Finding:
    """All marketing in a year."""
    campaign = book.table("4.5").loc["apstch_prochile_promotion"]
    amount, stated = campaign["financing_usd_million"], book.stated("ch04_marketing_ceiling")
    return agrees_if(
        fits(amount, stated),
        f"Table 4.5 prints {amount:,.0f} million dollars for one campaign ({campaign['financing_period']};"
        f" {campaign['result_details']}), the text {stated.value:.0f} million per year",
    )


def claim_04_21(book: Book) -> Finding:
    """The strength of internal governance."""
    stages = book.table("4.5")["last_stage"].value_counts()
    words = ", ".join(f"{stage} {count}" for stage, count in stages.items())
    return no_evidence(f"no measure of strength is printed; joint actions of Table 4.5 by their last stage: {words}")


def claim_04_26(book: Book) -> Finding:
    """Growth of salmon consumption in the United States."""
    result, stated = (
        book.table("4.5").at["apstch_prochile_promotion", "result_details"],
        book.stated("ch04_consumption_growth_us"),
    )
    bound = float(re.findall(r"over (\d+)%", result)[0])
    return agrees_if(
        less_than(bound, stated.value), f"Table 4.5: {result}; the text: {stated.value:.0f} percent, {stated.period}"
    )


def claim_04_34(book: Book) -> Finding:
    """Feed in the cost of fattening and in the total cost."""
    feed, total = book.stated("ch04_feed_share_of_fattening").value, book.stated("ch04_feed_cost_share").value
    implied = share_percent(total, feed)
    fattening = book.stated("ch04_fattening_cost_share")
    return agrees_if(
        fits(implied, fattening),
        f"{total:.0f} of {feed:.0f} percent put fattening at {implied:.1f} percent of the total cost; the text has"
        f" almost {fattening.value:.0f}",
    )


def _share_of_exports(book: Book, amount: float) -> dict[str, float]:
    """An amount in million dollars in percent of the exports of 2001 and of 2002."""
    exports = {
        "2001": book.table("4.1").at["2001", EXPORTS],
        "2002": book.table("1.2").at["salmon", "exports_2002_usd_million"],
    }
    return {year: share_percent(amount, value) for year, value in exports.items()}


def _exports_share_finding(book: Book, amount: str, share: str) -> Finding:
    """Whether a stated amount is the stated share of exports."""
    shares = _share_of_exports(book, book.stated(amount).value)
    words = ", ".join(f"{value:.2f} percent of the exports of {year}" for year, value in shares.items())
    return agrees_if(
        all(fits(value, book.stated(share), unit=1) for value in shares.values()),
        f"{book.stated(amount).value:.0f} million dollars are {words}",
    )


def claim_04_47(book: Book) -> Finding:
    """The marketing that would be needed."""
    return _exports_share_finding(book, "ch04_marketing_needed", "ch04_marketing_needed_share")


def claim_04_51(book: Book) -> Finding:
    """Grant-funded projects beside exports."""
    return _exports_share_finding(book, "ch04_grants_total", "ch04_grants_export_share")


def claim_04_50(book: Book) -> Finding:
    """Public and private parts of the grant-funded projects."""
    public, private, total = (book.stated(f"ch04_grants_{part}") for part in ("public", "private", "total"))
    parts = public.value + private.value
    return agrees_if(
        fits(parts, total), f"{public.value} + {private.value} = {parts:.1f}; the text has nearly {total.value:.0f}"
    )


def claim_04_49(book: Book) -> Finding:
    """Subsidies in the maturation phase."""
    actions = book.table("4.5").loc[list(FOUNDED)]
    in_maturity = actions["stage"].str.contains("Maturity")
    words = ", ".join(
        f"{FOUNDED[str(row)]} ({action['stage']}) {action['public_share_percent']} percent"
        for row, action in actions.iterrows()
    )
    return agrees_if(bool(in_maturity.all() and (actions["public_share_percent"] > 0).all()), f"public money: {words}")


def _governance(book: Book) -> str:
    """Codes of the cluster's governance in Table 10.2."""
    codes = book.table("10.2").loc["austral_salmon", GOVERNANCE]
    return ", ".join(f"{form.replace('_', '-')} {code}" for form, code in codes.items())


def claim_04_52(book: Book) -> Finding:
    """An increasing quasi-hierarchy."""
    return no_evidence(f"Table 10.2 has one date and was coded from this chapter: {_governance(book)}")


def claim_04_53(book: Book) -> Finding:
    """Neither a network only nor a strict hierarchy."""
    return no_evidence(f"Table 10.2 was coded from this paragraph: {_governance(book)}")


def claim_04_54(book: Book) -> Finding:
    """What upgrading was assisted by."""
    counts = leadership_by_upgrading(book.table("4.6"))
    by_leader = counts.sum()
    words = ", ".join(f"{leader.replace('_', ' ')} {count}" for leader, count in by_leader.items())
    named = {"collective_action", "individual"} <= set(by_leader[by_leader > 0].index)
    assisted = named and bool((counts.sum(axis=1) > 0).all())
    governance = [column for column in book.table("4.6").columns if "governance" in column]
    return agrees_if(
        assisted and len(governance) > 0,
        f"{counts.to_numpy().sum()} practices in {len(counts)} kinds of upgrading, by leadership: {words}; columns on"
        f" governance: {', '.join(governance) or 'none'}",
        in_direction=assisted,
    )
