"""The data package: every fault of a file is told in one line; what is loaded is typed and complete."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package
from whole_book import BOOK

from clusterbook.data import (
    check_data,
    load_clusters,
    load_keyed,
    load_resource,
    load_table,
    published_tables,
)
from clusterbook.data.assemble import ASSEMBLED, assembled_package
from clusterbook.data.book import Book, load_book
from clusterbook.data.cell_references import cell_reference_faults
from clusterbook.data.check import unused_country_faults
from clusterbook.errors import ClusterbookError
from clusterbook.reproduction_vocabulary import ErratumCause, RestorationRule
from clusterbook.vocabulary import Hedge, Sector

DATA = Path(__file__).parents[2] / "data"
TABLE = "published/table_10_02.csv"
ROW = "guadalajara_footwear,traditional_manufacturing,Shoes,Guadalajara (Mexico),mex,1,1,2,0,"


@pytest.fixture
def spoiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[bytes], bytes]], str]:
    """What the check of its table says of a copy of the data in which Table 10.2 was changed."""
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))

    def spoil(change: Callable[[bytes], bytes]) -> str:
        path = tmp_path / "data" / TABLE
        path.write_bytes(change(path.read_bytes()))
        with pytest.raises(ClusterbookError) as caught:
            check_data(["table_10_02"])
        return str(caught.value)

    return spoil


def replacing(old: str, new: str) -> Callable[[bytes], bytes]:
    """A change of one piece of text, which must be there."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return change


def test_the_data_package_is_valid_for_frictionless_itself() -> None:
    assert Package(str(DATA / "datapackage.json")).validate().valid


def test_the_assembled_package_is_what_the_schemas_give() -> None:
    assert (DATA / ASSEMBLED).read_text(encoding="utf-8") == assembled_package() + "\n"


def test_an_assembled_package_of_other_schemas_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    schema = tmp_path / "data" / "errata.schema.json"
    schema.write_text(schema.read_text(encoding="utf-8").replace('"title": "', '"title": "Other: ', 1), "utf-8")
    with pytest.raises(ClusterbookError, match="datapackage.json: found other descriptions.*Run python -m"):
        check_data()


@pytest.mark.parametrize("copy", ["published/errata", "elsewhere/prices"])
def test_a_schema_that_nothing_reads_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copy: str) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    for ending in (".csv", ".schema.json"):
        (tmp_path / "data" / copy).parent.mkdir(exist_ok=True)
        shutil.copy(DATA / f"errata{ending}", tmp_path / "data" / f"{copy}{ending}")
    with pytest.raises(ClusterbookError, match="schema.json: found a schema that is never read"):
        check_data()


def test_the_data_as_committed_has_no_fault() -> None:
    check_data()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            replacing(ROW, ROW.replace("2,0,", "7,0,")),
            "row 9 (guadalajara_footwear), column quasi_hierarchy: found 7; allowed 0, 1, 2, 3 or empty",
        ),
        (
            replacing(ROW, ROW.replace("2,0,", "two,0,")),
            "column quasi_hierarchy: found two; expected a whole number as in 1234, or empty. Correct the cell",
        ),
        (
            replacing(ROW, ROW.replace("2,0,", '"2,0",0,')),
            "column quasi_hierarchy: found 2,0; expected a whole number as in 1234, or empty. Write the decimal",
        ),
        (
            replacing(ROW, ROW.replace("traditional_manufacturing", "traditional")),
            "column sector: found traditional; allowed traditional_manufacturing",
        ),
        (replacing(ROW, ROW.replace(",mex,", ",mexico,")), "found mexico; expected a country_id of countries"),
        (replacing(ROW, ROW + "\n" + ROW), "found guadalajara_footwear, which stands in an earlier row"),
        (replacing(ROW, ROW.replace("2,0,", "2,")), "row 9: found 9 cells; expected one cell a column, 10 in all"),
        (replacing(",hierarchy,", ","), "column hierarchy: found no such column"),
        (replacing("hierarchy,note", "hierarchy,note,remark"), "column remark: found an unknown column"),
        (replacing("market,network", "network,market"), "each once. Put the columns in this order"),
        (lambda content: content.replace(b",", b";"), "row 1: found columns separated by semicolons; expected commas"),
        (lambda content: content.decode("utf-8").encode("latin-1"), "found bytes that are not UTF-8"),
        (lambda content: b"", "found an empty file"),
    ],
)
def test_a_fault_says_where_it_is_and_what_is_allowed(
    spoiled: Callable[[Callable[[bytes], bytes]], str], change: Callable[[bytes], bytes], said: str
) -> None:
    faults = spoiled(change)
    assert said in faults and f"data/{TABLE}" in faults


