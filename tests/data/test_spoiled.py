"""Kinds of spoiled files that once passed: each is met with a short sentence that names the file."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clusterbook.data.book import load_book
from clusterbook.data.cases import case_faults
from clusterbook.data.check import check_data, data_faults
from clusterbook.data.letters import foreign_letter
from clusterbook.errors import MOST, MOST_FAULTS, ClusterbookError, Fault, FaultsError
from clusterbook.paths import book_root

TABLE = "published/table_04_01"
SHORT = 4000  # characters of all that is said of one spoiled place


LOST_KEY = '"foreignKeys": [{"fields": ["yeer"], "reference": {"resource": "countries", "fields": ["no_column"]}}]'


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The book's data, copied once."""
    root = tmp_path_factory.mktemp("book")
    shutil.copytree(book_root() / "data", root / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBOOK_ROOT", str(root))
        yield root / "data"


def said(data: Path, name: str, change: Callable[[str], str]) -> str:
    """What the check says of a file once it is changed; the file is restored."""
    path = data / name
    kept = path.read_bytes()
    changed = change(kept.decode("utf-8"))
    assert changed != kept.decode("utf-8")
    path.write_bytes(changed.encode("utf-8", errors="surrogatepass"))
    try:
        if path.suffix == ".yaml":
            return "\n".join(str(fault) for fault in case_faults())
        check_data([path.name.partition(".")[0]])
    except ClusterbookError as error:
        return str(error)
    finally:
        path.write_bytes(kept)
    return ""


def lines(keep: Callable[[list[str]], list[str]]) -> Callable[[str], str]:
    """A change of the lines of a file."""
    return lambda text: "".join(keep(text.splitlines(keepends=True)))


def property_of(name: str, value: object) -> Callable[[str], str]:
    """A change of one property of a schema."""
    return lambda text: json.dumps(json.loads(text) | {name: value})


def columns_without_key(text: str) -> str:
    """A schema whose primary key was dropped."""
    content = json.loads(text)
    del content["schema"]["primaryKey"]
    return json.dumps(content)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lines(lambda rows: rows[:1]), "found 0 rows, without 1987, 1990, 1993 and others; expected the 6 printed"),
        (lines(lambda rows: rows[:3] + rows[4:]), "found 5 rows, without 1993; expected the 6 printed"),
        (lines(lambda rows: [rows[0], rows[2], rows[1], *rows[3:]]), "expected 1987, in the printed order"),
        (lambda text: text.replace("1987,2,", "1987,٢,"), "row 2 (1987), column production_chile_thousand_tons"),
        (lambda text: text.replace("1987,2,", "1987,2_0,"), "found 2_0; expected a number"),
        (lambda text: text.replace("1987,2,", "1987,inf,"), "found inf; expected a number"),
        (lambda text: text.replace("1987,2,", "1987, ,"), "found ' '; expected a number"),
        (lambda text: text.replace("1987,2,", "1987,2\0,"), r"found '2\x00'; expected a number"),
        (lambda text: text.replace("140.0,", "140.0,Сhile"), "character 1 is CYRILLIC CAPITAL LETTER ES"),
        (lambda text: text.replace("140.0,", "140.0,a\u202eb"), r"found 'a\u202eb'"),
        (lambda text: text.replace("140.0,", "140.0,e\u0301"), "character 2 is COMBINING ACUTE ACCENT"),
        (lambda text: text.replace("140.0,", "140.0,a\u0378b"), r"found 'a\u0378b'"),
        (lambda text: text.replace("140.0,", "140.0,a\ue000b"), r"found 'a\ue000b'"),
        (
            lambda text: re.sub(r"(?m)^(\d+,[\d.]+),[\d.]+,", r"\1,,", text),
            "column world_share_percent: found no filled cell; expected what was printed. Restore the column.",
        ),
        (lambda text: text.replace("140.0,", "140.0," + "x\t" * 60_000), "(180002 characters)"),
    ],
)
def test_a_spoiled_table_is_refused_with_row_and_column(data: Path, change: Callable[[str], str], words: str) -> None:
    found = said(data, f"{TABLE}.csv", change)
    assert words in found and "data/published/table_04_01.csv" in found
    assert len(found) < SHORT


