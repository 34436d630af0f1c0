"""What the codes of an added cluster amount to, and how far their admissible alternatives reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import product

import pandas as pd

from clusterbook.arithmetic import collective_efficiency_index
from clusterbook.chapters.ch10_cross_case.choices import MissingPolicy
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.chapters.ch10_cross_case.verdicts import sector_association
from clusterbook.chapters.ch12_fair_trade.places import Place, with_places
from clusterbook.errors import ClusterbookError
from clusterbook.vocabulary import CollectiveEfficiency, Phase, Upgrading, in_words, parse_choice


class CodeReading(StrEnum):
    """Which of its admissible values every code takes."""

    MAIN = "main"
    """The one that the evidence supports best."""
    LOWEST = "lowest"
    """The lowest admissible."""
    HIGHEST = "highest"
    """The highest admissible."""


def readings(codes: pd.DataFrame) -> pd.Series:
    """All values each code may take, the chosen one first: tuples, empty where nothing is reported."""
    pairs = zip(codes["code"], codes["admissible"], strict=True)
    return pd.Series(
        [() if code is None else (code, *others) for code, others in pairs], index=codes.index, dtype=object
    )


def numbers(codes: pd.DataFrame, reading: str = CodeReading.MAIN) -> pd.Series:
    """The numeric codes in one reading; missing where nothing is reported."""
    pick: dict[CodeReading, Callable[[tuple[float, ...]], float]] = {
        CodeReading.MAIN: lambda values: values[0],
        CodeReading.LOWEST: min,
        CodeReading.HIGHEST: max,
    }
    choose = pick[parse_choice(CodeReading, reading, where="code_reading")]
    return pd.Series([choose(values) if values else None for values in readings(codes)], index=codes.index, dtype=float)


def dimension_sums(codes: pd.DataFrame, reading: str = CodeReading.MAIN) -> pd.DataFrame:
    """Summed codes of the dimensions with components, and the index of collective efficiency.

    Parameters
    ----------
    codes : DataFrame
        As ``load_case_codes`` gives them.
    reading : str
        main, lowest or highest.

    Returns
    -------
    DataFrame
        Indexed by ``cluster_id``: ``external_economies``, ``joint_action``, ``upgrading`` (0 to 12 each) and
        ``collective_efficiency_index`` (0 to 12).

    References
    ----------
    Upgrading to Compete, Chapter 1, methodology, note 10; Table 10.1, note.
    """
    wanted = codes[codes["dimension"].isin(["external_economies", "joint_action", "upgrading"])]
    values = wanted.assign(value=numbers(wanted, reading))
    sums = values.pivot_table(
        index="cluster_id", columns="dimension", values="value", aggfunc="sum", sort=False
    ).rename_axis(columns=None)
    index = collective_efficiency_index(sums["external_economies"], sums["joint_action"])
    return sums.assign(collective_efficiency_index=index)


def distribution_of_sum(options: Sequence[Sequence[float]]) -> pd.Series:
    """Share of all combinations of admissible values that give each sum.

    Every combination counts once: the shares count readings, they are no probabilities.
    """
    sums = Counter({0.0: 1})
    for values in options:
        following: Counter[float] = Counter()
        for (total, ways), value in product(sums.items(), values):
            following[total + value] += ways
        sums = following
    return pd.Series(sums, dtype=float).sort_index() / sum(sums.values())


def efficiency_readings(codes: pd.DataFrame, cluster_id: str) -> pd.Series:
    """Share of admissible readings by the index of collective efficiency (0 to 12) of one cluster.

    A component that is not reported adds nothing, as in ``dimension_sums``.
    """
    wanted = codes[
        (codes["cluster_id"] == cluster_id) & codes["dimension"].isin(["external_economies", "joint_action"])
    ]
    sums = distribution_of_sum([values for values in readings(wanted) if values])
    return pd.Series(sums.to_numpy(), index=sums.index / 2)


def degree_of(index: float, *, low_up_to: float, medium_up_to: float) -> CollectiveEfficiency:
    """Degree of collective efficiency by two thresholds on the index; the book published none.

    Raises
    ------
    ClusterbookError
        If the thresholds do not rise.
    """
    if low_up_to >= medium_up_to:
        raise ClusterbookError(
            f"low_up_to: found {low_up_to}; expected less than medium_up_to, {medium_up_to}. Correct one of them."
        )
    if index <= low_up_to:
        return CollectiveEfficiency.LOW
    return CollectiveEfficiency.MEDIUM if index <= medium_up_to else CollectiveEfficiency.HIGH


def degree_shares(codes: pd.DataFrame, *, low_up_to: float, medium_up_to: float) -> pd.DataFrame:
    """Share of admissible readings by degree: one row per cluster, columns Low, Medium, High."""
    rows = {}
    for cluster_id in codes["cluster_id"].unique():
        spread = efficiency_readings(codes, cluster_id)
        degrees = [degree_of(index, low_up_to=low_up_to, medium_up_to=medium_up_to).value for index in spread.index]
        rows[cluster_id] = spread.groupby(degrees).sum()
    return (
        pd.DataFrame(rows)
        .T.reindex(columns=[degree.value for degree in CollectiveEfficiency])
        .fillna(0.0)
        .rename_axis("cluster_id")
    )


def social_scores(codes: pd.DataFrame, *, missing: str = MissingPolicy.DROP) -> pd.DataFrame:
    """Mean code of social upgrading before and after joining the chain.

    Parameters
    ----------
    codes : DataFrame
        As ``load_case_codes`` gives them.
    missing : str
        ``drop`` averages over the dimensions reported in both phases, so that both means have the same parts;
        ``zero`` counts what is not reported as 0.

    Returns
    -------
    DataFrame
        Indexed by ``cluster_id``: ``dimensions`` (how many are averaged), ``before``, ``after``, ``change``
        (0 to 3 and their difference), ``change_lowest`` and ``change_highest`` over all admissible readings.
    """
    wide = {reading: _phases(codes, reading) for reading in CodeReading}
    if parse_choice(MissingPolicy, missing, where="missing_dimensions") is MissingPolicy.ZERO:
        coded = {reading: frame.fillna(0.0) for reading, frame in wide.items()}
    else:
        coded = {reading: frame.dropna() for reading, frame in wide.items()}
    means = {reading: frame.groupby("cluster_id", sort=False).mean() for reading, frame in coded.items()}
    main, low, high = (means[reading] for reading in CodeReading)
    return pd.DataFrame(
        {
            "dimensions": coded[CodeReading.MAIN].groupby("cluster_id", sort=False).size(),
            "before": main[Phase.BEFORE],
            "after": main[Phase.AFTER],
            "change": main[Phase.AFTER] - main[Phase.BEFORE],
            "change_lowest": low[Phase.AFTER] - high[Phase.BEFORE],
            "change_highest": high[Phase.AFTER] - low[Phase.BEFORE],
        }
    )


def _phases(codes: pd.DataFrame, reading: str) -> pd.DataFrame:
    """Codes of social upgrading with a column a phase, indexed by cluster and dimension."""
    social = codes[codes["dimension"] == "social_upgrading"]
    keyed = numbers(social, reading).set_axis(pd.MultiIndex.from_frame(social[["cluster_id", "component", "phase"]]))
    return keyed.unstack("phase")[[phase.value for phase in Phase]]


def influence_of_cases(study: Study, codes: pd.DataFrame, *, outcome: Upgrading) -> pd.DataFrame:
    """The study's relation with one type of upgrading, with the added clusters in every admissible reading.

    Parameters
    ----------
    study : Study
        Its clusters are those of the book with the added ones, as ``load_clusters(cases=True)`` gives
        them; added clusters of other sectors than its own are left out.
    codes : DataFrame
        Codes of the added clusters.
    outcome : Upgrading
        Type of upgrading.

    Returns
    -------
    DataFrame
        One row per combination of readings of degree and rating: a column ``degree_<cluster>`` and
        ``rating_<cluster>`` each, ``tau_b`` and ``exact_p``; the chosen codes come first.
    """
    frame = study.members.copy()
    added = [key for key in codes["cluster_id"].unique() if key in frame.index]
    options = {name: values for key in added for name, values in _options(codes, key, outcome=outcome).items()}
    rows = []
    for combination in product(*options.values()):
        codes_taken = dict(zip(options, combination, strict=True))
        for key in added:
            frame.loc[key, "collective_efficiency"] = codes_taken[f"degree_{key}"]
            frame.loc[key, outcome.column] = codes_taken[f"rating_{key}"]
        read = replace(study, clusters=frame)
        result = sector_association(read, read.comparable_clusters(outcome))
        rows.append({**codes_taken, "tau_b": result.counts.tau_b, "exact_p": result.exact_p})
    return pd.DataFrame(rows)


def influence_by_outcome(study: Study, codes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """``influence_of_cases`` for each type of upgrading of the study."""
    return {outcome.value: influence_of_cases(study, codes, outcome=outcome) for outcome in study.outcomes}


def influence_table(moved: Mapping[str, pd.DataFrame], alone: pd.DataFrame) -> pd.DataFrame:
    """What the added clusters do to the association, by type of upgrading.

    Parameters
    ----------
    moved : mapping
        Type of upgrading to the frame of ``influence_of_cases``.
    alone : DataFrame
        ``tau_b`` and ``exact_p`` without the added clusters, indexed by type of upgrading.

    Returns
    -------
    DataFrame
        One row per type: tau-b and exact p of the book alone and with the chosen codes, the lowest and highest
        tau-b and the number of admissible readings.
    """
    rows = {
        str(kind): {
            "tau-b, book alone": alone.at[kind, "tau_b"],
            "exact p, book alone": alone.at[kind, "exact_p"],
            "tau-b, with both": frame["tau_b"].iloc[0],
            "exact p, with both": frame["exact_p"].iloc[0],
            "lowest reading": frame["tau_b"].min(),
            "highest reading": frame["tau_b"].max(),
            "readings": len(frame),
        }
        for kind, frame in moved.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("upgrading")


def _options(codes: pd.DataFrame, cluster_id: str, *, outcome: Upgrading) -> dict[str, tuple[object, ...]]:
    """Admissible degrees and ratings of one added cluster."""
    own = codes[codes["cluster_id"] == cluster_id].set_index(["dimension", "component"])
    values = readings(own).to_dict()  # a tuple looked up in the index may be taken for several keys
    return {
        f"degree_{cluster_id}": values[("collective_efficiency", "degree")],
        f"rating_{cluster_id}": values[("upgrading", outcome.value)],
    }


def codes_table(
    codes: pd.DataFrame, names: Mapping[str, str], *, dimensions: Sequence[str], places: Mapping[int, Place]
) -> pd.DataFrame:
    """The codes of some dimensions for reading: one row per code, with alternatives, confidence, evidence and places.

    Columns: cluster (by ``names``), component, code (the chosen one first, then the alternatives), confidence,
    evidence with its places in the article (by ``places``). What is not reported keeps its row.
    """
    own = codes[codes["dimension"].isin(dimensions)]
    component = own["component"] + own["phase"].map(lambda phase: f", {phase}" if phase else "")
    return pd.DataFrame(
        {
            "cluster": own["cluster_id"].map(names),
            "component": component.map(in_words, na_action="ignore"),
            "code": [" or ".join(map(str, values)) or "not reported" for values in readings(own)],
            "confidence": own["confidence"],
            "evidence": with_places(own["evidence"], own["source_line"], places),
        }
    )


def codebook_table(codebook: pd.DataFrame) -> pd.DataFrame:
    """The codebook for reading: component with its dimension, meaning, what each code says."""
    words = (codebook["dimension"] + ": " + codebook["component"]).map(in_words, na_action="ignore")
    levels = codebook[[f"code_{code}" for code in range(4)]].rename(columns=lambda name: name.removeprefix("code_"))
    return pd.concat([words.rename("component"), codebook["meaning"], levels], axis=1)
