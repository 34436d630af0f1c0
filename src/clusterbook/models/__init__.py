"""Regression models of upgrading, with inference that thirty-five clusters can bear."""

from clusterbook.models.linear import LinearModel, linear_model, linear_table
from clusterbook.models.ordered import FitStatus, OrderedLogit, ordered_logit, ordered_table
from clusterbook.models.separation import Drift, Separation, SeparationCheck, check_separation

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
