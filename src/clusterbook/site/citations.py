"""How to cite a page: as a sentence, as BibTeX, as RIS, from the project's own citation file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Protocol

import yaml

from clusterbook.paths import book_root


class Citable(Protocol):
    """A page that can be cited.

    Parameters
    ----------
    key : str
        Name of its citation files, without ending, and end of its BibTeX key.
    title : str
        Title as it stands at the head of the page.
    """

    @property
    def key(self) -> str: ...  # noqa: D102

    @property
    def title(self) -> str: ...  # noqa: D102


@lru_cache(maxsize=1)
def project() -> dict[str, Any]:
    """What ``CITATION.cff`` says of the project."""
    return yaml.safe_load((book_root() / "CITATION.cff").read_text(encoding="utf-8"))


def citation_facts(page: Citable) -> dict[str, str]:
    """The sentence and its parts, and where the two files are."""
    parts = {"text": sentence(page), "title": page.title, "author": author(), "year": year()}
    return {**parts, "bibtex": f"cite/{page.key}.bib", "ris": f"cite/{page.key}.ris"}


def citation_files(pages: Iterable[Citable]) -> dict[str, bytes]:
    """BibTeX and RIS of every page, by address from the site's root."""
    files: dict[str, bytes] = {}
    for page in pages:
        files[f"cite/{page.key}.bib"] = bibtex(page).encode()
        files[f"cite/{page.key}.ris"] = ris(page).encode()
    return files


def author() -> str:
    """The project's authors as one name: an organization, or persons."""
    names = [entry.get("name") or f"{entry['family-names']}, {entry['given-names']}" for entry in project()["authors"]]
    return "; ".join(names)


def year() -> str:
    """Year of the release, empty before there is one."""
    return str(project().get("date-released", ""))[:4]


def sentence(page: Citable) -> str:
    """A citation in words."""
    when = f" ({year()})" if year() else ""
    return f"{author()}{when}. {page.title}. In {project()['title']}, version {project()['version']}."


def bibtex(page: Citable) -> str:
    """A citation for BibTeX."""
    fields = {
        "author": f"{{{author()}}}",
        "title": page.title,
        "booktitle": project()["title"],
        "year": year(),
        "note": f"Version {project()['version']}",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@incollection{{clusterbook_{page.key},\n{lines}\n}}\n"


def ris(page: Citable) -> str:
    """A citation for reference managers that read RIS."""
    lines = {
        "TY": "CHAP",
        "AU": author(),
        "TI": page.title,
        "T2": project()["title"],
        "PY": year(),
        "ET": str(project()["version"]),
        "ER": "",
    }
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines.items() if value or tag == "ER")
