"""The site, or a page for one script, behind a server of its own, below a path."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and prints nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@contextmanager
def served_below(folder: Path, root: Path, *, path: str) -> Iterator[str]:
    """Address, with a slash at its end, at which ``folder`` is served below ``path``; ``root`` is an empty folder."""
    link = root / path
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(folder, target_is_directory=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{path}/"
        server.shutdown()


@contextmanager
def page_for(script: Path, browser: Browser, *, folder: Path) -> Iterator[Page]:
    """An English page that may load a script from its own folder; ``folder`` is an empty one."""
    (folder / "page").mkdir()
    (folder / "page" / "index.html").write_text('<!doctype html><html lang="en"><title>page</title>', encoding="utf-8")
    (folder / "page" / script.name).write_bytes(script.read_bytes())
    with served_below(folder / "page", folder / "server", path="book") as address:
        opened = browser.new_page()
        opened.goto(f"{address}index.html")
        yield opened
        opened.close()
