"""``clusterbook sheets``: exercises to hand out, a page that prints a chapter, without hints, solutions or code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from clusterbook.commands.instructor import exercise_pages
from clusterbook.errors import ClusterbookError

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

ANSWERS = ".folded-part"
NOT_ON_PAPER = ".cell_input, .headerlink, .more-columns, .page-exercises, .page-foot, script, style, template"
KEPT = ("class", "colspan", "rowspan")
STYLE = """
@page { margin: 18mm 20mm; size: A4; }
body { font: 11pt/1.4 Georgia, "Liberation Serif", serif; margin: 2rem auto; max-width: 44rem; padding: 0 1rem; }
h1 { font-size: 16pt; } h2 { font-size: 12.5pt; margin-top: 1.6em; } h1, h2 { break-after: avoid; line-height: 1.25; }
.who { border-bottom: 1px solid; padding-bottom: 0.5em; } .place { font-size: 0.85em; } .place::before { content: "["; }
.place::after { content: "]"; } .table-caption { font-weight: bold; margin-bottom: 0.3em; }
table { border-collapse: collapse; font-size: 10pt; } tr { break-inside: avoid; }
th, td { border-top: 1px solid; padding: 0.25em 0.8em 0.25em 0; text-align: left; vertical-align: top; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
"""


def write_sheets(site: Path, folder: Path) -> int:
    """Write a sheet for each page of exercises; it needs nothing beside it, and holds no answer even in its source.

    Parameters
    ----------
    site : Path
        The finished site.
    folder : Path
        Where the sheets go; it must not exist.

    Raises
    ------
    ClusterbookError
        If there is no site with exercises, or the folder exists.
    """
    pages = exercise_pages(site, folder)
    folder.mkdir(parents=True)
    for page in pages:
        (folder / page.name).write_text(sheet_of(page.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{folder}: {len(pages)} sheets of exercises, without hints and solutions, to print or to send")
    return 0


def sheet_of(page: str) -> str:
    """The questions of a page of exercises, with the tables that they show, as a page of its own."""
    from bs4 import BeautifulSoup

    read = BeautifulSoup(page, "html.parser")
    article = read.select_one("article")
    if article is None:
        raise ClusterbookError("sheets: found a page of exercises without an article. Build the site again.")
    for part in article.select(f"{ANSWERS}, {NOT_ON_PAPER}"):
        part.decompose()
    _without_beginning(article)
    for link in article.select("a, button"):
        link.unwrap()
    for element in article.find_all(True):
        element.attrs = {name: value for name, value in element.attrs.items() if name in KEPT}
    return _page(read, article)


def _without_beginning(article: Tag) -> None:
    """Drop what is for the screen: the lines of code to begin with, and how to use hints."""
    for heading in article.select("h2"):
        if heading.get_text().startswith("Before you begin") and heading.parent is not None:
            heading.parent.decompose()
    for paragraph in article.select("p"):
        if "before you open its hint" in paragraph.get_text():
            paragraph.string = f"{paragraph.get_text().split('. ')[0]}."


def _page(read: BeautifulSoup, article: Tag) -> str:
    """The whole file around the questions, with a line for the name."""
    heading = article.select_one("h1")
    if heading is not None:
        name = read.new_tag("p", attrs={"class": "who"})
        name.string = "Name:"
        heading.insert_after(name)
    title = heading.get_text() if heading is not None else "Exercises"
    head = read.new_tag("title")
    head.string = title
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{head}\n<style>{STYLE}</style>\n</head>\n'
        f"<body>\n{article.decode_contents()}\n</body>\n</html>\n"
    )
