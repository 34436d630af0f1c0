"""Chapter 9: what trade statistics say about upgrading (equations 9.1 and 9.2, Tables 9.1-9.4)."""

from clusterbook.chapters.ch09_trade.comparison import (
    agreement_by_reading,
    compare_with_words,
    side_by_side,
    verdict_grid,
    verdicts,
)
from clusterbook.chapters.ch09_trade.decomposition import (
    decompose_by_market_and_share,
    decompose_by_volume_and_unit_value,
    invented_flows,
)
from clusterbook.chapters.ch09_trade.identity import accounting_identity, contradictions, printed_half_units
from clusterbook.chapters.ch09_trade.performance import (
    changes_over_decade,
    constant_reporter_shares,
    largest_unreported_share,
    with_cell_reading,
)
from clusterbook.chapters.ch09_trade.rule import kaplinsky_readman_outcome, meets_table_9_1

__all__ = [
    "accounting_identity",
    "agreement_by_reading",
    "changes_over_decade",
    "compare_with_words",
    "constant_reporter_shares",
    "contradictions",
    "decompose_by_market_and_share",
    "decompose_by_volume_and_unit_value",
    "invented_flows",
    "kaplinsky_readman_outcome",
    "largest_unreported_share",
    "meets_table_9_1",
    "printed_half_units",
    "side_by_side",
    "verdict_grid",
    "verdicts",
    "with_cell_reading",
]
