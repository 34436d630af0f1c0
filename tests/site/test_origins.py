"""A number in the prose knows what it is, where it is stated or computed, and its data."""

from __future__ import annotations

import json

from clusterbook.data.book import Book
from clusterbook.site.origins import origins, origins_json
from clusterbook.site.pages import book_pages

STATED = "Sold to {result}`ch02.cantores_makers` makers."
COMPUTED = "Exports grew by {result}`ch05.rustic_growth` percent, {result}`ch05.rustic_growth` again."


def test_a_stated_number_names_its_place_in_the_source(book: Book) -> None:
    (found,) = origins(book, [STATED]).values()
    assert found["place"] == ["Chapter 2, Joint Actions, paragraph 3"]
    assert (found["by"], found["data"]) == ([], [("stated.csv", "../data/stated.csv")])


def test_a_computed_number_names_its_function_and_its_table(book: Book) -> None:
    found = origins(book, [COMPUTED])
    assert list(found) == ["ch05.rustic_growth"]
    assert found["ch05.rustic_growth"]["by"] == ["chapters.ch05_furniture.measures.boom_growth"]
    assert found["ch05.rustic_growth"]["data"][0] == ("Table 5.2", "ch05_furniture.html#tbl-05-02")


def test_what_no_notebook_records_has_no_origin(book: Book) -> None:
    assert origins(book, ["{result}`ch05.unheard_of`"]) == {}
    assert origins_json(book, ["no number"]) == ""


def test_every_number_on_a_page_has_an_origin_that_is_safe_in_it(book: Book) -> None:
    for page in book_pages():
        found = origins_json(book, page.markdown)
        assert "<" not in found
        printed = {name for text in page.markdown for name in text.split("{result}`")[1:]}
        assert {name.partition("`")[0] for name in printed} == set(json.loads(found or "{}")), page.name
