"""One validator: what passes the check loads, what fails to load fails the check with the same faults."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusterbook.data import check_data, load_resource
from clusterbook.data.cells import CONSTRAINTS
from clusterbook.errors import FaultsError

FIELDS: list[dict[str, Any]] = [
    {"name": "key", "type": "string", "constraints": {"required": True, "unique": True}},
    {"name": "price", "type": "number", "constraints": {"minimum": -50, "maximum": 5000}},
    {"name": "firms", "type": "integer"},
    {"name": "degree", "type": "string", "constraints": {"enum": ["low", "very_high"]}},
    {"name": "exported", "type": "boolean"},
    {"name": "kind", "type": "integer", "constraints": {"enum": [0, 1, 2]}},
    {"name": "table", "type": "string", "constraints": {"pattern": "[0-9]+\\.[0-9]+|none"}},
]
HEADER = ",".join(field["name"] for field in FIELDS)
LAWFUL = ["a", "1.50", "12", "low", "true", "2", "10.4"]
PLACE = "data/prices.csv"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with one small file that has a column of each type."""
    root = tmp_path_factory.mktemp("book")
    (root / "data").mkdir()
    schema = {"title": "Prices", "schema": {"fields": FIELDS, "primaryKey": ["key"]}}
    (root / "data/prices.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBOOK_ROOT", str(root))
        yield root


def faults(book: Path, content: bytes) -> list[str]:
    """The faults of the file by the check, which must be those of loading it."""
    (book / PLACE).write_bytes(content)
    checked = _said(lambda: check_data(["prices"]))
    assert _said(lambda: load_resource("prices")) == checked
    return checked


def _said(action: Any) -> list[str]:
    """The faults that an action raises."""
    try:
        action()
    except FaultsError as error:
        assert all(str(fault) for fault in error.faults) and error.faults
        return [str(fault) for fault in error.faults]
    return []


def row(**changed: str) -> str:
    """The lawful row with some cells changed."""
    names = [field["name"] for field in FIELDS]
    return ",".join({**dict(zip(names, LAWFUL, strict=True)), **changed}.values())


def file(*rows: str) -> bytes:
    """A file with these rows."""
    return "\n".join([HEADER, *rows, ""]).encode()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_lawful_file_loads_whatever_ends_its_lines(book: Path, end: str) -> None:
    assert faults(book, file(row(), row(key="b")).replace(b"\n", end.encode())) == []
    frame = load_resource("prices")
    assert frame.iloc[0].tolist() == ["a", 1.5, 12, "low", True, 2, "10.4"]
    text = str(pd.Series(["a"]).dtype)  # "object" before pandas 3
    assert [str(kind) for kind in frame.dtypes] == [text, "float64", "Int64", text, "boolean", "Int64", text]


