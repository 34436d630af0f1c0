"""``CITATION.cff``: how to cite the project (Citation File Format 1.2.0)."""

from __future__ import annotations

from typing import Any

import yaml

from clusterbook.metadata.project import CODE_LICENCE, TITLE, Project, Work

MADE = "# Made by `clusterbook package` from data/package_head.json; change that.\n"
MESSAGE = (
    "Cite the book for its figures and conclusions, and this reproduction for what it restored, recomputed or tested."
)
KINDS = {"book": "book", "article": "article"}  # other entries are "generic"


def citation_text(project: Project) -> str:
    """Text of ``CITATION.cff``."""
    content: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        "title": TITLE,
        "abstract": project.abstract,
        "type": "software",
        "version": project.version,
        "date-released": project.released,
        "authors": [{"name": name} for name in project.authors],
        "license": [CODE_LICENCE, project.data_licence["name"]],
        "keywords": project.keywords,
    }
    content |= {"doi": project.doi} if project.doi else {}
    content |= {"repository-code": project.repository} if project.repository else {}
    content["references"] = [_reference(work) for work in project.works]
    return MADE + yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)


def _reference(work: Work) -> dict[str, Any]:
    """A work that the data were taken from."""
    names = [{"family-names": family, "given-names": given} for family, given in work.authors]
    entry: dict[str, Any] = {"type": KINDS.get(work.kind, "generic"), "title": work.title, "authors": names}
    if work.edited:
        entry["editors"] = [dict(name) for name in names]
    if work.publisher:
        entry["publisher"] = {"name": work.publisher}
    if work.year:
        entry["year"] = work.year
    if work.note:
        entry["notes"] = work.note
    return entry
