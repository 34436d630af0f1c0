"""Sheets of exercises hold the questions and what they show, and no answer even in their source."""

from __future__ import annotations

from pathlib import Path

import pytest

from clusterbook.commands.sheets import write_sheets
from clusterbook.errors import ClusterbookError

PAGE = """<html><head><title>x</title><script>1</script></head><body><nav>elsewhere</nav><article id="a">
<h1>Exercises to Chapter 1<a class="headerlink" href="#a">¶</a></h1>
<p>When you have done them you can</p><ul><li>read <a href="../glossary.html"><span>a table</span></a></li></ul>
<p>They take two hours. Try each before you open its hint, and the hint before the solution. See <a>there</a>.</p>
<section><h2>Before you begin</h2><div class="cell"><div class="cell_input">import secret</div></div></section>
<section id="q"><h2>1.1 A question</h2><p>How many, if <span class="result ch01.n"><button>40</button></span>?</p>
<div class="cell"><div class="cell_input">shown = 1</div><div class="cell_output"><p class="more-columns">more</p>
<table id="t" style="--h2:&quot;x&quot;"><tr><th scope="col">Case</th></tr>
<tr><td>a told case</td></tr></table></div></div>
<details class="hint folded-part" id="h"><summary>Hint</summary><p>the hint</p></details>
<details class="solution folded-part"><summary>Solution</summary><p>the answer</p></details></section>
<section class="page-foot"><a href="../notebooks/ex01.ipynb">Notebook</a></section></article></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "html" / "exercises").mkdir(parents=True)
    (tmp_path / "html" / "exercises" / "ex01_framework.html").write_text(PAGE, encoding="utf-8")
    return tmp_path / "html"


def test_a_sheet_has_the_questions_and_nothing_that_answers_them(site: Path, tmp_path: Path) -> None:
    write_sheets(site, tmp_path / "sheets")
    sheet = (tmp_path / "sheets" / "ex01_framework.html").read_text(encoding="utf-8")
    for kept in ["<title>Exercises to Chapter 1</title>", "Name:", "read <span>a table</span>", ">40<", "a told case"]:
        assert kept in sheet
    assert "<p>They take two hours.</p>" in sheet
    for lost in ["the hint", "the answer", "Solution", "secret", "shown = 1", "Before you begin", "elsewhere"]:
        assert lost not in sheet
    assert "href" not in sheet and "<script" not in sheet and "more" not in sheet


def test_nothing_is_written_over_and_a_missing_site_is_told(site: Path, tmp_path: Path) -> None:
    with pytest.raises(ClusterbookError, match="expected none"):
        write_sheets(site, tmp_path)
    with pytest.raises(ClusterbookError, match="found no site with exercises"):
        write_sheets(tmp_path / "nowhere", tmp_path / "sheets")
