"""What is known of one printed cell: recomputed how, restored from what, explained by what."""

from __future__ import annotations

from collections.abc import Iterator

from clusterbook.display.numbers import MISSING, checked_value, number_text
from clusterbook.display.sheet import Card
from clusterbook.display.words import BOUND_WORDS, STATUS_WORDS, says_more
from clusterbook.reproduction.checks import CheckKind
from clusterbook.reproduction.ledger import erratum_text
from clusterbook.reproduction.reconcile import CellVerdict, CheckResult
from clusterbook.reproduction.tidy.cells import TableParts, shown_result
from clusterbook.reproduction_vocabulary import Status
from clusterbook.vocabulary import in_words

TERMS = {
    CheckKind.EXACT: "Recomputed",
    CheckKind.SAME_FACT: "Printed elsewhere",
    CheckKind.UPPER_BOUND: "At most",
    CheckKind.LOWER_BOUND: "At least",
}

Entry = tuple[str, str]


def card_of(parts: TableParts, cell: tuple[str, str], *, title: str, shown: str) -> Card | None:
    """The card of a printed cell; nothing if the cell is not derived, restored, bounded, explained or remarked on.

    Parameters
    ----------
    parts : TableParts
        What is known of the cells of the table.
    cell : tuple of str
        Row key and column.
    title, shown : str
        The cell in words, and what stands in it.

    Returns
    -------
    Card or None
        Printed, recomputed with every check in words, verdict, reason; scanned, rule, evidence, other readings.
    """
    verdict, entry = parts.verdicts.get(cell), parts.errata.get(cell)
    erratum = (
        erratum_text(str(entry["cause"]), str(entry["explanation"]), str(entry["admissible"] or "")) if entry else ""
    )
    known = [
        *_of_verdict(verdict),
        *_entries({"Reason": erratum}),
        *_of_restoration(parts, cell),
        *_of_remark(parts, cell),
    ]
    if not known:
        return None
    in_ledger = verdict is not None or bool(erratum) or cell in parts.restorations
    return Card(title, (("Printed", shown or MISSING), *known), _reason(verdict, erratum), in_ledger)


def _of_verdict(verdict: CellVerdict | None) -> Iterator[Entry]:
    """Every check of a derived cell, and what became of its number."""
    if verdict is None:
        return
    for result in verdict.results:
        yield TERMS[result.check.kind], _check_text(result)
    yield "Verdict", STATUS_WORDS[verdict.status]


def _check_text(result: CheckResult) -> str:
    """One check: its value and how it was found, or why there is none."""
    rule = in_words(result.check.rule)
    if result.status is Status.NOT_REPRODUCIBLE:
        return f"not possible ({'; '.join(filter(None, (rule, result.check.reason)))})"
    return f"{number_text(checked_value(result), grouped=abs(result.check.value) >= 10_000)}: {rule}"


def _of_restoration(parts: TableParts, cell: tuple[str, str]) -> list[Entry]:
    """What was scanned, by which rule it was put right, and why."""
    entry = parts.restorations.get(cell)
    if entry is None:
        return []
    return _entries(
        {
            "Scanned as": str(entry["scanned"] or "nothing"),
            "Put right as": in_words(entry["rule"]),
            "Evidence": str(entry["evidence"]),
            "Other readings": str(entry["admissible"] or ""),
        }
    )


def _of_remark(parts: TableParts, cell: tuple[str, str]) -> list[Entry]:
    """What the bound of a cell means, and what the notes say of it."""
    bound, remark = parts.bounds.get(cell), parts.remarks.get(cell, "")
    return _entries(
        {"Bound": BOUND_WORDS[bound] if bound else "", "Note": in_words(remark) if says_more(remark) else ""}
    )


def _entries(texts: dict[str, str]) -> list[Entry]:
    """The terms that have a text."""
    return [(term, text) for term, text in texts.items() if text]


def _reason(verdict: CellVerdict | None, erratum: str) -> str:
    """Why a number does not follow from its parts or cannot be recomputed; nothing for one that follows."""
    if verdict is None or verdict.status is Status.MATCHES:
        return ""
    check = shown_result(verdict).check
    rule = in_words(check.rule)
    return " ".join(filter(None, (f"{rule[:1].upper()}{rule[1:]}.", check.reason, erratum)))
