"""``serve``: the site at a local address, built again on every save, the browser reloaded."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.errors import BookError
from bookbuilder.running.workers import WorkerPool

Report = Callable[[str], None]
EVENTS = "/.bookbuilder/builds"
RELOAD = f'<script>new EventSource("{EVENTS}").addEventListener("built", () => location.reload());</script></body>'
EXCLUDED = ("_build", ".git", ".venv", "__pycache__", ".ipynb_checkpoints", ".pytest_cache", ".hypothesis")
KEEP_ALIVE_SECONDS = 15.0


class Builds(threading.Condition):
    """How many builds have ended well; wakes waiting browsers when one more has."""

    number = 0

    def announce(self) -> None:
        """A build has ended well."""
        with self:
            self.number += 1
            self.notify_all()

    def wait_after(self, number: int, seconds: float) -> bool:
        """Wait until more than ``number`` builds have ended; False if none did in time."""
        with self:
            return self.wait_for(lambda: self.number > number, seconds)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site, adding to each page the line that reloads it."""

    builds: Builds

    def do_GET(self) -> None:
        """A page, a file, or the stream of builds."""
        if self.path == EVENTS:
            self._stream()
        elif page := self._page():
            self._send_page(page)
        else:
            super().do_GET()

    def _page(self) -> Path | None:
        """The HTML file that is asked for, if it is one."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        return path if path.suffix == ".html" and path.is_file() else None

    def _send_page(self, page: Path) -> None:
        head, end, rest = page.read_text(encoding="utf-8").rpartition("</body>")
        content = (f"{head}{RELOAD}{rest}" if end else rest).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self) -> None:
        """One event for every build that ends while the browser listens."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = self.builds.number
        try:
            self.wfile.write(b": listening\n\n")
            self.wfile.flush()
            while True:
                news = self.builds.wait_after(seen, KEEP_ALIVE_SECONDS)
                seen = self.builds.number
                self.wfile.write(b"event: built\ndata: now\n\n" if news else b": still here\n\n")
                self.wfile.flush()
        except OSError:
            return

    def end_headers(self) -> None:
        """Nothing is kept by the browser: the next build may change it."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *words: Any) -> None:
        """Requests are not reported: builds are."""


def serve(
    book: BookFolders, options: BuildOptions, *, port: int, report: Report, stop: threading.Event | None = None
) -> None:
    """Build, serve on the loopback address, and build again whenever a source is saved.

    Raises
    ------
    BookError
        If the port is taken.
    """
    builds = Builds()
    server = open_server(book, builds, port=port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with WorkerPool(book.root, options.engine) as pool:
            pool.warm_up("libraries")
            pool.warm_up("tools", *load_configuration(book.root).check_preload)
            for number, _ in enumerate(saves(book, stop)):
                build_once(book, options, pool=pool, builds=builds, report=report)
                if number == 0:
                    report(f"http://127.0.0.1:{server.server_port}/ (stop with Ctrl-C)")
    finally:
        server.shutdown()
        server.server_close()


def open_server(book: BookFolders, builds: Builds, *, port: int) -> http.server.ThreadingHTTPServer:
    """A server of the site; port 0 takes any free one."""
    book.site.mkdir(parents=True, exist_ok=True)
    handler = type("BookHandler", (Handler,), {"builds": builds})
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), partial(handler, directory=str(book.site)))
    except OSError as error:
        raise BookError(f"serve: found port {port} taken ({error.strerror}). Choose another: --port N") from None
    server.daemon_threads = True
    return server


def build_once(book: BookFolders, options: BuildOptions, *, pool: WorkerPool, builds: Builds, report: Report) -> None:
    """Build; a fault is reported and the last good site stays on view."""
    try:
        build_book(book, options, report=report, pool=pool)
    except BookError as error:
        report(str(error))
        return
    builds.announce()


def saves(book: BookFolders, stop: threading.Event | None) -> Iterator[None]:
    """Once when the sources are being watched, then after every change; none is lost during a build."""
    from watchfiles import DefaultFilter, watch

    below = DefaultFilter(ignore_dirs=(*DefaultFilter.ignore_dirs, *EXCLUDED))
    watched = False
    for changed in watch(
        book.root, watch_filter=below, stop_event=stop, debounce=200, step=20, rust_timeout=200, yield_on_timeout=True
    ):
        if changed or not watched:
            watched = True
            yield