@pytest.mark.parametrize("rating", ["3.5", "2.25", "-1", "1.86"])
@pytest.mark.parametrize("table", ["10_04", "10_05", "10_06"])
def test_a_rating_of_a_cluster_is_a_half_from_0_to_3_though_totals_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, rating: str
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    path = tmp_path / f"data/published/table_{table}.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[0, "upgrading_process"] = rating
    frame.to_csv(path, index=False)
    with pytest.raises(ClusterbookError) as caught:
        check_data([f"table_{table}"])
    assert len(str(caught.value).splitlines()) == 1
    assert f"column upgrading_process: found {rating}; allowed 0 to 3 in steps of 0.5 or empty" in str(caught.value)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("table", "10.9", "row 2, column table: found 10.9; allowed 1.1, 1.2"),
        ("row", "nowhere", "row 2, column row: found nowhere; allowed"),
        ("column", "price", "row 2, column column: found price; allowed"),
        ("column", "cluster|price", "row 2, column column: found price; allowed"),
    ],
)
@pytest.mark.parametrize("file", ["errata", "restorations"])
def test_an_erratum_or_restoration_names_a_cell_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, column: str, value: str, said: str
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    path = tmp_path / f"data/{file}.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[0, column] = value
    frame.to_csv(path, index=False)
    (fault,) = cell_reference_faults(load_book())
    assert f"data/{file}.csv, {said}" in str(fault)


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "said"),
    [
        ("restorations", 14, "column", "z", "row 16, column column: found z; allowed a, b"),
        ("coding/policy_themes", 0, "table", "10.9", "row 2, column table: found 10.9; allowed 1.1, 1.2"),
        ("coding/policy_themes", 0, "row_id", "nowhere", "row 2, column row_id: found nowhere; allowed"),
        ("coding/trade_in_words", 0, "table", "10.9", "row 2, column table: found 10.9; allowed 1.1, 1.2"),
        ("coding/trade_in_words", 0, "row_id", "nowhere", "row 2, column row_id: found nowhere; allowed"),
        ("coding/trade_in_words", 0, "country", "Norway", "row 2, column country: found Norway; expected Chile"),
    ],
)
def test_marks_of_footnotes_and_coded_rows_are_those_of_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, row: int, column: str, value: str, said: str
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    path = tmp_path / f"data/{file}.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[row, column] = value
    frame.to_csv(path, index=False)
    (fault,) = cell_reference_faults(load_book())
    assert f"data/{file}.csv, {said}" in str(fault)


def test_the_check_of_the_whole_package_looks_at_the_cells_of_errata(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    path = tmp_path / "data/errata.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1.2,melons,", "1.2,lemons,", 1), encoding="utf-8")
    with pytest.raises(ClusterbookError, match="data/errata.csv, row 2, column row: found lemons; allowed"):
        check_data()


@pytest.mark.parametrize("table", ["10.2"])
def test_loading_a_faulty_table_gives_the_same_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    path = tmp_path / "data" / TABLE
    path.write_bytes(replacing(ROW, ROW.replace("2,0,", "7,0,"))(path.read_bytes()))
    with pytest.raises(ClusterbookError, match="found 7; allowed 0, 1, 2, 3 or empty"):
        load_table(table)


