"""Regression models of upgrading, with inference that thirty-five clusters can bear."""

from clusterbook.chapters.ch10_cross_case.models.linear import LinearModel, linear_model, linear_table
from clusterbook.chapters.ch10_cross_case.models.ordered import FitStatus, OrderedLogit, ordered_logit, ordered_table
from clusterbook.chapters.ch10_cross_case.models.penalised import UpgradedLogit, penalised_table, upgraded_logit

__all__ = [
    "FitStatus",
    "LinearModel",
    "OrderedLogit",
    "UpgradedLogit",
    "linear_model",
    "linear_table",
    "ordered_logit",
    "ordered_table",
    "penalised_table",
    "upgraded_logit",
]
