"""The chains of Chapter 2 side by side: which of them upgraded, and under which governance."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from clusterbook.vocabulary import Governance, parse_choice

WITHOUT_RESERVE = "yes"


class ChainChoice(StrEnum):
    """Which chains stand for the cluster."""

    ALL = "all"
    """All five chains that the chapter lists."""
    ANALYSED = "analysed"
    """The three that the chapter follows: cooperatives, Salvadoran cheese makers, Parmalat."""
    COOPERATIVES = "cooperatives"
    """The chain of the semi-industrial cooperatives alone."""
    SALVADORAN = "salvadoran"
    """The chain of the Salvadoran cheese makers alone."""
    PARMALAT = "parmalat"
    """Parmalat's chain alone."""


ONE_CHAIN = {
    ChainChoice.COOPERATIVES: "Cooperatives",
    ChainChoice.SALVADORAN: "Salvadoran makers",
    ChainChoice.PARMALAT: "Parmalat",
}


def select_chains(chains: pd.DataFrame, choice: str) -> pd.DataFrame:
    """The chains, in each of their phases, that stand for the cluster.

    Parameters
    ----------
    chains : DataFrame
        Rows of ``data/evidence/chains.csv`` of Chapter 2, with ``chain``.
    choice : str
        A value of ``ChainChoice``.

    Raises
    ------
    ClusterbookError
        If the choice has another name.
    """
    chosen = parse_choice(ChainChoice, choice, where="dairy, chains")
    if chosen == ChainChoice.ALL:
        return chains
    names = ONE_CHAIN.values() if chosen == ChainChoice.ANALYSED else [ONE_CHAIN[chosen]]
    return chains[chains["chain"].isin(list(names))]


def chain_counts(chains: pd.DataFrame) -> pd.Series:
    """How many chains upgraded, and what the phases under a quasi hierarchy have of it.

    Parameters
    ----------
    chains : DataFrame
        One row per chain and phase: ``chain``, ``governance``, ``upgrading_process``, ``upgrading_functional``.

    Returns
    -------
    Series
        ``chains``, ``process`` and ``functional`` (chains of which a phase has it without reserve),
        ``quasi_hierarchies`` (phases governed so) and ``functional_in_quasi_hierarchies`` (of these, with
        functional upgrading without reserve).
    """
    process, functional = (chains[f"upgrading_{kind}"] == WITHOUT_RESERVE for kind in ("process", "functional"))
    quasi = chains["governance"] == Governance.QUASI_HIERARCHY
    return pd.Series(
        {
            "chains": chains["chain"].nunique(),
            "process": chains.loc[process, "chain"].nunique(),
            "functional": chains.loc[functional, "chain"].nunique(),
            "quasi_hierarchies": quasi.sum(),
            "functional_in_quasi_hierarchies": (quasi & functional).sum(),
        }
    )
