"""Ways in which a chapter can see something, each with a change after which it would see something else."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FILE, FIRST, SECOND = "data/numbers.csv", "a,b\n1,2\n", "a,b\n1,3\n"
Change = Callable[[Path], None]


@dataclass(frozen=True)
class Way:
    """One way.

    Parameters
    ----------
    name : str
        What a test calls it.
    code : str
        Python that uses it, run in ``chapters``, with ``file`` the path of the book's data.
    change : callable
        What changes afterwards, given the book's folder.
    prepare : str
        Python that makes what the way needs, run before anything is watched.
    """

    name: str
    code: str
    change: Change | None = None
    prepare: str = ""


def edit(name: str = FILE, old: str = "1,2", new: str = "1,3") -> Change:
    """Other content of the same size, with the old times."""

    def change(root: Path) -> None:
        path = root / name
        about, content = path.stat(), path.read_bytes()
        path.write_bytes(content.replace(old.encode(), new.encode()))
        assert path.read_bytes() != content
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))

    return change


def create(name: str) -> Change:
    """A new file."""
    return lambda root: (root / name).write_text("new\n") and None


def remove(name: str) -> Change:
    """A file less."""
    return lambda root: (root / name).unlink()


def setting(name: str, value: str) -> Change:
    """Another value of an environment variable."""
    return lambda root: os.environ.__setitem__(name, value)


def link_to(name: str, target: str) -> Change:
    """A symbolic link that points elsewhere."""

    def change(root: Path) -> None:
        (root / name).unlink()
        (root / name).symlink_to(target)

    return change


PARQUET = "import pandas as pd, os; os.makedirs('../data/parts', exist_ok=True)\n"
PARQUET += "pd.DataFrame({'a': [1]}).to_parquet('../data/parts/one.parquet')"
OTHER_PARQUET = "../data/parts/one.parquet"
SQLITE = (
    "import sqlite3; c = sqlite3.connect('../data/base.db'); c.execute('create table t (a)'); c.commit(); c.close()"
)
FEATHER = "import pyarrow as pa, pyarrow.feather as f; f.write_feather(pa.table({'a': [1]}), '../data/one.feather')"
VARIABLE = "BOOK_CURRENCY"


def append(name: str) -> Change:
    """A byte more."""
    return lambda root: (root / name).write_bytes((root / name).read_bytes() + b"\n") and None


RECORDED = [
    Way("open", "open(file).read()"),
    Way("open_for_update", "open(file, 'r+').read()"),
    Way("open_by_bytes", "import os; open(os.fsencode(file)).read()"),
    Way("path_read_text", "from pathlib import Path; Path(file).read_text()"),
    Way("io_open", "import io; io.open(file, 'rb').read()"),
    Way("os_open", "import os; os.read(os.open(file, os.O_RDONLY), 9)"),
    Way("os_open_for_update", "import os; os.read(os.open(file, os.O_RDWR), 9)"),
    Way("os_open_below_a_folder", "import os; os.open('numbers.csv', os.O_RDONLY, dir_fd=os.open('../data', 0))"),
    Way("own_opener", "import os; open(file, opener=lambda name, flags: os.open(name, flags)).read()"),
    Way("after_chdir", "import os; os.chdir('../data'); open('numbers.csv').read()"),
    Way("mmap", "import mmap; s = open(file, 'rb'); mmap.mmap(s.fileno(), 0, access=mmap.ACCESS_READ)[:]"),
    Way("numpy_memmap", "import numpy as np; np.memmap(file, mode='r')"),
    Way("numpy_fromfile", "import numpy as np; np.fromfile(file, dtype='u1')"),
    Way("numpy_loadtxt", "import numpy as np; np.loadtxt(file, delimiter=',', skiprows=1)"),
    Way("pandas", "import pandas as pd; pd.read_csv(file)"),
    Way("pandas_with_pyarrow", "import pandas as pd; pd.read_csv(file, engine='pyarrow')"),
    Way("pandas_parquet", f"import pandas as pd; pd.read_parquet('{OTHER_PARQUET}')",
        append("data/parts/one.parquet"), PARQUET),
    Way("pandas_parquet_folder", "import pandas as pd; pd.read_parquet('../data/parts')",
        append("data/parts/one.parquet"), PARQUET),
    Way("pyarrow_csv", "import pyarrow.csv as c; c.read_csv(file)"),
    Way("pyarrow_csv_by_name", "from pyarrow.csv import open_csv; open_csv(file).read_all()"),
    Way("pyarrow_parquet", f"import pyarrow.parquet as pq; pq.read_table('{OTHER_PARQUET}')",
        append("data/parts/one.parquet"), PARQUET),
    Way("pyarrow_parquet_file", f"import pyarrow.parquet as pq; pq.ParquetFile('{OTHER_PARQUET}').read()",
        append("data/parts/one.parquet"), PARQUET),
    Way("pyarrow_dataset", "import pyarrow.dataset as ds; ds.dataset('../data/parts').to_table()",
        append("data/parts/one.parquet"), PARQUET),
    Way("pyarrow_dataset_new_part", "import pyarrow.dataset as ds; ds.dataset('../data/parts').to_table()",
        create("data/parts/two.parquet"), PARQUET),
    Way("pyarrow_feather", "import pyarrow.feather as f; f.read_table('../data/one.feather')",
        append("data/one.feather"), FEATHER),
    Way("pyarrow_memory_map", "import pyarrow as pa; pa.memory_map(file).read()"),
    Way("pyarrow_osfile", "import pyarrow as pa; pa.OSFile(file).read()"),
    Way("pyarrow_filesystem", "from pyarrow.fs import LocalFileSystem as L; L().open_input_file(file).read()"),
    Way("sqlite", "import sqlite3; sqlite3.connect('../data/base.db').execute('select * from t').fetchall()",
        append("data/base.db"), SQLITE),
    Way("sqlite_by_address",
        "import sqlite3; sqlite3.connect('file:../data/base.db?mode=ro', uri=True).execute('select 1')",
        append("data/base.db"), SQLITE),
    Way("sqlite_attached", "import sqlite3; sqlite3.connect(':memory:').execute(\"attach '../data/base.db' as b\")",
        append("data/base.db"), SQLITE),
    Way("sqlite_beneath", "import _sqlite3; _sqlite3.connect(':memory:').execute(\"attach '../data/base.db' as b\")",
        append("data/base.db"), SQLITE),
    Way("sqlite_by_class", "import sqlite3; sqlite3.Connection(':memory:').execute(\"attach '../data/base.db' as b\")",
        append("data/base.db"), SQLITE),
    Way("gzip", "import gzip; gzip.open('../data/n.gz').read()", append("data/n.gz"),
        "import gzip; gzip.open('../data/n.gz', 'wb').write(b'x')"),
    Way("zipfile", "import zipfile; zipfile.ZipFile('../data/n.zip').read('n')", append("data/n.zip"),
        "import zipfile; zipfile.ZipFile('../data/n.zip', 'w').writestr('n', 'x')"),
    Way("tarfile", "import tarfile; tarfile.open('../data/n.tar').getnames()", append("data/n.tar"),
        "import tarfile; t = tarfile.open('../data/n.tar', 'w'); t.add(file); t.close()"),
    Way("configparser", "import configparser; configparser.ConfigParser().read(file.replace('csv', 'ini'))",
        create("data/numbers.ini")),
    Way("yaml", "import yaml; yaml.safe_load(open(file))"),
    Way("xml", "import xml.etree.ElementTree as e; e.parse('../data/n.xml')", edit("data/n.xml", "x", "y"),
        "open('../data/n.xml', 'w').write('<x></x>')"),
    Way("linecache", "import linecache; linecache.getline(file, 2)"),
    Way("fileinput", "import fileinput; list(fileinput.input(file))"),
    Way("file_address", "import os, urllib.request as u; u.urlopen('file://' + os.path.abspath(file)).read()"),
    Way("copy_then_read", "import shutil, tempfile; open(shutil.copy2(file, tempfile.mkdtemp())).read()"),
    Way("in_a_thread", "import threading as t; x = t.Thread(target=lambda: open(file).read()); x.start(); x.join()"),
    Way("missing_file", "try:\n    open('../data/extra.csv')\nexcept OSError:\n    pass", create("data/extra.csv")),
    Way("exists", "import os; os.path.exists('../data/extra.csv')", create("data/extra.csv")),
    Way("path_exists", "from pathlib import Path; Path('../data/extra.csv').exists()", create("data/extra.csv")),
    Way("is_file_gone", "from pathlib import Path; Path(file).is_file()", remove(FILE)),
    Way("getsize", "import os; os.path.getsize(file)", append(FILE)),
    Way("stat_size", "from pathlib import Path; Path(file).stat().st_size", append(FILE)),
    Way("fstat_size", "import os; s = open(file); os.fstat(s.fileno()).st_size", append(FILE)),
    Way("access", "import os; os.access('../data/extra.csv', os.R_OK)", create("data/extra.csv")),
    Way("lexists", "import os; os.path.lexists('../data/extra.csv')", create("data/extra.csv")),
    Way("permissions", "import os; os.stat(file).st_mode", lambda root: (root / FILE).chmod(0o700)),
    Way("readlink", "import os; os.readlink('../data/link')", link_to("data/link", "other"),
        "import os; os.symlink('numbers.csv', '../data/link')"),
    Way("linked_file", "open('../data/link').read()", edit(), "import os; os.symlink('numbers.csv', '../data/link')"),
    Way("linked_elsewhere", "open('../data/link').read()", edit("../outside.csv"),
        "import os; os.symlink('../../outside.csv', '../data/link')"),
    Way("linked_folder", "open('../linked/numbers.csv').read()", edit(), "import os; os.symlink('data', '../linked')"),
    Way("real_path", "import os; open(os.path.realpath(file)).read()"),
    Way("outside_the_book", "open('../../outside.csv').read()", edit("../outside.csv")),
    Way("listdir", "import os; os.listdir('../data')", create("data/extra.csv")),
    Way("listdir_below_a_folder", "import os; os.listdir(os.open('../data', 0))", create("data/extra.csv")),
    Way("scandir", "import os; list(os.scandir('../data'))", create("data/extra.csv")),
    Way("scandir_size", "import os; [e.stat().st_size for e in os.scandir('../data')]", append(FILE)),
    Way("glob", "import glob; glob.glob('../data/*.csv')", create("data/extra.csv")),
    Way("path_glob", "from pathlib import Path; list(Path('../data').glob('*.csv'))", create("data/extra.csv")),
    Way("path_rglob", "from pathlib import Path; list(Path('../data').rglob('*.csv'))", create("data/deep/extra.csv"),
        "import os; os.mkdir('../data/deep')"),
    Way("walk", "import os; list(os.walk('../data'))", create("data/extra.csv")),
    Way("hidden_file", "open('../.settings').read()", edit(".settings"),
        "open('../.settings', 'w').write('1,2')"),
    Way("hidden_folder", "open('../.kept/numbers').read()", edit(".kept/numbers"),
        "import os; os.mkdir('../.kept'); open('../.kept/numbers', 'w').write('1,2')"),
    Way("results_of_a_chapter", "open('../_build/results/ch01.json').read()", create("_build/results/ch01.json"),
        "import os; os.makedirs('../_build/results'); open('../_build/results/ch01.json', 'w').write('[]')"),
    Way("environ", f"import os; os.environ.get('{VARIABLE}')", setting(VARIABLE, "peso")),
    Way("getenv", f"import os; os.getenv('{VARIABLE}')", setting(VARIABLE, "peso")),
    Way("environ_by_name", f"from os import environ; environ.get('{VARIABLE}')", setting(VARIABLE, "peso")),
    Way("environ_in", f"import os; '{VARIABLE}' in os.environ", setting(VARIABLE, "peso")),
    Way("environ_bytes", f"import os; os.environb.get(b'{VARIABLE}')", setting(VARIABLE, "peso")),
    Way("environ_beneath", f"import posix; posix.environ.get(b'{VARIABLE}')", setting(VARIABLE, "peso")),
    Way("environ_copied", "import os; dict(os.environ)", setting(VARIABLE, "peso")),
    Way("expandvars", f"import os; os.path.expandvars('${VARIABLE}/x')", setting(VARIABLE, "peso")),
    Way("session_variable", "import os; os.environ.get('COLUMNS')", setting("COLUMNS", "17")),
    Way("program", "import subprocess; subprocess.run(['cat', file], stdout=-3)"),
    Way("program_and_variable", "import subprocess; subprocess.run(['env'], stdout=-3)", setting(VARIABLE, "peso")),
    Way("program_and_hidden_file", "import subprocess; subprocess.run(['true'])", create(".settings")),
    Way("shell", "import os; os.system('cat ' + file + ' > /dev/null')"),
    Way("popen", "import os; os.popen('cat ' + file).read()"),
    Way("posix_spawn", "import os; os.waitpid(os.posix_spawn('/bin/true', ['true'], {}), 0)"),
    Way("terminal",
        "import pty, os; pid, fd = pty.fork()\nif pid == 0: os.execvp('true', ['true'])\nos.waitpid(pid, 0)"),
    Way("terminal_closed_files", "import pty, os; pid, fd = pty.fork()\nif pid == 0:\n    os.closerange(3, 99)\n"
        "    os.execvp('true', ['true'])\nassert os.waitpid(pid, 0)[1] == 0"),
    Way("asyncio_program", "import asyncio\nasync def main():\n    p = await asyncio.create_subprocess_exec('true')\n"
        "    await p.wait()\nasyncio.run(main())"),
    Way("spawned_worker", "from multiprocessing import util; import os\n"
        "os.waitpid(util.spawnv_passfds(b'/bin/true', ['true'], []), 0)"),
    Way("fork", "import os; pid = os.fork()\nif pid == 0:\n    open(file).read(); os._exit(0)\nos.waitpid(pid, 0)"),
    Way("machine_code", "import ctypes; ctypes.CDLL(None).fopen(file.encode(), b'r')"),
    Way("machine_code_library", "import ctypes, ctypes.util; ctypes.CDLL(ctypes.util.find_library('c'))"),
    Way("module_beside", "import beside", edit("chapters/beside.py"), "open('beside.py', 'w').write('x = 1,2')"),
    Way("module_elsewhere", "import sys; sys.path.insert(0, '../tools'); import far", edit("tools/far.py"),
        "import os; os.mkdir('../tools'); open('../tools/far.py', 'w').write('x = 1,2')"),
    Way("new_module", "import sys; sys.path.insert(0, '')\ntry:\n    import absent_one\nexcept ImportError:\n    pass",
        create("chapters/absent_one.py")),
    Way("zip_import", "import sys; sys.path.insert(0, '../n.zip'); import packed", append("n.zip"),
        "import zipfile; zipfile.ZipFile('../n.zip', 'w').writestr('packed.py', 'x = 1')"),
    Way("run_path", "import runpy; runpy.run_path('script.py')", edit("chapters/script.py"),
        "open('script.py', 'w').write('x = 1,2')"),
    Way("importlib_resources", "import sys; sys.path.insert(0, '../src')\nfrom importlib.resources import files\n"
        "files('kit').joinpath('n.txt').read_text()", edit("src/kit/n.txt"),
        "import os; os.makedirs('../src/kit'); open('../src/kit/__init__.py', 'w').close()\n"
        "open('../src/kit/n.txt', 'w').write('1,2')"),
    Way("packages_listed", "import pkgutil; list(pkgutil.iter_modules(['../src']))", create("src/extra.py"),
        "import os; os.makedirs('../src')"),
]  # fmt: skip

REFUSED = [
    Way("getmtime", "import os; os.path.getmtime(file)"),
    Way("stat_time", "from pathlib import Path; Path(file).stat().st_mtime"),
    Way("stat_time_by_index", "import os; os.stat(file)[8]"),
    Way("scandir_time", "import os; [entry.stat().st_mtime_ns for entry in os.scandir('../data')]"),
    Way("fstat_time", "import os; s = open(file); os.fstat(s.fileno()).st_ctime"),
    Way("web_page", "import urllib.request as u; u.urlopen('http://example.org/data.csv')"),
    Way("pandas_from_the_web", "import pandas as pd; pd.read_csv('https://example.org/data.csv')"),
    Way("host_by_name", "import http.client as h; h.HTTPConnection('example.org').request('GET', '/')"),
    Way("host_by_address", "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"),
    Way("generated_page", "open('../_build/html/index.html').read()"),
    Way("generated_page_kept_quiet", "try:\n    open('../_build/html/index.html').read()\nexcept Exception:\n    pass"),
    Way("whole_book_listed", "from pathlib import Path; list(Path('..').rglob('*.csv'))", None,
        "import os; os.makedirs('../_build/results')"),
    Way("attributes", "import os; os.listxattr(file)"),
]  # fmt: skip


DRIVER = textwrap.dedent("""
    import json, os, sys, traceback
    import numpy, pandas, pyarrow, pyarrow.csv
    recorder, orders = sys.argv[1], json.load(sys.stdin)
    for order in orders:
        if pid := os.fork():
            os.waitpid(pid, 0)
            continue
        try:
            os.chdir(order["root"] + "/chapters")
            names = {"__name__": "__main__", "file": "../data/numbers.csv"}
            exec(order["prepare"], dict(names))
            os.environ |= {"BOOKBUILDER_TRACE": order["trace"], "BOOKBUILDER_ROOT": order["root"]}
            exec(compile(open(recorder).read(), recorder, "exec"), {"__name__": "startup"})
            try:
                exec(order["code"], names)
                order["error"] = ""
            except BaseException as error:
                order["error"] = f"{type(error).__name__}: {error}"
                order["traceback"] = traceback.format_exc()
            os.write(1, (json.dumps([order["name"], order["error"], order.get("traceback")]) + chr(10)).encode())
        finally:
            os._exit(0)
""")