@pytest.mark.parametrize("way", [str.upper, lambda key: key.replace("a", "а"), lambda key: key + "\u200b"])
def test_a_key_that_only_looks_like_a_printed_one_is_refused(data: Path, way: Callable[[str], str]) -> None:
    key = "abruzzo_furniture"
    found = said(data, "published/table_06_01.csv", lambda text: text.replace(key, way(key)))
    assert "data/published/table_06_01.csv, row 5" in found and "Restore the key" in found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (columns_without_key, "schema, primaryKey: found what is refused (Field required)"),
        (
            lambda text: text.replace('"primaryKey"', LOST_KEY + ', "primaryKey"'),
            "found yeer, no_column",
        ),
        (
            lambda text: text.replace('"minimum": 0', '"pattern": "[0-9"', 1).replace('"number"', '"string"', 1),
            "unclosed",
        ),
        (lambda text: text.replace('"minimum": 0', '"minimum": "low"', 1), "constraints: found"),
        (property_of("printed_rows", []), "printed_rows: found none; expected the key of every printed row"),
        (property_of("chapter", 13), "chapter: found what is refused (Input should be less than or equal to 12)"),
        (lambda text: text.replace('"kind": "key"', '"kind": "Key"', 1), "kind: found what is refused"),
        (property_of("dialect", {"path": "https://example.org"}), "dialect: found an unknown property"),
        (property_of("sources", [{"path": 1}]), "sources, 0, path: found what is refused"),
        (lambda text: text.replace('"title"', '"title": "Twice", "title"', 1), "found the key 'title' twice"),
        (lambda text: text.replace('"chapter": 4', '"chapter": NaN'), "found the number NaN"),
        (lambda text: text.replace('"chapter": 4', '"chapter": ' + "[" * 100_000), "found brackets nested too deeply"),
        (lambda text: "<<<<<<< ours\n" + text, "line 1: found the merge mark <<<<<<<"),
        (lambda text: text.replace("Farmed", "F\u200barmed", 1), "found the invisible character U+200B"),
        (lambda text: text[: len(text) // 2], "expected JSON"),
    ],
)
def test_a_spoiled_schema_is_refused(data: Path, change: Callable[[str], str], words: str) -> None:
    found = said(data, f"{TABLE}.schema.json", change)
    assert words in found and "data/published/table_04_01.schema.json" in found
    assert len(found) < SHORT


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text[:100], "expected JSON. Correct the line."),
        (property_of("version", "1"), "version: found what is refused"),
        (property_of("contributors", []), "contributors: found what is refused"),
        (lambda text: text.replace('"keywords"', '"keyword"'), "keywords: found what is refused (Field required)"),
    ],
)
def test_a_spoiled_head_of_the_package_is_refused(data: Path, change: Callable[[str], str], words: str) -> None:
    path = data / "package_head.json"
    kept = path.read_text(encoding="utf-8")
    path.write_text(change(kept), encoding="utf-8")
    found = "\n".join(data_faults(load_book()))
    path.write_text(kept, encoding="utf-8")
    assert words in found and "data/package_head.json" in found and len(found) < SHORT


BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: "a0: &a0 [x]\n" + BOMB + text, "found an alias, anchor or tag (anchor)"),
        (lambda text: "deep: " + "[" * 5000 + "]" * 5000 + "\n" + text, "found more than 12 levels"),
        (lambda text: text + "extra: !!map [1, 2]\n", "found an alias, anchor or tag (tag)"),
        (lambda text: text + "extra: 1_000\n", "found the number 1_000"),
        (lambda text: text + "extra: .inf\n", "found the number .inf"),
        (lambda text: text + "extra: 2001-13-45\n", "found a value that cannot be read"),
        (lambda text: text + ">>>>>>> theirs\n", "found the merge mark >>>>>>>"),
        (lambda text: text + "extra: Сhile\n", "CYRILLIC CAPITAL LETTER ES"),
        (lambda text: text + "extra: a\u202eb\n", "found the invisible character U+202E"),
        (lambda text: text + "extra: a\u00a0b\n", "found the invisible character U+00A0"),
        (lambda text: text + "extra: a\u0378b\n", "character 9 is one without a name"),
    ],
)
def test_a_spoiled_form_is_refused(data: Path, change: Callable[[str], str], words: str) -> None:
    found = said(data, "cases/lago_do_junco_babassu.yaml", change)
    assert words in found and "data/cases/lago_do_junco_babassu.yaml" in found
    assert len(found) < SHORT


