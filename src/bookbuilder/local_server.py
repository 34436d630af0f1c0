"""The local server of the site: known hosts only, nothing hidden or outside, pages that reload after a build."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError

LOOPBACK = "127.0.0.1"
HOSTS = frozenset({LOOPBACK, "localhost", "::1"})
EVENTS = "/.bookbuilder/builds"
RELOAD = f'<script>new EventSource("{EVENTS}").addEventListener("built", () => location.reload());</script></body>'
KEEP_ALIVE_SECONDS = 15.0
MOST_CONNECTIONS = 64


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
    """Serves the site to browsers of this machine, adding to each page the line that reloads it."""

    builds: Builds
    protocol_version = "HTTP/1.1"
    timeout = 60.0  # seconds that a connection may stay idle

    def do_GET(self) -> None:
        """A page, a file, or the stream of builds."""
        self._answer(super().do_GET)

    def do_HEAD(self) -> None:
        """The head of a page or file, as it is sent with it."""
        self._answer(super().do_HEAD)

    def _answer(self, send_file: Callable[[], None]) -> None:
        """Answer what may be asked; a body is not read, so that nothing can follow it."""
        self.close_connection |= not {"Content-Length", "Transfer-Encoding"}.isdisjoint(self.headers)
        if not self._may_ask():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif self.path == EVENTS and self.command == "GET":
            self._stream()
        elif (found := self._found()) is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif found.suffix == ".html":
            self._send_page(found)
        else:
            send_file()

    def _may_ask(self) -> bool:
        """Whether the request is meant for this server, and comes from no page of another."""
        origin = self.headers.get("Origin")
        return is_known(f"//{self.headers.get('Host', '')}") and (origin is None or is_known(origin))

    def _found(self) -> Path | None:
        """The file that is asked for: of a folder its first page; none that is hidden or lies outside the site."""
        try:
            asked = unquote(urlsplit(self.path).path)
            path = Path(self.translate_path(self.path), "index.html" if asked.endswith("/") else "")
            hidden = any(part.startswith(".") for part in asked.split("/"))
            inside = path.resolve().is_relative_to(Path(self.directory).resolve())
            return path if inside and not hidden and path.is_file() else None
        except (OSError, ValueError):  # an address that is none, a name that no file can have
            return None

    def _send_page(self, page: Path) -> None:
        head, end, rest = page.read_text(encoding="utf-8").rpartition("</body>")
        content = (f"{head}{RELOAD}{rest}" if end else rest).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self) -> None:
        """One event for every build that ends while the browser listens."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
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


class BoundedServer(http.server.ThreadingHTTPServer):
    """A server that turns away who comes while as many connections are open as it allows."""

    daemon_threads = True

    def __init__(self, *words: Any, most: int = MOST_CONNECTIONS, **options: Any) -> None:
        super().__init__(*words, **options)
        self._free = threading.BoundedSemaphore(most)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, or not at all."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, then make room for the next."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no news."""


def is_known(address: str) -> bool:
    """Whether an address, such as ``//localhost:8000``, names this machine."""
    try:
        return urlsplit(address).hostname in HOSTS
    except ValueError:
        return False


def open_server(book: BookFolders, builds: Builds, *, port: int, folder: Path | None = None) -> BoundedServer:
    """A server of the site, or of another ``folder``, on the loopback address; port 0 takes any free one.

    Raises
    ------
    BookError
        If the port is none, or taken.
    """
    served = folder or book.site
    served.mkdir(parents=True, exist_ok=True)
    handler = type("BookHandler", (Handler,), {"builds": builds})
    try:
        return BoundedServer((LOOPBACK, port), partial(handler, directory=str(served)))
    except OverflowError:
        raise BookError(f"serve: found port {port}; expected 0 to 65535. Choose another: --port N") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise BookError(f"serve: found port {port} not to be had ({reason}). Choose another: --port N") from None
