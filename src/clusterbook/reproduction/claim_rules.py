"""What the rows of ``data/claims.csv`` and ``data/claim_codes.csv`` keep to besides their schemas.

The protocol in rules: a quote is short, a verdict follows from its two codes, what is in doubt accuses nobody, and no
contradiction rests on a cell that was restored from a damaged scan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain

import pandas as pd

from clusterbook.claim_vocabulary import ClaimResult, SettledHow, WorkCited
from clusterbook.data.book import Book
from clusterbook.errors import Fault
from clusterbook.reproduction.claim_cells import (
    named_tables,
    restored_cells,
    unknown_references,
)
from clusterbook.reproduction.claims import function_name
from clusterbook.vocabulary import ARTICLE_CHAPTER, Confidence

QUOTE_WORDS = 25
OMISSION = "..."
CLAIMS, CODES, SAMPLING = "data/claims.csv", "data/claim_codes.csv", "data/claim_sampling.csv"


def claim_faults(book: Book, functions: Collection[str]) -> list[Fault]:
    """All faults of the claims, their codes and their sampling.

    Parameters
    ----------
    book : Book
        The data package, in order by its schemas.
    functions : collection of str
        Names of the functions that the chapters define: ``claim_10_04``.
    """
    claims, codes = book.claims, book.resource("claim_codes")
    rows = [row_faults(book, row, functions=functions) for _, row in claims.iterrows()]
    pairs = claims.merge(codes, on="claim_id")
    settled = [settling_faults(pair) for _, pair in pairs.iterrows()]
    return [*chain.from_iterable(rows + settled), *_pair_faults(claims, codes), *_sampling_faults(book, claims)]


def row_faults(book: Book, row: pd.Series, *, functions: Collection[str]) -> Iterator[Fault]:
    """Faults of one claim: its function, id, quote, tables, side at fault and the cells it rests on."""
    where = f"{CLAIMS}, row {row['claim_id']}"
    if (name := function_name(row["claim_id"])) not in functions:
        yield Fault(where, f"no function {name}", "expected it among the chapter's claims", "Write it.")
    if not row["claim_id"].startswith(f"c{row['chapter']:02d}-"):
        yield Fault(f"{where}, column chapter", str(row["chapter"]), "expected the chapter of the id", "Correct it.")
    work = WorkCited.ARTICLE if row["chapter"] == ARTICLE_CHAPTER else WorkCited.BOOK
    if row["work"] != work:
        yield Fault(f"{where}, column work", row["work"], f"expected {work} for this chapter", "Correct it.")
    if (length := words_of(row["quote"])) > QUOTE_WORDS:
        remedy = f"Leave words out, marked {OMISSION}"
        yield Fault(f"{where}, column quote", f"{length} words", f"expected at most {QUOTE_WORDS}", remedy)
    if (row["result"] == ClaimResult.DISAGREES) == pd.isna(row["at_fault"]):
        expected = f"expected a side with {ClaimResult.DISAGREES}, and with no other result"
        found = f"{'none' if pd.isna(row['at_fault']) else row['at_fault']} with {row['result']}"
        yield Fault(f"{where}, column at_fault", found, expected, "Correct it.")
    yield from _cell_faults(book, row, where=where)


def words_of(quote: str) -> int:
    """Number of words of a quote, marks of omission aside."""
    return len([word for word in quote.split() if word != OMISSION])


def settling_faults(pair: pd.Series) -> Iterator[Fault]:
    """Faults of the way in which two codes became a verdict.

    Parameters
    ----------
    pair : Series
        A row of the claims joined with its row of the codes.
    """
    where = f"{CODES}, row {pair['claim_id']}"
    how, verdict = SettledHow(pair["settled_how"]), _verdict(pair, "result", "at_fault")
    codes = {side: _verdict(pair, f"result_{side}", f"at_fault_{side}") for side in "ab"}
    for side, (result, fault) in codes.items():
        if (result == ClaimResult.DISAGREES) != bool(fault):
            expected = f"expected a side with {ClaimResult.DISAGREES}, and with no other result"
            yield Fault(f"{where}, column at_fault_{side}", f"{fault or 'none'} with {result}", expected, "Correct it.")
    if not _follows(how, codes, verdict):
        found = f"{how} of {_shown(codes['a'])} and {_shown(codes['b'])} settled as {_shown(verdict)}"
        yield Fault(where, found, "expected the verdict that this way gives", "Correct the way or the result.")
    if how is not SettledHow.BOTH_AGREE and pd.isna(pair["settled_reason"]):
        yield Fault(f"{where}, column settled_reason", "an empty cell", "expected why, in our words", "Fill it.")
    if verdict[0] == ClaimResult.DISAGREES and is_in_doubt(pair):
        expected = f"expected another result than {ClaimResult.DISAGREES} for a row in doubt"
        yield Fault(where, "no code that says so and is sure, or codes that no reason settled", expected, "Settle it.")


def is_in_doubt(pair: pd.Series) -> bool:
    """Whether the codings leave a contradiction in doubt: the doubt rule settled it, or neither says so and is sure."""
    sure = [
        pair[f"result_{side}"] == ClaimResult.DISAGREES and pair[f"confidence_{side}"] != Confidence.LOW
        for side in "ab"
    ]
    return pair["settled_how"] == SettledHow.DOUBT_RULE or not any(sure)


def _follows(how: SettledHow, codes: dict[str, tuple[str, str]], verdict: tuple[str, str]) -> bool:
    """Whether the verdict is the one that this way of settling two codes gives."""
    if how is SettledHow.BOTH_AGREE:
        return codes["a"] == codes["b"] == verdict
    if how is SettledHow.REASON_PREVAILED_A:
        return codes["a"] != codes["b"] and codes["a"] == verdict
    if how is SettledHow.REASON_PREVAILED_B:
        return codes["a"] != codes["b"] and codes["b"] == verdict
    if how is SettledHow.DOUBT_RULE:
        return codes["a"] != codes["b"]
    return verdict not in codes.values() or codes["a"] != codes["b"]


def _verdict(row: pd.Series, result: str, at_fault: str) -> tuple[str, str]:
    """A result with the side at fault, empty if none is."""
    return row[result], "" if pd.isna(row[at_fault]) else row[at_fault]


def _shown(verdict: tuple[str, str]) -> str:
    """A verdict as messages print it."""
    result, at_fault = verdict
    return f"{result} ({at_fault})" if at_fault else result


def _cell_faults(book: Book, row: pd.Series, *, where: str) -> Iterator[Fault]:
    """Faults of the cells that a claim names: unknown ones, other tables, restored ones that would convict."""
    cells, tables = ("" if pd.isna(row[name]) else row[name] for name in ("cells", "tables"))
    if unknown := unknown_references(book, cells):
        yield Fault(f"{where}, column cells", "; ".join(unknown), "expected table:row.column, * for any", "Correct it.")
        return
    if named_tables(cells) != [table for table in tables.split(";") if table]:
        expected = f"expected {';'.join(named_tables(cells)) or 'none'}, the tables of its cells in order"
        yield Fault(f"{where}, column tables", tables or "none", expected, "Correct it.")
    if row["result"] == ClaimResult.DISAGREES and (restored := restored_cells(book, cells)):
        found = f"{ClaimResult.DISAGREES} resting on {len(restored)} restored cells, {restored[0]} among them"
        remedy = "Name only the cells that decide, or settle it otherwise."
        yield Fault(where, found, "expected cells whose digits the scan has kept", remedy)


def _pair_faults(claims: pd.DataFrame, codes: pd.DataFrame) -> Iterator[Fault]:
    """Claims without codes and codes without a claim."""
    for claim_id in sorted(set(claims["claim_id"]) - set(codes["claim_id"])):
        yield Fault(f"{CLAIMS}, row {claim_id}", "no row of codes", f"expected one in {CODES}", "Code it twice.")
    for claim_id in sorted(set(codes["claim_id"]) - set(claims["claim_id"])):
        yield Fault(f"{CODES}, row {claim_id}", "no such claim", f"expected it in {CLAIMS}", "Remove the row.")


def _sampling_faults(book: Book, claims: pd.DataFrame) -> Iterator[Fault]:
    """Chapters with claims that the sampling does not name, and more sentences taken than were eligible."""
    sampling = book.resource("claim_sampling")
    for chapter in sorted(set(claims["chapter"]) - set(sampling["chapter"])):
        yield Fault(f"{SAMPLING}, chapter {chapter}", "no row", "expected one for each chapter", "Add it.")
    for _, row in sampling[sampling["taken"] > sampling["eligible"]].iterrows():
        found = f"{row['taken']} taken of {row['eligible']}"
        yield Fault(f"{SAMPLING}, chapter {row['chapter']}", found, "expected at most all", "Correct the numbers.")
