"""What there is to say of the project and its data: one record, from which every description of it is made.

``data/package_head.json`` says it; ``references.bib`` knows the works that the data were taken from, and
``pyproject.toml`` what the code needs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pybtex.database import Entry, Person
from pybtex.richtext import Text

from clusterbook.data.assemble import package_head
from clusterbook.data.references import references, source_keys
from clusterbook.paths import book_root

TITLE = "Upgrading to Compete, Reproduced"
CODE_LICENCE = "MIT"
UNDATED = "n.d."  # year of an entry whose work names none


@dataclass(frozen=True)
class Work:
    """A work that the data were taken from.

    Parameters
    ----------
    kind : str
        Type of the entry in ``references.bib``: ``book``, ``misc``, ...
    title : str
        Title without markup.
    authors : tuple of (str, str)
        Family and given names, of the editors where there are no authors.
    year : int or None
        Year of publication; None where the work carries none (``n.d.``).
    edited : bool
        Whether ``authors`` are editors.
    publisher, note : str
        Empty where there is none.
    """

    kind: str
    title: str
    authors: tuple[tuple[str, str], ...]
    year: int | None
    edited: bool
    publisher: str
    note: str

    @property
    def citation(self) -> str:
        """The work in one line."""
        names = "; ".join(f"{family}, {given}" for family, given in self.authors)
        editors = f" (ed{'s' if len(self.authors) > 1 else ''}.)" if self.edited else ""
        publisher = f" {self.publisher}." if self.publisher else ""
        year = f"{self.year}." if self.year else UNDATED
        return f"{names}{editors}. {year} {self.title}.{publisher}"


@dataclass(frozen=True)
class Project:
    """The project as its descriptions have it.

    Parameters
    ----------
    head : mapping
        ``data/package_head.json``: name, id, title, description, version, created, keywords, contributors, licences,
        sources and, once there is one, ``doi``.
    build : mapping
        ``[project]`` of ``pyproject.toml``.
    works : tuple of Work
        The works among the sources.
    """

    head: Mapping[str, Any]
    build: Mapping[str, Any]
    works: tuple[Work, ...]

    @property
    def version(self) -> str:
        """Version of code and data alike."""
        return str(self.head["version"])

    @property
    def released(self) -> str:
        """Day of the version, year-month-day."""
        return str(self.head["created"])[:10]

    @property
    def abstract(self) -> str:
        """What the data are: the first paragraph of their description."""
        return str(self.head["description"]).split("\n\n")[0]

    @property
    def keywords(self) -> list[str]:
        """Words to find it by."""
        return list(self.head["keywords"])

    @property
    def authors(self) -> list[str]:
        """The names under which it is cited."""
        return [entry["title"] for entry in self.head["contributors"] if entry["role"] == "author"]

    @property
    def data_licence(self) -> Mapping[str, str]:
        """Name, title and address of the licence of text and data."""
        return dict(self.head["licenses"][0])

    @property
    def doi(self) -> str:
        """Digital object identifier, empty before one was registered."""
        return str(self.head.get("doi", ""))

    @property
    def repository(self) -> str:
        """Address of the repository, empty where none is published."""
        return str(self.build.get("urls", {}).get("Repository", ""))


def load_project() -> Project:
    """The project from its files."""
    head = package_head()
    build = tomllib.loads((book_root() / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Project(head, build, tuple(_work(references()[key]) for key in source_keys(head)))


def _work(entry: Entry) -> Work:
    """An entry of ``references.bib`` as a work."""
    edited = "author" not in entry.persons
    return Work(
        kind=entry.type,
        title=_plain(entry.fields["title"]),
        authors=tuple(map(_name, entry.persons["editor" if edited else "author"])),
        year=None if entry.fields["year"] == UNDATED else int(entry.fields["year"]),
        edited=edited,
        publisher=_plain(entry.fields.get("publisher", "")),
        note=_plain(entry.fields.get("note", "")),
    )


def _name(person: Person) -> tuple[str, str]:
    """Family and given names of a person."""
    return _joined([*person.prelast_names, *person.last_names]), _joined([*person.first_names, *person.middle_names])


def _joined(parts: Iterable[str]) -> str:
    """Parts of a name without markup."""
    return " ".join(map(_plain, parts))


def _plain(text: str) -> str:
    """Text without the markup of LaTeX."""
    return str(Text.from_latex(text))
