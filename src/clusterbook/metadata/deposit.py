"""``.zenodo.json`` for a deposit at Zenodo, and ``codemeta.json`` for catalogues of research software."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from clusterbook.metadata.citation import MESSAGE
from clusterbook.metadata.project import CODE_LICENCE, TITLE, Project

CODEMETA = "https://w3id.org/codemeta/3.0"
LICENCES = "https://spdx.org/licenses/"
REQUIREMENT = re.compile(r"^[\w.-]+")


def zenodo_text(project: Project) -> str:
    """Text of ``.zenodo.json``; Zenodo takes one licence, that of the code, and the notes say the other."""
    data_licence = project.data_licence
    content: dict[str, Any] = {
        "title": TITLE,
        "upload_type": "software",
        "publication_date": project.released,
        "version": project.version,
        "language": "eng",
        "description": f"<p>{escape(project.abstract, quote=False)}</p>",
        "creators": [{"name": name} for name in project.authors],
        "access_right": "open",
        "license": CODE_LICENCE.lower(),
        "keywords": project.keywords,
        "notes": f"The code is under the {CODE_LICENCE} licence, text and data under {data_licence['title']} "
        f"({data_licence['path']}). {MESSAGE}",
        "references": [work.citation for work in project.works],
    }
    return dumped(content)


def codemeta_text(project: Project) -> str:
    """Text of ``codemeta.json`` (CodeMeta 3.0)."""
    content: dict[str, Any] = {
        "@context": CODEMETA,
        "type": "SoftwareSourceCode",
        "identifier": project.doi or project.head["id"],
        "name": TITLE,
        "description": project.abstract,
        "version": project.version,
        "datePublished": project.released,
        "author": [{"type": "Organization", "name": name} for name in project.authors],
        "license": [LICENCES + CODE_LICENCE, LICENCES + project.data_licence["name"]],
        "keywords": project.keywords,
        "programmingLanguage": {"type": "ComputerLanguage", "name": "Python"},
        "runtimePlatform": f"Python {project.build['requires-python'].lstrip('>=')} or newer",
        "operatingSystem": "Linux, macOS",
        "softwareRequirements": [_requirement(line) for line in project.build["dependencies"]],
        "citation": [{"type": "CreativeWork", "name": work.citation} for work in project.works],
    }
    return dumped(content | ({"codeRepository": project.repository} if project.repository else {}))


def _requirement(line: str) -> dict[str, str]:
    """A library that the code needs, with its versions."""
    found = REQUIREMENT.match(line)
    name = found[0] if found else line
    return {"type": "SoftwareApplication", "name": name, "version": line.removeprefix(name).strip()}


def dumped(content: dict[str, Any]) -> str:
    """A description as the text of its file."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
