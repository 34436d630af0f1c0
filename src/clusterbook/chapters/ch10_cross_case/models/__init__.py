"""Regression models of upgrading, with inference that thirty-five clusters can bear."""

from clusterbook.chapters.ch10_cross_case.models.linear import LinearModel, linear_model, linear_table
from clusterbook.chapters.ch10_cross_case.models.ordered import FitStatus, OrderedLogit, ordered_logit, ordered_table
from clusterbook.stats.separation import Drift, Separation, SeparationCheck, check_separation

__all__ = [
    "Drift",
    "FitStatus",
    "LinearModel",
    "OrderedLogit",
    "Separation",
    "SeparationCheck",
    "check_separation",
    "linear_model",
    "linear_table",
    "ordered_logit",
    "ordered_table",
]
