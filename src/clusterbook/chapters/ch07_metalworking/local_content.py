"""How much more the anchors buy locally, from which start, and what of it is made in the state."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.arithmetic import share_percent
from clusterbook.chapters.ch07_metalworking.measures import implied_totals
from clusterbook.errors import ClusterbookError
from clusterbook.vocabulary import parse_choice


class LocalStart(StrEnum):
    """Whose local purchases the growth is counted from."""

    ARACRUZ = "aracruz"
    """Those of Aracruz in 1991, as Chapter 7 has them."""
    ANCHORS = "anchors"
    """Those of the anchors together in 1990, as Chapter 10 has them."""


ENDS = {
    LocalStart.ARACRUZ: ("ch07_aracruz_local_share_of_purchases_1991", "ch07_aracruz_local_share_of_purchases_2002"),
    LocalStart.ANCHORS: ("ch07_anchors_local_share_of_purchases_1990", "ch07_anchors_local_share_of_purchases_2002"),
}


def local_content(stated: pd.DataFrame, *, start: str = LocalStart.ARACRUZ, local_value: float = 100.0) -> pd.Series:
    """Growth of local purchases, and the part of all purchases that is made locally at the end.

    Parameters
    ----------
    stated : DataFrame
        Numbers of the text indexed by ``stated_id``, with their value in ``low``.
    start : str
        ``aracruz`` or ``anchors``.
    local_value : float
        Percent of a local purchase that is made in the state; the rest is steel, parts and machines from elsewhere.

    Returns
    -------
    Series
        ``first`` and ``last`` (percent of purchases), ``times`` (last over first), ``made_locally`` (percent).

    Raises
    ------
    ClusterbookError
        If the start is none of its values, or the local value is not between 0 and 100.
    """
    if not 0 <= local_value <= 100:
        raise ClusterbookError(f"local_value: found {local_value:g}; expected 0 to 100 percent. Correct it.")
    names = ENDS[parse_choice(LocalStart, start, where="local purchases, start")]
    first, last = (float(stated.at[name, "low"]) for name in names)
    return pd.Series({"first": first, "last": last, "times": last / first, "made_locally": last * local_value / 100})


def behind_the_share(stated: pd.DataFrame, *, firms: int) -> pd.Series:
    """What the anchors would buy in all, if the chosen number of suppliers made all of their local purchases.

    Parameters
    ----------
    stated : DataFrame
        Numbers of the text indexed by ``stated_id``, with their value in ``low``.
    firms : int
        Number of suppliers to multiply the text's average sales by.

    Returns
    -------
    Series
        ``sold`` to the anchors and ``purchases`` in all, million dollars; ``revenue_share``, percent of their revenue.
    """
    subcontracted, local, revenue = (
        float(stated.at[f"ch07_{name}", "low"])
        for name in (
            "smes_output_subcontracted_to_anchors_2002",
            "anchors_local_share_of_purchases_2002",
            "anchors_revenue_2000s",
        )
    )
    sold = implied_totals(stated, firms=firms)["sales_usd_million"] * subcontracted / 100
    purchases = 100 * sold / local
    return pd.Series({"sold": sold, "purchases": purchases, "revenue_share": share_percent(purchases, 1000 * revenue)})
