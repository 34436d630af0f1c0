"""Claims of Chapter 11: policies, tested on the tables of Chapters 1, 4, 10 and 11."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch11_policy.measures import has_form, rating_by_form, shared_themes, theme_counts
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.vocabulary import Governance, Sector

UPGRADING_TABLES = {Sector.TRADITIONAL: "10.4", Sector.NATURAL_RESOURCE: "10.5", Sector.COMPLEX: "10.6"}


def claim_11_01(book: Book) -> Finding:
    """External economies above joint action in every sector."""
    index = book.table("10.1")
    gaps = (index["external_economies_index"] - index["joint_actions_index"]).round(2)
    return agrees_if(
        False,
        f"sector averages exceed by {gaps.min():.2f} to {gaps.max():.2f} points; ratings of single clusters were never"
        " published",
        in_direction=bool((gaps > 0).all()),
    )


def claim_11_02(book: Book) -> Finding:
    """Quasi-hierarchy more frequent than other chains in traditional manufacturing."""
    coded = _coded(book, Sector.TRADITIONAL)
    present = {form: int((coded[form.value] > 0).sum()) for form in Governance}
    quasi, others = (
        present[Governance.QUASI_HIERARCHY],
        max(present[form] for form in present if form != Governance.QUASI_HIERARCHY),
    )
    return agrees_if(
        quasi > max(others, len(coded) / 2),
        f"{quasi} of {len(coded)} clusters have a quasi-hierarchical chain, {present[Governance.MARKET]} a market"
        " chain",
    )


def claim_11_03(book: Book) -> Finding:
    """Less functional upgrading where a quasi-hierarchical chain is present."""
    clusters = _coded(book, Sector.TRADITIONAL).join(_rated(book, Sector.TRADITIONAL)["upgrading_functional"])
    groups = rating_by_form(clusters, Governance.QUASI_HIERARCHY, rating="upgrading_functional")
    present, absent = groups.loc["present"], groups.loc["absent"]
    evidence = (
        f"mean functional upgrading {present['mean_rating']:.2f} with such a chain ({present['clusters']:g} clusters),"
        f" {absent['mean_rating']:.2f} without ({absent['clusters']:g})"
    )
    return agrees_if(present["mean_rating"] < absent["mean_rating"], evidence)


def claim_11_04(book: Book) -> Finding:
    """Complex products have the lowest average sum of upgrading."""
    means = {sector: _rated(book, sector)["upgrading_sum"].mean() for sector in UPGRADING_TABLES}
    return agrees_if(
        min(means, key=means.__getitem__) == Sector.COMPLEX,
        "average sum of upgrading: "
        + ", ".join(f"{sector.label.lower()} {mean:.2f}" for sector, mean in means.items()),
    )


def claim_11_05(book: Book) -> Finding:
    """Most complex products clusters have a quasi-hierarchical chain."""
    coded = _coded(book, Sector.COMPLEX)
    count = int(has_form(coded, Governance.QUASI_HIERARCHY).sum())
    return agrees_if(count > len(coded) / 2, f"{count} of {len(coded)} clusters")


def claim_11_06(book: Book) -> Finding:
    """Both clusters have several kinds of chain and the highest functional upgrading of their sector."""
    evidence, fine = [], []
    for cluster, sector in (("sinos_footwear", Sector.TRADITIONAL), ("boaco_chontales_dairy", Sector.NATURAL_RESOURCE)):
        forms = int((_coded(book, sector).loc[cluster] > 0).sum())
        functional = _rated(book, sector)["upgrading_functional"]
        fine.append(forms > 1 and functional[cluster] == functional.max())
        evidence.append(
            f"{cluster.replace('_', ' ')}: {forms} kinds of chain, functional upgrading {functional[cluster]:g}"
            f" (highest of the sector {functional.max():g})"
        )
    return agrees_if(all(fine), "; ".join(evidence), in_direction=any(fine))


def claim_11_07(book: Book) -> Finding:
    """Ratings of joint action by cluster are missing."""
    return no_evidence(
        f"joint action and external economies are known as {len(book.table('10.1'))} sector averages, not by cluster"
    )


def claim_11_08(book: Book) -> Finding:
    """Three goals."""
    sizes = book.table("11.1")["goal_code"].value_counts(sort=False)
    return agrees_if(len(sizes) == 3, f"{len(sizes)} goals with {', '.join(map(str, sizes))} actions")


def claim_11_09(book: Book) -> Finding:
    """Priorities differ, with some overlap."""
    priorities = book.table("11.2")
    shared = [
        theme.replace("_", " ") for theme in shared_themes(theme_counts(book.resource("policy_themes"), priorities))
    ]
    return agrees_if(
        0 < len(shared) < len(priorities) / 2,
        f"{len(priorities)} priorities; themes named for more than one sector: {', '.join(shared) or 'none'}",
    )


def claim_11_10(book: Book) -> Finding:
    """The macroeconomic framework is a priority of one sector only."""
    named = book.table("11.2").index[book.table("11.2").index.str.contains("macroeconomic")]
    sectors = sorted(set(book.table("11.2").loc[named, "sector_code"]))
    return agrees_if(sectors == [Sector.TRADITIONAL.value], f"named for: {', '.join(sectors).replace('_', ' ')}")


def claim_11_11(book: Book) -> Finding:
    """Years of the first two stages of the salmon cluster."""
    stages = book.table("4.2")[book.table("4.2")["first_year"].notna()]
    years = int(stages["last_year"].max() - stages["first_year"].min() + 1)
    return agrees_if(years > 10, f"{years} years from the first stage to the end of the second")


def claim_11_12(book: Book) -> Finding:
    """Melons have the lowest process upgrading and sum of the sector."""
    rated = _rated(book, Sector.NATURAL_RESOURCE)
    melon = rated.loc["rio_grande_do_norte_melon"]
    lowest = (
        melon["upgrading_process"] == rated["upgrading_process"].min()
        and melon["upgrading_sum"] == rated["upgrading_sum"].min()
    )
    return agrees_if(
        False,
        f"process upgrading {melon['upgrading_process']:g} and sum {melon['upgrading_sum']:g}; the averages of the"
        f" sector are {rated['upgrading_process'].mean():.2f} and {rated['upgrading_sum'].mean():.2f}",
        in_direction=lowest,
    )


def claim_11_13(book: Book) -> Finding:
    """No macroeconomic measure."""
    return no_evidence("no table holds a macroeconomic measure")


def claim_11_14(book: Book) -> Finding:
    """A learning pattern of its own for each sector in both tables."""
    ours = book.table("1.1").drop_duplicates("sector_code").set_index("sector_code")["learning_pattern_code"]
    theirs = book.table("10.3").loc["pattern_of_learning", [sector.value for sector in Sector]]
    return agrees_if(
        ours.is_unique and theirs.is_unique,
        f"{ours.nunique()} patterns in Table 1.1, {theirs.nunique()} in Table 10.3, for {len(ours)} sectors",
    )


def _coded(book: Book, sector: Sector) -> pd.DataFrame:
    """Governance codes of a sector's clusters that have them."""
    governance = book.table("10.2")
    return governance.loc[governance["sector"] == sector, [form.value for form in Governance]].dropna()


def _rated(book: Book, sector: Sector) -> pd.DataFrame:
    """Cluster rows of a sector's upgrading table."""
    table = book.table(UPGRADING_TABLES[sector])
    return table[table["row_type"] == "item"]
