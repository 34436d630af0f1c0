"""What setuptools cannot be told in ``pyproject.toml``: one version for code and data, and the data inside the wheel.

The data package stays a folder at the top of the repository. A wheel carries it below the package, where
``clusterbook.paths`` finds it when there is no checkout; an editable installation uses the folder itself.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

DATA = Path("data")
INSIDE = Path("clusterbook", "datapackage")
HEAD = json.loads((DATA / "package_head.json").read_text(encoding="utf-8"))


class BuildWithData(build_py):
    """The modules, and unless the installation is editable the data package beside them."""

    def run(self) -> None:
        """Build, then copy the data."""
        super().run()
        if not self.editable_mode:
            shutil.copytree(DATA, Path(self.build_lib) / INSIDE, dirs_exist_ok=True)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """Every file that is built, the data among them."""
        copied = [] if self.editable_mode else [path for path in sorted(DATA.rglob("*")) if path.is_file()]
        targets = [str(Path(self.build_lib) / INSIDE / path.relative_to(DATA)) for path in copied]
        return [*super().get_outputs(include_bytecode), *targets]


setup(
    version=HEAD["version"],
    author=HEAD["contributors"][0]["title"],
    keywords=HEAD["keywords"],
    cmdclass={"build_py": BuildWithData},
)
