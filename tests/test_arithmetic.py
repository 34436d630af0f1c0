"""The book's indices on numbers one can do in the head."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterbook.arithmetic import collective_efficiency_index, growth_percent, share_percent
from clusterbook.errors import ClusterbookError


def test_collective_efficiency_is_the_mean_of_its_two_parts() -> None:
    parts = pd.DataFrame({"external_economies": [8.0, 4.0], "joint_action": [6.0, 1.0]}, index=["a", "b"])
    index = collective_efficiency_index(parts["external_economies"], parts["joint_action"])
    assert index.to_dict() == {"a": 7.0, "b": 2.5}


def test_weight_moves_the_index_towards_external_economies() -> None:
    assert collective_efficiency_index(8.0, 4.0, weight=0.75) == 7.0


def test_share_is_the_part_in_percent_of_the_whole() -> None:
    assert share_percent(1.0, 4.0) == 25.0


@pytest.mark.parametrize(("measure", "expected"), [("total", 300.0), ("annual", 100.0)])
def test_fourfold_in_two_years_is_a_doubling_every_year(measure: str, expected: float) -> None:
    assert growth_percent(10.0, 40.0, years=2, measure=measure) == pytest.approx(expected)


def test_unknown_growth_measure_lists_the_legal_ones() -> None:
    with pytest.raises(ClusterbookError, match="total, annual"):
        growth_percent(1.0, 2.0, measure="monthly")
