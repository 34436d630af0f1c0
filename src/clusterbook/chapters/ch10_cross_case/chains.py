"""Chains that meet in one cluster: whether those with a leader upgrade in functions as those without one do."""

from __future__ import annotations

import pandas as pd

from clusterbook.vocabulary import Governance

FUNCTIONAL = "upgrading_functional"
ANSWERS = {"yes": "upgraded", "partly": "partly", "no": "not upgraded", "not_said": "not said"}
WITH_LEADER = (Governance.QUASI_HIERARCHY, Governance.HIERARCHY)
WITHOUT = (Governance.MARKET, Governance.NETWORK)


def functional_by_governance(chains: pd.DataFrame) -> pd.DataFrame:
    """Chains of each form of governance, and of how many the text says that they upgraded in functions.

    Parameters
    ----------
    chains : DataFrame
        Rows of ``data/evidence/chains.csv``: ``governance`` and ``upgrading_functional``.

    Returns
    -------
    DataFrame
        One row per form that occurs: governance (in words), chains, upgraded, partly, not upgraded, not said.
    """
    rows = []
    for form in Governance:
        answers = list(chains.loc[chains["governance"] == form.value, FUNCTIONAL])
        counts = {words: answers.count(answer) for answer, words in ANSWERS.items()}
        rows.append({"governance": form.label, "chains": len(answers), **counts})
    return pd.DataFrame(rows).query("chains > 0").reset_index(drop=True)


def chain_counts(chains: pd.DataFrame) -> dict[str, int]:
    """How many chains are told apart, and of those with and without a leader how many upgraded in functions.

    Parameters
    ----------
    chains : DataFrame
        As ``functional_by_governance`` takes it.

    Returns
    -------
    dict of str to int
        chains_told; led_functional_told and led_functional_yes of quasi hierarchies and hierarchies,
        free_functional_told and free_functional_yes of markets and networks: chains on which the text says whether
        they upgraded in functions, and those that did.
    """
    counts = {"chains_told": len(chains)}
    for name, forms in {"led": WITH_LEADER, "free": WITHOUT}.items():
        answers = list(chains.loc[chains["governance"].isin([form.value for form in forms]), FUNCTIONAL])
        counts[f"{name}_functional_told"] = len(answers) - answers.count("not_said")
        counts[f"{name}_functional_yes"] = answers.count("yes")
    return counts
