"""What is mutated, with the tests that may notice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
SOURCE = REPOSITORY / "src"
MOVED = "tests/mutation/moved_results.py"


@dataclass(frozen=True)
class Part:
    """A part of the source.

    Parameters
    ----------
    patterns : tuple[str, ...]
        Of its files within ``src/clusterbook``.
    tests : tuple[str, ...]
        As pytest is told them.
    """

    patterns: tuple[str, ...]
    tests: tuple[str, ...]

    def modules(self) -> dict[str, Path]:
        """Files by the name of their module, without tables, statements and figures."""
        found = sorted({path for pattern in self.patterns for path in (SOURCE / "clusterbook").glob(pattern)})
        kept = [path for path in found if not path.match("figures/*") and not path.match("chapters/*/claims_*")]
        return {_module(path): path for path in kept}


PARTS = {
    "stats": Part(("stats/*.py",), ("tests/stats",)),
    "reproduction": Part(
        ("reproduction/**/*.py",),
        (
            "tests/reproduction",
            "tests/chapters/test_claims.py",
            MOVED,
            "-k=not results_of_a_page or ledger or verdicts",
        ),
    ),
    "ch09": Part(
        ("chapters/ch09_trade/[cdimpr]*.py",), ("tests/chapters/test_ch09_measures.py", MOVED, "-k=not page or ch09")
    ),
    "ch10": Part(
        ("chapters/ch10_cross_case/[acgrsv]*.py", "chapters/ch10_cross_case/*/*.py"),
        (
            "tests/chapters/ch10_cross_case",
            "--ignore=tests/chapters/ch10_cross_case/test_chapter.py",
            "tests/chapters/test_claims.py",
            MOVED,
            "-k=not results_of_a_page or ch10",
        ),
    ),
}


def _module(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
