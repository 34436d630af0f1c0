"""Selection: how much of what a cluster had after it joined the chain was there before, and what the rest can mean."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch12_fair_trade.places import Place, with_places
from clusterbook.vocabulary import Phase

ENTRY = "entry"
STRANDS = {
    "land": "land, law, organization, social services",
    "production": "production and functions",
    "market": "market and certification",
}
STRAND_OF_KIND = (
    dict.fromkeys(("land", "law", "organization", "social", "tax"), "land")
    | dict.fromkeys(("product", "process", "functional", "support"), "production")
    | dict.fromkeys(("market", "certification"), "market")
)


def steps_by_phase(events: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Number of dated steps before, at and after the entry into the chain, by cluster and strand.

    Parameters
    ----------
    events : DataFrame
        ``cluster_id``, ``kind`` and ``phase`` (before, entry, after).
    names : mapping of str to str
        Name of each cluster, by ``cluster_id``.

    Returns
    -------
    DataFrame
        ``cluster``, ``strand``, ``before``, ``entry``, ``after``; strands without a step have zeros.
    """
    counts = events.assign(strand=events["kind"].map(STRAND_OF_KIND)).groupby(["cluster_id", "strand", "phase"]).size()
    phases = [Phase.BEFORE.value, ENTRY, Phase.AFTER.value]
    rows = [
        {"cluster": name, "strand": words} | {phase: int(counts.get((key, one, phase), 0)) for phase in phases}
        for key, name in names.items()
        for one, words in STRANDS.items()
    ]
    return pd.DataFrame(rows)


def there_before(scores: pd.DataFrame) -> pd.Series:
    """Percent of the mean code after joining that the cluster had before, by cluster.

    Parameters
    ----------
    scores : DataFrame
        As ``social_scores`` gives it.
    """
    return share_percent(scores["before"], scores["after"])


def rights_reported(rights: pd.DataFrame) -> pd.DataFrame:
    """Of how many elements the article tells anything, by cluster (rows) and side of the definition (columns)."""
    told = rights.assign(told=rights["told"] != "no")
    return told.pivot_table(index="cluster_id", columns="side", values="told", aggfunc="sum", sort=False).astype(int)


def rights_table(rights: pd.DataFrame, names: Mapping[str, str], places: Mapping[int, Place]) -> pd.DataFrame:
    """The elements for reading: one row each, with what is told of either cluster, when, and its places."""
    told = with_places(rights["evidence"], rights["source_line"], places)
    when = rights["told"].replace("undated", "no time given")
    cells = [
        "not told" if one == "no" else f"{words} [{time}]"
        for one, words, time in zip(rights["told"], told, when, strict=True)
    ]
    wide = rights.assign(cell=cells).pivot_table(
        index=["side", "element"], columns="cluster_id", values="cell", aggfunc="first", sort=False
    )
    shown = wide[list(names)].rename(columns=names).rename_axis(columns=None).reset_index()
    return shown.replace({"side": r"_", "element": r"_"}, " ", regex=True)
