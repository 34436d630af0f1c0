"""Every free text of the data is made hostile at once: the site shows it, and it is words wherever it stands."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tiny_book import copied_book

from clusterbook.data.reading import KEY_JOINT
from clusterbook.paths import table_name
from clusterbook.reproduction.tidy import TIDY

pytestmark = pytest.mark.slow
HOSTILE = "<u>$q$`x`"  # an element, a formula and code, and short, since labels of figures have little room
PLACES = {  # columns whose words the check reads as cells of other tables, compares with these, or takes for codes
    "claims": ("cells", "tables"),
    "fact_links": ("first", "second"),
    "errata": ("published", "recomputed", "admissible"),
    "restorations": ("scanned", "restored", "admissible"),
    "table_10_03": (
        "traditional_manufacturing", "natural_resource_based", "complex_products", "specialized_suppliers",
    ),
    "trade_in_words": ("country", "product"),
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a copy of the book whose free texts are hostile."""
    root = copied_book(tmp_path_factory.mktemp("hostile") / "book").root
    named = {
        (table_name(row["table"]), row["row"])
        for name in ("errata", "restorations")
        for row in csv.DictReader((root / f"data/{name}.csv").read_text("utf-8").splitlines())
    }
    for path in sorted((root / "data").rglob("*.schema.json")):
        if (name := path.name.removesuffix(".schema.json")) not in TIDY:
            kept = {row for table, row in named if table == name}
            make_hostile(path.with_name(f"{name}.csv"), json.loads(path.read_text("utf-8")), kept=kept)
    built = subprocess.run(
        [sys.executable, "-m", "clusterbook", "build"], cwd=root, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "CLUSTERBOOK_ROOT": str(root)},
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    return root / "_build" / "html"


def make_hostile(path: Path, descriptor: dict[str, Any], *, kept: set[str]) -> None:
    """End every cell of every free text of a file in markup, but for rows that errata and restorations quote."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    free = [header.index(name) for name in free_texts(descriptor) if name not in PLACES.get(path.stem, ())]
    keys = [header.index(name) for name in descriptor["schema"]["primaryKey"]]
    for row in rows:
        if KEY_JOINT.join(row[key] for key in keys) not in kept:
            for place in free:
                row[place] = made_hostile(row[place])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def made_hostile(cell: str) -> str:
    """A cell with markup behind its words; a number and an empty cell stay as they are."""
    return cell + HOSTILE if re.search("[A-Za-z]", cell) else cell


def free_texts(descriptor: dict[str, Any]) -> Iterator[str]:
    """Columns of words without a closed list or a form that are no key and no place."""
    schema = descriptor["schema"]
    keys = {*schema["primaryKey"], *(name for key in schema.get("foreignKeys", []) for name in key["fields"])}
    keys |= {"country"} if descriptor["title"] == "Countries" else set()
    keys |= {"place", "section"}  # of the text, whose headings are known
    for field in schema["fields"]:
        bound = {"enum", "pattern"} & field.get("constraints", {}).keys()
        if field["type"] == "string" and field["name"] not in keys and not bound:
            yield field["name"]


def test_the_data_show_no_markup_of_their_own_anywhere(hostile_site: Path) -> None:
    shown = 0
    for path in hostile_site.rglob("*.html"):
        page = html.parse(path)
        shown += page.getroot().text_content().count(HOSTILE)
        assert page.xpath("//u") == [], path
        assert "x" not in [code.text for code in page.xpath("//code")], path
        assert "q" not in [formula.text_content() for formula in page.xpath("//*[local-name()='math']")], path
    assert shown > 1000
