"""The coding scheme as an instrument: a form, its schema, its check, and the agreement of two coders."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from clusterbook.__main__ import main
from clusterbook.commands.case import check_cases, compare_coders, new_case
from clusterbook.data.book import Book, load_book
from clusterbook.data.case_models import Case
from clusterbook.data.cases import case_files, read_forms
from clusterbook.errors import ClusterbookError, FaultsError
from clusterbook.instrument import SCHEMA_FILE, agreement_table, anchors, form_schema, form_text
from clusterbook.reproduction.tidy import TIDY

DATA = Path(__file__).parents[2] / "data"
MODEL = yaml.safe_load((DATA / "cases" / "simplicio_mendes_honey.yaml").read_text(encoding="utf-8"))
NAME = "here_honey"


def written(folder: Path, name: str = NAME, **changes: Any) -> Path:
    """A form filled with the codes of a cluster that is there, and some others."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump({**MODEL, "cluster_id": name, **changes}, allow_unicode=True), encoding="utf-8")
    return path


def upgrading(**codes: int) -> dict[str, Any]:
    """The upgrading of the model with other codes for some kinds."""
    own = MODEL["upgrading"]
    return {**own, **{kind: {**own[kind], "code": code, "admissible": []} for kind, code in codes.items()}}


def coded(folder: Path, **changes: Any) -> dict[str, Case]:
    """What a coder's form holds."""
    return read_forms([written(folder, **changes)])


def test_the_form_holds_every_component_with_the_meaning_of_its_codes(book: Book) -> None:
    text = form_text(book, "here_cheese")
    content = yaml.safe_load(text)
    for dimension, components in anchors(book).items():
        assert list(content[dimension]) == [anchor.component for anchor in components]
        assert all(f"#   {code} {level}\n" in text for one in components for code, level in enumerate(one.levels))
        assert all(anchor.place in text for anchor in components)
    assert max(map(len, text.splitlines())) <= 140


def test_an_empty_form_names_everything_that_is_open(tmp_path: Path) -> None:
    new_case("here_cheese", tmp_path)
    with pytest.raises(FaultsError) as caught:
        check_cases([tmp_path / "here_cheese.yaml"])
    expected = f"{tmp_path}/here_cheese.yaml, upgrading.product.evidence: found None; expected a sentence"
    assert expected in str(caught.value)
    assert len(caught.value.faults) > 30


def test_a_filled_form_is_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_cases([written(tmp_path)]) == 0
    assert capsys.readouterr().out == f"in order: {NAME}\n"


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = path.read_bytes()
    with pytest.raises(ClusterbookError, match="Choose another name"):
        new_case(NAME, tmp_path)
    assert path.read_bytes() == before


def test_a_name_that_is_no_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClusterbookError, match="lower case"):
        new_case("Here Cheese", tmp_path)


def test_the_schema_takes_every_cluster_file_and_refuses_what_the_check_refuses(book: Book) -> None:
    schema = form_schema(book)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    contents = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in case_files()]
    assert contents and all(validator.is_valid(content) for content in contents)
    assert not validator.is_valid({**MODEL, "upgrading": upgrading(product=4)})
    assert not validator.is_valid({**MODEL, "sector": "dairy"})
    assert not validator.is_valid({**MODEL, "colour": "blue"})


def test_the_schema_explains_each_code_to_editors_and_is_checked_in(book: Book) -> None:
    schema = form_schema(book)
    assert json.loads((DATA / "cases" / SCHEMA_FILE).read_text(encoding="utf-8")) == schema
    governance = schema["$defs"][schema["properties"]["governance"]["$ref"].rpartition("/")[2]]
    assert "2 global chain" in governance["properties"]["network"]["description"]


def test_two_coders_are_compared_by_dimension(tmp_path: Path) -> None:
    first = coded(tmp_path / "anna", upgrading=upgrading(product=3))
    second = coded(tmp_path / "bea", upgrading=upgrading(product=2))
    table = agreement_table(first, second)
    assert table.loc["upgrading", ["units", "same", "same_percent"]].tolist() == [4, 3, 75]
    assert table.loc["governance", ["weighted_kappa", "alpha"]].tolist() == [1, 1]
    assert 0 < table.loc["upgrading", "weighted_kappa"] < 1
    assert table.loc["all degrees", "same"] == table.loc["all degrees", "units"] - 1


def test_a_code_that_the_other_allows_is_counted_apart(tmp_path: Path) -> None:
    assert (MODEL["upgrading"]["product"]["code"], MODEL["upgrading"]["product"]["admissible"]) == (3, [2])
    table = agreement_table(coded(tmp_path / "anna"), coded(tmp_path / "bea", upgrading=upgrading(product=2)))
    assert table.loc["upgrading", ["same_percent", "allowed_percent"]].tolist() == [75, 100]


def test_what_one_coder_found_no_evidence_for_is_counted_and_measured_by_nothing(tmp_path: Path) -> None:
    untold = {**MODEL["upgrading"], "product": {"code": None, "lines": [], "evidence": "Not told."}}
    table = agreement_table(coded(tmp_path / "anna"), coded(tmp_path / "bea", upgrading=untold))
    assert table.loc["upgrading", ["units", "coded_by_one"]].tolist() == [3, 1]


def test_a_cluster_of_the_book_can_be_coded_a_second_time(tmp_path: Path) -> None:
    path = written(tmp_path, "leon_footwear")
    assert list(read_forms([path], recoding=True)) == ["leon_footwear"]
    with pytest.raises(FaultsError, match="another cluster has this key"):
        read_forms([path])


def test_the_command_compares_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for coder in ("anna", "bea"):
        written(tmp_path / coder)
    compare_coders(tmp_path / "anna", tmp_path / "bea")
    assert f"clusters coded by both: {NAME}" in capsys.readouterr().out
    written(tmp_path / "carl", "there_honey")
    with pytest.raises(ClusterbookError, match="no cluster in both"):
        compare_coders(tmp_path / "anna", tmp_path / "carl")


def test_a_path_without_forms_is_told(tmp_path: Path) -> None:
    with pytest.raises(ClusterbookError, match="found no form"):
        check_cases([tmp_path / "nothing.yaml"])


def test_a_filled_form_flows_into_the_clusters_and_the_exported_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    written(tmp_path / "data" / "cases")
    book = load_book()
    assert NAME in book.clusters_with(cases=True).index and NAME not in book.clusters.index
    assert NAME in book.places.index
    for name in ("all_clusters", "all_codes"):
        assert NAME in set(TIDY[name](book)["cluster_id"])


def test_the_command_line_knows_the_instrument(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["clusterbook", "case", "new", "here_cheese", "-o", str(tmp_path)])
    assert main() == 0
    assert {path.name for path in tmp_path.iterdir()} == {"here_cheese.yaml", SCHEMA_FILE}
