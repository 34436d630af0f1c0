"""The same cells under other conventions: two-sided p, strata, missing ratings."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from clusterbook.chapters.ch10_cross_case.accounting import judge, words_of
from clusterbook.chapters.ch10_cross_case.choices import MissingPolicy, Settings, Strata
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.verdicts import sector_association
from clusterbook.stats import Alternative, TwoSided, association_of_layouts, is_significant


def conventions_table(study: Study, table_10_03: pd.DataFrame) -> pd.DataFrame:
    """Every cell of Table 10.3 under each convention that a referee might prefer.

    Returns
    -------
    DataFrame
        One row per sector and outcome with ratings: relation, p_distance and p_doubled (two-sided p by the
        size of the statistic, and by doubling the smaller tail), convention_decides (whether just one of them
        is at most alpha), standing in strata of ``sector`` and of ``sector_and_country``, coefficient_country,
        side_p_country and attainable_country in the latter, and standing_zero (missing ratings as zero).
    """
    printed_words, rows = words_of(table_10_03), []
    studies = {name: _with(study, name) for name in ("sector", "country", "zero")}
    cells = zip(*(list(part.cells()) for part in studies.values()), strict=True)
    for (sector, outcome, frame), (_, _, by_country), (_, _, zero) in cells:
        if not len(frame):
            continue
        word = printed_words.get((sector.value, study.relation.value, outcome.value))
        country = judge(word, studies["country"].layouts(by_country), study.settings)
        rows.append(
            {
                "relation": study.relation.value,
                "sector": sector.value,
                "outcome": outcome.value,
                **_two_sided(studies["sector"], frame),
                "standing_sector": judge(word, studies["sector"].layouts(frame), study.settings).standing.value,
                "standing_country": country.standing.value,
                "coefficient_country": sector_association(studies["country"], by_country).coefficient,
                "side_p_country": country.side_p,
                "attainable_country": country.side_attainable_p,
                "standing_zero": judge(word, studies["zero"].layouts(zero), study.settings).standing.value,
            }
        )
    return pd.DataFrame(rows)


def _with(study: Study, convention: str) -> Study:
    """The study in strata of sectors, of sectors and countries, or of sectors with missing ratings as zero."""
    settings: Settings = replace(study.settings, strata=Strata.SECTOR)
    if convention == "country":
        settings = replace(settings, strata=Strata.SECTOR_AND_COUNTRY)
    if convention == "zero":
        settings = replace(settings, coding=replace(settings.coding, na_policy=MissingPolicy.ZERO))
    return replace(study, settings=settings)


def _two_sided(study: Study, frame: pd.DataFrame) -> dict[str, object]:
    """Both two-sided p-values, and whether the choice between them decides."""
    test = replace(study.settings.test, alternative=Alternative.TWO_SIDED)
    layouts = study.layouts(frame)
    distance, doubled = (association_of_layouts(layouts, replace(test, two_sided=kind)).exact_p for kind in TwoSided)
    decides = is_significant(distance, test.alpha) != is_significant(doubled, test.alpha)
    return {"p_distance": distance, "p_doubled": doubled, "convention_decides": decides}
