"""The page of downloads: every file of the data package, and the whole of it in each format."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from clusterbook.data.book import Book
from clusterbook.data.checksums import package_paths
from clusterbook.data.codebook import described_files
from clusterbook.exports import FORMATS
from clusterbook.paths import data_folder
from clusterbook.site.exported import ENDINGS, FOLDER
from clusterbook.site.markup import as_words

PAGE = "downloads.md"
OPENING = """# Download the data

The data can be used without this book: `all_cells.csv` alone has every cell of the printed tables with what was \
scanned, how it was restored, its verdict and the reason; the {doc}`codebook <chapters/data_dictionary>` describes \
every column. Terms: {doc}`rights`.

## All of it

"""
CHANGED = """The data were changed since `clusterbook package` last made the flat files, so that no archive is offered \
here now; the files below are those of this page.
"""
TABLES = """
## File by file

"""


def data_files() -> dict[str, bytes]:
    """Content of every file of the package that is offered alone, by address from the site's root."""
    folder = data_folder()
    return {
        f"{FOLDER}/{path.rpartition('/')[2]}": (folder / path).read_bytes()
        for path in package_paths()
        if path.endswith((".csv", ".schema.json"))
    }


def sizes_below(folder: Path) -> dict[str, int]:
    """Bytes of every file below a folder, by its address from there."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def data_page(book: Book, whole: Mapping[str, int]) -> str:
    """The page, in Markdown.

    Parameters
    ----------
    book : Book
        The data package.
    whole : mapping of str to int
        Bytes of what ``exported_files`` made, by address from the site's root.
    """
    offered = [_offer(form, whole) for form in FORMATS]
    rows = [
        f"- {_link(f'{FOLDER}/{name}.csv', as_words(book.describe(name)['title']))}, <code>{name}.csv</code>\n"
        for name in described_files()
    ]
    return "".join([OPENING, "".join(offered) if all(offered) else CHANGED, TABLES, *rows])


def _offer(form: str, whole: Mapping[str, int]) -> str:
    """The line of one format; nothing while it is not offered."""
    found = [name for name in whole if name.endswith(ENDINGS[form])]
    return "".join(f"- {_link(name, FORMATS[form].title)}, {_size(whole[name])}\n" for name in found)


def _link(address: str, text: str) -> str:
    """A link to a file of the site, which Sphinx would take for a page."""
    return f'<a href="{address}" download>{text}</a>'


def _size(count: int) -> str:
    """Bytes in kilobytes."""
    return f"{max(1, round(count / 1000))} kB"
