"""The licences of all locked packages, in a file beside the locks: ``python -m bookbuilder.release.licences``.

What a package's metadata state is taken as it is where it is an SPDX expression, or one of a few words with one
meaning. What they leave open ("BSD License") somebody reads in the package's own files and writes into the file; it
stands for as long as the package states the same.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from email.message import Message
from importlib import metadata
from pathlib import Path
from typing import cast

from cyclonedx.spdx import is_expression

from bookbuilder.book.files import write_if_new
from bookbuilder.book.layout import find_root
from bookbuilder.errors import BookError, listed
from bookbuilder.release.locks import Package, load_packages, needed
from bookbuilder.running.environment import plain_name

FILE = "requirements-licences.csv"
UNKNOWN = "unknown"
LONGEST = 100  # characters of a statement; longer ones are the licence's text
MEANINGS = {
    "apache 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd 2-clause license": "BSD-2-Clause",
    "2-clause bsd": "BSD-2-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}
OTHER_SYSTEM = ("--python-platform", "windows", "--python-version", "3.12")  # where what is not installed here may be


@dataclass(frozen=True)
class Licensed:
    """A line of the file.

    Parameters
    ----------
    package, version : str
        What the locks pin.
    licence : str
        An SPDX expression.
    stated : str
        What the package's metadata say.
    needed_for : str
        ``book`` where it is installed to read and rerun the book, else ``development``.
    """

    package: str
    version: str
    licence: str
    stated: str
    needed_for: str


def stated_licence(about: Message) -> str:
    """What metadata say of the licence: the expression, else a short text, else the classifiers."""
    text = (about.get("License-Expression") or about.get("License") or "").strip()
    first = " ".join(text.partition("\n")[0].split())
    if first.lower() in MEANINGS or (first == text and text != "UNKNOWN" and 0 < len(text) <= LONGEST):
        return first
    names = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    return "; ".join(names)


def licence_expression(stated: str) -> str:
    """The SPDX expression that a statement is or means, ``"unknown"`` where it leaves open which."""
    meant = MEANINGS.get(stated.lower(), stated)
    return meant if meant and is_expression(meant) else UNKNOWN


def licensed(
    packages: Mapping[Package, list[str]], stated: Mapping[str, str], known: Iterable[Licensed]
) -> list[Licensed]:
    """The lines of the file.

    Parameters
    ----------
    packages : mapping
        Packages with the locks that pin them.
    stated : mapping of str to str
        What each states, by name.
    known : iterable of Licensed
        The lines so far, for what somebody had to read.
    """
    read = {(line.package, line.stated): line.licence for line in known}
    lines = []
    for package, locks in packages.items():
        found = stated[package.name]
        licence = licence_expression(found)
        if licence == UNKNOWN:
            licence = read.get((package.name, found), UNKNOWN)
        lines.append(
            Licensed(package.name, package.version, licence, found, "book" if needed(locks) else "development")
        )
    return lines


def load_licences(root: Path) -> list[Licensed]:
    """The lines of the book's file; none where there is no file."""
    path = root / FILE
    if not path.is_file():
        return []
    return [Licensed(**row) for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]


def licences_text(lines: Sequence[Licensed]) -> str:
    """The file's text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(field.name for field in fields(Licensed))
    writer.writerows(map(astuple, lines))
    return stream.getvalue()


def statements(path: Sequence[str]) -> dict[tuple[str, str], str]:
    """What the distributions in some folders state, by name and version."""
    found = {}
    for one in metadata.distributions(path=list(path)):
        about = cast(Message, one.metadata)
        found[plain_name(about["Name"]), one.version] = stated_licence(about)
    return found


def elsewhere(packages: Sequence[Package]) -> dict[tuple[str, str], str]:
    """What packages state that other systems or Pythons install; uv fetches them into a folder for a moment.

    Raises
    ------
    BookError
        If they cannot be fetched.
    """
    if not packages:
        return {}
    pins = [f"{package.name}=={package.version}" for package in packages]
    with tempfile.TemporaryDirectory() as folder:
        command = ["uv", "pip", "install", "--quiet", "--no-deps", "--target", folder, *OTHER_SYSTEM, *pins]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            reason = done.stderr.strip().splitlines()
        except FileNotFoundError:
            reason = ["there is no uv"]
        if reason:
            raise BookError(
                f"{listed(pins)}: found no way to fetch them ({reason[0]}); expected uv and a package index, since "
                "these are not installed here. Run again where there are both."
            )
        return statements([folder])


def main() -> int:
    """Write the file anew; 1 where a licence is left to read."""
    root = find_root()
    packages = load_packages(root)
    found = statements(sys.path)
    found |= elsewhere([one for one in packages if (one.name, one.version) not in found])
    stated = {one.name: found.get((one.name, one.version), "") for one in packages}
    lines = licensed(packages, stated, load_licences(root))
    write_if_new(root / FILE, licences_text(lines).encode())
    open_ones = [f"{line.package} ({line.stated or 'no statement'})" for line in lines if line.licence == UNKNOWN]
    print(f"{FILE}: {len(lines)} packages, {len(open_ones)} with a licence to read")
    for name in open_ones:
        print(f"{name}: found no one licence; read the package's own files and write it into {FILE}")
    return 1 if open_ones else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BookError as error:
        sys.exit(str(error))
