"""The codebook: every column once, counted in the files, its codes with meanings that are those of the vocabulary."""

from __future__ import annotations

import ast
from pathlib import Path

import pandas as pd
import pytest

from clusterbook.chapters.data_dictionary.page import GROUPS, show_codebook
from clusterbook.data import describe_resources
from clusterbook.data.book import Book
from clusterbook.data.codebook import codebook, codebook_text, codes_of

SOURCE = Path(__file__).parents[2] / "src" / "clusterbook"
EXAMPLES = ("all_cells.csv", "table_05_03.csv", "restorations.csv")  # one of each heading
CODED = [
    pytest.param(field, id=f"{entry['name']}.{field['name']}")
    for entry in describe_resources()
    for field in entry["schema"]["fields"]
    if "categories" in field
]


@pytest.fixture(scope="module")
def entries(book: Book) -> pd.DataFrame:
    return codebook(book)


def meanings(module: str, vocabulary: str) -> dict[str, str]:
    """Member values of a vocabulary with what its docstrings say of them."""
    tree = ast.parse((SOURCE / f"{module}.py").read_text(encoding="utf-8"))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == vocabulary)
    return {
        str(ast.literal_eval(member.value)): " ".join(ast.literal_eval(text.value).split()).replace("``", "")
        for member, text in zip(body, body[1:], strict=False)
        if isinstance(member, ast.Assign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
    }


def test_every_column_of_every_file_is_described_once(entries: pd.DataFrame) -> None:
    described = [
        (entry["name"], field["name"]) for entry in describe_resources() for field in entry["schema"]["fields"]
    ]
    assert sorted(zip(entries["file"], entries["column"], strict=True)) == sorted(described)
    assert (entries["meaning"].str.len() > 0).all()


def test_filled_cells_and_range_are_those_of_the_file(entries: pd.DataFrame) -> None:
    rank = entries.set_index(["file", "column"]).loc[("table_05_03", "rank_1992")]
    assert rank[["filled", "rows", "lowest", "highest"]].tolist() == [10, 13, "1", "12"]


def test_an_empty_cell_is_explained_where_there_is_one(entries: pd.DataFrame) -> None:
    assert ((entries["filled"] < entries["rows"]) == (entries["empty_means"] != "")).all()


@pytest.mark.parametrize("field", CODED)
def test_codes_with_meanings_are_the_codes_that_the_column_allows(field: dict) -> None:
    assert [one["value"] for one in field["categories"]] == field["constraints"]["enum"]
    assert all(codes_of(field).values())


@pytest.mark.parametrize(
    ("file", "column", "vocabulary"),
    [
        ("all_cells", "empty_reason", ("reproduction_vocabulary", "EmptyReason")),
        ("restorations", "rule", ("reproduction_vocabulary", "RestorationRule")),
        ("errata", "cause", ("reproduction_vocabulary", "ErratumCause")),
        ("fact_links", "relation", ("reproduction_vocabulary", "FactRelation")),
        ("timeline", "precision", ("evidence_vocabulary", "DatePrecision")),
        ("timeline", "kind", ("evidence_vocabulary", "EventKind")),
        ("stated", "hedge", ("vocabulary", "Hedge")),
        ("table_10_02", "network", ("vocabulary", "ChainReach")),
        ("claims", "result", ("claim_vocabulary", "ClaimResult")),
        ("claim_codes", "settled_how", ("claim_vocabulary", "SettledHow")),
        ("all_claims", "outcome", ("claim_vocabulary", "Outcome")),
    ],
)
def test_meanings_of_codes_are_those_of_the_vocabulary(
    book: Book, file: str, column: str, vocabulary: tuple[str, str]
) -> None:
    field = next(one for one in book.describe(file)["schema"]["fields"] if one["name"] == column)
    assert codes_of(field) == {code: text.removesuffix(".") for code, text in meanings(*vocabulary).items()}


def test_the_text_names_every_file_column_and_code(book: Book, entries: pd.DataFrame) -> None:
    text = codebook_text(book)
    assert all(f"\n## {name}\n" in text for name in entries["file"])
    assert text.count("\n- `") == len(entries)
    assert "  - `dash`: The print has a dash" in text


def test_the_page_has_every_file_once_under_the_heading_of_its_kind(book: Book, entries: pd.DataFrame) -> None:
    shown = [show_codebook(book, group).html for group in GROUPS]
    assert "".join(shown).count("<details") == entries["file"].nunique()
    assert "".join(shown).count("<dt>") == len(entries)
    assert all(f"<code>{name}</code>" in part for part, name in zip(shown, EXAMPLES, strict=True))
