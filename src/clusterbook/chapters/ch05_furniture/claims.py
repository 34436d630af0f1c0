"""Claims of Chapter 5: Mexico's and Puebla's exports, Puebla's industry, and the firm Segusino."""

from clusterbook.chapters.ch05_furniture.claims_exports import (
    claim_05_01,
    claim_05_02,
    claim_05_03,
    claim_05_04,
    claim_05_05,
    claim_05_06,
    claim_05_07,
    claim_05_08,
    claim_05_09,
    claim_05_10,
    claim_05_11,
    claim_05_12,
    claim_05_13,
)
from clusterbook.chapters.ch05_furniture.claims_industry import (
    claim_05_14,
    claim_05_15,
    claim_05_16,
    claim_05_17,
    claim_05_18,
    claim_05_19,
    claim_05_20,
    claim_05_21,
)
from clusterbook.chapters.ch05_furniture.claims_segusino import (
    claim_05_22,
    claim_05_23,
    claim_05_24,
    claim_05_25,
    claim_05_26,
    claim_05_27,
    claim_05_28,
    claim_05_29,
    claim_05_30,
    claim_05_31,
)

__all__ = [f"claim_05_{number:02d}" for number in range(1, 32)]
