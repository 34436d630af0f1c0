"""Agreement of two coders of the same clusters, by dimension."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from clusterbook.data.case_models import Case
from clusterbook.data.cases import load_case_codes
from clusterbook.stats.agreement import krippendorff_alpha, weighted_kappa
from clusterbook.vocabulary import CollectiveEfficiency

UNIT = ["cluster_id", "dimension", "component", "phase"]
KINDS = "governance"  # the one dimension whose codes are kinds, not degrees
ALL_DEGREES = "all degrees"
DEGREES = {degree.value: rank for rank, degree in enumerate(CollectiveEfficiency, start=1)}
COLUMNS = ["units", "coded_by_one", "same", "same_percent", "allowed_percent", "weighted_kappa", "alpha"]


def agreement_table(first: Mapping[str, Case], second: Mapping[str, Case]) -> pd.DataFrame:
    """Agreement on the codes of the clusters that both coded.

    Parameters
    ----------
    first, second : mapping of str to Case
        The clusters of either coder, by ``cluster_id``.

    Returns
    -------
    DataFrame
        One row per dimension and one for all degrees: ``units`` (codes that both gave), ``coded_by_one`` (codes that
        one gave where the other found nothing, which count in no measure), ``same``, ``same_percent``,
        ``allowed_percent`` (also where the code of one is among the admissible codes of the other),
        ``weighted_kappa`` and ``alpha`` (quadratic weights and ordinal for degrees, unweighted and nominal for kinds;
        NaN where undefined).
    """
    common = [key for key in first if key in second]
    units = _units({key: first[key] for key in common}).merge(
        _units({key: second[key] for key in common}), on=UNIT, suffixes=("_a", "_b"), validate="one_to_one"
    )
    groups = {str(name): rows for name, rows in units.groupby("dimension", sort=False)}
    groups[ALL_DEGREES] = units[units["dimension"] != KINDS]
    rows = {name: _row(rows, ordered=name != KINDS) for name, rows in groups.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS)


def _units(cases: Mapping[str, Case]) -> pd.DataFrame:
    """Every code of a coder as a number, with the admissible ones."""
    codes = load_case_codes(cases)
    return codes[UNIT].assign(
        code=[_number(code) for code in codes["code"]],
        admissible=[{_number(code) for code in others} for others in codes["admissible"]],
    )


def _number(code: object) -> float:
    """A code as a number; NaN for none."""
    return float("nan") if pd.isna(code) else float(DEGREES.get(str(code), code))  # type: ignore[arg-type]


def _row(units: pd.DataFrame, *, ordered: bool) -> list[float]:
    """The measures of one group of units."""
    given = units[["code_a", "code_b"]].notna()
    both = units[given.all(axis=1)]
    same = both["code_a"] == both["code_b"]
    rows = zip(both["code_a"], both["admissible_a"], both["code_b"], both["admissible_b"], strict=True)
    allowed = pd.Series([a == b or a in others_b or b in others_a for a, others_a, b, others_b in rows], dtype=bool)
    codes = both["code_a"].tolist(), both["code_b"].tolist()
    percents = [100 * float(agree.mean()) if len(both) else float("nan") for agree in (same, allowed)]
    measures = [measure(*codes, ordered=ordered) for measure in (weighted_kappa, krippendorff_alpha)]
    return [len(both), int((given.sum(axis=1) == 1).sum()), int(same.sum()), *percents, *measures]
