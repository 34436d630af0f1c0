"""Parameters cells are read and values checked before anything runs."""

from __future__ import annotations

import pytest
from tiny_book import write_notebook

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.parameters import check_values, load_parameters, logical_lines, read_assignments, read_line
from bookbuilder.errors import BookError

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


@pytest.mark.parametrize("line", ["alpha", "alpha = 2  # share [0..1]", "alpha = f(2)", 'kind = "c"  # one of [a | b]'])
def test_a_line_that_breaks_its_own_rule_is_no_parameter(line: str) -> None:
    with pytest.raises(ValueError, match=r"expected|allowed"):
        read_line(line)


def test_an_assignment_without_equals_sign_is_refused() -> None:
    assert read_assignments(["note=a=b"]) == {"note": "a=b"}
    with pytest.raises(BookError, match="expected name=value"):
        read_assignments(["alpha"])


def test_a_value_over_several_lines_is_one_parameter() -> None:
    source = 'a = [\n    "x",  \n    "y",\n]  # letters [any of x | y]\n\n# a remark\nb = 1  # count\nc = ('
    assert list(logical_lines(source)) == ['a = [ "x", "y", ]  # letters [any of x | y]', "b = 1  # count", "c = ("]
    letters = read_line(next(logical_lines(source)))
    assert (letters.default, letters.choices, letters.meaning) == (["x", "y"], ("x", "y"), "letters")
