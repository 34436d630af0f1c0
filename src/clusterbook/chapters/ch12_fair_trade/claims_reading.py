"""Numbers, dated steps and codes of the article that its claims are tested on."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch12_fair_trade.coding import numbers
from clusterbook.chapters.ch12_fair_trade.measures import first_year, values_of
from clusterbook.data.book import Book
from clusterbook.reproduction.statements import fits
from clusterbook.vocabulary import Phase

BABASSU, HONEY = "lago_do_junco_babassu", "simplicio_mendes_honey"
NAMES = {BABASSU: "babassu", HONEY: "honey"}
SOCIAL_KINDS = ("land", "law", "organization", "social")
BUYERS_AND_STATE = {  # whoever is none of these is a local organization: producers, diocese, cooperatives, support
    "The Body Shop",
    "Libero Mondo",
    "European and American buyers",
    "processing firms",
    "Maranhão",
    "state of Maranhão",
    "government",
    "federal government",
}


def article_values(book: Book) -> pd.Series:
    """Numbers of the article by their ids."""
    return values_of(book.stated_numbers_of(12))


def fits_article(book: Book, value: float, name: str, *, unit: float = 1.0) -> bool:
    """Whether a value fits a number of the article (its id without the chapter) under its hedge."""
    return fits(value, book.stated(f"ch12_{name}"), unit=unit)


def steps(book: Book, cluster: str, phase: Phase | None = None) -> pd.DataFrame:
    """Dated steps of one cluster, of one phase if it is given."""
    events = book.resource("fair_trade_events")
    own = events[events["cluster_id"] == cluster]
    return own if phase is None else own[own["phase"] == phase.value]


def year_of(book: Book, event_id: str, *, latest: bool = False) -> int:
    """Year of a step; with ``latest`` the last one that the article allows."""
    return first_year(book.resource("fair_trade_events"), event_id, latest=latest)


def actor_of(book: Book, event_id: str) -> str:
    """Who took a step, in the words of the data."""
    return str(book.resource("fair_trade_events").set_index("event_id").at[event_id, "actor"])


def is_local(events: pd.DataFrame) -> pd.Series:
    """Whether a local organization has a part in each step, alone or with others."""
    return events["actor"].map(lambda actors: bool(set(actors.split(", ")) - BUYERS_AND_STATE)).astype(bool)


def code_of(book: Book, cluster: str, dimension: str, *, component: str) -> float:
    """Chosen code of one component of a cluster, 0 to 3, for dimensions without phases."""
    codes = book.case_codes
    chosen = (codes["cluster_id"] == cluster) & (codes["dimension"] == dimension) & (codes["component"] == component)
    return float(numbers(codes[chosen]).iloc[0])


def social_codes(book: Book, cluster: str) -> pd.DataFrame:
    """Chosen social codes of a cluster: a row per component, a column per phase, missing where not reported."""
    codes = book.case_codes
    own = codes[(codes["cluster_id"] == cluster) & (codes["dimension"] == "social_upgrading")]
    keyed = own.assign(number=numbers(own).astype(float))
    return keyed.pivot(index="component", columns="phase", values="number")


def social_change(book: Book, cluster: str) -> pd.Series:
    """Change of every component of social upgrading that is reported before and after the entry."""
    codes = social_codes(book, cluster)
    return (codes[Phase.AFTER] - codes[Phase.BEFORE]).dropna()


def describe_changes(book: Book) -> str:
    """How many components of social upgrading rise and fall in each cluster."""
    listing = []
    for cluster, name in NAMES.items():
        change = social_change(book, cluster)
        listing.append(f"{name}: {int((change > 0).sum())} of {len(change)} rise, {int((change < 0).sum())} fall")
    return f"Coded social upgrading after the entry, {'; '.join(listing)}."


def reinforced(book: Book, cluster: str) -> bool:
    """Whether something of social upgrading is coded before the entry, something rises after it and nothing falls."""
    change = social_change(book, cluster)
    before = social_codes(book, cluster)[Phase.BEFORE]
    return bool((before > 0).any() and (change > 0).any() and (change >= 0).all())


def counted(events: pd.DataFrame, condition: pd.Series) -> str:
    """How many of the steps meet a condition: ``4 of 8``."""
    return f"{int(condition.sum())} of {len(events)}"
