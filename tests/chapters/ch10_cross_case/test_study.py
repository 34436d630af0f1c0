"""What is chosen of a study, and what is said where it is not one."""

from __future__ import annotations

from typing import Any

import pytest
from invented_clusters import four, product

from clusterbook.chapters.ch10_cross_case.choices import Coding, MissingPolicy, Relation, Settings, Strata
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.errors import FaultsError
from clusterbook.vocabulary import Sector, Upgrading


@pytest.mark.parametrize(
    ("wrong", "where"),
    [({"sectors": ["mining"]}, "sectors"), ({"outcomes": ["new"]}, "outcomes"), ({"relation": "luck"}, "relation")],
)
def test_a_wrong_choice_is_told_by_its_name(wrong: dict[str, Any], where: str) -> None:
    with pytest.raises(FaultsError) as told:
        Study(four(), **wrong)
    assert [fault.where for fault in told.value.faults] == [where]


def test_choices_in_words_become_members() -> None:
    words: dict[str, Any] = {"relation": "leaders", "sectors": ["complex_products"], "outcomes": ["process"]}
    study = Study(four(), **words)
    assert study.relation is Relation.LEADERS
    assert [type(one) for one in (*study.sectors, *study.outcomes)] == [Sector, Upgrading]
    assert (study.sectors, study.outcomes) == ((Sector.COMPLEX,), (Upgrading.PROCESS,))


def test_clusters_are_compared_under_the_coding_of_the_study() -> None:
    filled = product(settings=Settings(coding=Coding(na_policy=MissingPolicy.ZERO)))
    sizes = [len(one.comparable_clusters(Upgrading.FUNCTIONAL)) for one in (product(), filled)]
    assert sizes == [3, 4]


def test_a_cluster_without_a_stratum_is_told_by_what_asks_for_it() -> None:
    frame = product().comparable_clusters(Upgrading.PRODUCT).assign(stratum=["one", "one", None, "two"])
    with pytest.raises(FaultsError) as told:
        product().layouts(frame)
    assert [fault.where for fault in told.value.faults] == ["layouts"]


def test_strata_are_sectors_or_sectors_with_the_country_of_each_cluster() -> None:
    clusters = four().assign(country_id=["per", "bra", "per", "mex"])
    study = product(settings=Settings(strata=Strata.SECTOR_AND_COUNTRY))
    frame = Study(clusters.iloc[::-1], settings=study.settings).stratify(clusters.loc[["d", "a"], ["sector"]])
    sector = "traditional_manufacturing"
    assert frame["stratum"].to_dict() == {"d": f"{sector}, mex", "a": f"{sector}, per"}
    assert product().stratify(clusters[["sector"]])["stratum"].tolist() == [sector] * 4