def test_every_cell_but_the_key_may_be_empty(book: Path) -> None:
    assert faults(book, file("a,,,,,,")) == []
    assert load_resource("prices").iloc[0, 1:].isna().all()
    assert faults(book, file('"",1,,,,,')) == [
        f"{PLACE}, row 2, column key: found an empty cell; allowed any filled cell. Fill the cell."
    ]


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ('"1,5"', "decimal comma as a point"),
        ('"1,500"', "thousands separators"),
        ('"1.500,5"', "thousands separators and write the decimal comma"),
        ("1 500", "thousands separators"),
        ("1'500", "thousands separators"),
        ("−5", "minus as a hyphen"),
        ("–5", "minus as a hyphen"),
        ("1e3", "spreadsheet has shortened it"),
        ("02-Jan", "taken it for a date"),
        ("Jan-02", "taken it for a date"),
        ("2/3/2004", "taken it for a date"),
        ("15%", "number alone"),
        ("$15", "number alone"),
        ("+5", "without a plus sign"),
        ("007", "without leading zeros"),
        (".5", "both sides of the point"),
        ("5.", "without a decimal point"),
        ("1_0", "digits 0 to 9"),
        ("１５", "digits 0 to 9"),
        (" 15", "blank before or after"),
        ("15 ", "blank before or after"),
        ("15\u00a0", "blank before or after"),
        ("1\u00a0500", "invisible character"),
        ("15\u200b", "invisible character"),
        ("n.a.", "Leave the cell empty"),
        ("NaN", "Leave the cell empty"),
        ("–", "Leave the cell empty"),
        ("#REF!", "formula has failed"),
        ("#N/A", "formula has failed"),
        ("#¡VALOR!", "formula has failed"),
        ("#NV", "formula has failed"),
        ("10. Okt", "taken it for a date"),
        ("01-ene-04", "taken it for a date"),
        ("2004-01-02 00:00:00", "taken it for a date"),
        ("inf", "Correct the cell"),
        ("-0", "zero without a sign"),
        ("9" * 400, "too large"),
    ],
)
@pytest.mark.parametrize("column", ["price", "firms"])
def test_what_a_spreadsheet_makes_of_a_number_is_named(book: Path, cell: str, remedy: str, column: str) -> None:
    (said,) = faults(book, file(row(**{column: cell})))
    assert said.startswith(f"{PLACE}, row 2 (a), column {column}: found ") and remedy in said
    assert {"price": "expected a number as in 1234.5", "firms": "expected a whole number as in 1234"}[column] in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"exported": "TRUE"}, "found TRUE; expected true, false or empty. Write true or false in small letters."),
        ({"exported": "1"}, "found 1; expected true, false or empty. Write true or false in small letters."),
        ({"exported": "maybe"}, "found maybe; expected true, false or empty. Correct the cell."),
        ({"price": "5000.5"}, "found 5000.5; allowed -50 to 5000 or empty."),
        ({"price": "-51"}, "found -51; allowed -50 to 5000 or empty."),
        ({"kind": "3"}, "found 3; allowed 0, 1, 2 or empty."),
        ({"firms": "3.0"}, "found 3.0; expected a whole number as in 1234, or empty. Write it without a decimal"),
        ({"degree": "Very high"}, "found Very high; allowed low, very_high or empty. Write very_high."),
        ({"table": "10.4b"}, "found 10.4b; allowed the form [0-9]+\\.[0-9]+|none or empty."),
        ({"table": "04-Oct"}, "Restore the words; a spreadsheet has taken it for a date."),
        ({"degree": "10. Apr"}, "Restore the words; a spreadsheet has taken it for a date."),
        ({"key": "#REF!"}, "found #REF!; allowed any filled cell. Restore the value; a spreadsheet's formula"),
        ({"key": "SÃ£o Paulo"}, "in UTF-8, were read as Windows-1252"),
        ({"key": "LeÃ³n"}, "in UTF-8, were read as Windows-1252"),
        ({"key": "1990â€“95"}, "in UTF-8, were read as Windows-1252"),
        ({"key": " a"}, "found ' a'; allowed any filled cell. Remove the blank"),
        ({"key": "a\u00a0b"}, "found 'a\\xa0b'; allowed any filled cell. Remove the invisible character"),
        ({"key": "=1+1"}, "found =1+1; allowed any filled cell. Do not begin it with =: a spreadsheet"),
        ({"key": "@SUM(1)"}, "Do not begin it with @"),
        ({"key": "+1"}, "Do not begin it with +"),
        ({"key": "-2+cmd|'/C calc'!A0"}, "Do not begin it with -"),
        ({"key": "c0operative"}, "found c0operative; allowed any filled cell. Write the letter that a 0 or 1 stands"),
        ({"key": "two  blanks"}, "Write one blank between two words."),
        ({"key": "see above"}, "found see above; allowed any filled cell. Write what belongs here."),
        ({"key": "None"}, "Leave the cell empty"),
        ({"key": "Jan-95"}, "Restore the words; a spreadsheet has taken it for a date."),
        ({"key": '""""'}, 'found "; allowed any filled cell.'),
        ({"key": '"a\nb"'}, "found 'a\\nb'; allowed any filled cell. Remove the invisible character"),
    ],
)
def test_a_refused_cell_says_what_is_allowed(book: Path, changed: dict[str, str], said: str) -> None:
    (found,) = faults(book, file(row(**changed)))
    assert said in found and f", column {next(iter(changed))}: " in found


def test_a_cell_has_an_end(book: Path) -> None:
    (found,) = faults(book, file(row(key="word " * 800 + "word")))
    assert found.endswith("Shorten it; a cell has at most 4000 characters.")


