"""Building the staged sources with Sphinx, in a process of its own."""

from __future__ import annotations

import ast
import io
import json
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuilder.book.configuration import SITE_FILE
from bookbuilder.book.files import write_if_new
from bookbuilder.book.fingerprints import Entries, digest, file_digest, hash_once
from bookbuilder.book.layout import BookFolders
from bookbuilder.book.reading import read_yaml, shortened
from bookbuilder.errors import BookError
from bookbuilder.running.warm import SOCKET_VARIABLE
from bookbuilder.site.content import depends_on_order, follow_content
from bookbuilder.site.facts import hand_over_facts
from bookbuilder.site.pictures import remove_old_pictures, write_pictures
from bookbuilder.site.quotes import set_quotes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

ROLES = "bookbuilder.site.roles"
FOREIGN = ("sphinx_thebe", "sphinx_comments")  # they name hosts that the site must not ask
DEFAULT_THEME = "sphinx_book_theme"


@dataclass(frozen=True)
class SiteBuild:
    """What came of a build by Sphinx: whether it failed, its warnings, and whether the order of reading shows."""

    failed: bool
    warnings: str
    order_dependent: bool = False


def build_site(book: BookFolders, *, jobs: int, strict: bool, known: Entries) -> SiteBuild:
    """Run Sphinx on the staged sources.

    Parameters
    ----------
    book : BookFolders
        The book.
    jobs : int
        Pages written at a time.
    strict : bool
        Whether a warning is a failure.
    known : mapping
        Fingerprints of files that the build has hashed already.
    """
    warnings = io.StringIO()
    try:
        with hash_once(known):
            app = run_sphinx(book, warnings, jobs=jobs, strict=strict)
            sort_search_index(book.work / "searchindex.js")
            return SiteBuild(app.statuscode != 0, warnings.getvalue(), depends_on_order(app.env))
    except Exception as error:  # Sphinx and its extensions raise what they like; the author gets one line
        return SiteBuild(True, f"{warnings.getvalue()}{describe_failure(error)}\n")


def describe_failure(error: Exception) -> str:
    """One line for what Sphinx or an extension raised; of a bibliography, with its file and line."""
    from pybtex.exceptions import PybtexError

    cause = getattr(error, "orig_exc", error)
    if isinstance(cause, BookError):
        return str(cause)
    reason = " ".join(str(cause).split())
    if isinstance(cause, PybtexError) and cause.filename:
        return f"{cause.filename}: found no valid bibliography ({reason}). Correct it."
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def configuration(book: BookFolders) -> dict[str, Any]:
    """Sphinx settings: those of ``_config.yml``, with the notebooks already executed."""
    from jupyter_book.config import get_final_config

    file = book.staged / SITE_FILE
    user = read_yaml(file, SITE_FILE) if file.is_file() else {}
    if faults := list(setting_faults(user)):
        raise BookError(*faults)
    settings, _ = get_final_config(
        user_yaml=file if file.is_file() else None, sourcedir=book.staged,
        cli_config={
            "nb_execution_mode": "off", "bookbuilder_results": [str(book.results)], "latex_individualpages": False,
        },
    )  # fmt: skip
    settings.pop("comments_config", None)
    if settings["html_theme"] != DEFAULT_THEME:
        settings["html_theme_options"] = own_theme_options(user)
    unwanted = FOREIGN if settings["html_theme"] == DEFAULT_THEME else (*FOREIGN, DEFAULT_THEME)
    settings["extensions"] = [*dict.fromkeys(name for name in [*settings["extensions"], ROLES] if name not in unwanted)]
    return settings


def setting_faults(user: Any) -> Iterator[str]:
    """What Jupyter Book's own schema says against the settings of a book, each of which it would only print."""
    from jupyter_book.config import get_validator

    for error in get_validator().iter_errors(user):
        place = ", ".join([SITE_FILE, *map(str, error.absolute_path)])
        yield f"{place}: found what is refused ({shortened(error.message)}). Correct the setting."


def own_theme_options(user: Mapping[str, Any]) -> dict[str, Any]:
    """Options that a book sets for a theme of its own; those that Jupyter Book adds are for its default theme."""
    return user["sphinx"]["config"].get("html_theme_options") or {}


