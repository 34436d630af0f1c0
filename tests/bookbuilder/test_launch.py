"""Buttons that open a chapter elsewhere: only where the repository has an address, and at the right one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jinja2 import DictLoader, Environment

from bookbuilder.errors import BookError
from bookbuilder.site.launch import launches, load_launches

ROOT = Path(__file__).parents[2]
NOTEBOOK = "chapters/ch03_fruit.ipynb"
SETTINGS = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
ADDRESS = {"repository": {"url": "https://github.com/some-one/a_book"}}


def buttons(settings: dict[str, object]) -> str:
    """What the template of pages shows among a chapter's tools."""
    text = (ROOT / "_templates" / "page.html").read_text(encoding="utf-8")
    tools = text.partition('<div class="page-tools">')[2].partition("</div>")[0]
    (line,) = [line for line in tools.splitlines() if "launches" in line]
    return Environment(loader=DictLoader({"tools": line}), autoescape=True).get_template("tools").render(
        launches=launches(settings, NOTEBOOK)
    )  # fmt: skip


def test_without_an_address_there_is_no_button() -> None:
    assert "repository" not in SETTINGS
    assert launches(SETTINGS, NOTEBOOK) == []
    assert buttons(SETTINGS).strip() == ""


def test_with_an_address_both_services_open_the_notebook() -> None:
    binder, colab = launches(SETTINGS | ADDRESS, NOTEBOOK)
    assert binder.href == (
        "https://mybinder.org/v2/gh/some-one/a_book/main?urlpath=lab/tree/chapters%2Fch03_fruit.ipynb"
    )
    assert colab.href == (
        "https://colab.research.google.com/github/some-one/a_book/blob/main/chapters/ch03_fruit.ipynb"
    )
    assert (binder.install, colab.install) == ("", "git+https://github.com/some-one/a_book@main")
    shown = buttons(SETTINGS | ADDRESS)
    assert shown.count("<a href=") == 2 and "Open in Binder" in shown
    assert "%pip install" in shown and "clusterbook[book] @ git+https://github.com/some-one/a_book@main" in shown


def test_branch_folder_and_single_services_are_followed() -> None:
    repository = {"url": "https://github.com/a/b.git", "branch": "second/edition", "path_to_book": "book"}
    settings = {"repository": repository, "launch_buttons": {"colab_url": "https://colab.research.google.com/"}}
    (colab,) = launches(settings, NOTEBOOK)
    assert colab.href.endswith(f"/github/a/b/blob/second%2Fedition/book/{NOTEBOOK}")
    assert launches(ADDRESS, NOTEBOOK) == []


@pytest.mark.parametrize("url", ["github.com/a/b", "https://example.org/a/b", "https://github.com/a", "javascript:x"])
def test_what_is_no_repository_is_told(url: str) -> None:
    with pytest.raises(BookError, match="repository, url: found .* expected https://github.com/OWNER/NAME"):
        launches({"repository": {"url": url}}, NOTEBOOK)


def test_pages_that_are_no_notebooks_have_no_button(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(yaml.safe_dump(SETTINGS | ADDRESS), encoding="utf-8")
    assert load_launches(tmp_path, "intro.ipynb") == []
    (tmp_path / "intro.ipynb").write_text("{}", encoding="utf-8")
    assert [launch.label for launch in load_launches(tmp_path, "intro.ipynb")] == ["Binder", "Colab"]


def test_the_recipes_of_services_name_files_that_are_there() -> None:
    recipe = (ROOT / ".binder" / "requirements.txt").read_text(encoding="utf-8").split()
    assert recipe[0] == "-r" and (ROOT / ".binder" / recipe[1]).is_file()
    assert (ROOT / ".binder" / "postBuild").stat().st_mode & 0o100
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert container["postCreateCommand"].split()[0] == "make"
