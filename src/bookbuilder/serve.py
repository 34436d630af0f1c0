"""``serve``: the site at a local address, built again on every save, the browser reloaded."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from bookbuilder.book.configuration import load_configuration
from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.errors import BookError
from bookbuilder.local_server import Builds, open_server
from bookbuilder.running.workers import WorkerPool

Report = Callable[[str], None]
EXCLUDED = ("_build", ".git", ".venv", "__pycache__", ".ipynb_checkpoints", ".pytest_cache", ".hypothesis")


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
