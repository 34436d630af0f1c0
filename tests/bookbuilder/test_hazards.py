"""A chapter that misbehaves is told of in a sentence within its limits, and hurts no other."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from processes import MARK, wait_until_gone
from tiny_book import CHAPTERS, new_book, write_notebook, write_toc

from bookbuilder import build
from bookbuilder.book.configuration import cell_seconds, load_configuration
from bookbuilder.book.layout import BookFolders
from bookbuilder.build import BuildOptions, build_book
from bookbuilder.errors import BookError
from bookbuilder.running.execute import failure_line
from bookbuilder.running.warm.server import MEMORY_VARIABLE
from bookbuilder.running.workers import PAPERMILL, WorkerPool

SECONDS = 3  # that a cell may take which never ends; others have the usual time, which no busy machine exceeds
AT_WORK = f"code cell 2: found it at work after {SECONDS} s"
Hazards = dict[str, tuple[str, ...]]
ENDLESS: Hazards = {
    "loops": ("while True:\n    pass", f"{AT_WORK}; expected its end"),
    "sleeps": ("import time\ntime.sleep(1000)", AT_WORK),
    "splits": ("import os, time\nos.fork()\ntime.sleep(1000)", AT_WORK),
    "multiplies": (
        "import os, time\nfor _ in range(3):\n    os.fork()\nwhile True:\n    time.sleep(0.1)",
        AT_WORK,
    ),
    # By whichever limit it meets first: of output, of memory where it prints faster than is read (ZeroMQ, which sends
    # it, ends the process then, or waits for ever), or of time.
    "floods": (
        "while True:\n    print('x' * 1_000_000)",
        "found more than 50 MB",
        "found MemoryError",
        "found a kernel that ended by itself",
        AT_WORK,
    ),
}
FAILING: Hazards = {
    "eats": (
        "rows = [bytearray(2**28) for _ in range(64)]",
        "code cell 2: found MemoryError: no more memory; expected",
    ),
    "ends": ("import os\nos._exit(3)", "code cell 2: found a kernel that ended by itself"),
    "hides": (
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(1000)\n"
        "    os._exit(0)\nos._exit(3)",
        "code cell 2: found a kernel that ended by itself",
    ),
    "conjures": ("%no_such_magic", "found CellExecutionError: UsageError: Line magic function"),
    "interrupts": ("raise KeyboardInterrupt", "found KeyboardInterrupt without a word. Correct"),
    "says_exit": ("exit", "code cell 2: found a kernel that ended by itself"),
    "leaves": ("raise SystemExit(3)", "code cell 2: found SystemExit: 3"),
    "prints": (
        "for _ in range(60):\n    print('x' * 1_000_000)",
        "code cell 2: found more than 50 MB of output up to here; expected at most 50 MB",
    ),
    "asks": ("input('Your name?')", "code cell 2: found StdinNotImplementedError"),
    "shouts": ("raise type('X' * 100_000, (Exception,), {})('no ' * 100_000)", " [...]. Correct the cell"),
}
# As another user where this one is root, whom the system does not hold to the limit; each fork waits to be ended.
FORK_BOMB = """
import os, signal
from bookbuilder.running.warm import server
server.MOST_PROCESSES = 5
os.setpgid(0, 0)
if os.getuid() == 0:
    os.setuid(4242)
server.limit_resources()
children = []
try:
    while len(children) < 50:
        if (child := os.fork()) == 0:
            signal.pause()
        children.append(child)
except BlockingIOError as error:
    print(error.strerror)
for child in children:
    os.kill(child, signal.SIGKILL)
