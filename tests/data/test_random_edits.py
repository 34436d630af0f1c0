"""Random edits of the data's files, seeded: each is refused with a sentence that names the file, or it loads."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from clusterbook.data.cases import case_faults
from clusterbook.data.check import check_data
from clusterbook.data.reading import load_resource
from clusterbook.errors import ClusterbookError, FaultsError
from clusterbook.paths import book_root

SEED, FEW, MANY = 2006, 1_000, 20_000
LARGEST = 60_000  # bytes; larger files hold the same kinds of columns and take longest to read
LONGEST = 40_000  # characters of a message; a spoiled header or a lost line may have a fault in every row
# What editors, spreadsheets, merges and other keyboards leave behind.
PIECES = (
    "\0", "\t", "\r", "\n", "\n\n", ",", ",,,", ";", '"', '""', " ", "\u00a0", "\u200b", "\u202e", "\ufeff", "٣", "Ａ",
    "а", "e\u0301", "_", "-", "−", "1e5", "inf", "nan", ".5", "1,5", "1.234,5", "TRUE", "#REF!", "=1+1",
    "99999999999999999999",
    "<<<<<<< ours\n", "=======\n", "&a ", "*a", "!!int ", "[" * 50, "{", "}", "]", ":", "null", "NaN",
    "\\", "\\u0000", "'", "- ",
)  # fmt: skip


def edited(content: bytes, chance: random.Random) -> bytes:
    """The file with one edit: a piece put in, bytes changed or removed, a line lost, doubled or moved."""
    place = chance.randrange(len(content))
    lines = content.splitlines(keepends=True)
    line = chance.randrange(len(lines))
    kind = chance.randrange(6)
    if kind == 0:
        return content[:place] + chance.choice(PIECES).encode("utf-8") + content[place:]
    if kind == 1:
        return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]
    if kind == 2:
        return content[:place] + content[place + chance.randint(1, 40) :]
    if kind == 3:
        return b"".join(lines[:line] + lines[line + 1 :])
    if kind == 4:
        return b"".join(lines[:line] + lines[line : line + 1] + lines[line:])
    return b"".join(lines[line:] + lines[:line])


def what_is_wrong(path: Path, content: bytes) -> str:
    """Why an edited file is neither refused as it should be nor loads; empty if it does one of them."""
    kept = path.read_bytes()
    path.write_bytes(content)
    name = path.name.partition(".")[0]
    try:
        if path.suffix == ".yaml":
            if faults := case_faults():
                raise FaultsError(faults)
            return ""
        check_data([name])
        load_resource(name)
    except ClusterbookError as error:
        named = path.name.replace(".schema.json", "") in str(error)
        return "" if named and len(str(error)) < LONGEST else f"said in {len(str(error))}: {str(error)[:200]}"
    except Exception as error:
        return repr(error)[:300]
    finally:
        path.write_bytes(kept)
    return ""


@pytest.mark.parametrize("number", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_an_edited_file_is_refused_with_a_sentence_or_loads(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(book_root() / "data", tmp_path / "data")
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(tmp_path))
    files = [
        path
        for pattern in ("*.csv", "*.schema.json", "*.yaml")
        for path in sorted((tmp_path / "data").rglob(pattern))
        if path.stat().st_size < LARGEST
    ]
    chance, found = random.Random(SEED), {}
    for one in range(number):
        path = chance.choice(files)
        if said := what_is_wrong(path, edited(path.read_bytes(), chance)):
            found[f"edit {one}, {path.name}"] = said
    assert found == {}
