"""Links that open a notebook of the book on somebody else's machine, from the settings that Jupyter Book has for it.

``_config.yml`` names the published repository (``repository``: ``url``, ``branch``, ``path_to_book``) and the
services (``launch_buttons``: ``binderhub_url``, ``colab_url``). Without an address of the repository there is no link.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import yaml

from bookbuilder.errors import BookError

FILE = "_config.yml"
BRANCH = "main"
GITHUB = "github.com"


@dataclass(frozen=True)
class Launch:
    """One way to open a notebook.

    Parameters
    ----------
    label : str
        Name of the service.
    href : str
        Its address for this notebook.
    install : str
        What has to be installed there first; empty where the service reads the repository's own recipe.
    """

    label: str
    href: str
    install: str = ""


def launches(settings: Mapping[str, Any], notebook: str) -> list[Launch]:
    """The ways to open a notebook, as ``_config.yml`` is set; none where it names no repository.

    Parameters
    ----------
    settings : mapping
        Content of ``_config.yml``.
    notebook : str
        Path of the notebook from the book's folder, with ``/``.

    Raises
    ------
    BookError
        If the repository is no address on GitHub, which is where both services look.
    """
    repository = settings.get("repository") or {}
    url = str(repository.get("url") or "").removesuffix("/").removesuffix(".git")
    if not url:
        return []
    parts = urlsplit(url)
    owner, _, name = parts.path.strip("/").partition("/")
    if parts.scheme != "https" or parts.netloc != GITHUB or not owner or not name or "/" in name:
        raise BookError(f"{FILE}, repository, url: found {url!r}; expected https://{GITHUB}/OWNER/NAME. Correct it.")
    branch = quote(str(repository.get("branch") or BRANCH), safe="")
    path = "/".join(filter(None, [str(repository.get("path_to_book") or "").strip("/"), notebook]))
    services = settings.get("launch_buttons") or {}
    found = []
    if hub := str(services.get("binderhub_url") or "").removesuffix("/"):
        found.append(Launch("Binder", f"{hub}/v2/gh/{owner}/{name}/{branch}?urlpath=lab/tree/{quote(path, safe='')}"))
    if colab := str(services.get("colab_url") or "").removesuffix("/"):
        address = f"{colab}/github/{owner}/{name}/blob/{branch}/{quote(path)}"
        found.append(Launch("Colab", address, install=f"git+{url}@{branch}"))
    return found


def load_launches(source: Path, notebook: str) -> list[Launch]:
    """``launches`` for a notebook of the staged pages below ``source``; none for a page that is no notebook.

    Raises
    ------
    BookError
        As ``launches`` does.
    """
    file = source / FILE
    if not (source / notebook).is_file() or not file.is_file():
        return []
    return launches(yaml.safe_load(file.read_text(encoding="utf-8")) or {}, notebook)
