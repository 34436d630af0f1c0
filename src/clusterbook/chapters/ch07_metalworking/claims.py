"""Claims of Chapter 7: no tables of its own, tested against Tables 1.2, 9.3, 10.2 and 10.6."""

from __future__ import annotations

from clusterbook.chapters.ch07_metalworking.measures import attainable_sample_sizes, average_sales, sales_classes
from clusterbook.data import load_prose_figures, prose_figure
from clusterbook.reproduction.claims import Finding, held, not_testable
from clusterbook.reproduction.recompute import Tables
from clusterbook.vocabulary import ChainReach, Governance, Upgrading

CLUSTER = "espirito_santo_metalworking"
SURVEY = ["cdmec", "equipment_suppliers", "customers", "competing_smes"]


def claim_07_01(tables: Tables) -> Finding:
    """Some 50 firms, more than 60 members of CDMEC."""
    members = tables["1.2"].at["metalworking", "firms"]
    return held(members > prose_figure("ch07_cdmec_member_smes_2000s"), f"Table 1.2 counts {members} members")


def claim_07_02(tables: Tables) -> Finding:
    """Sales by size class."""
    each = average_sales(sales_classes(load_prose_figures()))
    total = each * prose_figure("ch07_smes_firms_2002")
    printed = tables["1.2"].at["metalworking", "production_2002_usd_million"]
    return held(
        abs(total / printed - 1) <= 0.25,
        f"{each:.1f} million dollars a firm, {total:.0f} million for 50 firms; Table 1.2 has {printed:.1f} million",
    )


def claim_07_03(tables: Tables) -> Finding:
    """30 employees a firm."""
    row, size = tables["1.2"].loc["metalworking"], prose_figure("ch07_smes_employees_per_firm_2002")
    low, high = size * prose_figure("ch07_smes_firms_2002"), size * row["firms"]
    return held(
        low <= row["direct_jobs"] <= 1.25 * high,
        f"{low:,.0f} to {high:,.0f} employees; Table 1.2 has {row['direct_jobs']:,} direct jobs",
    )


def claim_07_04(tables: Tables) -> Finding:
    """CDMEC dates from 1988."""
    year = tables["1.2"].at["metalworking", "date_of_creation"]
    return held(str(year) == "1988", f"Table 1.2: created in {year}")


def claim_07_05(tables: Tables) -> Finding:
    """Sales to the domestic market."""
    row = tables["1.2"].loc["metalworking"]
    share = 100 * row["exports_2002_usd_million"] / row["production_2002_usd_million"]
    return held(share < 10, f"exports are {share:.1f} percent of production in 2002")


def claim_07_06(tables: Tables) -> Finding:
    """Local purchases of Aracruz."""
    own, other = (
        prose_figure(f"ch07_{name}")
        for name in ("aracruz_local_share_of_purchases_1991", "anchors_local_share_of_purchases_1990")
    )
    return not_testable(
        f"no table has it; this chapter says {own:.0f} percent for Aracruz in 1991, Chapter 10 says {other:.0f} percent"
        " for the anchors in 1990"
    )


def claim_07_07(tables: Tables) -> Finding:
    """CVRD: 32 million tons of pellets."""
    said, printed, brazil = (
        prose_figure("ch07_cvrd_pellets_2002"),
        *(tables["9.3"].at[row, "pellets_million_tons"] for row in ("cvrd", "total")),
    )
    return held(
        said <= printed,
        f"Table 9.3: {printed:.1f} million tons for CVRD and {brazil:.1f} for Brazil in 1999; the text: {said:.0f}",
    )


def claim_07_08(tables: Tables) -> Finding:
    """Samarco: over 8 million tons."""
    printed = tables["9.3"].at["sanmarco", "pellets_million_tons"]
    return held(printed > prose_figure("ch07_samarco_pellets_2000s"), f"{printed:.1f} million tons in 1999")


def claim_07_09(tables: Tables) -> Finding:
    """Survey shares from a sample of 35."""
    sample = int(prose_figure("ch07_survey_sample_smes_2000"))
    sizes = {
        name: attainable_sample_sizes(prose_figure(f"ch07_survey_partner_{name}_2000"), largest=sample)
        for name in SURVEY
    }
    words = "; ".join(
        f"{name.replace('_', ' ')}: {', '.join(map(str, found)) or 'none'}" for name, found in sizes.items()
    )
    return held(
        all(sample in found for found in sizes.values()),
        f"numbers of respondents up to {sample} that can give the printed percentage: {words}",
    )


def claim_07_10(tables: Tables) -> Finding:
    """Steady upgrading."""
    row = tables["10.6"].loc[CLUSTER]
    product, process, functional = (
        row[kind.column] for kind in (Upgrading.PRODUCT, Upgrading.PROCESS, Upgrading.FUNCTIONAL)
    )
    return held(
        product >= 2 and process >= 2, f"product {product:.0f}, process {process:.0f}, functional {functional:.0f}"
    )


def claim_07_11(tables: Tables) -> Finding:
    """A domestic chain led by the anchors."""
    codes = {form: int(tables["10.2"].at[CLUSTER, form.value]) for form in Governance}
    present = {form: code for form, code in codes.items() if code != ChainReach.ABSENT}
    words = ", ".join(f"{form.label}: {ChainReach(code).name.lower()}" for form, code in present.items())
    return held(present == {Governance.QUASI_HIERARCHY: ChainReach.DOMESTIC}, words)


def claim_07_12(tables: Tables) -> Finding:
    """Exports of Aracruz by region."""
    shares = [prose_figure(f"ch07_aracruz_exports_to_{region}_2002") for region in ("europe", "north_america", "asia")]
    return not_testable(f"not in a table; the three stated shares add up to {sum(shares):.0f} percent")
