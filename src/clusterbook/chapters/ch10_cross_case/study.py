"""What is studied: clusters, a relation, sectors and types of upgrading, under settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Relation, Settings, Strata
from clusterbook.chapters.ch10_cross_case.ratings import comparable_clusters, upgrading
from clusterbook.stats import Layout, layout
from clusterbook.stats.observations import members_of
from clusterbook.vocabulary import Sector, Upgrading, parse_choice

OUTCOMES = (Upgrading.PRODUCT, Upgrading.PROCESS, Upgrading.FUNCTIONAL)  # the rows of Table 10.3
RATED = (Sector.TRADITIONAL, Sector.NATURAL_RESOURCE, Sector.COMPLEX)  # software has no published ratings
ALL_SECTORS = "all_sectors"


@dataclass(frozen=True, eq=False)
class Study:
    """A relation between clusters, and everything that is chosen about it.

    Attributes
    ----------
    clusters : DataFrame
        One row per cluster, as ``load_clusters`` gives them.
    relation : Relation or str
        Collective efficiency, or the presence of leaders of global chains.
    sectors : tuple of Sector or str
        Sectors to study, each by itself or compared within; by default those with ratings.
    outcomes : tuple of Upgrading or str
        Types of upgrading.
    settings : Settings
        Test, rule of the verdict and coding.

    Raises
    ------
    FaultsError
        Where relation, a sector or an outcome has an unknown name.
    """

    clusters: pd.DataFrame
    relation: Relation = Relation.COLLECTIVE_EFFICIENCY
    sectors: tuple[Sector, ...] = RATED
    outcomes: tuple[Upgrading, ...] = OUTCOMES
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        sectors = tuple(parse_choice(Sector, sector, where="sectors") for sector in self.sectors)
        outcomes = tuple(parse_choice(Upgrading, outcome, where="outcomes") for outcome in self.outcomes)
        object.__setattr__(self, "relation", parse_choice(Relation, self.relation, where="relation"))
        object.__setattr__(self, "sectors", sectors)
        object.__setattr__(self, "outcomes", outcomes)

    @property
    def members(self) -> pd.DataFrame:
        """The clusters of the sectors studied."""
        return self.clusters[self.clusters["sector"].astype(str).isin([sector.value for sector in self.sectors])]

    def comparable_clusters(self, outcome: Upgrading) -> pd.DataFrame:
        """Sector, x (cause), y (rating) and stratum of the clusters that the relation can compare, none missing."""
        frame = comparable_clusters(self.members, self.relation, outcome=outcome, coding=self.settings.coding)
        return self.stratify(frame)

    def ratings_beside(self, feature: pd.Series, *, outcome: Upgrading) -> pd.DataFrame:
        """Sector, x (any other feature of the clusters), y (rating) and stratum, none missing."""
        ratings = upgrading(self.members, outcome, na_policy=self.settings.coding.na_policy)
        frame = pd.DataFrame({"sector": self.members["sector"].astype(str), "x": feature, "y": ratings}).dropna()
        return self.stratify(frame)

    def stratify(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The clusters with the stratum in which each is compared: its sector, or its sector and country."""
        if self.settings.strata is Strata.SECTOR:
            return frame.assign(stratum=frame["sector"])
        countries = self.clusters["country_id"].astype(str).reindex(frame.index)
        return frame.assign(stratum=frame["sector"] + ", " + countries)

    def cells(self) -> Iterator[tuple[Sector, Upgrading, pd.DataFrame]]:
        """Sector, outcome and compared clusters of each cell, sector by sector; the clusters may be none."""
        frames = {outcome: self.comparable_clusters(outcome) for outcome in self.outcomes}
        for sector in self.sectors:
            for outcome, frame in frames.items():
                yield sector, outcome, frame[frame["sector"] == sector.value]

    def layouts(self, frame: pd.DataFrame) -> list[Layout]:
        """Compared clusters cross-tabulated stratum by stratum, for the test's measure."""
        x, y = frame["x"].to_numpy(), frame["y"].to_numpy()
        strata = members_of(frame["stratum"].to_numpy(), len(frame), where="layouts").values()
        return [layout(x[places], y[places], measure=self.settings.test.measure) for places in strata]
