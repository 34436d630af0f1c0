"""The notebook that a page of exercises offers: plain words, and no solution in sight before it is asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from clusterbook.paths import book_root
from clusterbook.site.exercises import exercise_files

RESULTS = book_root() / "results"
NOTEBOOKS: dict[str, dict[str, Any]] = {name: json.loads(content) for name, content in exercise_files(RESULTS).items()}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_markup_of_the_book_is_left_in_the_prose(name: str) -> None:
    prose = "\n".join(cell["source"] for cell in NOTEBOOKS[name]["cells"] if cell["cell_type"] == "markdown")
    assert not re.findall(r"\{[\w.:-]+\}`?|^\(ex-[\w-]+\)=", prose, re.MULTILINE)
    nbformat.validate(nbformat.from_dict(NOTEBOOKS[name]))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_what_answers_a_question_lies_below_a_folded_heading(name: str) -> None:
    shown: list[str] = []
    folded = False
    for cell in NOTEBOOKS[name]["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and source.startswith("#"):
            folded = cell["metadata"].get("jp-MarkdownHeadingCollapsed", False)
            shown.append(source)
        elif not folded:
            shown.append(source)
    own = json.loads((book_root() / "exercises" / f"{Path(name).stem}.ipynb").read_text(encoding="utf-8"))["cells"]
    hints = [re.search(r"### Hint\n\n(.*)", "".join(cell["source"])) for cell in own if cell["cell_type"] == "markdown"]
    asked = "\n".join(shown)
    assert asked.count("### Hint") == asked.count("### Solution") == len([hint for hint in hints if hint]) > 4
    assert not [hint[1] for hint in hints if hint and hint[1][:40] in asked]
    assert "results.record" not in asked


def test_a_result_has_its_value_and_one_that_has_not_run_its_name(tmp_path: Path) -> None:
    from clusterbook.site.exercise_notebooks import plain

    assert plain("US${result}`ch02.raw_milk_price` in {ref}`Table 1 <tbl>` [A, ¶ 3]{.place}", [RESULTS]) == (
        "US$0.34 in Table 1 [A, ¶ 3]"
    )
    assert plain("{result}`ch02.raw_milk_price`", [tmp_path]) == "`ch02.raw_milk_price`"
