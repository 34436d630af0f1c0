"""Policies of Chapter 11: the menu of actions, the priorities by sector, the cases named for them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pandas as pd

from clusterbook.vocabulary import ChainReach, Governance, Sector, parse_choice

MENU, PRIORITIES = "11.1", "11.2"


class Reach(StrEnum):
    """How far a chain must reach to count as present."""

    ANY = "any"
    """Domestic or global."""
    GLOBAL = "global"
    """Global."""


class Ground(StrEnum):
    """Cases that count as ground for a policy."""

    OWN = "own"
    """Clusters that the book itself studied or rated."""
    ANY = "any"
    """Those and the programs and clusters of other literature."""


class Evidence(StrEnum):
    """What a case must show to count."""

    WORKED = "worked"
    """The text says that it worked."""
    NAMED = "named"
    """The text names it, whatever it shows."""


ELSEWHERE = "elsewhere"
CODES_OF_REACH = {
    Reach.ANY: (ChainReach.DOMESTIC, ChainReach.GLOBAL, ChainReach.BOTH),
    Reach.GLOBAL: (ChainReach.GLOBAL, ChainReach.BOTH),
}


def has_form(clusters: pd.DataFrame, form: Governance, *, reach: str = Reach.ANY) -> pd.Series:
    """Whether a chain of this form is present.

    Parameters
    ----------
    clusters : DataFrame
        Clusters with the governance codes of Table 10.2; those without codes must be left out before.
    form : Governance
        Form of governance.
    reach : str
        ``any``: code above 0; ``global``: code 2 or 3. The codes are kinds, not degrees.

    Raises
    ------
    ClusterbookError
        If the reach is neither.
    """
    codes = CODES_OF_REACH[parse_choice(Reach, reach, where="chain reach")]
    return clusters[form.value].isin(codes)


def rating_by_form(clusters: pd.DataFrame, form: Governance, *, rating: str, reach: str = Reach.ANY) -> pd.DataFrame:
    """Mean of a rating with and without a form of governance.

    Parameters
    ----------
    clusters : DataFrame
        As ``load_clusters`` gives them; those without codes or without the rating are left out.
    form : Governance
        Form of governance.
    rating : str
        Column of the rating, 0 to 3.
    reach : str
        As in ``has_form``.

    Returns
    -------
    DataFrame
        Indexed by ``chain`` ("present", "absent"): ``clusters`` (number) and ``mean_rating``.
    """
    rated = clusters.dropna(subset=[form.value, rating])
    present = has_form(rated, form, reach=reach).map({True: "present", False: "absent"})
    grouped = rated[rating].groupby(present).agg(["size", "mean"]).reindex(["present", "absent"])
    return grouped.set_axis(["clusters", "mean_rating"], axis=1).rename_axis("chain")


def ratings_by_sector(
    clusters: pd.DataFrame, form: Governance, *, rating: str, reach: str = Reach.ANY
) -> dict[Sector, pd.DataFrame]:
    """``rating_by_form`` for each sector that has the rating."""
    rated = clusters.dropna(subset=[rating])
    sectors = [sector for sector in Sector if sector in set(rated["sector"])]
    return {
        sector: rating_by_form(rated[rated["sector"] == sector], form, rating=rating, reach=reach) for sector in sectors
    }


def ratings_frame(groups: dict[Sector, pd.DataFrame]) -> pd.DataFrame:
    """The comparisons of ``ratings_by_sector`` in one frame, indexed by ``sector`` and ``chain``."""
    return pd.concat({sector.label: group for sector, group in groups.items()}, names=["sector", "chain"])


def theme_counts(themes: pd.DataFrame, priorities: pd.DataFrame) -> pd.DataFrame:
    """Actions of the general menu and priorities of each sector, by theme.

    Parameters
    ----------
    themes : DataFrame
        ``table``, ``row_id``, ``theme``: this project's grouping, not the book's.
    priorities : DataFrame
        Table 11.2 indexed by ``row_id``, with ``sector_code``.

    Returns
    -------
    DataFrame
        Indexed by ``theme`` in the order of the grouping: ``menu`` (Table 11.1) and one column per sector.
    """
    order = list(dict.fromkeys(themes["theme"]))
    menu = themes.loc[themes["table"] == MENU, "theme"].value_counts()
    ours = themes[themes["table"] == PRIORITIES].set_index("row_id")["theme"]
    counts = pd.crosstab(ours, priorities["sector_code"].reindex(ours.index))
    counts = counts.reindex(index=order, columns=[sector.value for sector in Sector], fill_value=0)
    counts.insert(0, "menu", menu.reindex(order, fill_value=0))
    return counts.rename_axis("theme").rename_axis(columns=None)


def theme_overlap(counts: pd.DataFrame) -> dict[str, int]:
    """How the menu and the sectors' lists overlap.

    Parameters
    ----------
    counts : DataFrame
        As ``theme_counts`` gives it.

    Returns
    -------
    dict
        Number of ``themes``, of those ``shared`` by two sectors or more, on the ``menu_only`` and named by a
        ``sector_only``.
    """
    named = counts[[sector.value for sector in Sector]].sum(axis=1) > 0
    on_menu = counts["menu"] > 0
    return {
        "themes": len(counts),
        "shared": len(shared_themes(counts)),
        "menu_only": int((on_menu & ~named).sum()),
        "sector_only": int((named & ~on_menu).sum()),
    }


def shared_themes(counts: pd.DataFrame) -> list[str]:
    """Themes that more than one sector has as a priority."""
    sectors = (counts[[sector.value for sector in Sector]] > 0).sum(axis=1)
    return list(counts.index[sectors > 1])


def cases_that_count(cases: pd.DataFrame, *, ground: str, evidence: str) -> pd.DataFrame:
    """The cases named for policies that count as ground for them.

    Parameters
    ----------
    cases : DataFrame
        ``data/evidence/policy_cases.csv``: ``action_id``, ``case``, ``shows``.
    ground : str
        ``own`` or ``any``.
    evidence : str
        ``worked`` or ``named``.

    Raises
    ------
    ClusterbookError
        If a choice is unknown.
    """
    counted = cases
    if parse_choice(Ground, ground, where="ground of policies") == Ground.OWN:
        counted = counted[~counted["case"].str.startswith(ELSEWHERE)]
    if parse_choice(Evidence, evidence, where="evidence of policies") == Evidence.WORKED:
        counted = counted[counted["shows"] == Evidence.WORKED]
    return counted


def policies_with_cases(policies: pd.DataFrame, counted: pd.DataFrame) -> pd.Series:
    """How many policies of each kind have at least one case that counts, by ``kind``."""
    has_case = policies["action_id"].isin(counted["action_id"])
    return has_case.groupby(policies["kind"]).sum()


def cases_table(policies: pd.DataFrame, cases: pd.DataFrame, *, labels: Mapping[str, str]) -> pd.DataFrame:
    """The cases for reading: ``policy``, ``case``, ``where``, ``shows``, ``point`` and ``place``.

    Parameters
    ----------
    policies, cases : DataFrame
        ``data/evidence/policy_actions.csv`` and ``policy_cases.csv``.
    labels : Mapping
        Names of the cases.
    """
    names = policies.set_index("action_id")["action"]
    table = {
        "policy": cases["action_id"].map(names),
        "case": cases["case"].map(dict(labels)),
        "where": cases["where"].fillna(""),
        "shows": cases["shows"],
        "point": cases["point"],
        "place": cases["place"],
    }
    return pd.DataFrame(table).reset_index(drop=True)
