"""Parameters cells are read and values checked before anything runs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from tiny_book import REPOSITORY, write_notebook

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.parameters import Parameter, check_values, load_parameters, read_assignments, read_cell
from bookbuilder.check import all_faults, parameter_faults
from bookbuilder.errors import BookError
from bookbuilder.results.defaults import FILE, accepted_defaults, defaults_file
from bookbuilder.variants.listing import example

CELL = """\
# Choices of this chapter
na_policy = "drop"  # missing ratings: leave out or count as zero [drop | zero]
alpha = 0.10  # highest p-value of a verdict [0..1]
draws = 100  # how many [1..1000]
sectors = ["a", "b"]  # which sectors [any of a | b | c]
pooled = True  # pool within sectors [true | false]
label = "all"
scores = [1.0, 2.0, 3.0]  # rising
"""


@pytest.fixture
def chapter(book: BookFolders) -> Chapter:
    path = write_notebook(book.root, "ch10_cross_case", [("parameters", CELL)])
    return Chapter("ch10", "chapters/ch10_cross_case.ipynb", path)


def test_a_parameters_cell_gives_names_defaults_and_meanings(chapter: Chapter) -> None:
    parameters = load_parameters(chapter)
    assert list(parameters) == ["na_policy", "alpha", "draws", "sectors", "pooled", "label", "scores"]
    assert parameters["alpha"].default == 0.10
    assert parameters["na_policy"].meaning == "missing ratings: leave out or count as zero"
    assert parameters["sectors"].choices == ("a", "b", "c")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("na_policy", "zero", "zero"),
        ("alpha", "0.05", 0.05),
        ("alpha", "1", 1.0),
        ("draws", "1000", 1000),
        ("sectors", "c", ["c"]),
        ("sectors", "a,c", ["a", "c"]),
        ("sectors", "['a', 'c']", ["a", "c"]),
        ("pooled", "false", False),
        ("label", "anything", "anything"),
        ("scores", "1,2,4.5", [1.0, 2.0, 4.5]),
        ("scores", "[1, 2]", [1.0, 2.0]),
    ],
)
def test_a_text_is_read_in_the_type_of_the_default(chapter: Chapter, name: str, text: str, value: object) -> None:
    checked = check_values(chapter, {name: text})[name]
    assert checked == value
    assert type(checked) is type(value)


@pytest.mark.parametrize(
    ("name", "text", "allowed"),
    [
        ("na_policy", "zer", "allowed drop, zero"),
        ("alpha", "1.01", "allowed a number from 0 to 1"),
        ("alpha", "nan", "allowed a number from 0 to 1"),
        ("alpha", "small", "allowed a number from 0 to 1"),
        ("draws", "2.5", "allowed a whole number from 1 to 1000"),
        ("sectors", "a,d", "allowed any of a, b, c"),
        ("sectors", "a,a", "allowed any of a, b, c"),
        ("sectors", "[]", "allowed any of a, b, c"),
        ("scores", "nan,1", "expected a list, such as"),
        ("scores", "1e999", "expected a list, such as"),
        ("pooled", "yes", "allowed true, false"),
        ("scores", "1,two", "expected a list, such as"),
        ("scores", "['a']", "expected a list, such as"),
    ],
)
def test_a_value_outside_its_rule_is_refused_with_what_is_allowed(
    chapter: Chapter, name: str, text: str, allowed: str
) -> None:
    with pytest.raises(BookError, match=allowed) as caught:
        check_values(chapter, {name: text})
    assert text in str(caught.value)


def test_every_wrong_name_and_value_is_told_at_once(chapter: Chapter) -> None:
    with pytest.raises(BookError) as caught:
        check_values(chapter, {"alfa": "0.1", "pooled": "maybe"})
    lines = str(caught.value).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("ch10, parameter: found alfa; allowed na_policy, alpha")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("alpha", "expected 'name = value"),
        ("alpha = = 2", "expected 'name = value"),
        ("a, b = 1, 2", "expected 'name = value"),
        ("alpha = f(2)", "expected a plain value"),
        ("alpha = 2.0  # share [0..1]", "allowed a number from 0 to 1, but the default is none of these"),
        ('kind = "c"  # one of [a | b]', "allowed a, b, but the default is none of these"),
    ],
)
def test_a_line_that_breaks_its_own_rule_is_no_parameter(line: str, expected: str) -> None:
    [(found, message)] = read_cell(line)
    assert found == line
    assert isinstance(message, str)
    assert message.startswith(expected)


def test_a_value_may_take_several_lines_and_a_comment_an_equals_sign() -> None:
    [(_, parameter)] = read_cell("scores = [\n    1.0,\n    2.0,\n]  # a = b # c")
    assert isinstance(parameter, Parameter)
    assert (parameter.default, parameter.meaning) == ([1.0, 2.0], "a = b # c")


@pytest.mark.parametrize(
    ("name", "value"),
    [("draws", True), ("draws", 2.0), ("alpha", True), ("pooled", 1), ("label", 3), ("sectors", [])],
)
def test_values_of_a_grid_keep_the_type_of_the_default(chapter: Chapter, name: str, value: object) -> None:
    with pytest.raises(BookError, match=re.escape(f"parameter {name}: found {value}")):
        check_values(chapter, {name: value})


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", sorted((REPOSITORY / "chapters").glob("*.ipynb")), ids=lambda path: path.stem)
def test_papermills_own_inspection_lists_every_parameter_with_its_default(path: Path) -> None:
    from papermill import inspect_notebook

    ours = load_parameters(Chapter(path.stem, path.name, path))
    theirs = {name: ast.literal_eval(entry["default"]) for name, entry in inspect_notebook(str(path)).items()}
    assert theirs == {name: parameter.default for name, parameter in ours.items()}


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('policy = "drop"  # [drop | zero]', "policy=zero"),
        ('policy = "drop"  # [drop]', "policy=drop"),
        ("alpha = 0.1  # [0..1]", "alpha=0.0"),
        ("draws = 1  # [1..1000]", "draws=1000"),
        ("draws = 1  # [1..1]", "draws=1"),
        ("pooled = True  # [true | false]", "pooled=false"),
        ('sectors = ["a", "b"]  # [any of a | b | c]', "sectors=a"),
        ("scores = [1.0, 2.5]  # rising", "scores=1.0,2.5"),
    ],
)
def test_the_example_of_help_is_an_assignment_that_the_parameter_takes(
    book: BookFolders, line: str, shown: str
) -> None:
    path = write_notebook(book.root, "ch10_cross_case", [("parameters", line)])
    chapter = Chapter("ch10", "chapters/ch10_cross_case.ipynb", path)
    assert example(load_parameters(chapter)) == shown
    assert check_values(chapter, read_assignments([shown]))


def test_an_assignment_without_equals_sign_is_refused() -> None:
    assert read_assignments(["note=a=b"]) == {"note": "a=b"}
    with pytest.raises(BookError, match="expected name=value"):
        read_assignments(["alpha"])


def test_a_default_saved_by_accident_is_a_fault_of_check_and_no_hindrance_to_a_build(
    book: BookFolders, chapter: Chapter
) -> None:
    book.baseline.mkdir(exist_ok=True)
    (book.baseline / FILE).write_bytes(defaults_file([chapter]))
    assert all_faults(book, [chapter]) == []
    path = write_notebook(book.root, "ch10_cross_case", [("parameters", CELL.replace("0.10", "0.05") + "fresh = 1\n")])
    saved = Chapter(chapter.chapter_id, chapter.name, path)
    assert all_faults(book, [saved]) == [
        "chapters/ch10_cross_case.ipynb, parameter alpha: found 0.05; the accepted results were made with 0.1. "
        "Restore it, and try values by: bookbuilder run ch10 -p alpha=VALUE. "
        "If it is the new default: bookbuilder build, then bookbuilder accept"
    ]
    assert parameter_faults([saved], {}) == []
    (book.baseline / FILE).write_bytes(defaults_file([saved]))
    assert all_faults(book, [saved]) == []


@pytest.mark.parametrize("damaged", [b"", b"chapter,parameter\n", b"chapter,parameter,default\nch10,alpha\n", b"\xff"])
def test_accepted_defaults_that_are_damaged_are_refused(book: BookFolders, damaged: bytes) -> None:
    assert accepted_defaults(book) == {}
    book.baseline.mkdir(exist_ok=True)
    (book.baseline / FILE).write_bytes(damaged)
    with pytest.raises(BookError, match=r"parameters\.csv: found (a damaged file|no valid CSV)"):
        accepted_defaults(book)
