"""What a warm process has ready for its forks."""

from __future__ import annotations

import os
from contextlib import closing
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path

from bookbuilder.running.warm import WarmProcess

STYLES = "[one.name for one in __import__('importlib.metadata').metadata.entry_points(group='pygments.styles')]"


def test_what_packages_offer_is_what_they_offer_without_a_warm_process(tmp_path: Path) -> None:
    with closing(WarmProcess(("__main__:remember_entry_points",), dict(os.environ))) as process:
        found = process.call(partial(eval, STYLES), folder=tmp_path)
    assert found == [one.name for one in entry_points(group="pygments.styles")] != []
