"""Claims of Chapter 11 on policies: its own tables, and the stages of the salmon cluster (Chapter 4)."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch11_policy.measures import shared_themes, theme_counts
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.statements import fits
from clusterbook.vocabulary import Sector, in_words

GOALS = {"external_economies", "linkages", "value_chain_position"}
MACROECONOMIC, NEW_CHAINS, FOREIGN_MARKETS = "macroeconomic", "additional_chains", "foreign_markets"


def claim_11_14(book: Book) -> Finding:
    """Four groups of sectors are a useful tool."""
    priorities = book.table("11.2")["sector_code"].value_counts(sort=False)
    return no_evidence(
        f"Whether {len(priorities)} groups, with {', '.join(map(str, priorities))} priorities in Table 11.2, are useful"
        " is a judgment that no table could contradict."
    )


def claim_11_08(book: Book) -> Finding:
    """Three goals: external economies, linkages, position in the chain."""
    sizes = book.table("11.1")["goal_code"].value_counts(sort=False)
    listing = ", ".join(f"{goal.replace('_', ' ')} {size}" for goal, size in sizes.items())
    return agrees_if(set(sizes.index) == GOALS, f"{len(sizes)} goals with their actions: {listing}.")


def claim_11_11(book: Book) -> Finding:
    """The salmon cluster evolved over more than a decade."""
    stages = book.table("4.2").dropna(subset=["first_year", "last_year"])
    first, last = int(stages["first_year"].min()), int(stages["last_year"].max())
    years = last - first + 1
    evidence = f"{len(stages)} stages of Table 4.2 with both years run from {first} to {last}, {years} years."
    return agrees_if(fits(years, book.stated("ch11_salmon_evolution")), evidence)


def claim_11_17(book: Book) -> Finding:
    """Barriers rose as the market share of Chilean salmon grew."""
    share, action = book.table("4.1")["world_share_percent"], book.table("4.5").loc["dumping_defense"]
    evidence = (
        f"World share {share.iloc[0]:.1f} percent in {share.index[0]}, {share.iloc[-1]:.1f} in {share.index[-1]}; joint"
        f" defense against dumping claims from the stage {action['first_stage']}."
    )
    return agrees_if(share.iloc[-1] > share.iloc[0] and action["first_stage"] == "globalization", evidence)


def claim_11_09(book: Book) -> Finding:
    """Priorities differ between the sectors, with some overlap."""
    priorities = book.table("11.2")
    counts = theme_counts(book.resource("policy_themes"), priorities)
    shared = [in_words(theme) for theme in shared_themes(counts)]
    evidence = (
        f"{len(priorities)} priorities, {priorities['priority'].nunique()} different ones; themes of more than one"
        f" sector: {', '.join(shared) or 'none'}."
    )
    return agrees_if(priorities["priority"].is_unique and 0 < len(shared) < len(priorities) / 2, evidence)


def claim_11_18(book: Book) -> Finding:
    """Macroeconomic control matters everywhere, above all in traditional manufacturing."""
    sectors = _sectors_naming(book, MACROECONOMIC)
    everywhere = set(sectors) == set(book.table("11.2")["sector_code"])
    return agrees_if(everywhere, _named(book, MACROECONOMIC), in_direction=Sector.TRADITIONAL.value in sectors)


def claim_11_20(book: Book) -> Finding:
    """Larger and foreign markets matter above all in traditional manufacturing."""
    foreign, chains = _sectors_naming(book, FOREIGN_MARKETS), _sectors_naming(book, NEW_CHAINS)
    evidence = f"{_named(book, NEW_CHAINS)} {_named(book, FOREIGN_MARKETS)}"
    own = Sector.TRADITIONAL.value
    return agrees_if(own in foreign, evidence, in_direction=own in chains)


def claim_11_12(book: Book) -> Finding:
    """Research of the chain leader does not reach small firms, as in melons."""
    rated = book.table("10.5").query("row_type == 'item'")
    melon = rated.loc["rio_grande_do_norte_melon"]
    return no_evidence(
        f"No table has research or access to it. The melon cluster has a sum of upgrading of"
        f" {melon['upgrading_sum']:g}; the lowest of {len(rated)} is {rated['upgrading_sum'].min():g}."
    )


def claim_11_22(book: Book) -> Finding:
    """Policies changed with the stages of the salmon cluster."""
    policies = book.table("4.2").query("dimension == 'public_policy'")
    stages = policies.groupby("stage", sort=False)["entry"].agg(list)
    repeated = policies["entry"].duplicated().sum()
    listing = "; ".join(f"{stage}: {', '.join(entries)}" for stage, entries in stages.items())
    return agrees_if(len(stages) > 1 and repeated == 0, f"{listing}.")


def claim_11_13(book: Book) -> Finding:
    """Macroeconomic conditions matter for all clusters."""
    return no_evidence(f"No table has macroeconomic conditions by sector. {_named(book, MACROECONOMIC)}")


def claim_11_10(book: Book) -> Finding:
    """Macroeconomic conditions are essential in traditional manufacturing."""
    sectors = _sectors_naming(book, MACROECONOMIC)
    return agrees_if(sectors == [Sector.TRADITIONAL.value], _named(book, MACROECONOMIC))


def _naming(book: Book, theme: str) -> pd.DataFrame:
    """Priorities of Table 11.2 whose name has a theme."""
    priorities = book.table("11.2")
    return priorities[priorities.index.str.contains(theme)]


def _sectors_naming(book: Book, theme: str) -> list[str]:
    """Sectors that have a theme among their priorities."""
    return sorted(set(_naming(book, theme)["sector_code"]))


def _named(book: Book, theme: str) -> str:
    """Which sectors have a theme among their priorities, and in which words."""
    rows = _naming(book, theme)
    sectors, groups = _sectors_naming(book, theme), book.table("11.2")["sector_code"].nunique()
    labels = ", ".join(Sector(code).label.lower() for code in sectors) or "none"
    return f'"{"; ".join(rows["priority"])}" is a priority of {len(sectors)} of {groups} sectors: {labels}.'
