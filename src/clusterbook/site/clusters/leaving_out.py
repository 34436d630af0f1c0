"""What leaving one cluster out does to the tests of Table 10.3, under the settings of the cross-case chapter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from clusterbook.chapters.ch10_cross_case.accounting import Standing, words_of
from clusterbook.chapters.ch10_cross_case.choices import Relation
from clusterbook.chapters.ch10_cross_case.robustness.stability import NONE_LEFT_OUT, leave_one_out
from clusterbook.chapters.ch10_cross_case.study import Study
from clusterbook.data.book import Book
from clusterbook.vocabulary import in_words


@dataclass(frozen=True)
class Tested:
    """A test of one cell of Table 10.3.

    Parameters
    ----------
    n : int
        Clusters compared.
    coefficient : float
        Kendall's tau-b, -1 to 1; NaN where one of the two does not vary.
    p : float
        Exact p on the side of the book's word, 0 to 1; NaN where there is none.
    standing : Standing
        How the book's word stands to the ratings.
    """

    n: int
    coefficient: float
    p: float
    standing: Standing


@dataclass(frozen=True)
class LeftOut:
    """One cell of Table 10.3 with all clusters of the sector, and without one.

    Parameters
    ----------
    relation : Relation
        What is related to upgrading.
    outcome : str
        The kind of upgrading.
    word : str
        The book's word, empty where Table 10.3 has none.
    whole, without : Tested
        With all clusters, and without the one.
    """

    relation: Relation
    outcome: str
    word: str
    whole: Tested
    without: Tested

    @property
    def changes(self) -> bool:
        """Whether the word stands differently without the cluster."""
        return self.whole.standing is not self.without.standing


def left_out(book: Book, cluster_id: str) -> list[LeftOut]:
    """What leaving a cluster out does to each cell of its sector; nothing for one that the tests do not compare."""
    rows, words = _tests(book), _words(book)
    whole = {_cell(row): _tested(row) for row in rows.get(NONE_LEFT_OUT, [])}
    return [
        LeftOut(Relation(row["relation"]), row["outcome"], words.get(_cell(row), ""), whole[_cell(row)], _tested(row))
        for row in rows.get(cluster_id, [])
    ]


def _cell(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return (row["sector"], row["relation"], row["outcome"])


def _tested(row: Mapping[str, Any]) -> Tested:
    return Tested(int(row["n"]), float(row["coefficient"]), float(row["side_p"]), Standing(row["standing"]))


@cache
def _tests(book: Book) -> dict[str, list[dict[str, Any]]]:
    """The tests of both relations by the cluster left out, computed once."""
    table_10_03 = book.table("10.3")
    found: dict[str, list[dict[str, Any]]] = {}
    for relation in Relation:
        table = leave_one_out(Study(book.clusters, relation), table_10_03).assign(relation=relation.value)
        for row in table.to_dict("records"):
            found.setdefault(row["left_out"], []).append(row)
    return found


@cache
def _words(book: Book) -> dict[tuple[str, str, str], str]:
    """The book's words by sector, relation and outcome."""
    return {key: in_words(word.value) for key, word in words_of(book.table("10.3")).items()}
