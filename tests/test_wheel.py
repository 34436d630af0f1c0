"""The package as others install it: a wheel in an environment of its own, far from this repository."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BOOK = ("data", "chapters", "results", "_static", "references.bib", "_toc.yml", "_config.yml")
PARTS = (*BOOK, "src", "setup.py", "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE")
BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Programs of an environment with the wheel, and of the libraries here, but not of this checkout."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    subprocess.run([sys.executable, "-c", BUILD, str(folder)], cwd=source, check=True, capture_output=True)
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / "bin"
    (wheel,) = folder.glob("*.whl")
    subprocess.run([programs / "python", "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel], check=True)
    packages = next((folder / "env" / "lib").glob("python*")) / "site-packages"
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def run(environment: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment, from its own folder and without this checkout's variables."""
    command = [environment / program, *arguments]
    settings = {"PATH": "/usr/bin:/bin", "JUPYTER_PATH": f"{sys.prefix}/share/jupyter"}  # templates of the libraries
    return subprocess.run(command, cwd=environment, env=settings, capture_output=True, text=True, check=False)


def python(environment: Path, code: str) -> str:
    """What a piece of code prints in the environment."""
    done = run(environment, "python", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_package_is_the_wheels_own(environment: Path) -> None:
    where = python(environment, "import clusterbook; print(clusterbook.__file__)")
    assert Path(where).is_relative_to(environment.parent)


def test_a_table_comes_with_its_types(environment: Path) -> None:
    code = "import clusterbook as c; t = c.load_table('10.4'); print(t['upgrading_product'].dtype, len(t))"
    assert python(environment, code) == "float64 17"


def test_the_clusters_and_the_statistics_work_together(environment: Path) -> None:
    code = """
import clusterbook
clusters = clusterbook.load_clusters().dropna(subset=["collective_efficiency", "upgrading_product"])
found = clusterbook.stats.association(clusters["collective_efficiency"].cat.codes, clusters["upgrading_product"])
print(len(clusterbook.load_clusters()), found.n, found.exact_p < 0.05)
"""
    assert python(environment, code) == "40 35 True"


def test_every_file_of_the_data_is_there(environment: Path) -> None:
    code = """
from clusterbook.paths import data_folder
print(*sorted(str(path.relative_to(data_folder())) for path in data_folder().rglob("*") if path.is_file()), sep="\\n")
"""
    expected = sorted(str(path.relative_to(ROOT / "data")) for path in (ROOT / "data").rglob("*") if path.is_file())
    assert python(environment, code).splitlines() == expected


def test_the_command_exports_the_data(environment: Path, tmp_path: Path) -> None:
    done = run(environment, "clusterbook", "export", str(tmp_path), "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "csv" / "all_cells.csv").read_bytes() == (ROOT / "data" / "all_cells.csv").read_bytes()


def test_a_chapter_runs_with_other_parameters_from_anywhere(environment: Path, tmp_path: Path) -> None:
    done = run(environment, "clusterbook", "run", "ch03", "-p", "interest_percent=24", "-o", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "ch03_fruit_interest_percent-24.html").is_file()
    assert "named results changed against the accepted baseline" in done.stdout


def test_a_notebook_finds_the_chapters_of_the_package(environment: Path) -> None:
    code = "from bookbuilder.lab import parameters; print(parameters('ch03').table.loc['interest_percent', 'allowed'])"
    assert python(environment, code) == "0 to 60"


def test_the_data_are_checked_in_the_package(environment: Path) -> None:
    done = run(environment, "clusterbook", "check")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_command_that_needs_the_whole_book_says_so(environment: Path) -> None:
    for command in ("build", "diff", "accept"):
        done = run(environment, "clusterbook", command)
        assert done.returncode == 1
        assert "work in a copy of its repository" in done.stderr and "Traceback" not in done.stderr
