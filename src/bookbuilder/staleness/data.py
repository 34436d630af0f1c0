"""What a function of the book's own that sees data alone can depend on: the data, its code, the environment."""

from __future__ import annotations

from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.files import files_below
from bookbuilder.book.fingerprints import file_digest
from bookbuilder.book.layout import BookFolders
from bookbuilder.running.environment import environment_parts
from bookbuilder.staleness.imports import Import, reachable_files


def data_inputs(book: BookFolders, setting: str) -> dict[str, str | None]:
    """Fingerprints of the name of the function that a setting names, of its code in the book, of data and environment.

    Returns
    -------
    dict of str to str or None
        By file, or by name of what is none; empty where the setting names no function.
    """
    configuration = load_configuration(book.root)
    named: str = getattr(configuration, setting)
    if not named:
        return {}
    module, _, name = named.partition(":")
    code = [f"src/{file}" for file in reachable_files([Import(0, module, name)], book.root / "src")]
    folders = [book.root / folder for folder in configuration.data]
    data = [
        path.relative_to(book.root).as_posix() for folder in folders for path in files_below(folder, {"__pycache__"})
    ]
    files = {file: file_digest(book.root / file) for file in [*code, *data]}
    return {named: ""} | files | environment_parts(book.root)
