"""Chapter 3: the fruit clusters."""

from __future__ import annotations

import pandas as pd
import pytest

from clusterbook.chapters.ch03_fruit.measures import (
    by_place,
    clusters_part_of_exports,
    crops,
    exports_by_reading,
    implied_country_exports,
    intensities,
    latest_shares,
    share_change,
    sme_shares,
)
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
    assert intensities(by_crop, "total").loc["melons"].tolist() == pytest.approx([400_000, 2, 100])
    assert intensities(by_crop, "annual").at["melons", "value_growth_percent"] == pytest.approx(
        100 * (2 ** (1 / 6) - 1)
    )


def test_clusters_part_is_the_four_fruits_part_times_their_export_share(by_crop: pd.DataFrame) -> None:
    prose = pd.DataFrame({"low": {"ch03_four_fruits_exports_share": 60.0}})
    assert clusters_part_of_exports(by_crop, prose) == pytest.approx(30)


def test_only_printed_shares_remain(shares: pd.DataFrame) -> None:
    assert len(shares) == 5
    assert latest_shares(shares).to_dict() == {"apples": 20, "grapes": 60}
    assert share_change(shares, "apples", first="1985", last="1996_1997") == (-20, -50)


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


def test_chapter_with_other_choices(run_chapter) -> None:
    results = run_chapter("ch03", export_reading="country", apples_1985="note", growth_measure="annual")
    assert results["implied_country_exports"].value == 154
    assert results["apples_decline"].value == pytest.approx(100 * 15 / 45)
    assert results["mango_value_growth"].value == pytest.approx(100 * ((37 / 8) ** (1 / 6) - 1))
