"""What the browser loads: the interpreter within its memory, its libraries trimmed, the book, the button."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuilder.book.chapters import Chapter
from bookbuilder.book.configuration import Configuration
from bookbuilder.errors import BookError
from bookbuilder.live.bundle import LENGTH_BYTES, compress, pack
from bookbuilder.live.contents import book_files, library_folder, library_licences
from bookbuilder.live.engine import FIGURE_DATA, figure_files, trim_library
from bookbuilder.live.pages import with_button
from bookbuilder.live.wasm import MAGIC, leb128, read_leb128, sections, slim_module

NAMES = b"\x00\x06\x04namen"  # a custom section
TYPES = b"\x01\x04\x01\x60\x00\x00"
MEMORY = b"\x05\x04\x01\x00\x80\x05"  # one memory of 640 pages, 40 MB, without an end
EMPTY_PAGE = "<html><head><title>t</title></head><body>{cells}</body></html>"


def test_a_module_keeps_its_code_loses_its_names_and_gets_an_end_of_memory() -> None:
    slim = slim_module(MAGIC + TYPES + MEMORY + NAMES, memory_bytes=1 << 30)
    assert list(sections(slim)) == [(1, TYPES[2:]), (5, b"\x01\x01" + leb128(640) + leb128(16_384))]


@pytest.mark.parametrize(
    "module",
    [b"no module", MAGIC + TYPES, MAGIC + b"\x05\x05\x02\x00\x01\x00\x01", MAGIC + b"\x05\x05\x01\x00\x80\x80\x04"],
    ids=["other bytes", "no memory", "two memories", "more than the limit at its start"],
)
def test_what_has_no_memory_to_limit_is_refused(module: bytes) -> None:
    with pytest.raises(ValueError, match="WebAssembly|memory|memories"):
        slim_module(module, memory_bytes=1 << 30)


@given(st.integers(0, 2**40), st.binary(max_size=3))
def test_a_number_is_read_as_it_was_written(number: int, behind: bytes) -> None:
    written = leb128(number)
    assert read_leb128(written + behind, 0) == (number, len(written))


def unpack(content: bytes) -> dict[str, bytes]:
    """What the browser makes of packed files."""
    at = LENGTH_BYTES + int.from_bytes(content[:LENGTH_BYTES], "little")
    files = {}
    for name, size in json.loads(content[LENGTH_BYTES:at]):
        files[name] = content[at : at + size]
        at += size
    return files


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.binary(max_size=20), max_size=5))
def test_what_is_packed_comes_out_again_and_is_the_same_in_every_order(files: dict[str, bytes]) -> None:
    packed = pack(files)
    assert unpack(packed) == files
    assert pack(dict(reversed(files.items()))) == packed
    assert compress(packed) == compress(packed)


def archive_of(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, name)
    return buffer.getvalue()


def test_the_library_keeps_what_chapters_import_and_loses_tests_and_other_trades() -> None:
    kept = ["json/__init__.pyc", "numpy/testing/__init__.pyc", "pandas/core/frame.pyc", "statsmodels/api.pyc"]
    lost = ["pandas/tests/test_frame.pyc", "sklearn/base.pyc", "sympy/core.pyc", FIGURE_DATA]
    with zipfile.ZipFile(io.BytesIO(archive_of(*lost, *kept))) as library:
        trimmed = trim_library(library)
        assert trimmed == trim_library(library)
    with zipfile.ZipFile(io.BytesIO(trimmed)) as found:
        assert found.namelist() == kept
        assert {entry.compress_type for entry in found.infolist()} == {zipfile.ZIP_STORED}
        assert found.read(kept[0]) == kept[0].encode()


def test_of_the_data_for_figures_settings_styles_and_one_typeface_are_kept() -> None:
    names = ["matplotlibrc", "stylelib/ggplot.mplstyle", "fonts/ttf/DejaVuSans.ttf", "fonts/ttf/STIXGeneral.ttf"]
    assert sorted(figure_files(archive_of(*names, "images/back.png"))) == sorted(f"mpl-data/{one}" for one in names[:3])


def test_the_book_brings_its_code_its_data_and_the_recorder_and_nothing_hidden(tmp_path: Path) -> None:
    files = ["src/own/measures.py", "results/ch01.json", "data/a.csv", "stand_ins/pydantic.py", "_toc.yml", ".git/x"]
    for name in [*files, "src/own/__pycache__/measures.pyc", "notes/secret.txt"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = book_files(tmp_path, Configuration(live_files=("data",), live_stand_ins="stand_ins"))
    own = {name for name in found if not name.startswith(("src/bookbuilder/", "kernel/"))}
    assert own == {"src/own/measures.py", "results/ch01.json", "data/a.csv", "stand_ins/pydantic.py", "_toc.yml"}
    assert {"kernel/browser_kernel.py", "src/bookbuilder/results/recorder.py"} <= set(found)
    assert "src/bookbuilder/build.py" not in found


def test_a_library_that_is_given_out_brings_its_licence() -> None:
    licences = library_licences(["krippendorff"])
    assert list(licences) == ["krippendorff.txt"]
    assert b"GNU GENERAL PUBLIC LICENSE" in licences["krippendorff.txt"]


def test_a_library_with_compiled_parts_or_none_at_all_is_refused() -> None:
    assert library_folder("krippendorff").is_dir()
    for name in ("pydantic_core", "no_such_library"):
        with pytest.raises(BookError, match=f"found '{name}'.*Python alone"):
            library_folder(name)


@pytest.fixture
def chapter(tmp_path: Path) -> Chapter:
    path = tmp_path / "ch01.ipynb"
    cell = '{"cell_type": "code", "source": "1", "metadata": {}}'
    prose = '{"cell_type": "markdown", "metadata": {}, "source": "x"}'
    path.write_text(f'{{"cells": [{cell}, {prose}], "metadata": {{}}, "nbformat": 4}}', encoding="utf-8")
    return Chapter("ch01", "chapters/ch01.ipynb", path)


def test_a_page_gets_its_script_with_the_size_it_will_load(chapter: Chapter) -> None:
    page = EMPTY_PAGE.format(cells='<div class="cell docutils">1</div>')
    made = with_button(page, chapter, download_bytes=48_600_000, command="clusterbook live --serve")
    assert '<link rel="stylesheet" href="../live/live.css">' in made
    assert 'src="../live/panel.js" data-chapter="ch01" data-megabytes="49"' in made
    assert made.replace("\n", "").startswith("<html><head><title>t</title><link")


def test_a_page_with_other_cells_than_its_notebook_is_refused(chapter: Chapter) -> None:
    with pytest.raises(BookError, match="found 0 cells on its page; expected the 1 of its notebook"):
        with_button(EMPTY_PAGE.format(cells=""), chapter, download_bytes=1, command="x")
