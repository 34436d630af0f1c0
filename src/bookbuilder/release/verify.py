"""Check a release on any machine that has Python 3.9 or newer; needs nothing else.

    python3 verify.py ARCHIVE.zip            the archive is whole, and what its parts say of each other is so
    python3 verify.py                        the same of the unpacked archive in which this file lies
    python3 verify.py ARCHIVE.zip --rerun    then install its package with its lock and run every chapter

The exit status is 1 where anything is wrong, which is said in a sentence. Checksums tell damage, not forgery: whoever
makes an archive anew can make its checksums anew. Only an address that you trust, or a signature, tells whose it is.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import itertools
import json
import os
import posixpath
import re
import stat
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SUMS, BILL, LOCK, RECORD = "SHA256SUMS", "sbom.cdx.json", "locks/requirements.txt", "release.json"
NEEDED = (SUMS, BILL, LOCK, RECORD, "verify.py", "site/index.html")
SEAL_LENGTH = 64
MOST_FILES, MOST_BYTES = 100_000, 2 * 1024**3
PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.MULTILINE)
ADDRESSES = {"href", "src", "poster", "data-src"}
Files = dict[str, bytes]


class ReleaseError(Exception):
    """What is wrong with a release, in a sentence."""


def main(arguments: list[str] | None = None) -> int:
    """Check a release; 0 where all of it is in order."""
    reader = argparse.ArgumentParser(description="Check a release of a book.")
    here = Path(__file__).resolve().parent
    reader.add_argument("release", nargs="?", type=Path, default=here, help="archive, or where it is unpacked (here)")
    reader.add_argument("--rerun", action="store_true", help="install the package and run every chapter (minutes)")
    options = reader.parse_args(arguments)
    try:
        files = read_folder(options.release) if options.release.is_dir() else read_archive(options.release)
        for line in itertools.chain(check(files), rerun(files) if options.rerun else ()):
            print(line, flush=True)
    except (ReleaseError, OSError) as error:
        print(f"{options.release}: {error}", file=sys.stderr)
        return 1
    except (KeyError, TypeError, AttributeError, ValueError, csv.Error) as error:
        print(f"{options.release}: found a part of another form ({error!r:.100}); it is no release.", file=sys.stderr)
        return 1
    print(f"{options.release}: in order")
    return 0


def read_archive(path: Path) -> Files:
    """The members of an archive, after its seal and their names were found in order."""
    content = path.read_bytes()
    if hashlib.sha256(content[:-SEAL_LENGTH]).hexdigest().encode() != content[-SEAL_LENGTH:]:
        raise ReleaseError(
            "found other bytes than those of which its last 64 characters are the checksum; "
            "it is damaged, cut off or no release. Fetch it again."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_names([entry.filename for entry in archive.infolist()])
            check_entries(archive.infolist())
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        raise ReleaseError(f"found no ZIP archive that can be read ({error}). Fetch it again.") from None


def check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Members are plain files, neither encrypted nor larger than any release."""
    for entry in entries:
        if not stat.S_ISREG(entry.external_attr >> 16) or entry.flag_bits & 1:
            raise ReleaseError(f"{shown(entry.filename)} is a link, a folder or encrypted; expected plain files alone.")
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise ReleaseError(f"found over {MOST_FILES} files or {MOST_BYTES} bytes unpacked; no release is so large.")


def read_folder(folder: Path) -> Files:
    """The files of an unpacked archive, without what running this script leaves."""
    files = {}
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for path in (Path(parent, name) for name in [*names, *folders]):
            if path.is_symlink():
                raise ReleaseError(f"{path.relative_to(folder).as_posix()!r} is a link; expected plain files alone.")
        files.update({Path(parent, name).relative_to(folder).as_posix(): Path(parent, name) for name in names})
    check_names(list(files))
    return {name: path.read_bytes() for name, path in files.items()}


