"""One row for every tested statement of the text: verdict, both codes, and what the numbers say."""

from __future__ import annotations

import pandas as pd

from clusterbook.data.book import Book
from clusterbook.reproduction.claims import finding_of, function_name


def all_claims(book: Book) -> pd.DataFrame:
    """Every claim with its two codes, how they were settled, and the finding of its function.

    Returns
    -------
    DataFrame
        One row per claim in the order of the file; the columns are those of ``data/all_claims.schema.json``.
    """
    claims = book.claims.merge(book.resource("claim_codes"), on="claim_id", how="left", validate="one_to_one")
    findings = [finding_of(book, claim_id) for claim_id in claims["claim_id"]]
    return claims.assign(
        outcome=[finding.outcome.value for finding in findings],
        evidence=[finding.evidence for finding in findings],
        function=[function_name(claim_id) for claim_id in claims["claim_id"]],
    )
