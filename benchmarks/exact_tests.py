"""What exact p-values cost as clusters grow, beside permutation tests by sampling.

Run `python benchmarks/exact_tests.py [OUTPUT.csv]`; it prints a Markdown table and, where a file is
named, writes the numbers as CSV. For each number of clusters and three groups of collective
efficiency, rated on seven half-point levels, it times (median of `REPEATS`, interleaved)

- exact: all distinct relabelings counted through their tables, where that fits the default budget;
- sampled tables: the package's own fallback, random tables with the given margins;
- shuffled ratings: scipy's `permutation_test` with `kendalltau`, the ordinary way, with few
  permutations, scaled up to the same number.
"""

from __future__ import annotations

import math
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from clusterbook.stats.choices import Effort, TestSettings
from clusterbook.stats.enumeration import cost
from clusterbook.stats.ordinal import association, layout
from clusterbook.stats.permutation import null_distribution

SIZES = (10, 15, 20, 35, 50, 75, 100, 150, 200, 300, 500, 1_000)
LEVELS, GROUPS = 7, 3
PERMUTATIONS, SHUFFLED = 100_000, 500
REPEATS = 5


def clusters(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Degrees and ratings of n invented clusters; the more, the looser, so that p stays moderate."""
    rng = np.random.default_rng(n)
    latent = rng.standard_normal(n)
    rating = 1.5 / np.sqrt(n) * latent + rng.standard_normal(n)
    degree = np.digitize(latent, [-0.5, 0.7])
    return degree, np.digitize(rating, np.quantile(rating, np.arange(1, LEVELS) / LEVELS)) / 2


def seconds(action: Callable[[], object]) -> float:
    """Time one call with nothing kept from earlier ones."""
    null_distribution.cache_clear()
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def shuffled(x: np.ndarray, y: np.ndarray) -> float:
    """The p-value of an ordinary permutation test."""
    result = stats.permutation_test(
        (x,),
        lambda order: stats.kendalltau(order, y, method="asymptotic").statistic,
        permutation_type="pairings",
        n_resamples=SHUFFLED,
        rng=np.random.default_rng(0),
    )
    return float(result.pvalue)


def measured(n: int) -> dict[str, object]:
    """One row of the benchmark."""
    x, y = clusters(n)
    margins = layout(x, y).margins
    affordable = min(cost(margins), cost(margins.swapped())) <= Effort().budget
    by_sampling = TestSettings(effort=Effort(budget=0, draws=PERMUTATIONS))
    actions = {
        "sampled_tables_s": lambda: association(x, y, settings=by_sampling),
        "shuffled_s": lambda: shuffled(x, y),
    }
    if affordable:
        actions["exact_s"] = lambda: association(x, y)
    times = {name: [] for name in actions}
    for _ in range(REPEATS):
        for name, action in actions.items():
            times[name].append(seconds(action))
    medians = {name: statistics.median(values) for name, values in times.items()}
    sampled = association(x, y, settings=by_sampling)
    return {
        "clusters": n,
        "relabelings_log10": math.log10(margins.relabelings),
        "exact_s": medians.get("exact_s", float("nan")),
        "sampled_tables_s": medians["sampled_tables_s"],
        "shuffled_s": medians["shuffled_s"] * PERMUTATIONS / SHUFFLED,
        "exact_p": association(x, y).exact_p if affordable else float("nan"),
        "sampled_p": sampled.exact_p,
        "standard_error": sampled.standard_error,
    }


def markdown(table: pd.DataFrame) -> str:
    """The table as the documentation shows it."""
    lines = [
        f"| clusters | relabelings | exact | {PERMUTATIONS:,} random tables | {PERMUTATIONS:,} shuffles (scipy) "
        "| exact p | sampled p (± s.e.) |",
        "|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in table.itertuples(index=False):
        exact = "beyond the budget" if np.isnan(row.exact_s) else f"{row.exact_s * 1000:,.1f} ms"
        p_value = "" if np.isnan(row.exact_p) else f"{row.exact_p:.6f}"
        lines.append(
            f"| {row.clusters:,} | 10^{row.relabelings_log10:.0f} | {exact} | {row.sampled_tables_s * 1000:,.0f} ms "
            f"| {row.shuffled_s:,.0f} s | {p_value} | {row.sampled_p:.6f} ± {row.standard_error:.6f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure every size, print the table, and write it where asked."""
    warnings.simplefilter("error")
    table = pd.DataFrame([measured(n) for n in SIZES])
    print(markdown(table))
    if len(sys.argv) > 1:
        table.to_csv(Path(sys.argv[1]), index=False)


if __name__ == "__main__":
    main()