def check_names(names: list[str]) -> None:
    """No name leaves the folder into which it is unpacked, none is there twice on any system, no part is missing."""
    for name in names:
        if any(part in ("", ".", "..") for part in name.split("/")) or re.search(r"[\\:\x00-\x1f]", name):
            raise ReleaseError(f"found the name {shown(name)}, which does not stay in its folder or fits no system.")
    if twice := [name for name, count in Counter(name.casefold() for name in names).items() if count > 1]:
        raise ReleaseError(f"found {shown(twice[0])} more than once.")
    if missing := [name for name in NEEDED if name not in names]:
        raise ReleaseError(f"found no {missing[0]}; expected it in a release. Fetch the archive again.")


def shown(name: str) -> str:
    """A name as a message shows it: in quotes, and not too long."""
    return repr(name if len(name) <= 100 else name[:100] + "...")


def check(files: Files) -> Iterator[str]:
    """Check all parts, and say of each what was found."""
    yield f"checksums: {check_sums(files)} files are as they were made"
    yield f"data: {check_packages(files)} rows in the tables, as many and with the columns that are described"
    yield f"site: {check_links(files)} local links lead to files that are there"
    yield f"bill of materials: the {check_bill(files)} packages of the locks, and no other"
    record = read_json(files, RECORD)
    yield f"release: {record['name']} {record['version']}, of the commit {record['commit']}"


def check_sums(files: Files) -> int:
    """Every file has its checksum, and every checksum its file; how many."""
    lines = [line.partition("  ") for line in text_of(files, SUMS).splitlines()]
    listed = {name: digest for digest, _, name in lines}
    for name in sorted(set(listed) ^ (set(files) - {SUMS})):
        where = f"is listed in {SUMS} and not there" if name in listed else f"is there and not listed in {SUMS}"
        raise ReleaseError(f"{shown(name)} {where}. Fetch the archive again.")
    for name, digest in listed.items():
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise ReleaseError(f"{shown(name)} has other bytes than {SUMS} says. Fetch the archive again.")
    return len(listed)


def check_packages(files: Files) -> int:
    """The tables of every data package are as its descriptor says; how many rows they have."""
    rows = 0
    for name in sorted(files):
        if posixpath.basename(name) == "datapackage.json":
            for resource in read_json(files, name)["resources"]:
                if "schema" in resource and "path" in resource:
                    rows += check_table(files, posixpath.join(posixpath.dirname(name), resource["path"]), resource)
    return rows


def check_table(files: Files, name: str, resource: dict[str, Any]) -> int:
    """A table has the described columns, full rows, one row for each key, and those that were printed; how many."""
    if name not in files:
        raise ReleaseError(f"{shown(name)} is described and not there. Fetch the archive again.")
    header, *rows = list(csv.reader(io.StringIO(text_of(files, name), newline=""))) or [[]]
    fields = [field["name"] for field in resource["schema"]["fields"]]
    if header != fields:
        raise ReleaseError(f"{shown(name)} has other columns than its descriptor says. Fetch the archive again.")
    whole = [row for row in rows if len(row) == len(fields)]
    places = [fields.index(key) for key in resource["schema"].get("primaryKey", [])]
    keys = {tuple(row[place] for place in places) for row in whole}
    expected = len(resource.get("printed_rows", rows))  # of what was not printed, any number
    if not len(rows) == len(whole) == expected or (places and len(keys) != len(rows)):
        raise ReleaseError(
            f"{shown(name)} has {len(rows)} rows, {len(whole)} of them full and {len(keys)} with a key of their own; "
            f"expected {expected}. Fetch the archive again."
        )
    return len(rows)


class Links(HTMLParser):
    """Collects the addresses to which a page leads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of one element."""
        self.found.update(value.strip() for name, value in attrs if name in ADDRESSES and value)


def check_links(files: Files) -> int:
    """Every address inside the site is a file of it; how many there are."""
    links = 0
    pages = {name for name in files if name.startswith("site/") and name.endswith(".html")}
    for page in sorted(name for name in pages if not name.startswith("site/_static/")):  # where themes keep templates
        reader = Links()
        reader.feed(text_of(files, page))
        for address in sorted(reader.found):
            target = local_target(page, address)
            links += target is not None
            if target is not None and (target not in files or not target.startswith("site/")):
                raise ReleaseError(f"{page} leads to {shown(address)}, which is not there. Fetch the archive again.")
    return links


