"""Checking before anything runs: parameters cells, and the data by the check that the book names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from bookbuilder.book.chapters import Chapter, lost_pages, repeated_pages
from bookbuilder.book.configuration import call_function, cell_seconds, load_configuration
from bookbuilder.book.fingerprints import Sources
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.reading import shortened
from bookbuilder.book.syntax import syntax_faults
from bookbuilder.book.tidy import untidy_faults
from bookbuilder.errors import BookError
from bookbuilder.results.declared import FOLDER, load_declarations
from bookbuilder.results.defaults import Defaults, accepted_defaults, changed_defaults
from bookbuilder.results.files import load_results
from bookbuilder.running.workers import WorkerPool
from bookbuilder.staleness.data import data_sources
from bookbuilder.staleness.sealed import load_sealed, save_sealed, state_file

CHECK = "check"  # the setting that names the function
DATA = "data"  # the state of the data that were found in order last


def check_book(book: BookFolders, chapters: Iterable[Chapter], *, pool: WorkerPool) -> None:
    """Validate settings, table of contents, parameters and data; data that were in order before are not read again.

    Raises
    ------
    BookError
        With every fault found, one readable line each.
    """
    faults = [*frame_faults(book.root), *parameter_faults(chapters, {})]
    if before := unchecked_data(book):
        data_faults = pool.call("tools", partial(call_check, book.root))
        if not data_faults and before.untouched:
            save_sealed(state_file(book, DATA), before.digest)
        faults += data_faults
    if faults:
        raise BookError(*faults)


def all_faults(book: BookFolders, chapters: Iterable[Chapter]) -> list[str]:
    """Every fault of settings, parameters, data, results and notebooks: what ``check`` tells, run in this process.

    Other defaults than the accepted ones are faults here alone: they can be built, and accepted after that.
    """
    known = list(chapters)
    readable = [chapter for chapter in known if not _told_by(partial(getattr, chapter, "notebook"))]
    configuration = load_configuration(book.root)
    return [
        *frame_faults(book.root),
        *parameter_faults(known, accepted_defaults(book), command=configuration.command),
        *call_check(book.root),
        *result_faults(book),
        *syntax_faults(readable),
        *(untidy_faults(book.root, readable) if configuration.tidy_notebooks else ()),
    ]


def frame_faults(root: Path) -> list[str]:
    """What is wrong with what holds the chapters: what each needs of ``_config.yml``, and the pages of ``_toc.yml``."""
    generates = bool(load_configuration(root).generate)
    return [*_told_by(partial(cell_seconds, root)), *lost_pages(root, generates=generates), *repeated_pages(root)]


def result_faults(book: BookFolders) -> list[str]:
    """What is wrong with the files that declare results, and with those of the accepted ones, one line each."""
    readings: list[Callable[[], object]] = [
        *(partial(load_declarations, path) for path in sorted((book.root / FOLDER).glob("*.csv"))),
        *(partial(load_results, path) for path in sorted(book.baseline.glob("*.json"))),
    ]
    return [fault for read in readings for fault in _told_by(read)]


def _told_by(read: Callable[[], object]) -> Sequence[str]:
    """The faults at which a reading stops; none where it comes to its end."""
    try:
        read()
    except BookError as error:
        return error.args
    return ()


def parameter_faults(chapters: Iterable[Chapter], accepted: Defaults, *, command: str = "") -> list[str]:
    """What is wrong with the parameters cells of chapters, and what is not as accepted, one line each."""
    faults: list[str] = []
    for chapter in chapters:
        try:
            faults += changed_defaults(chapter, accepted, command=command)
        except BookError as error:
            faults += error.args
    return faults


def unchecked_data(book: BookFolders) -> Sources | None:
    """What the check depends on, if the data or the check itself changed since the data were found in order."""
    if not load_configuration(book.root).check:
        return None
    now = data_sources(book, CHECK)
    return now if load_sealed(state_file(book, DATA)) != now.digest else None


def call_check(root: Path) -> list[str]:
    """Faults of the data of the book below ``root``, one line each, from the check that the book names, if any."""
    if not load_configuration(root).check:
        return []
    return call_function(root, CHECK, take=texts_of)


def texts_of(faults: object) -> list[str]:
    """Faults as texts.

    Raises
    ------
    TypeError
        If they are no list, or one text, whose characters would each be a fault.
    """
    if isinstance(faults, str) or not isinstance(faults, Iterable):
        raise TypeError(f"found {shortened(repr(faults))}; expected a list of faults")
    return [str(fault) for fault in faults]