def run_sphinx(book: BookFolders, warnings: io.StringIO, *, jobs: int, strict: bool) -> Sphinx:
    """Sphinx after its build; its status tells whether it finished, where warnings are errors without one."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    drop_notebook_style(book.work)
    logging.disable(logging.INFO)  # thousands of messages that nobody reads: Sphinx shows its warnings alone
    with patch_docutils(None), docutils_namespace():
        app = Sphinx(
            str(book.staged), None, str(book.work), str(book.build / "doctrees"), "html",
            confoverrides=configuration(book), status=None, warning=warnings,
            warningiserror=strict, keep_going=True, parallel=1,
        )  # fmt: skip
        keep_templates(app)
        follow_content(app)
        hand_over_facts(app)
        app.connect("html-page-context", set_quotes)
        app.connect("html-page-context", write_pictures)
        app.connect("build-finished", remove_old_pictures)
        app.connect("env-updated", pages_to_write)
        app.connect("env-updated", partial(write_in_parallel, jobs))
        app.build(False)
    return app


def keep_templates(app: Sphinx) -> None:
    """Let all builds in forks of one process compile a template once; what is kept goes with that process."""
    from jinja2 import FileSystemBytecodeCache

    environment = getattr(app.builder.templates, "environment", None)  # a book may have templates of another kind
    address = os.environ.get(SOCKET_VARIABLE)
    if environment and address:
        environment.bytecode_cache = FileSystemBytecodeCache(os.path.dirname(address))


def drop_notebook_style(output: Path) -> None:
    """Remove the style file that MyST-NB writes late: pages name it otherwise where it is already there."""
    for path in output.glob("_static/mystnb.*.css"):
        path.unlink()


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Every page if titles, numbers or targets of any page changed, since the others may show them.

    Else those with entries of an index, as of a glossary: the search forgets what Sphinx does not write again.
    """
    marker = Path(app.doctreedir, "structure")
    now = digest(structure(env).encode())
    if file_digest(marker) == digest(now.encode()):
        return sorted(page for page, entries in env.domaindata["index"]["entries"].items() if entries)
    write_if_new(marker, now.encode())
    return sorted(env.all_docs)


def sort_search_index(path: Path) -> None:
    """Write the search index in one order; Sphinx's own depends on which pages it read when."""
    start, end = "Search.setIndex(", ")"
    if path.is_file():
        index = json.loads(path.read_text(encoding="utf-8")[len(start) : -len(end)])
        for part in ("alltitles", "indexentries", "terms", "titleterms"):
            kept = {key: hits for key, hits in index[part].items() if hits != []}
            index[part] = {
                key: sorted(hits, key=json.dumps) if isinstance(hits, list) else hits for key, hits in kept.items()
            }
        path.write_text(f"{start}{json.dumps(index, sort_keys=True, ensure_ascii=False)}{end}", encoding="utf-8")


def write_in_parallel(jobs: int, app: Sphinx, env: BuildEnvironment) -> None:
    """Pages are read one after another, since an extension numbers them, and written several at a time."""
    app.parallel = jobs + 1  # Sphinx leaves one of them to the process that reads


def structure(env: BuildEnvironment) -> str:
    """What pages show of one another: titles, contents, numbers, targets and citations."""
    parts = [f"{name} {title.pformat()}" for name, title in sorted(env.titles.items())]
    parts += [f"{name} {contents.pformat()}" for name, contents in sorted(env.tocs.items())]
    parts += [repr(sorted(env.toc_secnumbers.items())), repr(sorted(env.toc_fignumbers.items()))]
    for name, content in sorted(env.domaindata.items()):
        parts += [f"{name} {key} {text_of_data(value)}" for key, value in sorted(content.items())]
    return "\n".join(parts)


def text_of_data(value: Any) -> str:
    """A text of a domain's data that does not differ from run to run, as their order and their addresses may."""
    if isinstance(value, dict):
        return str(sorted(f"{text_of_data(key)}: {text_of_data(part)}" for key, part in value.items()))
    if isinstance(value, (set, frozenset)):
        return str(sorted(text_of_data(part) for part in value))
    if isinstance(value, list):  # what a page holds that was read again comes last
        value = sorted(value, key=lambda part: str(getattr(part, "docname", "")))
    if isinstance(value, (list, tuple)):
        return str([text_of_data(part) for part in value])
    if hasattr(value, "pformat"):
        return value.pformat()
    if isinstance(value, ast.AST):  # which citations a bibliography takes up
        return ast.dump(value)
    if type(value).__module__ == "pybtex.style":  # a citation as it is shown
        return text_of_data(vars(value))
    return str(value)
