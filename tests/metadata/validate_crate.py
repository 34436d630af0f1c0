"""Validate a folder as an RO-Crate; ``python validate_crate.py FOLDER`` where ``roc-validator`` and ``rocrate`` are.

The words of the format (its JSON-LD context) come from the library that writes crates, so that nothing is fetched.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from rocrate_validator import services
from rocrate_validator.models import Severity

WORDS = json.loads(files("rocrate").joinpath("data", "ro-crate.jsonld").read_text(encoding="utf-8"))


def answer(adapter: HTTPAdapter, request: PreparedRequest, **_: Any) -> Response:
    """The context of the format by its address; any other address is refused."""
    if request.url != WORDS["@id"]:
        raise ValueError(f"{request.url}: expected {WORDS['@id']}")
    response = Response()
    response.status_code = 200
    response.url, response.request = str(request.url), request
    response.headers["Content-Type"] = "application/ld+json"
    response._content = json.dumps(WORDS).encode()
    return response


def main(folder: str) -> int:
    """Name every requirement that the crate does not meet; 0 if there is none."""
    HTTPAdapter.send = answer
    settings = {
        "rocrate_uri": folder,
        "profile_identifier": "ro-crate-1.3",
        "requirement_severity": Severity.REQUIRED,
        "skip_availability_check": True,
        "no_cache": True,
    }
    result = services.validate(settings)
    for issue in result.get_issues():
        print(f"{issue.severity.name}: {issue.check.identifier}: {issue.message}")
    return 0 if result.passed() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
