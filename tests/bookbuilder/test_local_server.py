"""The local server answers this machine's browsers only, with files of the site only."""

from __future__ import annotations

import http.client
import socket
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookbuilder.book.layout import BookFolders
from bookbuilder.errors import BookError
from bookbuilder.local_server import EVENTS, BoundedServer, Builds, Handler, open_server

POLL_SECONDS = 0.01  # how long closing a server may wait for it to notice
FILES = {"index.html": "<body>Hello</body>", "book.css": "p {}", "data/a.csv": "1", ".hidden": "x", ".git/config": "x"}


@pytest.fixture
def builds() -> Builds:
    return Builds()


@pytest.fixture
def server(tmp_path: Path, builds: Builds) -> Iterator[BoundedServer]:
    """A running server of a site of a few files, one of them a link to a file outside."""
    book = BookFolders(tmp_path)
    for name, text in FILES.items():
        (book.site / name).parent.mkdir(parents=True, exist_ok=True)
        (book.site / name).write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    (book.site / "link.txt").symlink_to(tmp_path / "secret.txt")
    running = open_server(book, builds, port=0)
    threading.Thread(target=running.serve_forever, args=(POLL_SECONDS,), daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


def ask(server: BoundedServer, path: str, *, method: str = "GET", **headers: str) -> tuple[int, str]:
    """Status and body of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def test_pages_reload_and_files_are_served_as_they_are(server: BoundedServer, builds: Builds) -> None:
    status, page = ask(server, "/")
    assert (status, EVENTS in page) == (200, True)
    assert ask(server, "/book.css?v=1") == (200, "p {}")
    assert ask(server, "/book.css", method="HEAD") == (200, "")
    with urllib.request.urlopen(f"http://localhost:{server.server_port}{EVENTS}", timeout=10) as stream:
        assert stream.readline() == b": listening\n"
        builds.announce()
        assert stream.readline() == b"\n"
        assert stream.readline() == b"event: built\n"


@pytest.mark.parametrize("path", ["/", "/book.css", EVENTS])
@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Host": ""}, {"Host": "[::1"}, {"Origin": "https://evil.example"}]
)
def test_a_request_for_or_from_another_host_is_refused(
    server: BoundedServer, path: str, headers: dict[str, str]
) -> None:
    assert ask(server, path, **headers)[0] == 421


def test_a_page_of_this_server_may_ask(server: BoundedServer) -> None:
    assert ask(server, "/book.css", Origin=f"http://localhost:{server.server_port}")[0] == 200


@pytest.mark.parametrize(
    "path",
    ["/data/", "/data", "/.hidden", "/.git/config", "/%2egit/config", "/../secret.txt", "/%2e%2e/secret.txt",
     "/link.txt", "/nothing.html", "/index.html/", "/book.css/", "HTTP://[/book.css", "/a%00b", f"/{'x' * 300}"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_folder_is_listed_and_nothing_hidden_or_outside_is_sent(
    server: BoundedServer, path: str, method: str
) -> None:
    status, body = ask(server, path, method=method)
    assert (status, "secret" in body) == (404, False)


def test_a_connection_serves_several_requests(server: BoundedServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    for _ in range(3):
        connection.request("GET", "/book.css")
        answer = connection.getresponse()
        assert (answer.version, answer.read()) == (11, b"p {}")
    connection.close()


def test_the_head_of_a_page_is_that_of_the_page_as_it_is_sent(server: BoundedServer) -> None:
    lengths = set()
    for method in ("GET", "HEAD"):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        connection.request(method, "/")
        lengths.add(connection.getresponse().headers["Content-Length"])
        connection.close()
    assert lengths == {str(len(ask(server, "/")[1]))}


def test_what_follows_a_body_is_no_request(server: BoundedServer) -> None:
    inner = "GET /book.css HTTP/1.1\r\nHost: localhost\r\n\r\n"
    outer = f"GET /book.css HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(inner)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall((outer + inner).encode())
        assert connection.makefile("rb").read().count(b"HTTP/1.1 200") == 1


def test_more_connections_than_allowed_are_turned_away_and_later_ones_served(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    handler = type("Here", (Handler,), {"builds": Builds(), "directory": str(tmp_path)})
    with BoundedServer(("127.0.0.1", 0), lambda *words: handler(*words, directory=str(tmp_path)), most=1) as server:
        threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True).start()
        first = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        first.request("GET", "/a.txt")
        assert first.getresponse().read() == b"a"
        with pytest.raises((ConnectionError, http.client.HTTPException)):
            ask(server, "/a.txt")
        first.close()
        assert eventually(lambda: ask(server, "/a.txt")) == (200, "a")
        server.shutdown()


def eventually(action: object, *, tries: int = 100) -> object:
    """What an action gives once it no longer fails."""
    for _ in range(tries):
        try:
            return action()  # type: ignore[operator]
        except (ConnectionError, http.client.HTTPException):
            threading.Event().wait(0.05)
    raise AssertionError("it failed every time")


def test_a_port_that_cannot_be_had_is_said(server: BoundedServer, tmp_path: Path) -> None:
    with pytest.raises(BookError, match=f"port {server.server_port} not to be had"):
        open_server(BookFolders(tmp_path), Builds(), port=server.server_port)
    with pytest.raises(BookError, match="found port 70000; expected 0 to 65535"):
        open_server(BookFolders(tmp_path), Builds(), port=70000)
