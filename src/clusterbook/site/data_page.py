"""The page of downloads: every file of the data package, and the whole of it in the formats of other programs."""

from __future__ import annotations

from clusterbook.data.book import Book
from clusterbook.data.checksums import checksums_hold, package_paths
from clusterbook.data.codebook import described_files
from clusterbook.exports import FORMATS, export_files
from clusterbook.paths import data_folder
from clusterbook.site.downloads import archive
from clusterbook.site.markup import as_words

PAGE = "downloads.md"
FOLDER = "data"
NAME = "upgrading_to_compete"
EXCEL = "excel"
ENDINGS = {form: f"_{form}.zip" for form in FORMATS} | {EXCEL: ".xlsx"}
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


def data_files(book: Book) -> dict[str, bytes]:
    """Content of every download, by address from the site's root; the whole package only while its parts agree."""
    folder = data_folder()
    single = {
        f"{FOLDER}/{path.rpartition('/')[2]}": (folder / path).read_bytes()
        for path in package_paths()
        if path.endswith((".csv", ".schema.json"))
    }
    if not checksums_hold():
        return single
    return single | {name: content for form in FORMATS for name, content in _package_files(book, form).items()}


def _package_files(book: Book, form: str) -> dict[str, bytes]:
    """The package in one format as one file: the workbook as it is, which is compressed, or an archive."""
    files = export_files(book, form)
    if form == EXCEL:
        return {f"{FOLDER}/{name}": content for name, content in files.items()}
    return {f"{FOLDER}/{NAME}_{form}.zip": archive(files)}


def data_page(book: Book, files: dict[str, bytes]) -> str:
    """The page, in Markdown.

    Parameters
    ----------
    book : Book
        The data package.
    files : dict of str to bytes
        What is offered, as ``data_files`` gives it.
    """
    offered = [_offer(form, files) for form in FORMATS]
    rows = [
        f"- {_link(f'{FOLDER}/{name}.csv', as_words(book.describe(name)['title']))}, <code>{name}.csv</code>\n"
        for name in described_files()
    ]
    whole = "".join(offered) if all(offered) else CHANGED
    return "".join([OPENING, whole, TABLES, *rows])


def _offer(form: str, files: dict[str, bytes]) -> str:
    """The line of one format; nothing while it is not offered."""
    found = [name for name in files if name.startswith(f"{FOLDER}/{NAME}") and name.endswith(ENDINGS[form])]
    return "".join(f"- {_link(name, FORMATS[form].title)}, {_size(files[name])}\n" for name in found)


def _link(address: str, text: str) -> str:
    """A link to a file of the site, which Sphinx would take for a page."""
    return f'<a href="{address}" download>{text}</a>'


def _size(content: bytes) -> str:
    """Size in kilobytes."""
    return f"{max(1, round(len(content) / 1000))} kB"