def test_a_file_that_nobody_describes_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    (tmp_path / "data" / "published" / "table_99_01.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(ClusterbookError, match="table_99_01.csv: found a file that the data package does not describe"):
        check_data()


def test_all_35_printed_tables_are_there() -> None:
    counts = {1: 3, 2: 2, 3: 2, 4: 6, 5: 6, 6: 3, 8: 1, 9: 4, 10: 6, 11: 2}
    assert published_tables() == [
        f"{chapter}.{number}" for chapter, last in counts.items() for number in range(1, last + 1)
    ]


def test_the_cross_case_frame_has_40_clusters_of_which_35_are_rated() -> None:
    clusters = load_clusters()
    assert clusters["sector"].value_counts().to_dict() == {
        Sector.TRADITIONAL: 15, Sector.NATURAL_RESOURCE: 11, Sector.COMPLEX: 9, Sector.SPECIALIZED: 5,
    }  # fmt: skip
    assert clusters["collective_efficiency"].notna().sum() == 35
    assert clusters.index[clusters["upgrading_functional"].isna() & clusters["upgrading_product"].notna()].tolist() == [
        "bucaramanga_garment"
    ]
    assert clusters.index[clusters["market"].isna()].tolist() == ["campina_grande_footwear"]


def test_a_kind_of_column_that_a_table_lacks_is_a_mistake(book: Book) -> None:
    assert book.field_names("3.2", "label") == ["label"]
    with pytest.raises(ClusterbookError, match=r"table 3\.2: found no column of kind derived; it has group, key"):
        book.field_names("3.2", "derived")


def test_printed_digits_are_kept() -> None:
    assert load_keyed("10.4", printed=True).at["average", "upgrading_functional"] == "0.70"


@pytest.mark.parametrize(
    "table", [table for table in published_tables() if table != "4.2"]
)  # one entry per row: most have no numbers
def test_an_empty_number_has_its_reason_in_the_note(table: str) -> None:
    frame = load_keyed(table)
    numbers = frame.select_dtypes("number")
    silent = [(row, column) for column in numbers for row in frame.index[numbers[column].isna() & frame["note"].isna()]]
    structural = {"additional_providers", "total_firms", "independent_firms", "integrated_firms"}
    assert [(row, column) for row, column in silent if column not in structural] == []


def test_every_restoration_names_a_rule_and_a_cell() -> None:
    restorations = load_resource("restorations")
    assert set(restorations["rule"]) <= {rule.value for rule in RestorationRule}
    assert not restorations.duplicated(["table", "row", "column"]).any()


def test_every_erratum_names_a_known_cause() -> None:
    assert set(load_resource("errata")["cause"]) <= set(ErratumCause)


def test_loaded_numbers_are_numbers() -> None:
    table = load_table("10.4")
    assert pd.api.types.is_float_dtype(table["upgrading_product"])


def test_every_stated_number_is_a_number_or_a_range_with_its_chapter_in_its_id() -> None:
    stated = BOOK.stated_numbers
    assert (stated["low"] <= stated["high"]).all()
    assert all(name.startswith(f"ch{chapter:02d}_") for name, chapter in stated["chapter"].items())
    assert set(stated.loc[stated["work"] == "article", "chapter"]) == {12}


def test_stated_numbers_of_one_chapter_are_part_of_all() -> None:
    assert set(BOOK.stated_numbers_of(9)["chapter"]) == {9} and len(BOOK.stated_numbers) > len(
        BOOK.stated_numbers_of(9)
    )
    assert BOOK.stated_numbers_of(4).at["ch04_producers_before", "hedge"] == Hedge.MORE_THAN


def test_a_country_that_no_other_file_names_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(unused_country_faults(BOOK)) == []
    monkeypatch.setattr(Book, "resource", lambda *_: pd.DataFrame({"country_id": ["bra", "zzz"]}))
    (fault,) = unused_country_faults(BOOK)
    assert str(fault).startswith("data/countries.csv, row 3, column country_id: found zzz;")
