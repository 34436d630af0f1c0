"""What a run can see of the world, each kind reduced to a short text that two moments can be compared by.

The kernel of a chapter and the build use the same functions: the one notes a state when the chapter
looks, the other asks later whether it is still the same. No state holds a time.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from pathlib import Path

from bookbuilder.book.fingerprints import digest, file_digest

State = Callable[[Path | str], str]
ABSENT = "absent"
GENERATED = "_build"
RESULTS = "_build/results"
CACHES = frozenset({
    GENERATED, ".git", "__pycache__", ".ipynb_checkpoints", ".pytest_cache", ".mypy_cache", ".ruff_cache",
    ".hypothesis",
})  # fmt: skip
IMPORTABLE = (".py", ".so", ".pyd", ".pyc")
OF_THE_SESSION = (
    "JPY_", "BOOKBUILDER_", "CLUSTERBOOK_", "PYTHONSTARTUP", "TERM", "COLUMNS", "LINES", "PWD", "OLDPWD", "SHLVL",
    "SSH_", "XDG_", "DBUS_", "WINDOWID", "DISPLAY", "WAYLAND_", "TMUX", "STY", "HISTFILE", "LS_COLORS", "PYTEST_",
    "MAKE", "MFLAGS", "VSCODE_", "PS1", "INVOCATION_ID", "JOURNAL_STREAM", "PYDEVD_", "FORCE_COLOR", "CLICOLOR",
    "PAGER", "GIT_PAGER", "MPLBACKEND", "TMPDIR", "TEMP", "TMP", "PYTHONDONTWRITEBYTECODE",
    "PYTHONUNBUFFERED", "PYTHONPYCACHEPREFIX",
)  # fmt: skip
OF_THIS_PROCESS = ("_", "PYTHON")  # whole names; make hands its own PYTHON=... down to what it runs
OF_LIBRARIES = (
    "LC_", "LANG", "TZ", "MPL", "MATPLOTLIB", "PANDAS_", "NUMPY_", "NPY_", "SCIPY_", "ARROW_", "PYTHON",
    "SOURCE_DATE_EPOCH", "IPYTHON",
)  # fmt: skip


def content(path: Path | str) -> str:
    """Fingerprint of a file's content; what else is there in a word."""
    try:
        return file_digest(path) or ("folder" if os.path.isdir(path) else ABSENT)
    except OSError as error:
        return f"unreadable: {error.strerror}"


def _absent_where_gone(state: State) -> State:
    """The state, or a word where there is nothing to ask."""

    @wraps(state)
    def asked(path: Path | str) -> str:
        try:
            return state(path)
        except OSError:
            return ABSENT

    return asked


@_absent_where_gone
def look(path: Path | str) -> str:
    """What asking whether a path exists may tell: kind and permissions."""
    return stat.filemode(os.stat(path).st_mode)


@_absent_where_gone
def size(path: Path | str) -> str:
    """A file's size in bytes."""
    return str(os.stat(path).st_size)


@_absent_where_gone
def link(path: Path | str) -> str:
    """Where a symbolic link points; no link in a word."""
    return f"to {os.readlink(path)}" if stat.S_ISLNK(os.lstat(path).st_mode) else "no link"


@_absent_where_gone
def folder(path: Path | str) -> str:
    """Fingerprint of the names in a folder, with which of them are folders."""
    names = sorted(name + "/" * os.path.isdir(os.path.join(path, name)) for name in os.listdir(path))
    return digest("\n".join(name for name in names if name != "__pycache__/").encode("utf-8", "surrogateescape"))


@_absent_where_gone
def modules(path: Path | str) -> str:
    """Fingerprint of what an import can find in a folder."""
    found = [
        name
        for name in sorted(os.listdir(path))
        if name.endswith(IMPORTABLE) or (name.isidentifier() and name not in CACHES and os.path.isdir(f"{path}/{name}"))
    ]
    return digest("\n".join(found).encode("utf-8", "surrogateescape"))


def tree(path: Path | str) -> str:
    """Fingerprint of every file of a book, hidden ones too: what a started program may read."""
    lines = [f"{os.path.relpath(file, path)} {content(file)}" for file in sorted(book_files(path))]
    return digest("\n".join(lines).encode("utf-8", "surrogateescape"))


def book_files(root: Path | str) -> Iterator[str]:
    """Every file below ``root`` but for what is generated, kept by tools, or installed."""
    installed = {os.path.realpath(prefix) for prefix in (sys.prefix, sys.base_prefix)}
    for parent, folders, names in os.walk(root):
        folders[:] = [
            name
            for name in folders
            if name not in CACHES
            and not name.endswith(".egg-info")
            and not os.path.exists(os.path.join(parent, name, "pyvenv.cfg"))
            and os.path.realpath(os.path.join(parent, name)) not in installed
        ]
        yield from (os.path.join(parent, name) for name in names)


STATES: dict[str, State] = {
    "file": content, "look": look, "size": size, "link": link, "folder": folder, "modules": modules, "tree": tree,
}  # fmt: skip


def variable(name: str, environment: Mapping[str, str]) -> str:
    """Fingerprint of an environment variable; of all that do not belong to one session for ``*``."""
    if name != "*":
        return digest(os.fsencode(environment[name])) if name in environment else ABSENT
    lasting = sorted(f"{key}={value}" for key, value in environment.items() if not of_the_session(key))
    return digest("\n".join(lasting).encode("utf-8", "surrogateescape"))


def of_the_session(name: str) -> bool:
    """Whether an environment variable differs from one terminal or process to the next."""
    return name.startswith(OF_THE_SESSION) or name in OF_THIS_PROCESS


def library_variables(environment: Mapping[str, str]) -> str:
    """Fingerprint of the environment variables that shape what libraries do: language, time zone, their settings."""
    shaping = {key: value for key, value in environment.items() if key.startswith(OF_LIBRARIES)}
    return variable("*", shaping)
