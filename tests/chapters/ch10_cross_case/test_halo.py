"""What simulations of shared impressions simulate: degrees dealt at random, errors of either kind, and their test."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from invented_clusters import four, product

from clusterbook.chapters.ch10_cross_case.robustness import halo
from clusterbook.chapters.ch10_cross_case.robustness.coder_error import CoderError
from clusterbook.chapters.ch10_cross_case.robustness.halo import _share_significant, halo_error, shared_impressions
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.errors import FaultsError
from clusterbook.vocabulary import Sector, Upgrading

DEGREES, RATINGS = np.array([1.0, 2, 2, 3]), np.array([0.0, 1, 1.5, 3])

Codings = list[tuple[np.ndarray, np.ndarray]]


def simulated(monkeypatch: pytest.MonkeyPatch, error: CoderError) -> Codings:
    """Degrees and ratings with independent errors, and those of shared impressions."""
    tested: Codings = []
    monkeypatch.setattr(halo, "_share_significant", lambda x, y, **_: tested.append((x, y)) or 0.0)
    halo._shares(pd.DataFrame({"x": DEGREES, "y": RATINGS}), error, alpha=0.1)
    return tested


def test_degrees_are_dealt_anew_in_every_draw_and_ratings_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    apart, together = simulated(monkeypatch, CoderError(0.0, 0.0, 0.0, draws=300))
    for degrees, ratings in (apart, together):
        assert (np.sort(degrees, axis=1) == DEGREES).all()
        assert len(np.unique(degrees, axis=0)) == 12  # all orders of four of which two are alike
        assert (ratings == np.tile(RATINGS, (300, 1))).all()
    assert (apart[0] == together[0]).all()


def test_independent_errors_turn_inwards_at_the_ends_of_their_scales(monkeypatch: pytest.MonkeyPatch) -> None:
    apart, dealt = simulated(monkeypatch, CoderError(1.0, 1.0, 0.0, draws=60))
    moved = {degree: set(apart[0][dealt[0] == degree]) for degree in (1, 2, 3)}
    assert moved == {1: {2.0}, 2: {1.0, 3.0}, 3: {2.0}}
    assert [set(column) for column in apart[1].T] == [{0.5}, {0.5, 1.5}, {1.0, 2.0}, {2.5}]


def test_the_same_seed_gives_the_same_draws_and_another_seed_others(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = [simulated(monkeypatch, CoderError(0.5, 0.5, 0.5, draws=20, seed=seed)) for seed in (1, 1, 2)]
    drawn = [np.concatenate([np.hstack(pair) for pair in tested]) for tested in seeds]
    assert (drawn[0] == drawn[1]).all() and (drawn[0] != drawn[2]).any()


def test_impressions_stop_at_the_ends_of_both_scales() -> None:
    least = shared_impressions(np.full((9, 9), 1.0), np.zeros((9, 9)), chance=1.0, rng=np.random.default_rng(0))
    assert [set(values.ravel()) for values in least] == [{1.0, 2.0}, {0.0, 0.5}]
    most = shared_impressions(np.full((9, 9), 3.0), np.full((9, 9), 3.0), chance=1.0, rng=np.random.default_rng(0))
    assert [set(values.ravel()) for values in most] == [{2.0, 3.0}, {2.5, 3.0}]


@pytest.mark.parametrize(("ratings", "alpha", "share"), [([1, 2], 0.4, 0), ([1, 2], 0.6, 1), ([1, 1], 0.99, 0)])
def test_two_clusters_are_in_order_in_half_of_their_orders_and_alike_in_all(ratings, alpha, share) -> None:
    x, y = np.array([[1.0, 2.0]]), np.array([ratings], dtype=float)
    assert _share_significant(x, y, alpha=alpha, rng=np.random.default_rng(0)) == share


def test_no_ratings_make_no_row_and_the_presence_of_leaders_is_refused_in_these_words() -> None:
    columns = ["sector", "outcome", "share_independent", "share_halo"]
    study = Study(four(), outcomes=(Upgrading.PRODUCT,), sectors=(Sector.SPECIALIZED,))
    empty = halo_error(study, CoderError(draws=1))
    assert (len(empty), empty.columns.tolist()) == (0, columns)
    words = r"^halo_error: found leaders; expected collective_efficiency\. Study collective efficiency\.$"
    with pytest.raises(FaultsError, match=words):
        halo_error(product("leaders"), CoderError())