@pytest.mark.parametrize("word", ["SÃO PAULO", "Âncora", "château", "â", "IRMÃ", "# 1", "São João, n.º 1–2"])
def test_letters_with_accents_are_no_misread_ones(book: Path, word: str) -> None:
    assert faults(book, file(row(key=f'"{word}"'))) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xef\xbb\xbf" + file(row()), "found a byte order mark"),
        (file(row()).decode().encode("utf-16"), "found a file in UTF-16, as Excel's Unicode text"),
        (b"sep=;\r\n" + file(row()).replace(b",", b";"), "row 1: found Excel's line sep=;"),
        (b"\xef\xbb\xbf" + file(row()).replace(b",", b";"), "row 1: found columns separated by semicolons"),
        (file(row(key="São")).decode().encode("cp1252"), "line 2: found bytes that are not UTF-8 at byte"),
        (file(row()).replace(b",", b";"), "row 1: found columns separated by semicolons; expected commas"),
        (file(row()).replace(b",", b"\t"), "row 1: found columns separated by tabs"),
        (file("<<<<<<< HEAD", row(), "=======", row(key="b"), ">>>>>>> branch"), "line 4: found the merge mark ====="),
        (file(row() + ",,"), "row 2: found 2 empty cells after the last column; expected none"),
        (file(row(price="1,5")), "row 2: found 8 cells; expected one cell a column, 7 in all"),
        (file("a,1"), "row 2: found 2 cells; expected one cell a column, 7 in all"),
        (file(row(), ",,,,,,"), "row 3: found an empty row"),
        (file(row(), "", row(key="b")), "row 3: found an empty row"),
        (file(row(key='"a')), "found unexpected end of data; expected quotation marks in pairs"),
        (file(row(key='"a"b')), "expected quotation marks in pairs"),
        (file(row()).replace(b"table", b"table,", 1), "row 1, cell 8: found a column without a name"),
        (file(row()).replace(b"table", b"kind", 1), "row 1, column kind: found the column twice"),
        (file(row()).replace(b"table", b"tabel", 1), "row 1, column tabel: found an unknown column"),
        (file(row()).replace(b"kind,table", b"table,kind", 1), "each once. Put the columns in this order"),
        (file(row(), row()), "row 3 (a), column key: found a, which stands in an earlier row"),
        (b"", "found an empty file"),
    ],
)
def test_a_file_that_a_spreadsheet_or_git_spoiled_is_named(book: Path, content: bytes, said: str) -> None:
    assert any(said in fault and fault.startswith(PLACE) for fault in faults(book, content)), faults(book, content)


def test_all_faults_are_told_at_once(book: Path) -> None:
    wrong = file(row(price="x", exported="TRUE"), row() + ",", row(), row(key="b", kind="9"))
    assert len(faults(book, wrong)) == 5


def test_a_schema_with_a_misspelt_type_or_rule_is_a_fault(book: Path) -> None:
    schema = book / "data/prices.schema.json"
    whole = schema.read_text(encoding="utf-8")
    try:
        schema.write_text(whole.replace('"boolean"', '"bool"').replace('"minimum"', '"min"'), encoding="utf-8")
        said = faults(book, file(row()))
    finally:
        schema.write_text(whole, encoding="utf-8")
    assert [fault.partition(": ")[0] for fault in said] == ["data/prices.schema.json, price"] + [
        "data/prices.schema.json, exported"
    ]
    assert "found min; allowed " + ", ".join(sorted(CONSTRAINTS)) in said[0]


CELLS = st.one_of(
    st.text(max_size=6),
    st.from_regex(r"-?[0-9]{0,4}[.,_ ]?[0-9]{0,3}", fullmatch=True),
    st.sampled_from(["true", "TRUE", "low", "Low", "inf", "nan", "1e5", "10.4", "2", "2.0", "", " 2", "４"]),
)


@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), min_size=1, max_size=3))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_passes_loads_and_is_lawful_for_frictionless_too(book: Path, rows: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([HEADER.split(","), *rows])
    if not faults(book, written.getvalue().encode("utf-8", "replace")):
        resource = {"name": "prices", "path": "prices.csv", "dialect": {"csv": {"delimiter": ","}}} | {
            "encoding": "utf-8", "schema": {"fields": FIELDS, "primaryKey": ["key"]},
        }  # fmt: skip
        package = Package.from_descriptor({"name": "one", "resources": [resource]}, basepath=str(book / "data"))
        assert package.validate().valid


@given(st.binary(max_size=40), st.integers(0, 200), st.integers(0, 20))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_put_anywhere_fail_or_load_alike(book: Path, bytes_in: bytes, start: int, removed: int) -> None:
    whole = file(row(), row(key="b", price="", exported="false"), row(key="c", degree="very_high"))
    faults(book, whole[:start] + bytes_in + whole[start + removed :])
