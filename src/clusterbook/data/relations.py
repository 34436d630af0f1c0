"""What the cells of one row, and the rows of one file, say of each other: the ``relations`` of a schema.

A cell can be right by itself and nonsense beside another: an end before its beginning, a share of 510 percent in a
column of several units, a total that calls itself an item, an event told twice under two keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from clusterbook.data.remedies import NUMERIC, span_text
from clusterbook.errors import Fault, listed

TWO = 2
Row = dict[str, Any]  # a column's name to its typed value, None where the cell is empty
Relation = Mapping[str, Any]


def relation_faults(
    relations: Sequence[Relation], columns: Mapping[str, Sequence[Any]], *, place_of: Callable[[int], str]
) -> Iterator[Fault]:
    """Rows that break a relation; one whose columns have faults of their own is not asked.

    Parameters
    ----------
    relations : sequence of mapping
        Each with ``rule``, ``fields`` and, as the rule asks, ``values``, ``minimum``, ``maximum``; ``where`` names
        columns and the codes that a row has to have there for the rule to hold of it; ``limits`` are the maxima
        by what stands in the column ``by``, which holds nothing else.
    columns : mapping of str to sequence
        The typed values of every column without a fault.
    place_of : callable
        The name of a row, by its position from 0.
    """
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    for relation in chain.from_iterable(map(_parts, relations)):
        names, where = relation["fields"], relation.get("where", {})
        if not {*names, *where} <= set(columns):
            continue
        chosen = [(at, row) for at, row in enumerate(rows) if all(row[one] in codes for one, codes in where.items())]
        for position, found, expected in _broken(relation, chosen):
            place = f"{place_of(position)}, column {listed(names)}"
            of_which = "".join(f" where {name} is {listed(codes)}" for name, codes in where.items())
            yield Fault(place, found, f"expected {expected}{of_which}", "Correct the wrong one.")


def unfit_relations(
    relations: Sequence[Relation], fields: Sequence[Mapping[str, Any]], *, where: str
) -> Iterator[Fault]:
    """Relations of a schema that name no column of the file, too few or too many, or words where numbers are asked.

    Parameters
    ----------
    relations : sequence of mapping
        The relations of the schema.
    fields : sequence of mapping
        Its columns.
    where : str
        The schema as the messages name it.
    """
    types = {field["name"]: field["type"] for field in fields}
    for number, relation in enumerate(relations, start=1):
        place, names = f"{where}, relations, {number}", relation["fields"]
        named = (*names, *relation.get("where", {}), *([relation["by"]] if "by" in relation else []))
        if lost := [name for name in named if name not in types]:
            yield Fault(place, listed(lost), f"allowed {listed(types)}", "Correct the column's name.")
        elif relation["rule"] in OF_TWO and len(names) != TWO:
            yield Fault(place, f"{len(names)} columns", f"expected two of {relation['rule']}", "Name two.")
        elif relation["rule"] in OF_NUMBERS and (words := [name for name in names if types[name] not in NUMERIC]):
            yield Fault(place, listed(words), "expected columns of numbers", "Correct the column's name.")
        elif relation["rule"] == "alike" and relation.get("maximum", 0) < 1:
            yield Fault(place, "no maximum from 1", "expected how many times as large", "Add it.")
        elif ("by" in relation) != ("limits" in relation):
            yield Fault(place, "one of by and limits", "expected both or none", "Add the other.")


def _parts(relation: Relation) -> Iterator[Relation]:
    """A relation; where it has limits, one for each, and that nothing stands in their column that has none."""
    if "limits" not in relation:
        yield relation
        return
    yield {"rule": "among", "fields": [relation["by"]], "values": list(relation["limits"])}
    for code, limit in relation["limits"].items():
        yield {"rule": "within", "fields": relation["fields"], "maximum": limit, "where": {relation["by"]: [code]}}


def _broken(relation: Relation, rows: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, str, str]]:
    """Position, what was found and what is expected, of every row that breaks one relation."""
    names = relation["fields"]
    if relation["rule"] in AMONG_ROWS:
        yield from AMONG_ROWS[relation["rule"]](names, rows)
        return
    holds, words = IN_A_ROW[relation["rule"]]
    for position, row in rows:
        values = [row[name] for name in names]
        if not holds(values, relation):
            yield position, listed([_shown(value) for value in values]), words(relation)


def _shown(value: Any) -> str:
    """A value as messages show it; true and false as the files write them."""
    if value is None:
        return "nothing"
    return (
        str(value).lower() if isinstance(value, bool) else f"{value:.15g}" if isinstance(value, float) else str(value)
    )


def _ordered(values: Sequence[Any], relation: Relation) -> bool:
    """Whether no filled value is below the filled one before it."""
    filled = [value for value in values if value is not None]
    return all(first <= second for first, second in zip(filled, filled[1:], strict=False))


def _within(values: Sequence[Any], relation: Relation) -> bool:
    """Whether every filled value lies in the range."""
    low, high = relation.get("minimum"), relation.get("maximum")
    filled = [value for value in values if value is not None]
    return all((low is None or low <= value) and (high is None or value <= high) for value in filled)


def _alike(values: Sequence[Any], relation: Relation) -> bool:
    """Whether no number above zero is more than ``maximum`` times as large as another."""
    sizes = [value for value in values if value is not None and value > 0]
    return not sizes or max(sizes) <= relation["maximum"] * min(sizes)


def _of_chapter(values: Sequence[Any], relation: Relation) -> bool:
    """Whether a key begins with the number of its chapter, as in ``ch02_e01``."""
    key, chapter = values
    return chapter is None or str(key).startswith(f"ch{chapter:02d}_")


def _repeated(names: Sequence[str], rows: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, str, str]]:
    """Rows that have, in all the columns together, what an earlier row has."""
    seen: set[tuple[Any, ...]] = set()
    for position, row in rows:
        values = tuple(row[name] for name in names)
        if values in seen:
            yield position, f"{listed([_shown(value) for value in values])}, as in an earlier row", "each once"
        seen.add(values)


def _unpaired(names: Sequence[str], rows: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, str, str]]:
    """Rows that join one of two values to another than an earlier row does."""
    partners: dict[tuple[int, Any], Any] = {}
    for position, row in rows:
        pair = [row[name] for name in names]
        for side in (0, 1):
            known = partners.setdefault((side, pair[side]), pair[1 - side])
            if known != pair[1 - side]:
                expected = f"{_shown(known)} beside {_shown(pair[side])}, as in an earlier row"
                yield position, listed([_shown(value) for value in pair]), expected
                break


IN_A_ROW: dict[str, tuple[Callable[[Sequence[Any], Relation], bool], Callable[[Relation], str]]] = {
    "ordered": (_ordered, lambda relation: "none below the one before it"),
    "within": (_within, span_text),
    "alike": (_alike, lambda relation: f"none more than {relation['maximum']:g} times another"),
    "among": (
        lambda values, relation: all(value is None or value in relation["values"] for value in values),
        lambda relation: listed(relation["values"]),
    ),
    "one_of": (
        lambda values, relation: sum(value is not None for value in values) == 1,
        lambda relation: "exactly one of them filled",
    ),
    "empty": (lambda values, relation: not any(value is not None for value in values), lambda relation: "nothing"),
    "same": (lambda values, relation: len(set(values)) == 1, lambda relation: "the same"),
    "different": (
        lambda values, relation: None in values or len(set(values)) == len(values),
        lambda relation: "different ones",
    ),
    "of_chapter": (_of_chapter, lambda relation: "a key that begins with the chapter, as in ch02_"),
}
OF_TWO, OF_NUMBERS = ("paired", "of_chapter"), ("ordered", "within", "alike")
AMONG_ROWS: dict[str, Callable[[Sequence[str], Sequence[tuple[int, Row]]], Iterator[tuple[int, str, str]]]] = {
    "unique": _repeated,
    "paired": _unpaired,
}
RULES = (*IN_A_ROW, *AMONG_ROWS)
