"""Sphinx told by content, never by time, which pages to read again; and what it leaves behind removed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bookbuilder.book.files import all_files_below, dump_json, replace_file
from bookbuilder.book.fingerprints import digest, file_digest
from bookbuilder.site.facts import FACTS, facts_of, load_facts

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Digests = dict[str, dict[str, str | None]]


def follow_content(app: Sphinx) -> None:
    """Connect what decides by content."""
    app.connect("env-get-outdated", choose_by_content)
    app.connect("env-before-read-docs", clear_all_first)
    app.connect("build-finished", remember_content)


def choose_by_content(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Replace Sphinx's choice, which compares times: a page is read again if it, or what it shows, has other content.

    Sphinx hands over its own set and takes what is in it afterwards.
    """
    before, now = load_digests(app), page_digests(env)
    changed.clear()
    changed.update(name for name in now if name not in added and before.get(name) != now[name])
    changed.update(name for name in env.reread_always if name in now and name not in added)
    return []


def clear_all_first(app: Sphinx, env: BuildEnvironment, names: list[str]) -> None:
    """Forget all pages to be read before the first is: a label may have moved from a later page to an earlier one."""
    for name in names:
        app.emit("env-purge-doc", env, name)
        env.clear_doc(name)


def page_digests(env: BuildEnvironment) -> Digests:
    """Fingerprints of every page's source and of all that it was built from."""
    source = Path(env.srcdir)
    facts = load_facts(source)
    return {
        name: {
            str(path): file_digest(source / path)
            for path in sorted({str(env.doc2path(name)), *map(os.fspath, env.dependencies.get(name, ()))})
        }
        | {FACTS: digest(dump_json(facts_of(facts, name)))}
        for name in sorted(env.found_docs)
    }


def digests_file(app: Sphinx) -> Path:
    """Where the fingerprints of the last build are kept."""
    return Path(app.doctreedir, "contents.json")


def load_digests(app: Sphinx) -> Digests:
    """Fingerprints of the last build; none where there was none."""
    path = digests_file(app)
    return json.loads(path.read_bytes()) if path.is_file() else {}


def remember_content(app: Sphinx, failure: Exception | None) -> None:
    """Keep the fingerprints of a good build, and remove pictures and files that no page shows any more."""
    if failure is not None or app.env is None:
        return
    replace_file(digests_file(app), dump_json(page_digests(app.env)))
    output = Path(app.outdir)
    shown = {output / "_images" / unique for _, unique in app.env.images.values()}
    shown |= {output / "_downloads" / unique for _, unique in app.env.dlfiles.values()}
    for folder in ("_images", "_downloads"):
        for path in all_files_below(output / folder):
            if path not in shown:
                path.unlink()


def depends_on_order(env: BuildEnvironment) -> bool:
    """Whether pictures share a name, so that Sphinx numbers them in the order in which it happened to read pages."""
    return any(unique != os.path.basename(name) for name, (_, unique) in env.images.items())