def local_target(page: str, address: str) -> str | None:
    """The file to which an address on a page leads; None if it leads out of the site, or to the page itself."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = unquote(parts.path)
    joined = posixpath.join(posixpath.dirname(page), path) if not path.startswith("/") else f"site{path}"
    return posixpath.normpath(joined + "index.html" * path.endswith("/"))


def check_bill(files: Files) -> int:
    """The bill of materials lists the packages of all locks, in their versions; how many."""
    locks = [text_of(files, name) for name in files if re.fullmatch(r"locks/requirements[^/]*\.txt", name)]
    pinned = {(plain(name), version) for lock in locks for name, version in PINNED.findall(lock)}
    listed = {(plain(part["name"]), part["version"]) for part in read_json(files, BILL).get("components", [])}
    for name, version in sorted(pinned ^ listed):
        where = "only in the locks" if (name, version) in pinned else f"only in {BILL}"
        raise ReleaseError(f"{name} {version} is {where}; expected the same packages. Fetch the archive again.")
    return len(listed)


def plain(name: str) -> str:
    """A package's name as packaging compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def text_of(files: Files, name: str) -> str:
    """The text of a file."""
    try:
        return files[name].decode("utf-8")
    except UnicodeDecodeError:
        raise ReleaseError(f"{shown(name)} is no text in UTF-8. Fetch the archive again.") from None


def read_json(files: Files, name: str) -> dict[str, Any]:
    """A file's JSON object."""
    try:
        content = json.loads(text_of(files, name))
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise ReleaseError(f"{shown(name)} is no JSON object. Fetch the archive again.")
    return content


def rerun(files: Files) -> Iterator[str]:
    """Install the package with its lock into a new environment, run every chapter, compare all named results."""
    wheels = [name for name in files if name.startswith("wheel/") and name.endswith(".whl")]
    if sys.version_info < (3, 11) or len(wheels) != 1:
        raise ReleaseError("found Python older than 3.11, or no package in wheel/; expected both. See the README.")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in (LOCK, wheels[0]):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(files[name])
        program(folder, sys.executable, "-m", "venv", "env")
        python = str(folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python")
        yield "rerun: installing the package with its lock into a new environment"
        program(folder, python, "-m", "pip", "install", "--quiet", "-r", LOCK)
        program(folder, python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheels[0])
        chapters = json.loads(program(folder, python, "-m", "bookbuilder", "check", "--json"))["chapters"]
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # where one fails, those that have not begun are given up
            yield from pool.map(lambda one: run_chapter(files, one["id"], folder=folder, python=python), chapters)


def run_chapter(files: Files, chapter: str, *, folder: Path, python: str) -> str:
    """Run a chapter; its named results are those of the archive, which it says."""
    done = json.loads(program(folder, python, "-m", "bookbuilder", "run", chapter, "-o", "runs", "--json"))
    name = f"results/{chapter}.json"
    expected = len(json.loads(text_of(files, name))) if name in files else 0
    moved = [change["result"] for change in done["changes"]]
    if moved or len(done["results"]) != expected:
        raise ReleaseError(
            f"{chapter} gives {len(done['results'])} named results, of which {len(moved)} moved "
            f"({', '.join(moved[:3])}); expected the {expected} of {name}."
        )
    return f"rerun: {chapter} gives {expected} named results as they are in the archive"


def program(folder: Path, *command: str) -> str:
    """What a program prints that is run in a folder, without the settings of whoever calls."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BOOKBUILDER_"))}
    done = subprocess.run(command, cwd=str(folder), env=settings, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout).splitlines()
        said = [line.strip() for line in lines if re.search(r"\w", line)] or ["nothing"]  # JSON ends with brackets
        raise ReleaseError(f"{' '.join(command[1:5])} failed and said: {said[-1][:300]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
