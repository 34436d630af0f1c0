"""What is in a release: site, executed notebooks, results, package, source, locks, and what the book adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bookbuilder.book.configuration import call_function, load_configuration
from bookbuilder.book.files import all_files_below, dump_json, files_below
from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.release import licences, verify
from bookbuilder.release.bill import Released, bill_of_materials
from bookbuilder.release.locks import load_packages, lock_files

BESIDE = ("README.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "REPLICATION.md")
FORMAT = 1


def release_members(
    book: BookFolders, released: Released, *, source: bytes, wheel: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Everything of a release by name, but for its checksums.

    Parameters
    ----------
    book : BookFolders
        The book, built.
    released : Released
        Name, version and commit.
    source : bytes
        The packed source.
    wheel : mapping of str to bytes
        The package by file name, if there is one.

    Raises
    ------
    BookError
        If the book's own function adds a name that the builder has, or one outside the archive.
    """
    members = {name: path.read_bytes() for name, path in _files(book)}
    members |= {f"wheel/{name}": content for name, content in wheel.items()}
    members[f"source/{released.stem}.tar.gz"] = source
    members[verify.RECORD] = dump_json(record_of(released))
    members[Path(verify.__file__).name] = Path(verify.__file__).read_bytes()
    members[verify.BILL] = _bill(book.root, released)
    return members | _added(book.root, members)


def record_of(released: Released) -> dict[str, str | int]:
    """What ``release.json`` says."""
    made = datetime.fromtimestamp(released.seconds, UTC).isoformat()
    return {
        "format": FORMAT,
        "name": released.name,
        "version": released.version,
        "commit": released.commit,
        "committed": made,
    }


def _files(book: BookFolders) -> Iterator[tuple[str, Path]]:
    """Files that go in as they are, by name."""
    for place, folder in (("site", book.site), ("notebooks", book.executed), ("results", book.baseline)):
        for path in all_files_below(folder) if folder == book.site else files_below(folder):
            yield f"{place}/{path.relative_to(folder).as_posix()}", path
    beside = {name: book.root / name for name in BESIDE}
    locks = {f"locks/{name}": path for name, path in lock_files(book.root).items()}
    locks[f"locks/{licences.FILE}"] = book.root / licences.FILE
    yield from ((name, path) for name, path in {**beside, **locks}.items() if path.is_file())


def _bill(root: Path, released: Released) -> bytes:
    """The bill of materials of the book's locks."""
    known = {(line.package, line.version): line.licence for line in licences.load_licences(root)}
    return bill_of_materials(released, load_packages(root), known)


def _added(root: Path, members: Mapping[str, bytes]) -> dict[str, bytes]:
    """What the book's own function adds."""
    named = load_configuration(root).release
    if not named:
        return {}
    added: dict[str, bytes] = call_function(root, "release", take=dict)
    wrong = [name for name in added if name in members or {"", ".", ".."} & set(name.split("/"))]
    if wrong:
        raise BookError(
            f"{named}: found the file {wrong[0]!r}; expected names inside the archive that it has not yet. Correct it."
        )
    return added
