"""What a book may tell the builder: the table ``[tool.bookbuilder]`` of its ``pyproject.toml``."""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from bookbuilder.book.layout import ROOT_VARIABLE
from bookbuilder.book.reading import read_toml, read_yaml, shortened
from bookbuilder.errors import BookError, listed

Value = TypeVar("Value")
FILE = "pyproject.toml"
SITE_FILE = "_config.yml"
CELL_SECONDS = 300
MOST_MEGABYTES = 50  # of output in a chapter
KINDS = {bool: "true or false", int: "a whole number", str: "a text"}
A_FUNCTION, A_PATH = r"([^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*)?", r"(?!/)(?!(.*/)?\.\.?(/|$))[^\0\\]+"
FORMS = {  # what a text, each text of a list, or a number has to look like
    **dict.fromkeys(("check", "export", "generate", "release"), (A_FUNCTION, "module:function")),
    **dict.fromkeys(("data", "live_files"), (A_PATH, "names of folders or files inside the book")),
    "live_stand_ins": (f"({A_PATH})?", "the name of a folder inside the book"),
    "root_variable": (r"([A-Za-z_]\w*)?", "a name of letters, digits and underscores"),
    "memory_gb": (r"\d{1,6}", "a whole number from 0 to 999999"),
}


@dataclass(frozen=True)
class Configuration:
    """Settings of one book; a book without any gets these.

    Parameters
    ----------
    command : str
        The command that messages tell the user to run.
    check : str
        ``module:function`` without arguments that returns the faults of the book's data, one line each.
    check_preload : tuple of str
        Modules imported while the check is waited for.
    kernel_preload : tuple of str
        Modules imported once, before kernels are forked; never code of the book.
    export : str
        ``module:function`` without arguments that returns, by name in the site, the content of files made of the
        data alone.
    generate : str
        ``module:function`` that takes the folder of results, and that of the exported files where there are any,
        and returns, by name, the content of more pages (``pages/...``), of files for the site (``files/...``)
        and of ``facts.json`` for the templates.
    release : str
        ``module:function`` without arguments that returns, by name, the content of more files for a release.
    data : tuple of str
        Files, and folders of files, that the check reads, or whose code it finds by name.
    root_variable : str
        Environment variable, besides ``BOOKBUILDER_ROOT``, in which chapters find the book's folder.
    warnings_are_errors : bool
        Whether a warning of Sphinx fails the build.
    tidy_notebooks : bool
        Whether the book keeps its notebooks without outputs, counts and an editor's metadata, so that the check
        refuses those that have any.
    memory_gb : int
        Memory that a chapter may take, in gigabytes; 0 for as much as there is.
    live_files : tuple of str
        Folders and files, besides ``src``, ``results`` and ``_toc.yml``, that chapters read when they run in a browser.
    live_libraries : tuple of str
        Installed packages of Python alone that the browser's Python does not bring.
    live_stand_ins : str
        Folder of modules that stand there for libraries with compiled parts.
    """

    command: str = "bookbuilder"
    check: str = ""
    check_preload: tuple[str, ...] = ()
    kernel_preload: tuple[str, ...] = ()
    export: str = ""
    generate: str = ""
    release: str = ""
    data: tuple[str, ...] = ("data",)
    root_variable: str = ""
    warnings_are_errors: bool = False
    tidy_notebooks: bool = False
    memory_gb: int = 4
    live_files: tuple[str, ...] = ("data", "chapters")
    live_libraries: tuple[str, ...] = ()
    live_stand_ins: str = ""


def load_configuration(root: Path) -> Configuration:
    """Settings of the book below ``root``.

    Raises
    ------
    BookError
        If the file is no TOML, or a setting is unknown or of another type.
    """
    try:
        content = read_toml(root / FILE, FILE)
    except FileNotFoundError:
        return Configuration()
    tools = content.get("tool", {})
    settings = tools.get("bookbuilder", {}) if isinstance(tools, dict) else tools
    if not isinstance(settings, dict):
        found = shortened(repr(settings))
        raise BookError(f"{FILE}, [tool.bookbuilder]: found {found}; expected a table of settings. Correct it.")
    return read_settings(settings)


