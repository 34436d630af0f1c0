"""The bibliography: no work twice, works told apart where they are cited, and the sources of the list of cases."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from pybtex.database import BibliographyData, Entry, parse_file
from pybtex.richtext import Text

from clusterbook.data.book import Book
from clusterbook.paths import book_root
from clusterbook.site.clusters.sources import sources_of
from clusterbook.site.pages import book_pages

CITED = re.compile(r"^\| (?P<case>[^|]+) \| \{cite\}`(?P<keys>[^`]+)` \|$", re.MULTILINE)
IN_VOLUME = "in this volume"


@cache
def works() -> BibliographyData:
    return parse_file(str(book_root() / "references.bib"))


def names(entry: Entry) -> tuple[str, ...]:
    return tuple(
        str(Text.from_latex(" ".join(person.last_names)))
        for person in entry.persons.get("author") or entry.persons.get("editor") or []
    )


def twice(labels: Counter) -> list[object]:
    return [label for label, times in labels.items() if times > 1]


def test_no_work_stands_twice() -> None:
    titles = Counter(
        (frozenset(names(entry)), re.sub(r"\W", "", entry.fields["title"]).lower())
        for entry in works().entries.values()
    )
    assert twice(titles) == []


def test_authors_and_year_tell_works_apart() -> None:
    labels = Counter((*names(entry)[:3], entry.fields["year"]) for entry in works().entries.values())
    assert twice(labels) == []


def test_the_first_chapter_cites_every_study_that_its_list_of_cases_names(book: Book) -> None:
    page = next(page for page in book_pages() if page.chapter == 1)
    cited = {match["case"]: match["keys"].split(",") for match in CITED.finditer("\n".join(page.markdown))}
    cases = book.table("1.3").set_index("cluster_id")["case_study"]
    for cluster_id, case in cases.items():
        sources = [source for source in sources_of(book, cluster_id) if IN_VOLUME not in source.text]
        assert [source.text for source in sources if not source.is_complete] == []
        assert cited.get(case, []) == [key for source in sources for key in source.keys]
