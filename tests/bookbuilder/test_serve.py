"""The served site follows the sources: built on save, the browser told to reload."""

from __future__ import annotations

import queue
import re
import threading
import urllib.request

import pytest

from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions
from bookbuilder.serve import serve


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


@pytest.mark.filterwarnings("default")
def test_a_saved_edit_is_on_the_page_and_a_fault_leaves_the_last_good_one(book: BookFolders) -> None:
    told: queue.Queue[str] = queue.Queue()
    stop = threading.Event()
    thread = threading.Thread(
        target=serve, args=(book, BuildOptions()), kwargs={"port": 0, "report": told.put, "stop": stop}
    )
    thread.start()
    try:
        base = wait_for(told, "http://")
        assert "spread 2.00" in text_of(fetch(f"{base}intro.html"))
        data = book.root / "data" / "ratings_two.csv"
        data.write_text(data.read_text().replace("mangoes_peru,1", "mangoes_peru,x"))
        assert "found x; expected a number" in wait_for(told, "data/ratings_two.csv, row", whole=True)
        assert "spread 2.00" in text_of(fetch(f"{base}intro.html"))
        data.write_text(data.read_text().replace("mangoes_peru,x", "mangoes_peru,0"))
        wait_for(told, "site: its pages")
        assert "spread 3.00" in text_of(fetch(f"{base}intro.html"))
    finally:
        stop.set()
        thread.join()


def wait_for(told: queue.Queue[str], start: str, *, whole: bool = False) -> str:
    """The first word of the first line told that begins so."""
    while True:
        line = told.get(timeout=120)
        if line.startswith(start):
            return line if whole else line.split()[0]


def text_of(page: str) -> str:
    return re.sub("<[^>]+>", "", page)
