"""Chapter 3: the fruit clusters."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterbook.chapters.ch03_fruit.measures import (
    by_place,
    clusters_part_of_exports,
    crops,
    exports_by_reading,
    first_smallholders,
    implied_country_exports,
    intensities,
    latest_shares,
    share_change,
    sme_shares,
    with_growers,
)
from clusterbook.chapters.ch03_fruit.waiting import cost_factors, cycles_in_one_wait, equal_interest, outlays
from clusterbook.display.labels import space_labels
from clusterbook.errors import ClusterbookError


@pytest.fixture
def by_crop() -> pd.DataFrame:
    columns = {
        "area_planted": 10,
        "share_of_national_production": 50,
        "value_of_production_2001": 4,
        "value_of_production_1995": 2,
        "share_of_total_exports": 50,
        "value_of_exports_2002": 6,
        "growers": 5,
        "total_employment": 20,
    }
    names = [
        "apples_santa_catarina",
        "mangoes_petrolina_juazeiro",
        "grapes_petrolina_juazeiro",
        "melons_rio_grande_do_norte",
    ]
    table = pd.DataFrame({name: columns for name in names})
    table.loc["total_employment", "grapes_petrolina_juazeiro"] = None
    return crops(table)


@pytest.fixture
def shares() -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "crop": ["apples", "grapes"],
            "label": ["Santa Catarina", "Grapes"],
            "sme_share_1985_percent": [40, None],
            "sme_share_1988_1991_percent": [30, None],
            "sme_share_1996_1997_percent": [20, 50],
            "sme_share_2002_percent": [None, 60],
        }
    )
    return sme_shares(table)


def test_the_two_readings_part_by_the_share_of_the_cluster(by_crop: pd.DataFrame) -> None:
    cluster, country = (exports_by_reading(by_crop, reading) for reading in ("cluster", "country"))
    assert cluster.loc["apples"].tolist() == [6, 12, 150]
    assert country.loc["apples"].tolist() == [3, 6, 75]
    assert implied_country_exports(by_crop, "cluster") == 48
    with pytest.raises(ClusterbookError, match="country"):
        exports_by_reading(by_crop, "state")


def test_places_add_up_their_crops(by_crop: pd.DataFrame) -> None:
    places = by_place(by_crop)
    assert places.at["Petrolina-Juazeiro", "area_planted"] == 20
    assert places.at["Petrolina-Juazeiro", "jobs_per_hectare"] == 1
    assert places.at["Santa Catarina", "jobs_per_hectare"] == 2


def test_intensities_of_a_crop(by_crop: pd.DataFrame) -> None:
    assert intensities(by_crop).loc["melons"].tolist() == pytest.approx([400_000, 2, 100])


def test_clusters_part_is_the_four_fruits_part_times_their_export_share(by_crop: pd.DataFrame) -> None:
    prose = pd.DataFrame({"low": {"ch03_four_fruits_exports_share": 60.0}})
    assert clusters_part_of_exports(by_crop, prose) == pytest.approx(30)


def test_only_printed_shares_remain(shares: pd.DataFrame) -> None:
    assert len(shares) == 5
    assert latest_shares(shares).to_dict() == {"apples": 20, "grapes": 60}
    assert share_change(shares, "apples", first="1985", last="1996_1997") == (-20, -50)


@pytest.fixture
def irrigated() -> pd.DataFrame:
    periods = ["1985", "1988_1991", "1996_1997", "2002"]
    land = pd.DataFrame({"crop": "all_crops", "period": periods, "year": [1985, 1990, 1996, 2002]})
    grapes = pd.DataFrame({"crop": "grapes", "period": ["2002"], "year": [2002]})
    return pd.concat([land, grapes], ignore_index=True).assign(sme_share_percent=[80.0, 70.0, 60.0, 50.0, 40.0])


def test_smallholders_keep_what_those_who_stayed_had(irrigated: pd.DataFrame) -> None:
    apart = first_smallholders(irrigated, left_percent=75)
    assert apart["small_percent"].tolist() == [80, 20]
    assert apart["medium_percent"].tolist() == [0, 40]


def test_smallholders_alone_are_known_in_two_years_and_other_crops_stay(irrigated: pd.DataFrame) -> None:
    assert with_growers(irrigated, "small_and_medium", left_percent=75).equals(irrigated)
    alone = with_growers(irrigated, "small", left_percent=75)
    assert alone["sme_share_percent"].tolist() == [80, 20, 40]
    assert latest_shares(alone).to_dict() == {"all_crops": 20, "grapes": 40}
    with pytest.raises(ClusterbookError, match="small"):
        with_growers(irrigated, "large", left_percent=75)


@pytest.fixture
def costs() -> pd.DataFrame:
    low = {
        "planting_cost_mangoes": 1000.0,
        "planting_cost_grapes": 3000.0,
        "production_cost_melons": 2000.0,
        "melon_harvest": 365.0,
        "perennial_wait": 2.0,
        "melon_cost_large": 30.0,
        "melon_cost_small": 10.0,
    }
    high = low | {"melon_cost_large": 60.0, "melon_cost_small": 20.0}
    return pd.DataFrame({"low": low, "high": high}).rename(index="ch03_{}".format)


def test_interest_runs_until_the_first_harvest(costs: pd.DataFrame) -> None:
    assert outlays(costs, interest_percent=10)["at_harvest_usd"].tolist() == pytest.approx([1210, 3630, 2200])
    assert cycles_in_one_wait(costs) == 2


def test_at_the_equal_interest_mangoes_have_cost_as_much_as_melons(costs: pd.DataFrame) -> None:
    assert equal_interest(costs) == pytest.approx(100)
    at_harvest = outlays(costs, interest_percent=100)["at_harvest_usd"]
    assert at_harvest["mangoes"] == pytest.approx(at_harvest["melons"])


def test_cost_factors_pair_the_far_ends_of_the_ranges(costs: pd.DataFrame) -> None:
    assert cost_factors(costs) == (1.5, 6)


def test_labels_are_moved_apart_in_their_order() -> None:
    assert space_labels({"a": 1.0, "b": 1.1, "c": 5.0}, 0.5) == {"a": 1.0, "b": 1.5, "c": 5.0}


def test_chapter_with_its_own_choices(run_chapter) -> None:
    results = run_chapter("ch03")
    assert results["ratio_if_country"].value == pytest.approx(154 / 106)
    assert results["apples_decline"].value == pytest.approx(37.5)
    assert results["melon_value_growth"].value == pytest.approx(100 * (13 / 19 - 1))
    assert results["crops_in_band"].value == 4
    assert results["ledger_differs"].value == 4
    assert results["largest_by_jobs"].value == "Santa Catarina"
    assert results["irrigated_decline"].value == pytest.approx(100 * 20 / 81)
    assert results["smallholders_1996"].value == pytest.approx(0.3 * 81)
    assert results["melon_cycles"].value == 18


def test_chapter_with_other_choices(run_chapter) -> None:
    results = run_chapter(
        "ch03",
        export_reading="country",
        apples_1985="note",
        growers="small",
        smallholders_left=50,
        interest_percent=0,
    )
    assert results["implied_country_exports"].value == 154
    assert results["apples_decline"].value == pytest.approx(100 * 15 / 45)
    assert results["irrigated_decline"].value == pytest.approx(50)
    assert results["crops_in_band"].value == 4
    assert results["mango_outlay"].value == pytest.approx(3000)
