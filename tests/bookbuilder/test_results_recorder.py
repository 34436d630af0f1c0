"""Results are declared as data, recorded once each by name, and shown in the order of their declarations."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bookbuilder.errors import BookError
from bookbuilder.results.declared import load_declarations
from bookbuilder.results.recorder import Results
from bookbuilder.results.result import MIME_TYPE, Declaration, Importance

HEADER = "name,sentence,unit,digits,importance\n"
ROWS = 'firms,firms of the cluster,,,figure\ntau,"association of size, and age",points,2,verdict\n'


@pytest.fixture
def declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book that declares two results of one chapter."""
    path = tmp_path / "results" / "declared" / "ch04.csv"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + ROWS, encoding="utf-8")
    (tmp_path / "_toc.yml").touch()
    (tmp_path / "chapters").mkdir()
    monkeypatch.delenv("BOOKBUILDER_ROOT", raising=False)
    monkeypatch.chdir(tmp_path / "chapters")
    return path


def test_declarations_are_read_in_the_order_of_their_rows(declared: Path) -> None:
    assert list(load_declarations(declared).values()) == [
        Declaration("firms", "firms of the cluster"),
        Declaration("tau", "association of size, and age", "points", 2, Importance.VERDICT),
    ]


def test_results_are_shown_in_declared_order_with_all_that_is_declared(declared: Path) -> None:
    results = Results("ch04")
    results.record(tau=np.float64(0.5))
    results.record(firms=np.int64(12))
    shown = results.show()._repr_mimebundle_()
    assert shown[MIME_TYPE] == [
        {
            "name": "firms", "value": 12, "description": "firms of the cluster", "unit": "", "digits": None,
            "importance": "figure",
        },
        {
            "name": "tau", "value": 0.5, "description": "association of size, and age", "unit": "points", "digits": 2,
            "importance": "verdict",
        },
    ]  # fmt: skip
    assert shown["text/plain"] == "ch04.firms = 12\nch04.tau = 0.50"
    assert "<td>association of size, and age</td>" in shown["text/html"]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (np.nan, None),
        (None, None),
        (np.bool_(True), True),
        ("Positive", "Positive"),
        (2.5, 2.5),
        (np.inf, "∞"),
        (-float("inf"), "−∞"),
        (np.float32("-inf"), "−∞"),
    ],  # fmt: skip
)
def test_values_are_kept_as_plain_scalars(declared: Path, value: object, kept: object) -> None:
    results = Results("ch04")
    results.record(firms=1, tau=value)
    found = results.show().results[1].value
    assert found == kept and type(found) is type(kept)


def test_a_result_that_is_not_declared_is_an_error_with_names_like_it(declared: Path) -> None:
    with pytest.raises(BookError, match=r"ch04, result 'tau_b': found no declaration; .*ch04\.csv like tau\. Declare"):
        Results("ch04").record(tau_b=1.0)


def test_a_result_that_is_not_recorded_is_an_error(declared: Path) -> None:
    results = Results("ch04")
    results.record(firms=1)
    with pytest.raises(BookError, match=r"ch04, results: found no value for tau; expected .* Record them"):
        results.show()


def test_a_second_value_is_an_error(declared: Path) -> None:
    results = Results("ch04")
    results.record(firms=1)
    with pytest.raises(BookError, match="ch04, result 'firms': found a second value; expected one. Record it once."):
        results.record(firms=1)


def test_a_value_that_is_no_scalar_is_an_error(declared: Path) -> None:
    with pytest.raises(BookError, match="ch04, result 'firms': found list; expected a number"):
        Results("ch04").record(firms=[1])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,sentence\n", "ch04.csv, line 1: found 'name,sentence'; expected name,sentence,unit,digits,importance"),
        ("", "ch04.csv, line 1: found ''; expected name,sentence,unit,digits,importance"),
        (f"{HEADER}firms,a, b,,,figure\n", "line 2: found 6 cells; expected 5. Quote a cell that holds a comma."),
        (f"{HEADER}Firms,a,,,figure\n", "line 2: found the name 'Firms'; expected a new name in snake_case"),
        (f"{HEADER}a,b,,,figure\na,c,,,figure\n", "line 3: found the name 'a'; expected a new name"),
        (f"{HEADER}a,,,,figure\n", "line 2: found no sentence for 'a'; expected what the result is"),
        (f"{HEADER}a,b,,two,figure\n", "line 2: found the digits 'two'; expected 0 to 15, or nothing"),
        (f"{HEADER}a,b,,,grave\n", "line 2: found the importance 'grave'; allowed verdict, finding, figure"),
    ],
)
def test_a_wrong_declaration_is_an_error_with_its_line(declared: Path, text: str, message: str) -> None:
    declared.write_text(text, encoding="utf-8")
    with pytest.raises(BookError) as error:
        Results("ch04")
    assert message in str(error.value)


def test_a_chapter_without_declarations_is_an_error(declared: Path) -> None:
    with pytest.raises(BookError, match=r"ch05\.csv: found no declarations; .* Write ch05\.csv\."):
        Results("ch05")


def test_the_book_is_the_one_that_the_environment_names(
    declared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "_toc.yml").touch()
    monkeypatch.setenv("BOOKBUILDER_ROOT", str(other))
    with pytest.raises(BookError, match="found no declarations"):
        Results("ch04")
