"""Claims as a page shows them, on three invented rows."""

from __future__ import annotations

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.display.claims import (
    caption_of,
    ordered,
    place_text,
    replies_of,
    result_text,
    section_text,
    show_claims,
)

CLAIMS = pd.DataFrame(
    {
        "claim_id": ["c10-01", "c10-02", "c10-03"],
        "work": "book",
        "section": ["Opening", "Joint Actions", "Notes"],
        "paragraph": ["2", "11", "Table 10.3, note b"],
        "source_line": [3, 9, 7],
        "importance": ["central", "supporting", "arithmetic"],
        "result": ["agrees", "disagrees", "other_base"],
        "at_fault": [None, "text", None],
    }
)


class Answered(Book):
    """A book whose second claim has two replies, one of them answered."""

    def resource(self, name: str) -> pd.DataFrame:
        """The invented replies."""
        assert name == "replies"
        return pd.DataFrame(
            {
                "claim_id": ["c10-02", "c10-02"],
                "received": ["2027-01-31", "2027-02-01"],
                "author": ["A. Author", "B. Reader"],
                "reply": ["We meant 2001.", "Me too."],
                "answer": ["It is another year now.", None],
            }
        )


def test_what_disagrees_comes_first_and_the_rest_in_the_order_of_the_text() -> None:
    assert ordered(CLAIMS)["claim_id"].tolist() == ["c10-02", "c10-01", "c10-03"]


def test_a_place_is_a_section_and_a_paragraph_or_a_note() -> None:
    assert [place_text(row) for _, row in CLAIMS.iterrows()] == [
        "Opening, paragraph 2 (c10-01, central)",
        "Joint Actions, paragraph 11 (c10-02, supporting)",
        "Table 10.3, note b (c10-03, arithmetic)",
    ]
    assert section_text(pd.Series({"section": "Notes", "paragraph": "13"})) == "note 13"


def test_a_contradiction_names_the_side_at_fault() -> None:
    assert [result_text(row) for _, row in CLAIMS.iterrows()] == [
        "agrees",
        "disagrees; at fault: text",
        "differs on another base",
    ]


def test_the_caption_counts_by_result_and_says_whose_statements_they_are() -> None:
    found = (
        "Chapter 10, statements of the book with their verdicts: 3 (agrees 1, disagrees 1, differs on another base 1)"
    )
    assert caption_of(CLAIMS, 10) == found


def test_replies_stand_beside_the_verdict_with_our_answer() -> None:
    assert replies_of(Answered())["c10-02"] == [
        "Reply of A. Author (2027-01-31): “We meant 2001.” Our answer: It is another year now.",
        "Reply of B. Reader (2027-02-01): “Me too.”",
    ]


def test_each_statement_has_an_address_and_leads_to_its_row_in_the_ledger(book: Book) -> None:
    html = show_claims(book, 11).html
    for claim_id in book.claims.query("chapter == 11")["claim_id"]:
        assert f'id="claim-{claim_id}"' in html
        assert f'<a href="ledger.html#claim-{claim_id}">' in html
