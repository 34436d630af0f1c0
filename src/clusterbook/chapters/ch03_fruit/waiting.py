"""Annual and perennial crops of Chapter 3: money laid out until the first harvest, and how long learning takes."""

from __future__ import annotations

import pandas as pd

DAYS = 365
OUTLAYS = {"mangoes": "planting_cost_mangoes", "grapes": "planting_cost_grapes", "melons": "production_cost_melons"}


def outlays(figures: pd.DataFrame, *, interest_percent: float) -> pd.DataFrame:
    """Dollars per hectare until the first harvest, with interest on what was laid out at the beginning.

    Parameters
    ----------
    figures : DataFrame
        Prose figures indexed by ``figure_id``: costs per hectare, days and years until the first harvest.
    interest_percent : float
        Percent per year, compounded.

    Returns
    -------
    DataFrame
        Indexed by ``crop``: ``laid_out_usd`` (planting and the years without fruit of a perennial, a full cycle
        of melons), ``years`` until the first harvest, ``at_harvest_usd``.
    """
    days, years = _figure(figures, "melon_harvest"), _figure(figures, "perennial_wait")
    waits = pd.Series({crop: days / DAYS if crop == "melons" else years for crop in OUTLAYS})
    costs = pd.Series({crop: _figure(figures, name) for crop, name in OUTLAYS.items()})
    grown = costs * (1 + interest_percent / 100) ** waits
    return pd.DataFrame({"laid_out_usd": costs, "years": waits, "at_harvest_usd": grown}).rename_axis("crop")


def equal_interest(figures: pd.DataFrame) -> float:
    """Interest in percent per year at which a hectare of mangoes has cost as much as one of melons at first harvest."""
    plain = outlays(figures, interest_percent=0)
    ratio = plain.at["melons", "laid_out_usd"] / plain.at["mangoes", "laid_out_usd"]
    return 100 * (ratio ** (1 / (plain.at["mangoes", "years"] - plain.at["melons", "years"])) - 1)


def cycles_in_one_wait(figures: pd.DataFrame) -> int:
    """Full cycles of melons in the time that a perennial takes until its first harvest."""
    return int(_figure(figures, "perennial_wait") * DAYS // _figure(figures, "melon_harvest"))


def cost_factors(figures: pd.DataFrame) -> tuple[float, float]:
    """Cost of a hectare of melons of a large firm over that of a small grower, least and most by the stated ranges."""
    large, small = (figures.loc[f"ch03_melon_cost_{size}", ["low", "high"]] for size in ("large", "small"))
    return large["low"] / small["high"], large["high"] / small["low"]


def _figure(figures: pd.DataFrame, name: str) -> float:
    """One stated number of the chapter."""
    return float(figures.at[f"ch03_{name}", "low"])
