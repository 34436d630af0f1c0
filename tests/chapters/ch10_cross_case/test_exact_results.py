"""Chapter 10's exact p-values against writing out every relabeling of the real clusters."""

import itertools

import numpy as np
import pytest

from clusterbook.chapters.ch10_cross_case.choices import Relation
from clusterbook.chapters.ch10_cross_case.study import OUTCOMES, Study
from clusterbook.chapters.ch10_cross_case.verdicts import sector_association, verdict_table
from clusterbook.data import load_clusters
from clusterbook.vocabulary import Sector

RATED = [Sector.TRADITIONAL, Sector.NATURAL_RESOURCE, Sector.COMPLEX]


def relabelings(x):
    """Every distinct ordering of up to three levels, one row each."""
    levels, sizes = np.unique(x, return_counts=True)
    places, rows = set(range(len(x))), []
    for first in itertools.combinations(range(len(x)), sizes[0]):
        rest = sorted(places - set(first))
        for second in itertools.combinations(rest, sizes[1]):
            row = np.full(len(x), levels[-1])
            row[list(first)], row[list(second)] = levels[0], levels[1]
            rows.append(row)
    return np.array(rows)


def kendall_s(orders, y):
    """Concordant minus discordant pairs of every row of orders."""
    first, second = np.triu_indices(len(y), 1)
    return np.sign(orders[:, second] - orders[:, first]) @ np.sign(y[second] - y[first])


@pytest.mark.parametrize("relation", list(Relation))
@pytest.mark.parametrize("sector", RATED)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_exact_p_is_the_share_of_all_relabelings_written_out(relation, sector, outcome) -> None:
    study = Study(load_clusters(), relation, sectors=(sector,))
    frame = study.comparable_clusters(outcome)
    x, y = frame["x"].to_numpy(), frame["y"].to_numpy()
    values = np.abs(kendall_s(relabelings(x), y))
    result = sector_association(study, frame)
    assert len(values) == result.relabelings
    assert result.s == kendall_s(x[None, :], y)[0]
    assert result.exact_p == pytest.approx(np.mean(values >= abs(result.s)), abs=1e-12)
    assert result.attainable_p == pytest.approx(np.mean(values == values.max()), abs=1e-12)


def test_thirty_five_clusters_are_rated_and_software_is_undefined() -> None:
    table = verdict_table(Study(load_clusters(), sectors=tuple(Sector), outcomes=["product"])).set_index("sector")
    assert table["n"].tolist() == [15, 11, 9, 0]
    assert table.loc["specialized_suppliers", "verdict"] == "undefined"