"""


@pytest.fixture
def hazardous(workers: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> Iterator[BookFolders]:
    """A tiny book with little memory."""
    book = new_book(workers, monkeypatch)
    with open(book.root / "pyproject.toml", "a", encoding="utf-8") as stream:
        stream.write("memory_gb = 1\n")
    yield book
    shutil.rmtree(book.build, ignore_errors=True)


def write_hazards(root: Path, hazards: Hazards) -> None:
    """Make a book of one chapter for each hazard; where none ends, with little time for a cell."""
    for name, (source, *_) in hazards.items():
        write_notebook(root, f"{name}_badly", [("", "'a good cell'"), ("", source)])
    write_toc(root, [f"{name}_badly" for name in hazards])
    if hazards.keys() <= ENDLESS.keys():
        settings = root / "_config.yml"
        settings.write_text(settings.read_text(encoding="utf-8").replace("timeout: 300", f"timeout: {SECONDS}"))


def check_told(said: str, hazards: Hazards) -> None:
    """Each hazard is told of in one short line of its chapter and cell."""
    told = said.splitlines()
    assert len(told) == len(hazards) and all(len(line) < 1300 for line in told), said
    for name, (_, *messages) in hazards.items():
        line = next(line for line in told if f"{name}_badly" in line)
        assert any(message in line for message in messages), line


@pytest.mark.parametrize("hazards", [ENDLESS, FAILING], ids=["endless", "failing"])
def test_each_hazard_is_told_and_the_other_chapters_run(
    hazardous: BookFolders, workers: WorkerPool, hazards: Hazards
) -> None:
    write_hazards(hazardous.root, hazards)
    write_toc(hazardous.root, [*(f"{name}_badly" for name in hazards), *CHAPTERS])
    with pytest.raises(BookError) as caught:
        build_book(hazardous, BuildOptions(jobs=4), report=print, pool=workers)
    check_told(str(caught.value), hazards)
    assert len(list(hazardous.results.glob("ch0*.json"))) == len(CHAPTERS)
    assert not hazardous.site.exists()


def test_a_chapter_that_changes_its_folder_leaves_the_others(hazardous: BookFolders, workers: WorkerPool) -> None:
    write_notebook(hazardous.root, "moves_away", [("", "import os\nos.chdir('/')"), ("", "print(os.getcwd())")])
    write_toc(hazardous.root, ["moves_away", *CHAPTERS])
    build_book(hazardous, BuildOptions(jobs=1), report=print, pool=workers)
    assert "mean_rating" in (hazardous.results / "ch01.json").read_text(encoding="utf-8")


def test_what_a_chapter_forks_ends_with_it(hazardous: BookFolders, workers: WorkerPool) -> None:
    numbers = [hazardous.root / name for name in ("child", "daemon")]
    quiet = "import os, time, warnings\nwarnings.simplefilter('ignore')"  # Python 3.12 warns of threads
    hides = "os.setsid()\n    if os.fork() > 0:\n        os._exit(0)"
    tells = "open({!r}, 'w').write(str(os.getpid()))\n    time.sleep(1000)"
    forks = [
        f"if os.fork() == 0:\n    {hidden}\n    {tells.format(str(number))}"
        for number, hidden in zip(numbers, ("pass", hides), strict=True)
    ]
    waits = f"while not all(map(os.path.exists, {[str(number) for number in numbers]})):\n    time.sleep(0.01)"
    write_notebook(hazardous.root, "forks_and_leaves", [("", cell) for cell in (quiet, *forks, waits)])
    write_toc(hazardous.root, ["forks_and_leaves", *CHAPTERS])
    build_book(hazardous, BuildOptions(jobs=2), report=print, pool=workers)
    for number in numbers:
        wait_for_the_end(int(number.read_text()))
    assert len(list(hazardous.results.glob("ch0*.json"))) == len(CHAPTERS)


def wait_for_the_end(process: int) -> None:
    """Fail unless a process ends within some seconds."""
    for _ in range(500):
        if not Path(f"/proc/{process}").exists():
            return
        time.sleep(0.02)
    raise AssertionError(f"{process} runs on")


@pytest.mark.parametrize(
    "hazards",
    [
        {"multiplies": ENDLESS["multiplies"]},
        {name: FAILING[name] for name in ("eats", "hides")},
        pytest.param(ENDLESS, marks=pytest.mark.slow),
        pytest.param(FAILING, marks=pytest.mark.slow),
    ],
    ids=["one_endless", "two_failing", "endless", "failing"],
)
def test_ordinary_kernels_have_the_same_limits_and_leave_nothing_running(
    hazardous: BookFolders, hazards: Hazards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MARK, "hazards")
    write_hazards(hazardous.root, hazards)
    (hazardous.root / "intro.md").write_text("# Hazards\n", encoding="utf-8")
    with pytest.raises(BookError) as caught:
        build_book(hazardous, BuildOptions(engine=PAPERMILL, jobs=4), report=print)
    check_told(str(caught.value), hazards)
    assert wait_until_gone("hazards") == []


@pytest.mark.parametrize(
    ("kind", "reason", "told"),
    [
        ("MemoryError", "", "no more memory"),
        ("MemoryError", "std::bad_alloc", "std::bad_alloc"),
        ("_ArrayMemoryError", "Unable to allocate 8.00 GiB", "Unable to allocate 8.00 GiB"),
        ("OSError", "[Errno 12] Cannot allocate memory", "no more memory"),
        ("OSError", "[Errno 12] Nicht genügend Hauptspeicher verfügbar", "no more memory"),
        ("ImportError", "a.so: failed to map segment from shared object: Cannot allocate memory", "no more memory"),
        ("ZMQError", "Cannot allocate memory", "no more memory"),
        ("RuntimeError", "std::bad_alloc", "no more memory"),
        ("CellExecutionError", "MemoryError", "no more memory"),
        ("CellExecutionError", "OSError: [Errno 12] Cannot allocate memory: 'a/pygments'", "no more memory"),
        ("CellExecutionError", "numpy._core._exceptions._ArrayMemoryError: Unable to", "Unable to"),
    ],
)
def test_want_of_memory_is_told_alike_however_a_kernel_says_it(
    kind: str, reason: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MEMORY_VARIABLE, "1")
    line = failure_line("a.ipynb", SimpleNamespace(exec_count=2, ename=kind, evalue=reason))
    assert line.startswith(f"a.ipynb, code cell 2: found MemoryError: {told}; expected at most 1 GB.")


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("RuntimeError", "can't start new thread"),
        ("BlockingIOError", "[Errno 11] Resource temporarily unavailable"),
        ("OSError", "[Errno 121] Remote I/O error"),
        ("ValueError", "found MemoryError: expected another word"),
    ],
)
def test_what_only_resembles_want_of_memory_is_told_as_it_is(kind: str, reason: str) -> None:
    line = failure_line("a.ipynb", SimpleNamespace(exec_count=2, ename=kind, evalue=reason))
    assert line.startswith(f"a.ipynb, code cell 2: found {kind}: {reason}")


def test_forking_has_an_end() -> None:
    told = subprocess.run(
        [sys.executable, "-c", FORK_BOMB], capture_output=True, text=True, check=True, timeout=60
    ).stdout  # fmt: skip
    assert told.strip() == "Resource temporarily unavailable"


def test_a_long_run_is_told_of_meanwhile(
    hazardous: BookFolders, workers: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "PATIENCE_SECONDS", 0.2)
    write_notebook(hazardous.root, "ch03_alone", [("", "import time\ntime.sleep(2)")])
    told: list[str] = []
    build_book(hazardous, BuildOptions(["ch03"]), report=told.append, pool=workers)
    assert any(line.startswith("still at work after ") and line.endswith(": ch03") for line in told)


@pytest.mark.parametrize(
    ("setting", "expected"), [("timeout: 5", 5), ("timeout: -1", None), ("stderr_output: error", 300)]
)
def test_the_time_of_a_cell_is_that_of_the_configuration(book: BookFolders, setting: str, expected: int | None) -> None:
    (book.root / "_config.yml").write_text(f"execute:\n  {setting}\n", encoding="utf-8")
    assert cell_seconds(book.root) == expected


@pytest.mark.parametrize("value", ["soon", "0", "true", "1.5"])
def test_a_time_that_is_none_is_refused(book: BookFolders, value: str) -> None:
    (book.root / "_config.yml").write_text(f"execute:\n  timeout: {value}\n", encoding="utf-8")
    with pytest.raises(BookError, match="_config.yml, execute, timeout: found .*; expected whole seconds"):
        cell_seconds(book.root)


def test_memory_is_a_whole_number_of_gigabytes(book: BookFolders) -> None:
    (book.root / "pyproject.toml").write_text('[tool.bookbuilder]\nmemory_gb = "much"\n', encoding="utf-8")
    with pytest.raises(BookError, match="memory_gb: found 'much'; expected a whole number"):
        load_configuration(book.root)
