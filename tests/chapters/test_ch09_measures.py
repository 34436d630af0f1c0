"""Chapter 9's decomposition, rule, outcomes and identity on invented volumes, prices and shares."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbook.chapters.ch09_trade import measures as trade
from clusterbook.chapters.ch09_trade.choices import DecompositionWeights
from clusterbook.chapters.ch09_trade.identity import market_growth_bounds
from clusterbook.errors import ClusterbookError

MARKET_PARTS = ["market_part", "share_part", "joint_part", "unit_value_part"]
amounts = st.integers(1, 50_000).map(lambda number: Fraction(number, 50))


@pytest.fixture
def doubling() -> pd.DataFrame:
    """A country that doubles volume and price in a market that grows by half."""
    return pd.DataFrame(
        {
            "volume_start": [10],
            "volume_end": [20],
            "unit_value_start": [1],
            "unit_value_end": [2],
            "world_volume_start": [100],
            "world_volume_end": [150],
        }
    )


@pytest.fixture
def conditions() -> pd.DataFrame:
    """Table 9.1 with the signs as printed."""
    return pd.DataFrame(
        {
            "export_value_condition": ["positive", "positive"],
            "external_market_condition": ["positive", "either_sign"],
            "competitiveness_condition": ["nonpositive", "positive"],
            "unit_value_condition": ["positive", "positive"],
        }
    )


def changes_of(**signs: float | None) -> pd.DataFrame:
    """One row of changes, all rising unless said otherwise."""
    row = {"export_value": 1, "external_market": 1, "share": 1, "unit_value": 1} | signs
    return pd.DataFrame([row], dtype="float64")


def test_equation_9_1_values_new_volume_at_the_last_price_and_the_price_rise_at_the_first_volume(
    doubling: pd.DataFrame,
) -> None:
    parts = trade.decompose_by_volume_and_unit_value(doubling).iloc[0]
    assert parts.to_dict() == {"export_value_change": 30, "volume_part": 20, "unit_value_part": 10}


def test_equation_9_2_gives_half_of_the_new_volume_to_the_market(doubling: pd.DataFrame) -> None:
    parts = trade.decompose_by_market_and_share(doubling).iloc[0]
    assert parts["market_part"] == pytest.approx(10)
    assert parts["share_part"] == pytest.approx(2 * 100 * (20 / 150 - 0.1))
    assert parts["joint_part"] == pytest.approx(2 * 50 * (20 / 150 - 0.1))
    assert parts["unit_value_part"] == 10


@pytest.mark.parametrize("weights", list(DecompositionWeights))
@given(numbers=st.tuples(*[amounts] * 6))
def test_the_parts_of_equation_9_2_add_up_exactly(weights: DecompositionWeights, numbers: tuple[Fraction, ...]) -> None:
    columns = ["volume_start", "volume_end", "unit_value_start", "unit_value_end"]
    columns += ["world_volume_start", "world_volume_end"]
    flows = pd.DataFrame([numbers], columns=columns, dtype="object")
    parts = trade.decompose_by_market_and_share(flows, weights=weights).iloc[0]
    value_change = numbers[1] * numbers[3] - numbers[0] * numbers[2]
    assert parts["export_value_change"] == value_change
    assert sum(parts[MARKET_PARTS]) == value_change


def test_midpoint_weights_lie_between_the_other_two(doubling: pd.DataFrame) -> None:
    parts = {
        weights: trade.decompose_by_volume_and_unit_value(doubling, weights=weights).iloc[0]
        for weights in DecompositionWeights
    }
    assert parts[DecompositionWeights.PRINTED]["unit_value_part"] == 10
    assert parts[DecompositionWeights.MIRRORED]["unit_value_part"] == 20
    assert parts[DecompositionWeights.MIDPOINT]["unit_value_part"] == 15


@pytest.mark.parametrize(
    ("signs", "printed", "text"),
    [
        ({}, True, True),
        ({"share": -1}, True, False),
        ({"share": 0}, True, True),
        ({"share": -1, "external_market": -1}, False, False),
        ({"external_market": -1}, True, True),
        ({"share": 0, "external_market": -1}, False, False),
        ({"unit_value": -1}, False, False),
        ({"export_value": -1}, False, False),
        ({"export_value": 0}, False, False),
    ],
)
def test_the_two_readings_of_table_9_1_part_only_where_the_share_falls_in_a_growing_market(
    conditions: pd.DataFrame, signs: dict[str, float], printed: bool, text: bool
) -> None:
    row = changes_of(**signs)
    assert trade.meets_table_9_1(row, conditions, reading="printed").tolist() == [printed]
    assert trade.meets_table_9_1(row, conditions, reading="text").tolist() == [text]


def test_half_a_point_is_a_rise(conditions: pd.DataFrame) -> None:
    not_to_rise = conditions.head(1)
    rows = pd.concat([changes_of(share=0.5), changes_of(share=-0.5)], ignore_index=True)
    assert trade.meets_table_9_1(rows, not_to_rise, reading="printed").tolist() == [False, True]


@pytest.mark.parametrize(
    ("signs", "printed", "text"),
    [
        ({"share": None}, True, None),
        ({"share": None, "unit_value": -1}, False, False),
        ({"share": None, "external_market": -1}, None, None),
    ],
)
def test_an_unknown_share_leaves_the_answer_open_only_where_its_sign_matters(
    conditions: pd.DataFrame, signs: dict[str, float | None], printed: bool | None, text: bool | None
) -> None:
    row = changes_of(**signs)
    for reading, expected in (("printed", printed), ("text", text)):
        answer = trade.meets_table_9_1(row, conditions, reading=reading).iloc[0]
        assert (None if answer is pd.NA else bool(answer)) is expected


def test_a_misspelt_condition_names_the_allowed_ones(conditions: pd.DataFrame) -> None:
    conditions.loc[0, "unit_value_condition"] = "rising"
    with pytest.raises(ClusterbookError, match="unit_value_condition: found 'rising'; allowed positive, nonpositive"):
        trade.meets_table_9_1(changes_of(), conditions)


@pytest.mark.parametrize(
    ("share", "unit_value", "outcome"),
    [
        (0, 1, "upgrading"),
        (1, -1, "immiserizing_growth"),
        (-1, 1, "niche"),
        (-1, -1, "collapse"),
        (1, 0, "immiserizing_growth"),
        (-1, 0, "collapse"),
        (None, 1, None),
    ],
)
def test_the_four_outcomes_of_kaplinsky_and_readman(
    share: float | None, unit_value: float, outcome: str | None
) -> None:
    named = trade.kaplinsky_readman_outcome(changes_of(share=share, unit_value=unit_value)).iloc[0]
    assert (None if pd.isna(named) else named) == outcome


def performance_of(**columns: list[float | None]) -> pd.DataFrame:
    """Rows of an invented product in the form of Tables 9.2 and 9.4."""
    rows = len(next(iter(columns.values())))
    frame = pd.DataFrame(columns, dtype="float64")
    defaults = {"export_earnings_growth_percent": 10, "external_market_growth_percent": 10}
    defaults |= {"share_1990_percent": 20, "share_2000_percent": 20, "unit_value_change_percent": 0}
    for name, value in defaults.items():
        if name not in frame:
            frame[name] = [float(value)] * rows
    return frame.assign(product="invented")


def test_shares_among_constant_reporters_leave_out_the_newcomers() -> None:
    rows = performance_of(share_1990_percent=[40, 60, None], share_2000_percent=[25, 25, 50])
    assert trade.constant_reporter_shares(rows).dropna().tolist() == [50, 50]
    assert trade.changes_over_decade(rows)["share"].dropna().tolist() == [-15, -35]
    constant = trade.changes_over_decade(rows, share_basis="constant_reporters")["share"]
    assert constant.dropna().tolist() == [10, -10]


def test_a_share_is_bounded_by_what_the_others_leave() -> None:
    rows = performance_of(share_1990_percent=[90, None, None, None], share_2000_percent=[40, 50, 10, 10.5])
    bounded = trade.changes_over_decade(rows, share_basis="bounded")["share"]
    assert bounded.dropna().to_dict() == {0: -50, 1: 40, 3: 0.5}


def half_units_of(rows: pd.DataFrame, half_unit: float) -> pd.DataFrame:
    """The same half unit for every number."""
    return rows.select_dtypes("number") * 0 + half_unit


def test_a_constant_share_by_value_means_that_the_market_grew_as_the_earnings() -> None:
    rows = performance_of(export_earnings_growth_percent=[10, 12])
    identity = trade.accounting_identity(rows, half_units_of(rows, 0.0))
    assert identity["market_growth_by_value"].tolist() == pytest.approx([10, 12])
    assert identity["fit"].tolist() == ["by_value", "by_volume_only"]


def test_rounding_of_the_printed_digits_can_close_the_gap() -> None:
    rows = performance_of(export_earnings_growth_percent=[10.8])
    identity = trade.accounting_identity(rows, half_units_of(rows, 0.5))
    assert identity["fit"].tolist() == ["by_value"]
    assert identity["market_growth_low"][0] < 10.8 < identity["market_growth_high"][0]


def test_rounding_widens_the_growth_of_the_market_by_each_of_three_numbers() -> None:
    rows = performance_of(share_1990_percent=[20.0, 0.5], share_2000_percent=[40.0, 1.0])
    identity = trade.accounting_identity(rows, half_units_of(rows, 0.25), years=1)
    assert identity["share_ratio"].tolist() == [2, 2]
    again = trade.accounting_identity(rows, half_units_of(rows, 0.25))
    assert again["market_growth_low"][0] == pytest.approx(100 * (1.0975 / (40.25 / 19.75) ** 0.1 - 1))
    low, high = 1.0975 / (40.25 / 19.75), 1.1025 / (39.75 / 20.25)
    assert identity["market_growth_low"][0] == pytest.approx(100 * (low - 1))
    assert identity["market_growth_high"][0] == pytest.approx(100 * (high - 1))


def test_by_volume_the_rest_of_the_growth_is_the_own_unit_value() -> None:
    rows = performance_of(
        export_earnings_growth_percent=[100.0],
        external_market_growth_percent=[0.0],
        share_1990_percent=[10.0],
        share_2000_percent=[5.0],
        unit_value_change_percent=[100.0],
    )
    identity = trade.accounting_identity(rows, half_units_of(rows, 0.0), years=1)
    assert identity["unit_value_ratio_by_volume"].tolist() == pytest.approx([4])
    assert identity["competitors_ratio_by_volume"].tolist() == pytest.approx([2])


def test_the_identity_is_silent_without_a_first_share() -> None:
    rows = performance_of(share_1990_percent=[None, 0])
    identity = trade.accounting_identity(rows, half_units_of(rows, 0.005))
    assert identity["fit"].tolist() == ["unknown", "unknown"]
    assert identity.drop(columns="fit").isna().all(axis=None)


def test_a_unit_value_beyond_the_largest_ratio_leaves_no_reading() -> None:
    rows = performance_of(export_earnings_growth_percent=[50.0], share_2000_percent=[1.0])
    half_units = half_units_of(rows, 0.0)
    assert trade.accounting_identity(rows, half_units)["fit"].tolist() == ["neither"]
    assert trade.accounting_identity(rows, half_units, largest_ratio=1e4)["fit"].tolist() == ["by_volume_only"]


def test_each_invented_exporter_has_the_outcome_it_is_named_after() -> None:
    flows = trade.invented_flows()
    share = flows["volume_end"] / flows["world_volume_end"] - flows["volume_start"] / flows["world_volume_start"]
    changes = pd.DataFrame({"share": share, "unit_value": flows["unit_value_end"] - flows["unit_value_start"]})
    assert trade.kaplinsky_readman_outcome(changes).tolist() == list(flows.index)


def test_the_invented_exporters_differ_in_what_they_sell_at_the_end_alone() -> None:
    flows = trade.invented_flows()
    assert flows.index.name == "outcome"
    columns = ["volume_end", "unit_value_end", "volume_start", "unit_value_start"]
    assert flows.columns.tolist() == [*columns, "world_volume_start", "world_volume_end"]
    ends = {"upgrading": (300, 12), "immiserizing_growth": (400, 7), "niche": (150, 14), "collapse": (120, 8)}
    assert {row[0]: row[1:] for row in flows.itertuples(name=None)} == {
        outcome: (*end, 100, 10, 1000, 2000) for outcome, end in ends.items()
    }


def test_half_units_follow_the_printed_digits() -> None:
    printed = (
        performance_of(share_1990_percent=[None])
        .astype(str)
        .assign(export_earnings_growth_percent="5.4", share_1990_percent="", share_2000_percent="51.45")
    )
    halves = trade.printed_half_units(printed).iloc[0]
    assert halves["export_earnings_growth_percent"] == 0.05
    assert halves["share_2000_percent"] == 0.005


def test_a_doubtful_cell_takes_its_admissible_reading_only_when_asked() -> None:
    rows = performance_of(unit_value_change_percent=[3.31, 5.0]).set_axis(["mexico", "italy"])
    restorations = pd.DataFrame(
        {"row": ["mexico", "elsewhere"], "column": ["unit_value_change_percent"] * 2, "admissible": ["-3.31", "9"]}
    )
    assert trade.with_cell_reading(rows, restorations)["unit_value_change_percent"].tolist() == [3.31, 5.0]
    moved = trade.with_cell_reading(rows, restorations, reading="admissible")
    assert moved["unit_value_change_percent"].tolist() == [-3.31, 5.0]


def words_of(**columns: list[str | None]) -> pd.DataFrame:
    """Coded words, directions missing unless given."""
    rows = len(next(iter(columns.values())))
    missing: dict[str, list[str | None]] = {"share_direction": [None] * rows, "unit_value_direction": [None] * rows}
    return pd.DataFrame(missing | columns)


def test_words_agree_disagree_are_silent_or_meet_an_open_rule(conditions: pd.DataFrame) -> None:
    rows = performance_of(share_1990_percent=[10, 10, 10, None], unit_value_change_percent=[1, 1, 1, 1])
    found = trade.verdicts(rows.assign(country="invented"), conditions)
    words = words_of(**{"class": ["upgrading", "withdrawal", "not_mentioned", "upgrading"]})
    compared = trade.compare_with_words(found, words)
    assert compared["rule_agreement"].tolist() == ["agrees", "disagrees", "text_silent", "rule_open"]
    assert compared["outcome_agreement"].tolist() == ["agrees", "disagrees", "text_silent", "rule_open"]


def test_a_direction_in_words_against_the_print_is_named(conditions: pd.DataFrame) -> None:
    rows = performance_of(unit_value_change_percent=[3.31, -1, 0]).assign(country="invented")
    coded = {"class": ["withdrawal", "not_classified", "upgrading"], "unit_value_direction": ["down", "down", "up"]}
    compared = trade.compare_with_words(trade.verdicts(rows, conditions), words_of(**coded))
    assert compared["contradicted"].tolist() == ["unit_value", "", "unit_value"]


def test_the_grid_counts_every_row_once_in_each_setting(conditions: pd.DataFrame) -> None:
    rows = performance_of(share_1990_percent=[30, None], unit_value_change_percent=[1, 1]).assign(country="invented")
    grid = trade.verdict_grid(rows, conditions).set_index(["reading", "share_basis"])
    assert grid.columns.tolist() == ["upgrading", "not_upgrading", "open"]
    assert (grid.sum(axis=1) == 2).all()
    assert grid.loc[("printed", "printed")].tolist() == [2, 0, 0]
    assert grid.loc[("text", "printed")].tolist() == [0, 1, 1]


def test_each_basis_of_the_shares_has_its_own_rows_of_the_grid(conditions: pd.DataFrame) -> None:
    rows = performance_of(
        share_1990_percent=[90, None], share_2000_percent=[20, 50], unit_value_change_percent=[1, 1]
    ).assign(country="invented")
    grid = trade.verdict_grid(rows, conditions).set_index(["reading", "share_basis"]).loc["text"]
    # n.a. was at most the 10 percent that the other left: a rise of 40 points at least.
    assert grid.T.to_dict("list") == {"printed": [0, 1, 1], "bounded": [1, 1, 0], "constant_reporters": [0, 1, 1]}


def test_agreement_is_counted_for_each_reading(conditions: pd.DataFrame) -> None:
    rows = performance_of(share_1990_percent=[30, 10], unit_value_change_percent=[1, 1]).assign(country="invented")
    words = words_of(**{"class": ["withdrawal", "upgrading"]})
    counts = trade.agreement_by_reading(rows, conditions, words=words)
    assert counts.loc["text"].tolist() == [2, 0, 0, 0]
    assert counts.loc["printed"].tolist() == [1, 1, 0, 0]


def test_side_by_side_writes_codes_as_words_and_finds_them_by_row(conditions: pd.DataFrame) -> None:
    rows = performance_of(share_1990_percent=[10, 30, None, 30], unit_value_change_percent=[1, 1, 1, -1.5]).assign(
        country=["chile", "peru", "china", "italy"], product="smoked_fish"
    )
    coded = {"class": ["withdrawal", "upgrading", "not_mentioned"], "unit_value_direction": ["down", "up", None]}
    words = words_of(**coded, share_direction=["down", "down", "up"]).set_axis(["peru", "chile", "china"])
    found = trade.verdicts(rows.set_axis(rows["country"]), conditions)
    assert found["share"].tolist()[:2] == [10, -10]
    compared = trade.compare_with_words(found, words)
    assert compared["outcome_agreement"].tolist() == ["agrees", "disagrees", "text_silent", "text_silent"]
    shown = trade.side_by_side(found, compared)
    expected = {
        "country": ["chile", "peru", "china", "italy"],
        "product": ["smoked fish"] * 4,
        "Table 9.1": ["upgrading", "not upgrading", "open", "not upgrading"],
        "four outcomes": ["upgrading", "niche", "open", "collapse"],
        "in words": ["upgrading", "withdrawal", "not mentioned", None],
        "rule and words": ["agrees", "agrees", "text silent", "text silent"],
        "share, points": [10, -10, None, -10],
        "unit value, percent": [1, 1, 1, -1.5],
        "turned round in words": ["share", "unit value", "", ""],
    }
    pd.testing.assert_frame_equal(shown, pd.DataFrame(expected), check_dtype=False)


def test_contradictions_lists_the_farthest_unit_value_first() -> None:
    rows = performance_of(export_earnings_growth_percent=[50.0, 10.0, 80.0, -50.0]).assign(
        country=["a", "b", "c", "d"], product="smoked_fish"
    )
    shown = trade.contradictions(rows, trade.accounting_identity(rows, half_units_of(rows, 0.0)))
    expected = {
        "country": ["d", "c", "a"],
        "product": ["smoked fish"] * 3,
        "market, printed": [10.0] * 3,
        "by value, needed": [-50.0, 80.0, 50.0],
        "by volume, own unit value times": [(growth / 1.1) ** 10 for growth in (0.5, 1.8, 1.5)],
    }
    pd.testing.assert_frame_equal(shown, pd.DataFrame(expected))


def test_the_bounds_of_the_market_follow_from_the_years_and_the_largest_ratio() -> None:
    rows = performance_of(export_earnings_growth_percent=[50.0, 50.0], external_market_growth_percent=[4.9, 5.1])
    bounds = market_growth_bounds(rows, years=2, largest_ratio=4.0)
    assert bounds["low"].tolist() == pytest.approx([-25, -25])
    assert bounds["high"].tolist() == pytest.approx([200, 200])
    # Earnings grow by half in a year at a constant share; a unit value up by 1.5 / 1.05 leaves the market 5 percent.
    identity = trade.accounting_identity(rows, half_units_of(rows, 0.0), years=1, largest_ratio=1.5 / 1.05)
    assert identity["fit"].tolist() == ["neither", "by_volume_only"]
    # The other way round at most 1.5 times 1.5 / 1.05, 114.29 percent: a tenth of a percent of rounding reaches both.
    ends = performance_of(
        export_earnings_growth_percent=[50.0] * 4, external_market_growth_percent=[4.8, 4.9, 114.3, 115]
    )
    rounded = trade.accounting_identity(ends, half_units_of(ends, 0.1), years=1, largest_ratio=1.5 / 1.05)
    assert rounded["fit"].tolist() == ["neither", "by_volume_only", "by_volume_only", "neither"]
    shares = performance_of(share_1990_percent=[10.0], share_2000_percent=[40.0])
    assert market_growth_bounds(shares, years=2, largest_ratio=1.0)["low"].tolist() == pytest.approx([-45])
    assert market_growth_bounds(shares, years=1, largest_ratio=1.0)["low"].tolist() == pytest.approx([-72.5])
