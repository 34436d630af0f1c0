"""``ro-crate-metadata.json``: what an archive of the data holds, file by file (RO-Crate 1.3)."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from clusterbook.data.package import SCHEMA_ENDING
from clusterbook.metadata.deposit import dumped
from clusterbook.metadata.project import Project

CRATE = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/crate/1.3"
MEDIA = {"md": "text/markdown", "cff": "application/yaml", "yaml": "application/yaml", "json": "application/json"}


def crate_text(project: Project, files: Mapping[str, bytes]) -> str:
    """Text of the crate's description.

    Parameters
    ----------
    project : Project
        What there is to say of the whole.
    files : mapping of str to bytes
        The files of the archive by name, without this one.
    """
    authors = [
        {"@id": f"#author-{place}", "@type": "Organization", "name": name}
        for place, name in enumerate(project.authors, start=1)
    ]
    works = [
        {"@id": f"#work-{place}", "@type": "CreativeWork", "name": work.citation}
        for place, work in enumerate(project.works, start=1)
    ]
    licence = project.data_licence
    titles = _titles(files)
    graph = [
        {
            "@id": CRATE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": PROFILE},
            "about": {"@id": "./"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "identifier": project.doi or project.head["id"],
            "name": project.head["title"],
            "description": project.abstract,
            "version": project.version,
            "datePublished": project.released,
            "keywords": ", ".join(project.keywords),
            "license": {"@id": licence["path"]},
            "author": _references(authors),
            "publisher": {"@id": authors[0]["@id"]},
            "isBasedOn": _references(works),
            "hasPart": [{"@id": name} for name in sorted(files)],
        },
        {
            "@id": licence["path"],
            "@type": "CreativeWork",
            "name": licence["title"],
            "description": f"Licence of the data: {licence['title']} ({licence['name']}).",
        },
        *authors,
        *works,
        *(_file(name, files[name], titles.get(name, "")) for name in sorted(files)),
    ]
    return dumped({"@context": f"{PROFILE}/context", "@graph": graph})


def media_type(name: str) -> str:
    """Media type of a file, by its ending."""
    ending = name.rpartition(".")[2].lower()
    return MEDIA.get(ending) or mimetypes.types_map.get(f".{ending}", "text/plain")


def _references(entities: list[dict[str, str]]) -> list[dict[str, str]]:
    """Entities of the graph, named by their ids alone."""
    return [{"@id": entity["@id"]} for entity in entities]


def _titles(files: Mapping[str, bytes]) -> dict[str, str]:
    """Titles of the data files in all formats, from their schemas."""
    schemas = {name: json.loads(content) for name, content in files.items() if name.endswith(SCHEMA_ENDING)}
    titles = {_stem(name): str(schema["title"]) for name, schema in schemas.items()}
    return {name: titles[_stem(name)] for name in files if _stem(name) in titles}


def _stem(name: str) -> str:
    """Name of a file without folder and endings: the same for a table in every format, and for its schema."""
    return name.rpartition("/")[2].partition(".")[0]


def _file(name: str, content: bytes, title: str) -> dict[str, Any]:
    """One file of the crate, with its size in bytes and its checksum."""
    return {
        "@id": name,
        "@type": "File",
        "name": name,
        "description": title or f"{name.rpartition('/')[2]}, part of the archive",
        "encodingFormat": media_type(name),
        "contentSize": str(len(content)),
        "sha256": sha256(content).hexdigest(),
    }
