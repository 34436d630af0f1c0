"""The poster of Chapter 10: every cluster by sector, collective efficiency, upgrading and governance, one row each."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from clusterbook.chapters.ch10_cross_case.figures.cross_case import REACH_WORDS, short_names
from clusterbook.chapters.ch10_cross_case.ratings import efficiency_scores
from clusterbook.display.palette import SECTOR_COLOURS
from clusterbook.display.shown import Shown
from clusterbook.vocabulary import ChainReach, Governance, Sector, Upgrading, in_a_sentence

HIGHEST = 3  # of every rating and degree
NOT_RATED = "–"
CAPTION = (
    "Every cluster of the study. In each sector those of higher collective efficiency stand first, then those that "
    "upgraded more. Bars and numbers: rated upgrading, 0 absent to 3 high. Rings: a form of governance is present, in "
    "domestic chains (open), in global ones (full), in both (a ring with a full heart)."
)
UPGRADING_HEADS = dict(zip(Upgrading, ("Prod.", "Proc.", "Func.", "Inter."), strict=True))
FORM_HEADS = {form: form.label[0].upper() for form in Governance}


def show_poster(clusters: pd.DataFrame) -> Shown:
    """All clusters in one picture, a table per sector, legible without colour and at any width.

    Parameters
    ----------
    clusters : DataFrame
        Clusters with ``sector``, ``product``, ``collective_efficiency``, the ``upgrading_*`` ratings and the codes
        ``market`` to ``hierarchy``; what is missing is shown as missing.
    """
    frame = ordered(clusters)
    sectors = [sector for sector in Sector if sector in set(frame["sector"])]
    parts = [(sector, frame[frame["sector"] == sector]) for sector in sectors]
    tables = "".join(_table(sector, group) for sector, group in parts)
    keys = ", ".join(f"{head} {form.label}" for form, head in FORM_HEADS.items())
    caption = f"{CAPTION} {keys}."
    html = f'<figure class="poster"><div>{tables}</div><figcaption>{escape(caption)}</figcaption></figure>'
    return Shown(html, "\n".join(_words(row) for _, group in parts for _, row in group.iterrows()))


def ordered(clusters: pd.DataFrame) -> pd.DataFrame:
    """The clusters with their short name, degree as a number and sum of upgrading, the highest of each first."""
    ratings = clusters[[kind.column for kind in Upgrading]]
    frame = clusters.assign(
        name=short_names(clusters), degree=efficiency_scores(clusters), total=ratings.sum(axis=1, min_count=1)
    )
    return frame.sort_values(["degree", "total"], ascending=False, kind="stable")


def _table(sector: Sector, group: pd.DataFrame) -> str:
    """The clusters of one sector."""
    kinds = "".join(
        f'<th scope="col"><abbr title="{kind.value} upgrading">{head}</abbr></th>'
        for kind, head in UPGRADING_HEADS.items()
    )
    forms = "".join(
        f'<th scope="col"><abbr title="{form.label}">{head}</abbr></th>' for form, head in FORM_HEADS.items()
    )
    rows = "".join(_row(row) for _, row in group.iterrows())
    degree = '<th scope="col"><abbr title="collective efficiency">Eff.</abbr></th>'
    return (
        f'<table style="--sector: {SECTOR_COLOURS[sector]}"><caption>{sector.label}</caption><thead><tr>'
        f'<th scope="col">Cluster</th>{degree}{kinds}{forms}'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(row: Any) -> str:
    """One cluster."""
    efficiency = NOT_RATED if pd.isna(row["degree"]) else str(row["collective_efficiency"])
    kinds = "".join(_rating(row[kind.column]) for kind in Upgrading)
    forms = "".join(_reach(row[form.value]) for form in Governance)
    return (
        f'<tr><th scope="row">{escape(row["name"])} <small>{escape(in_a_sentence(row["product"]))}</small></th>'
        f'<td class="degree">{efficiency}</td>{kinds}{forms}</tr>'
    )


def _rating(rating: float) -> str:
    """A rating as a number on its bar."""
    if pd.isna(rating):
        return f"<td>{NOT_RATED}</td>"
    return f'<td><i style="--of-three: {rating / HIGHEST:.0%}">{rating:g}</i></td>'


def _reach(code: float) -> str:
    """A form of governance as a ring; nothing where it is absent."""
    if pd.isna(code):
        return f"<td>{NOT_RATED}</td>"
    reach = ChainReach(int(code))
    if reach not in REACH_WORDS:
        return "<td></td>"
    return f'<td><b class="{reach.name.lower()}" role="img" aria-label="{REACH_WORDS[reach]}"></b></td>'


def _words(row: Any) -> str:
    """One cluster in words."""
    kinds = ", ".join(f"{kind.value} {_number(row[kind.column])}" for kind in Upgrading)
    degree = "not rated" if pd.isna(row["degree"]) else row["collective_efficiency"]
    codes = {form.label: row[form.value] for form in Governance if pd.notna(row[form.value])}
    forms = [f"{label}: {REACH_WORDS[ChainReach(int(code))]}" for label, code in codes.items() if code > 0]
    return (
        f"{row['name']} ({in_a_sentence(row['product'])}): collective efficiency {degree}; upgrading {kinds}; "
        f"{', '.join(forms) or 'no code of governance'}."
    )


def _number(rating: float) -> str:
    return "not rated" if pd.isna(rating) else f"{rating:g}"
