"""What ``make lab`` opens: the notebook for students runs as it stands, and JupyterLab serves it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
TOKEN = "of-this-test"
PATIENCE_SECONDS = 90

pytestmark = pytest.mark.slow


def test_the_start_notebook_changes_a_choice_and_compares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOOKBUILDER_ROOT", str(ROOT))
    monkeypatch.setenv("CLUSTERBOOK_ROOT", str(ROOT))
    notebook = nbformat.read(ROOT / "start.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}
    choices = outputs["parameters"][0]["data"]["text/html"]
    assert "interest_percent" in choices and "..." not in choices
    assert "results are not as in the book" in outputs["rerun"][0]["data"]["text/html"]
    assert "interest_percent" in outputs["rerun"][0]["data"]["text/html"]
    compared = outputs["compare"][0]["data"]["text/plain"]
    assert "in the book" in compared and "mango_outlay" in compared
    pages = sorted(path.name for path in (tmp_path / "mine").glob("*.html"))
    assert pages == ["ch03_fruit_interest_percent-0.html", "ch03_fruit_interest_percent-24.html"]


@pytest.fixture
def address() -> Iterator[str]:
    """Address of a JupyterLab that was started at the notebook, without a browser."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", "start.ipynb", "--no-browser", "--allow-root",
        f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ}, stderr=subprocess.DEVNULL)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(30)


def test_jupyterlab_serves_the_start_notebook(address: str) -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            page = urlopen(f"{address}/lab/tree/start.ipynb?token={TOKEN}", timeout=10).read().decode()
            break
        except (URLError, ConnectionError):
            assert time.monotonic() < ends, "JupyterLab did not answer"
            time.sleep(0.5)
    assert "JupyterLab" in page
    told = urlopen(f"{address}/api/contents/start.ipynb?token={TOKEN}", timeout=10).read().decode()
    assert '"rerun"' in told or "bookbuilder.lab" in told
