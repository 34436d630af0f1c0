"""A process that builds the staged sources with Sphinx and turns every warning into a failure."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

FOREIGN = ("sphinx_thebe", "sphinx_comments")  # they name hosts that the site must not ask


def configuration(order: dict[str, Any]) -> dict[str, Any]:
    """Sphinx settings: those of ``_config.yml``, with the notebooks already executed."""
    from jupyter_book.config import get_final_config

    source = Path(order["source"])
    overrides = {
        "nb_execution_mode": "off",
        "clusterbook_results": order["results"],
        "latex_individualpages": False,
    }
    settings, _ = get_final_config(user_yaml=source / "_config.yml", cli_config=overrides, sourcedir=source)
    settings.pop("comments_config", None)
    settings["extensions"] = [name for name in settings["extensions"] if name not in FOREIGN]
    return settings


def build(order: dict[str, Any], warnings: io.StringIO) -> bool:
    """Run Sphinx; whether it finished without a warning."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    with patch_docutils(None), docutils_namespace():
        app = Sphinx(
            order["source"], None, order["output"], order["doctrees"], "html",
            confoverrides=configuration(order), status=None, warning=warnings,
            warningiserror=True, keep_going=True, parallel=order["jobs"],
        )  # fmt: skip
        app.build(False)
    return app.statuscode == 0


def main() -> int:
    """Build what standard input orders."""
    order = json.load(sys.stdin)
    warnings = io.StringIO()
    try:
        good = build(order, warnings)
    except Exception as error:  # Sphinx and its extensions raise what they like; the author gets one line
        warnings.write(f"{type(error).__name__}: {' '.join(str(error).split())}\n")
        good = False
    sys.stderr.write(warnings.getvalue())
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