def cell_seconds(root: Path) -> int | None:
    """Seconds that a code cell may take: ``execute.timeout`` of ``_config.yml``; None for any number of them.

    Raises
    ------
    BookError
        If the setting is no number of seconds.
    """
    file = root / SITE_FILE
    content = read_yaml(file, SITE_FILE) if file.is_file() else None
    execute = content.get("execute") if isinstance(content, dict) else None
    value = execute.get("timeout", CELL_SECONDS) if isinstance(execute, dict) else CELL_SECONDS
    if type(value) is not int or value == 0:
        raise BookError(
            f"{SITE_FILE}, execute, timeout: found {shortened(repr(value))}; "
            "expected whole seconds, or -1 for no limit. Correct it."
        )
    return value if value > 0 else None


def read_settings(settings: Mapping[str, Any]) -> Configuration:
    """Settings checked against the names and types there are.

    Raises
    ------
    BookError
        With one line for each unknown name or wrong type.
    """
    defaults = {field.name: field.default for field in fields(Configuration)}
    faults = [fault for name, value in settings.items() if (fault := _fault(name, value, defaults=defaults))]
    if faults:
        raise BookError(*faults)
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()
    }
    return Configuration(**given)


def _fault(name: str, value: Any, *, defaults: Mapping[str, Any]) -> str:
    where = f"{FILE}, [tool.bookbuilder]"
    if name not in defaults:
        return f"{where}: found {name!r}; allowed {listed(defaults)}. Correct the name."
    if isinstance(defaults[name], tuple):
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            return f"{where}, {name}: found {shortened(repr(value))}; expected a list of texts. Correct the value."
    elif type(value) is not type(defaults[name]):
        kind = KINDS[type(defaults[name])]
        return f"{where}, {name}: found {shortened(repr(value))}; expected {kind}. Correct the value."
    form, expected = FORMS.get(name, ("", ""))
    texts = value if isinstance(value, list) else [str(value)]
    if form and not all(re.fullmatch(form, text, re.ASCII) for text in texts):
        return f"{where}, {name}: found {shortened(repr(value))}; expected {expected}. Correct the value."
    return ""


def root_variables(root: Path) -> dict[str, str]:
    """Environment variables in which the book's own code finds its folder."""
    return dict.fromkeys({ROOT_VARIABLE, load_configuration(root).root_variable} - {""}, str(root))


def load_function(root: Path, setting: str) -> Callable[..., Any]:
    """The function of the book's own code that a setting names.

    Raises
    ------
    BookError
        If it is not there, or its module cannot be imported.
    """
    named = getattr(load_configuration(root), setting)
    module, _, name = named.partition(":")
    source = str(root / "src")
    sys.path[:0] = [source] if source not in sys.path else []
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise BookError(
            f"{FILE}, [tool.bookbuilder], {setting}: found {named!r} ({error}); expected module:function. Correct it."
        ) from None
    except (Exception, SystemExit) as error:  # a module may raise what it likes while it is imported
        raise BookError(shortened(f"{named}: {type(error).__name__}: {error}")) from error


def call_function(root: Path, setting: str, *arguments: Any, take: Callable[[Any], Value]) -> Value:
    """What the function of the book's own code gives that a setting names, as ``take`` reads it.

    Raises
    ------
    BookError
        If it is not there, finds a fault or fails, asks to end the program, or gives what ``take`` cannot read.
    """
    function = load_function(root, setting)
    kept = dict(os.environ)
    os.environ.update(root_variables(root))
    try:
        return take(function(*arguments))
    except (Exception, SystemExit) as error:  # it is the book's own and raises what it likes
        named = getattr(load_configuration(root), setting)
        raise BookError(shortened(f"{named}: {type(error).__name__}: {error}")) from error
    finally:
        os.environ.clear()
        os.environ.update(kept)
