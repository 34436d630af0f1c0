"""Forked kernels give what papermill's ordinary kernels give, cell by cell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import papermill
import pytest
from tiny_book import REPOSITORY, notebook

from bookbuilder.running.engine import register
from bookbuilder.running.environment import environment_parts, kernel_environment
from bookbuilder.running.execute import join_streams
from bookbuilder.running.warm import LIBRARIES, SOCKET_VARIABLE, WarmProcess, WorkerError
from bookbuilder.running.workers import FORKED

HEALTHY = [
    "1 + 1",
    "import pandas as pd\npd.DataFrame({'a': [1.5, None]}, index=['x', 'y'])",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4])\nplt.title('a line')\nplt.show()",
    "import seaborn as sns\nax = sns.barplot(x=['a', 'b'], y=[1, 2])",
    "fig, axes = plt.subplots(1, 2)\nfig",
    "__name__, sorted(name for name in globals() if not name.startswith('_'))[:3]",
    "import sys, os\nsys.argv[0].endswith('ipykernel_launcher.py'), os.path.basename(os.getcwd())",
    "'clusterbook' in sys.modules, [name for name in sys.modules if name.startswith('clusterbook')]",
    "import numpy as np\nnp.ones((50, 50)) @ np.ones((50, 2)) @ np.array([1.0, 0.1])",
    "import threading\nthreading.Thread(target=print, args=['from a thread']).start()",
    "%matplotlib inline\n_ = plt.hist([1, 1, 2])",
]
WILD = [
    "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('out again')",
    "import warnings\nwarnings.warn('take care')",
    "from IPython.display import HTML, display\nhandle = display(HTML('<b>one</b>'), display_id='the-display')",
    "handle.update(HTML('<b>two</b>'))",
    "import subprocess\nsubprocess.run(['echo', 'from a program'], check=True).returncode",
    "!echo from the shell",
    "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('stays')",
    "def deep(n):\n    return 1 / n if n == 0 else deep(n - 1)\n\ndeep(2)",
    "print('never reached')",
]


@pytest.fixture(scope="module")
def warm() -> Iterator[WarmProcess]:
    """A warm process for the tests of this module."""
    register()
    with (
        closing(WarmProcess(LIBRARIES, kernel_environment(REPOSITORY))) as process,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in kernel_environment(REPOSITORY).items():
            patch.setenv(name, value)
        patch.setenv(SOCKET_VARIABLE, process.address)
        yield process


def outputs(folder: Path, cells: list[str], engine: str | None) -> list[Any]:
    """Outputs and counts of every cell; streams of one cell joined, since they arrive in pieces."""
    source, target = folder / "source.ipynb", folder / f"{engine}.ipynb"
    source.write_text(json.dumps(notebook("A test", [("", cell) for cell in cells])))
    try:
        papermill.execute_notebook(source, target, engine_name=engine, progress_bar=False, cwd=folder)
    except papermill.PapermillExecutionError:
        assert cells is WILD
    ran = [cell for cell in json.loads(target.read_text())["cells"] if cell["cell_type"] == "code"]
    return [(cell["execution_count"], joined(cell["outputs"])) for cell in ran]


def joined(found: list[dict[str, Any]]) -> list[Any]:
    """Outputs with the pieces of each stream put together."""
    streams = {name: "" for name in ("stdout", "stderr")}
    others = []
    for output in found:
        if output["output_type"] == "stream":
            streams[output["name"]] += "".join(output["text"])
        else:
            others.append(output)
    return [streams, others]


def without_addresses(found: list[Any]) -> str:
    """Outputs as text, without the kernel's process number in the name of a cell's file."""
    import re

    return re.sub(r"ipykernel_\d+", "ipykernel_N", json.dumps(found, sort_keys=True))


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("cells", [HEALTHY, WILD], ids=["healthy", "wild"])
def test_outputs_equal_those_of_the_ordinary_engine(warm: WarmProcess, tmp_path: Path, cells: list[str]) -> None:
    ours, theirs = outputs(tmp_path, cells, FORKED), outputs(tmp_path, cells, None)
    for cell, our, their in zip(cells, ours, theirs, strict=True):
        assert without_addresses(our) == without_addresses(their), cell
    kinds = [output.get("data", {}) for _, (_, others) in ours for output in others]
    assert cells is WILD or sum("image/png" in data for data in kinds) == 5


@pytest.mark.filterwarnings("default")
def test_kernels_do_not_see_one_another(warm: WarmProcess, tmp_path: Path) -> None:
    first = ["import os, random\nimport json\njson.left_over = 1\nos.environ['LEFT_OVER'] = '1'\nrandom.random()"]
    second = [
        "import os, random\nimport json\nhasattr(json, 'left_over'), 'LEFT_OVER' in os.environ",
        "random.random()",
    ]
    one, two = outputs(tmp_path, first, FORKED), outputs(tmp_path, second, FORKED)
    assert two[0][1][1][0]["data"]["text/plain"] == ["(False, False)"]
    assert two[1][1][1][0]["data"] == one[0][1][1][0]["data"]


@pytest.mark.filterwarnings("default")
def test_a_kernel_that_is_asked_who_it_is_more_often_has_the_same_random_numbers(
    warm: WarmProcess, tmp_path: Path
) -> None:
    once, often = "import random\nrandom.random()", "import random\nget_ipython().banner * 2\nrandom.random()"
    one, two = outputs(tmp_path, [once], FORKED), outputs(tmp_path, [often], FORKED)
    assert one[0][1][1][0]["data"] == two[0][1][1][0]["data"]


def test_pieces_of_a_stream_are_one_output_between_two_others() -> None:
    def stream(name: str, *lines: str) -> dict[str, Any]:
        return {"output_type": "stream", "name": name, "text": list(lines)}

    picture = {"output_type": "display_data", "data": {}}
    pieces = [stream("stdout", "a\n", "b"), stream("stderr", "!"), stream("stdout", "c\n"), picture]
    assert join_streams([*pieces, stream("stdout", "d\n")]) == [
        stream("stdout", "a\n", "bc\n"), stream("stderr", "!"), picture, stream("stdout", "d\n"),
    ]  # fmt: skip


def test_a_child_that_dies_is_an_error_and_the_process_goes_on(tmp_path: Path) -> None:
    with closing(WarmProcess([], kernel_environment(REPOSITORY))) as process:
        with pytest.raises(WorkerError, match="_exit: found a stopped process"):
            process.call(partial(os._exit, 3), folder=tmp_path)
        with pytest.raises(WorkerError, match="ValueError"):
            process.call(partial(int, "no number"), folder=tmp_path)
        assert process.call(partial(len, [1, 2]), folder=tmp_path) == 2


def test_the_warm_process_keeps_to_one_thread_and_holds_no_code_of_the_book(warm: WarmProcess, tmp_path: Path) -> None:
    held = warm.call(
        partial(eval, "[m for m in __import__('sys').modules if m.startswith(('clusterbook', 'matplotlib_in'))]"),
        folder=tmp_path,
    )
    assert len(os.listdir(f"/proc/{warm._server.pid}/task")) == 1
    assert held == []


def test_closing_ends_every_child(tmp_path: Path) -> None:
    process = WarmProcess([], kernel_environment(REPOSITORY))
    pid = process.call(partial(os.getpgid, 0), folder=tmp_path)
    assert pid > 1
    process.close()
    assert process._server.returncode is not None
    assert not Path(process.address).exists()


@pytest.mark.filterwarnings("default")
def test_papermill_takes_the_engine_by_name(tmp_path: Path) -> None:
    source = tmp_path / "in.ipynb"
    source.write_text(json.dumps(notebook("A test", [("", "6 * 7")])))
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    command = [sys.executable, "-m", "papermill", "--engine", "bookbuilder", str(source), str(tmp_path / "out.ipynb")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert '"42"' in (tmp_path / "out.ipynb").read_text()


def test_libraries_have_the_settings_of_the_book_and_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("here", "own"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "matplotlibrc").write_text("figure.dpi: 33\n")
    book = tmp_path / "book"
    book.mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path / "own"))
    dpi = partial(eval, "__import__('matplotlib').rcParams['figure.dpi']")
    before = environment_parts(book)
    with closing(WarmProcess(["matplotlib"], kernel_environment(book))) as process:
        assert process.call(dpi, folder=book) == 100
    (book / "matplotlibrc").write_text("figure.dpi: 44\n")
    with closing(WarmProcess(["matplotlib"], kernel_environment(book))) as process:
        assert process.call(dpi, folder=book) == 44
    assert environment_parts(book)["matplotlibrc"] != before["matplotlibrc"]
