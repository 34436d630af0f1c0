"""``live``: the finished site once more, with a Python that runs its chapters in the reader's browser."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bookbuilder.book.chapters import Chapter, load_chapters
from bookbuilder.book.configuration import Configuration, load_configuration
from bookbuilder.book.files import all_files_below, dump_json, mirror, remove_tree, replace_file
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.parameters import load_parameters
from bookbuilder.live.bundle import compress, pack
from bookbuilder.live.contents import book_files, library_licences
from bookbuilder.live.engine import engine_files, find_artifacts, licence_files
from bookbuilder.live.forms import form_of
from bookbuilder.live.pages import FOLDER, with_button
from bookbuilder.results.diff import require_build
from bookbuilder.staleness.lock import build_lock

ASSETS = Path(__file__).with_name("assets")
MODULE = "python.wasm"
MEMORY_BYTES = 1 << 30
HASH_LETTERS = 12
Report = Callable[[str], None]


def build_live(book: BookFolders, *, report: Report) -> Path:
    """Make the site whose chapters run, beside the ordinary one; its folder.

    Raises
    ------
    BookError
        If the ordinary site is out of date, or the browser's Python is not installed.
    """
    with build_lock(book, partial(print, file=sys.stderr)):
        require_build(book)
        configuration = load_configuration(book.root)
        parts = packed_parts(book, configuration, report=report)
        mirror(site_files(book, parts, command=f"{configuration.command} live --serve"), live_folder(book))
    return live_folder(book)


def live_folder(book: BookFolders) -> Path:
    """Where the site whose chapters run is put."""
    return book.build / "live"


def packed_parts(book: BookFolders, configuration: Configuration, *, report: Report) -> dict[str, Path]:
    """What the browser loads, compressed: interpreter, libraries, the book; each file is named by its content."""
    artifacts = find_artifacts()
    trimming = [Path(__file__).with_name(f"{name}.py") for name in ("build", "bundle", "engine", "wasm")]
    made_of = [artifacts / "SHA256SUMS", *trimming]
    state = hashlib.sha256(b"".join(path.read_bytes() for path in made_of)).hexdigest()[:HASH_LETTERS]
    kept = book.build / "live_engine" / state
    if not (kept / "library.bin").is_file():
        remove_tree(kept.parent)
        report("trimming and compressing the browser's Python (about a minute; once)")
        files = engine_files(artifacts, memory_bytes=MEMORY_BYTES)
        replace_file(kept / "python.bin", compress(files.pop(MODULE)))
        replace_file(kept / "library.bin", compress(pack(files)))
    replace_file(kept / "book.bin", compress(pack(book_files(book.root, configuration))))
    return {name: kept / f"{name}.bin" for name in ("python", "library", "book")}


def site_files(book: BookFolders, parts: dict[str, Path], *, command: str) -> dict[str, Path | bytes]:
    """Every file of the site, by address: the ordinary one, what runs it, the pages of chapters with their button."""
    files: dict[str, Path | bytes] = {
        path.relative_to(book.site).as_posix(): path for path in all_files_below(book.site)
    }
    files |= {f"{FOLDER}/{path.relative_to(ASSETS).as_posix()}": path for path in all_files_below(ASSETS)}
    licences = licence_files(find_artifacts()) | library_licences(load_configuration(book.root).live_libraries)
    files |= {f"{FOLDER}/licences/{name}": content for name, content in licences.items()}
    listed: dict[str, Any] = {}
    for name, path in parts.items():
        content = path.read_bytes()
        address = f"{name}-{hashlib.sha256(content).hexdigest()[:HASH_LETTERS]}.bin"
        files[f"{FOLDER}/{address}"] = path
        listed[name] = {"file": address, "bytes": len(content)}
    files[f"{FOLDER}/parts.json"] = dump_json({"parts": listed, "environment": environment(book.root)})
    size = sum(part["bytes"] for part in listed.values())
    for chapter in load_chapters(book.root):
        address = chapter.name.removesuffix(".ipynb") + ".html"
        page = (book.site / address).read_text(encoding="utf-8")
        files[address] = with_button(page, chapter, download_bytes=size, command=command).encode()
        files[f"{FOLDER}/chapters/{chapter.chapter_id}.json"] = dump_json(described(chapter))
    return files


def environment(root: Path) -> dict[str, str]:
    """Environment variables of the browser's Python."""
    named = load_configuration(root).root_variable
    variables = {"BOOKBUILDER_ROOT": "/book", "MPLBACKEND": "agg", "MPLCONFIGDIR": "/tmp"}
    return variables | ({named: "/book"} if named else {})


def described(chapter: Chapter) -> dict[str, Any]:
    """A chapter as the page takes it: its notebook, and its parameters as a form."""
    return {
        "chapter": chapter.chapter_id,
        "file": chapter.path.name,
        "notebook": chapter.notebook,
        "fields": form_of(load_parameters(chapter)),
    }
