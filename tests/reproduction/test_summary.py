"""Counts of the reconciliation, as the chapters and the ledger's page record and show them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import pytest

from clusterbook.claim_vocabulary import ClaimResult
from clusterbook.data.book import Book
from clusterbook.reproduction.agreement import agreement_by_chapter
from clusterbook.reproduction.facts import FactAgreement, fact_counts, fact_links
from clusterbook.reproduction.ledger import (
    cause_counts,
    cell_ledger,
    check_ledger,
    erratum_text,
    label_errata,
    status_counts,
)
from clusterbook.reproduction.summary import (
    claim_counts,
    count_errata,
    count_facts,
    count_results,
    count_statuses,
    record_book,
    record_reconciliation,
    restoration_counts,
)
from clusterbook.reproduction.verdicts import linked_claims, record_verdicts, results_table, settling_table
from clusterbook.reproduction_vocabulary import ErratumCause, FactRelation, Status


def test_each_restored_cell_is_counted_once_under_its_rule(book: Book) -> None:
    counts = restoration_counts(book)
    assert counts["cells"].sum() == len(book.restorations)
    assert counts["cells"].is_monotonic_decreasing
    in_tables = counts["tables"].str.findall(r"\((\d+)\)").map(lambda found: sum(map(int, found)))
    assert in_tables.equals(counts["cells"].rename("tables"))


class Recorded(dict[str, Any]):
    """What was recorded, by name."""

    def record(self, **values: Any) -> None:
        """Keep the values; none may be recorded twice."""
        assert not set(values) & set(self)
        self.update(values)


LEDGER = pd.DataFrame({"table": ["2.1", "2.1", "1.2"], "status": ["matches", "matches", "differs"]})


def test_claims_are_counted_by_work_chapter_and_result() -> None:
    rows = [("book", 10, "agrees"), ("book", 2, "agrees"), ("book", 2, "other_base"), ("article", 12, "agrees")]
    counts = claim_counts(pd.DataFrame([*rows, rows[1]], columns=["work", "chapter", "result"]))
    assert counts.columns.tolist() == ["work", "chapter", *ClaimResult, "claims"]
    assert counts[["work", "chapter", "claims"]].to_numpy().tolist() == [
        ["book", 2, 3],
        ["book", 10, 1],
        ["article", 12, 1],
    ]
    assert counts["agrees"].tolist() == [2, 1, 1]
    assert counts["other_base"].tolist() == [1, 0, 0]
    assert counts[[*ClaimResult]].to_numpy().sum() == 5


def test_rows_are_counted_by_status_and_by_result() -> None:
    none = {"p_rounding": 0, "p_not_reproducible": 0}
    assert count_statuses(LEDGER, total="all", prefix="p_") == {"all": 3, "p_matches": 2, "p_differs": 1, **none}
    claims = pd.DataFrame({"result": ["agrees", "other_base", "agrees"]})
    counted = count_results(claims, total="claims")
    assert {name: number for name, number in counted.items() if number} == {
        "claims": 3, "claims_agrees": 2, "claims_other_base": 1
    }  # fmt: skip
    assert list(counted) == ["claims", *(f"claims_{result}" for result in ClaimResult)]


def test_statuses_are_counted_by_table_in_the_order_of_the_ledger() -> None:
    counts = status_counts(LEDGER)
    assert counts.columns.tolist() == [*Status, "checked"] and counts.columns.name is None
    assert counts.loc["2.1"].to_dict() == {**dict.fromkeys(Status, 0), Status.MATCHES: 2, "checked": 2}
    assert counts.index.tolist() == ["2.1", "1.2"]


@pytest.mark.parametrize("chapter", [2, 4])
def test_a_chapter_records_its_cells_checks_restorations_and_claims(book: Book, chapter: int) -> None:
    recorded, tables = Recorded(), book.tables_of(chapter)
    record_reconciliation(recorded, book, chapter)  # type: ignore[arg-type]
    cells, checks = cell_ledger(book, tables)["status"], check_ledger(book, tables)["status"]
    claims = book.claims.loc[book.claims["chapter"] == chapter, "result"]
    expected = {"ledger_checked": len(cells), "checks_made": len(checks), "claims": len(claims)}
    expected |= {f"ledger_{status}": int((cells == status).sum()) for status in Status}
    expected |= {f"checks_{status}": int((checks == status).sum()) for status in Status}
    expected |= {f"claims_{result}": int((claims == result).sum()) for result in ClaimResult}
    assert recorded == expected | {"cells_restored": sum(table in tables for table in book.restorations["table"])}


def test_the_book_records_the_sums_of_its_chapters_and_both_works_apart(book: Book) -> None:
    recorded = Recorded()
    record_book(recorded, book)  # type: ignore[arg-type]
    cells, checks = cell_ledger(book, book.tables)["status"], check_ledger(book, book.tables)["status"]
    expected = {"tables": len(book.tables), "checked": len(cells), "checks_made": len(checks)}
    expected |= {str(status): int((cells == status).sum()) for status in Status}
    expected |= {f"checks_{status}": int((checks == status).sum()) for status in Status}
    expected |= {"restored": len(book.restorations)} | count_errata(book) | count_facts(book)
    for work in ("book", "article"):
        results = book.claims.loc[book.claims["work"] == work, "result"]
        expected |= {f"{work}_claims": len(results)}
        expected |= {f"{work}_claims_{result}": int((results == result).sum()) for result in ClaimResult}
    assert recorded == expected


def test_errata_are_counted_by_cause_and_told_in_words(book: Book) -> None:
    causes = Counter(book.errata["cause"])
    expected = {"errata": len(book.errata)} | {f"errata_{cause}": causes[cause] for cause in ErratumCause}
    assert count_errata(book) == expected
    shown = cause_counts(book)
    assert (shown.columns.tolist(), shown.index.name) == (["meaning", "errata"], "cause")
    assert shown["errata"].to_dict() == {cause.replace("_", " "): causes[cause] for cause in ErratumCause}
    assert erratum_text("scan_not_excluded", "why", "") == "Scan not excluded: why"
    assert erratum_text("unknown", "why.", "3") == "Unknown: why. Other readings: 3."


def test_errata_of_labels_are_told_in_the_columns_of_a_table(book: Book) -> None:
    wrong, errata = label_errata(book, "5.4"), book.errata.query("table == '5.4' and column == 'industry'")
    assert wrong.columns.tolist() == ["column", "printed", "should_read", "or", "why"]
    assert len(book.errata.query("table == '5.5'")) and label_errata(book, "5.5").empty
    named = ["column", "published", "recomputed", "admissible", "explanation"]
    assert len(wrong) and wrong.to_numpy().tolist() == errata[named].to_numpy().tolist()


def test_facts_are_counted_by_relation_and_agreement(book: Book) -> None:
    links, counts = fact_links(book), fact_counts(book)
    pairs = Counter((link.relation, link.agreement) for link in links)
    assert (counts.columns.tolist(), counts.index.name) == (["agrees", "differs", "facts"], "relation")
    assert counts.index.tolist() == list(FactRelation)
    for relation in FactRelation:
        numbers = [pairs[relation, agreement] for agreement in FactAgreement]
        assert counts.loc[relation].tolist() == [*numbers, sum(numbers)]
    differing = [link.relation for link in links if link.agreement is FactAgreement.DIFFERS]
    same = differing.count(FactRelation.SAME)
    assert count_facts(book) == {"facts": len(links), "facts_differ": len(differing), "facts_same_differ": same}


def test_restorations_are_told_by_rule_and_table_in_printed_order(book: Book) -> None:
    pairs = Counter(zip(book.restorations["rule"], book.restorations["table"], strict=True))
    counts = restoration_counts(book)
    assert (counts.columns.tolist(), counts.index.name) == (["cells", "tables"], "rule")
    for rule in set(book.restorations["rule"]):
        tables = [f"{table} ({pairs[rule, table]})" for table in book.tables if pairs[rule, table]]
        assert counts.at[rule.replace("_", " "), "tables"] == ", ".join(tables)


def test_every_result_has_its_meaning() -> None:
    table = results_table()
    assert table.columns.tolist() == ["result", "when"]
    assert table["result"].tolist() == [result.label for result in ClaimResult]
    assert table["when"].nunique() == len(ClaimResult)


def test_the_verdicts_record_how_codings_were_sampled_and_settled(book: Book) -> None:
    recorded = Recorded()
    record_verdicts(recorded, book)  # type: ignore[arg-type]
    dated = linked_claims(book, FactRelation.DIFFERENT_DATE)
    assert recorded["other_date"] == len(dated)
    assert recorded["other_date_both"] == len(linked_claims(book, FactRelation.DIFFERENT_DATE, both=True))
    assert recorded["other_date_disagrees"] == dated["result"].tolist().count("disagrees")
    assert recorded["alpha_ch10"] == agreement_by_chapter(book).at[10, "alpha"]
    sampling, coded = book.resource("claim_sampling"), book.claims.merge(book.resource("claim_codes"), on="claim_id")
    for work in ("book", "article"):
        rows, ours = sampling[sampling["work"] == work], coded[coded["work"] == work]
        assert (recorded[f"{work}_eligible"], recorded[f"{work}_taken"]) == (
            rows["eligible"].sum(),
            rows["taken"].sum(),
        )
        assert recorded[f"{work}_coded"] == len(ours)
        assert recorded[f"{work}_same"] == int((ours["result_a"] == ours["result_b"]).sum())
        ways = Counter(ours["settled_how"])
        settled = settling_table(book).set_index("work").loc[work].to_dict()
        assert {way: recorded[f"{work}_{way}"] for way in settled} == settled == {way: ways[way] for way in settled}
    assert recorded["replies"] == len(book.resource("replies"))
    assert [name for name in recorded if name.startswith("alpha_")] == [
        f"alpha_ch{number:02d}" for number in range(1, 13)
    ]