def check_refused_row(data: Path, name: str, *, change: Callable[[str], str], words: str) -> None:
    """A change of a file is refused in these words, with the file and the row."""
    found = said(data, name, change)
    assert words in found and f"data/{name}, row " in found


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("published/table_09_02.csv", ",Chile,", ",Chili,", "found chl, Chili; expected a country_id, country"),
        ("published/table_09_04.csv", ",Italy,", ",Chile,", "expected a country"),
        ("claims.csv", ",Opening,", ",The Moon,", "found 1, The Moon; expected a chapter, section of sections"),
        ("published/table_01_02.csv", ",1987,", ",long ago,", "found long ago; allowed the form"),
        ("cases/fair_trade_rights.csv", ",75,", ",line 75,", "found line 75; allowed the form"),
    ],
)
def test_words_that_chapters_read_as_names_or_numbers_are_refused(
    data: Path, name: str, old: str, new: str, words: str
) -> None:
    check_refused_row(data, name, change=lambda text: text.replace(old, new, 1), words=words)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("stated.csv", "rating,0,3,", "rating,5,3,", "low, high: found 5, 3; expected none below the one before it"),
        ("stated.csv", "studies,,,,,,184", "studies,,2004,1999,,,184", "found 2004, 1999"),
        ("stated.csv", ",12,12,none,studies,", ",-12,12,none,studies,", "found -12; allowed 0 to 10000000"),
        (
            "stated.csv",
            ",12,12,none,studies,",
            ",1200,1200,none,percent,",
            "expected at most 1000 where unit is",
        ),
        ("stated.csv", "new,book,1,", "new,article,1,", "found 1; expected 12 where work is article"),
        ("evidence/timeline.csv", ",1990,1993,", ",1999,1993,", "found 1999, 1993"),
        ("evidence/timeline.csv", "ch02_e01,2,", "ch02_e01,7,", "begins with the chapter"),
        ("evidence/timeline.csv", "_dairy,,1990", "_dairy,Chile,1990", "expected exactly one of them filled"),
        ("evidence/districts.csv", ",1970,1979,", ",1989,1979,", "found 1989, 1979"),
        ("evidence/districts.csv", ",,,,not_said,", ",30,,,not_said,", "found 30, not_said; expected exactly one"),
        (
            "fact_links.csv",
            "3.1/value_of_production_1995/mangoes_petrolina_juazeiro",
            "1.2/mangoes/production_1995_usd_million",
            "expected different ones",
        ),
        ("published/table_03_01.csv", ",percent,51,", ",percent,510,", "found 510, 26, 8, 38; expected at most 100"),
        ("published/table_04_02.csv", ",1978,1985,", ",1988,1985,", "found 1988, 1985"),
        ("published/table_01_02.csv", ",1978,", ",3006,", "found 3006"),
        ("published/table_02_02.csv", ",57.3,", ",0.0573,", "expected none more than 10 times another"),
        ("published/table_05_04.csv", ",17.00,", ",1700,", "found 1700, 45.96; expected none below the one before it"),
        ("published/table_10_03.csv", "Product upgrading,positive", "Product upgrading,plus", "found plus"),
        ("published/table_10_04.csv", "medellin_textile,item", "medellin_textile,total", "expected nothing where"),
        ("published/table_10_04.csv", ",medellin_textile,", ",itajai_textile,", "expected the same where row_type"),
        ("published/table_10_04.csv", ",col,", ",bra,", "expected a cluster_id, country_id of table_10_02"),
        (
            "published/table_11_02.csv",
            "chains,Traditional manufacturing sector",
            "chains,Complex products sector",
            "expected Traditional manufacturing sector beside traditional_manufacturing",
        ),
        (
            "diagrams/figure_04_01_edges.csv",
            "fresh_water,farming",
            "fresh_water,fresh_water",
            "expected different ones",
        ),
        ("diagrams/figure_04_01_nodes.csv", "Feed suppliers,1,0,", "Feed suppliers,0,0,", "0, 0, as in an earlier row"),
    ],
)
def test_a_row_that_contradicts_itself_or_another_is_refused(
    data: Path, name: str, old: str, new: str, words: str
) -> None:
    check_refused_row(data, name, change=lambda text: text.replace(old, new, 1), words=words)


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("evidence/timeline.csv", lines(lambda rows: rows[:1]), "found a header alone; expected rows"),
        ("claims.csv", lines(lambda rows: rows[1:]), "row 1: found none of the columns' names"),
        ("claims.csv", lines(lambda rows: [rows[0].title(), *rows[1:]]), "column Claim_Id: found an unknown column; "),
        ("claims.csv", lines(lambda rows: [rows[0].replace(",", ";"), *rows[1:]]), "separated by semicolons"),
    ],
)
def test_a_spoiled_header_is_told_as_what_it_is(
    data: Path, name: str, change: Callable[[str], str], words: str
) -> None:
    found = said(data, name, change)
    assert words in found and f"data/{name}" in found
    assert len(found) < SHORT


@pytest.mark.parametrize("text", ["São Paulo", "“words” – 1,5 °", "N.ª", "plain"])
def test_what_the_data_are_written_in_is_no_foreign_letter(text: str) -> None:
    assert foreign_letter(text) == ""


def test_a_message_is_short_however_long_its_lines_are() -> None:
    error = FaultsError([Fault("data/x.csv", "y", "z" * 10**4, "Mend it.")] * MOST_FAULTS)
    assert len(str(error)) < MOST + 100
    *lines, last = str(error).splitlines()
    assert 0 < len(lines) < MOST_FAULTS and last == f"... and {MOST_FAULTS - len(lines)} faults more"


def test_a_message_is_short_however_many_faults_there_are() -> None:
    error = FaultsError([Fault("data/x.csv", "y" * 10**6, "expected z", "Mend it.")] * (MOST_FAULTS + 5))
    assert str(error).splitlines()[-1] == "... and 5 faults more"
    assert len(str(error)) < MOST_FAULTS * 500
