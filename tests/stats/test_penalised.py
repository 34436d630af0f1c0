"""Firth's logit against the half added to each cell, and against plain likelihood in a large sample."""

import numpy as np
import pytest
from statsmodels.discrete.discrete_model import Logit

from clusterbook import stats
from clusterbook.errors import FaultsError


def written_out(table):
    """The two variables of a two by two table."""
    return (np.repeat(axis.ravel(), np.ravel(table)).astype(float) for axis in np.indices((2, 2)))


@pytest.mark.parametrize("table", [[[5, 1], [2, 4]], [[4, 0], [0, 5]], [[3, 3], [0, 4]]])
def test_a_fourfold_table_is_fitted_with_half_a_case_more_in_each_cell(table) -> None:
    x, y = written_out(table)
    a, b, c, d = np.ravel(table) + 0.5
    found = stats.penalised_logit(y, x[:, None])
    assert found.estimates[1] == pytest.approx(np.log(a * d / (b * c)), abs=1e-3)
    assert found.low[1] < found.estimates[1] < found.high[1]
    assert (found.p[1] <= 0.05) == (not found.low[1] <= 0 <= found.high[1])


def test_in_a_large_sample_it_is_the_plain_likelihood() -> None:
    x, y = written_out([[300, 200], [180, 320]])
    plain = Logit(y, np.column_stack([np.ones(len(x)), x])).fit(disp=False)
    found = stats.penalised_logit(y, x[:, None])
    assert found.estimates == pytest.approx(tuple(plain.params), abs=0.01)
    assert (found.low[1], found.high[1]) == pytest.approx(tuple(plain.conf_int()[1]), abs=0.02)


def test_what_cannot_be_fitted_is_refused() -> None:
    with pytest.raises(FaultsError, match="allowed 0, 1"):
        stats.penalised_logit([0, 2], np.ones((2, 1)))
    with pytest.raises(FaultsError, match="full rank"):
        stats.penalised_logit([0, 1], np.ones((2, 1)))
    with pytest.raises(FaultsError, match="shape"):
        stats.penalised_logit([0, 1], np.ones(2))
