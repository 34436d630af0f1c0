"""How the project and its data are described to catalogues, archives and search engines, all from one record."""

from __future__ import annotations

from clusterbook.metadata.citation import citation_text
from clusterbook.metadata.deposit import codemeta_text, zenodo_text
from clusterbook.metadata.project import Project, load_project

__all__ = ["Project", "load_project", "metadata_files"]


def metadata_files(project: Project) -> dict[str, str]:
    """Name below the book's root and text of every description that is checked in there."""
    return {
        "CITATION.cff": citation_text(project),
        ".zenodo.json": zenodo_text(project),
        "codemeta.json": codemeta_text(project),
    }
