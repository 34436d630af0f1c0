"""Invented clusters, few enough to be counted by hand, and what is asked of them in the tests of Chapter 10."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Relation
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.vocabulary import Upgrading

TRADITIONAL, COMPLEX = "traditional_manufacturing", "complex_products"


def product(relation: str = "collective_efficiency", **chosen: Any) -> Study:
    """A study of product upgrading in the four clusters."""
    return Study(four(), Relation(relation), outcomes=(Upgrading.PRODUCT,), **chosen)


def four() -> pd.DataFrame:
    """Four clusters of one sector; b's functional rating is missing."""
    return pd.DataFrame(
        {
            "sector": TRADITIONAL,
            "collective_efficiency": ["Low", "Low", "High", "High"],
            "upgrading_product": [1.0, 2.0, 2.0, 3.0],
            "upgrading_process": [2.0, 2.0, 2.0, 2.0],
            "upgrading_functional": [0.0, np.nan, 1.0, 1.0],
            "upgrading_intersectoral": 0.0,
            "market": pd.array([1, 1, 0, 0], dtype="Int64"),
            "network": pd.array([0, 0, 0, 0], dtype="Int64"),
            "quasi_hierarchy": pd.array([0, 1, 2, 2], dtype="Int64"),
            "hierarchy": pd.array([0, 0, 0, 0], dtype="Int64"),
        },
        index=pd.Index(list("abcd"), name="cluster_id"),
    )


def printed(word: str) -> pd.DataFrame:
    """Table 10.3 with one word everywhere."""
    sectors = [TRADITIONAL, "natural_resource_based", COMPLEX, "specialized_suppliers"]
    kinds = ("product", "process", "functional")
    cells = [(relation, kind) for relation in ("collective_efficiency", "leaders") for kind in kinds]
    return pd.DataFrame(
        [{"relation": relation, "upgrading": kind} | dict.fromkeys(sectors, word) for relation, kind in cells]
    )


def two_sectors() -> pd.DataFrame:
    """Eight clusters: a global quasi-hierarchy goes with product upgrading in both sectors, which are alike."""
    half = pd.DataFrame(
        {
            "collective_efficiency": ["Low", "Medium", "Medium", "High"],
            "upgrading_product": [0.0, 1, 2, 3],
            "upgrading_process": [1.0, 1, 1, 1],
            "upgrading_functional": [0.0, 0, 1, 1],
            "upgrading_intersectoral": [0.0, 0, 0, 0],
            "market": [1, 1, 0, 0],
            "network": [0, 0, 0, 0],
            "quasi_hierarchy": [0, 1, 2, 3],
            "hierarchy": [0, 0, 0, 0],
        }
    )
    sectors = [TRADITIONAL] * 4 + [COMPLEX] * 4
    return pd.concat([half, half], ignore_index=True).assign(sector=sectors)


def clusters(degrees: str, ratings: Sequence[float], sectors: list[str] | None = None) -> pd.DataFrame:
    """Clusters with one rating for every type of upgrading; L, M and H are the degrees."""
    spelled = [{"L": "Low", "M": "Medium", "H": "High"}[letter] for letter in degrees]
    frame = {
        "sector": sectors or [TRADITIONAL] * len(spelled),
        "collective_efficiency": pd.Categorical(spelled, ["Low", "Medium", "High"], ordered=True),
        **{f"upgrading_{kind.value}": list(map(float, ratings)) for kind in Upgrading},
    }
    return pd.DataFrame(frame, index=[f"cluster_{place}" for place in range(len(spelled))])


def three_in_five() -> pd.DataFrame:
    """Two sectors that are not alike; in each, degrees and ratings go together but for one cluster."""
    degrees, ratings = ["Low", "Low", "Medium", "High", "High"], [0.0, 2.0, 1.0, 2.0, 3.0]
    columns = {f"upgrading_{kind}": ratings + [1.0, 3.0, 0.0, 1.0, 2.0] for kind in ("product", "process")}
    frame = {"sector": [TRADITIONAL] * 5 + [COMPLEX] * 5, "collective_efficiency": degrees * 2, **columns}
    return pd.DataFrame(frame).assign(upgrading_functional=0.0, upgrading_intersectoral=0.0)
