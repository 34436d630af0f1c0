"""How to cite a page: as a sentence, as BibTeX, as RIS, from the project's own citation file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import yaml

from clusterbook.paths import book_root
from clusterbook.site.pages import Page


@lru_cache(maxsize=1)
def project() -> dict[str, Any]:
    """What ``CITATION.cff`` says of the project."""
    return yaml.safe_load((book_root() / "CITATION.cff").read_text(encoding="utf-8"))


def citation_facts(page: Page) -> dict[str, str]:
    """The sentence, and where the two files are."""
    return {"text": sentence(page), "bibtex": f"cite/{page.path.stem}.bib", "ris": f"cite/{page.path.stem}.ris"}


def citation_files(pages: Iterable[Page]) -> dict[str, bytes]:
    """BibTeX and RIS of every page, by address from the site's root."""
    files: dict[str, bytes] = {}
    for page in pages:
        files[f"cite/{page.path.stem}.bib"] = bibtex(page).encode()
        files[f"cite/{page.path.stem}.ris"] = ris(page).encode()
    return files


def author() -> str:
    """The project's authors as one name: an organisation, or persons."""
    names = [entry.get("name") or f"{entry['family-names']}, {entry['given-names']}" for entry in project()["authors"]]
    return "; ".join(names)


def year() -> str:
    """Year of the release, empty before there is one."""
    return str(project().get("date-released", ""))[:4]


def sentence(page: Page) -> str:
    """A citation in words."""
    when = f" ({year()})" if year() else ""
    return f"{author()}{when}. {page.title}. In {project()['title']}, version {project()['version']}."


def bibtex(page: Page) -> str:
    """A citation for BibTeX."""
    fields = {
        "author": f"{{{author()}}}",
        "title": page.title,
        "booktitle": project()["title"],
        "year": year(),
        "note": f"Version {project()['version']}",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@incollection{{clusterbook_{page.path.stem},\n{lines}\n}}\n"


def ris(page: Page) -> str:
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
