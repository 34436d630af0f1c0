"""What setuptools cannot be told in ``pyproject.toml``: one version for code and data, and the book inside the wheel.

Data, chapters and results stay folders at the top of the repository. A wheel carries them below the package, where
``clusterbook.paths`` finds them when there is no checkout; an editable installation uses the folders themselves.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

BOOK = (
    "data",
    "chapters",
    "results",
    "_static/book.css",
    "references.bib",
    "_toc.yml",
    "_config.yml",
    "pyproject.toml",
)
INSIDE = Path("clusterbook", "book")
HEAD = json.loads(Path("data", "package_head.json").read_text(encoding="utf-8"))


def book_files() -> list[Path]:
    """Files of the book that a chapter needs to run: its data, the notebooks, declarations and baseline of results."""
    found = [path for name in BOOK for path in (Path(name).rglob("*") if Path(name).is_dir() else [Path(name)])]
    return sorted(path for path in found if path.is_file() and ".ipynb_checkpoints" not in path.parts)


class BuildWithBook(build_py):
    """The modules, and unless the installation is editable the files of the book beside them."""

    def run(self) -> None:
        """Build, then copy the book."""
        super().run()
        for path in [] if self.editable_mode else book_files():
            target = Path(self.build_lib) / INSIDE / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """Every file that is built, those of the book among them."""
        copied = [] if self.editable_mode else [str(Path(self.build_lib) / INSIDE / path) for path in book_files()]
        return [*super().get_outputs(include_bytecode), *copied]


setup(
    version=HEAD["version"],
    author=HEAD["contributors"][0]["title"],
    keywords=HEAD["keywords"],
    cmdclass={"build_py": BuildWithBook},
)
