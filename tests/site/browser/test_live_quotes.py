"""What a run in the browser puts on a page has the marks that the page has from the build."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from served import page_for

from bookbuilder.live.build import ASSETS
from bookbuilder.site.quotes import with_quotes

HTML = """<div><p>The authors' word, 'so', and it's "whole": the <em>"book's"</em> (the 'first') <b>wages</b>' end.</p>
<table><tbody><tr><td>"a"</td><td>b's</td></tr></tbody></table><pre>'a'</pre><code>"b"</code> "'c' d"</div>"""
SET = """async ([address, html]) => {
  const { setQuotes } = await import(address);
  const box = document.createElement("div");
  box.innerHTML = html;
  setQuotes(box);
  return box.innerHTML;
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """An English page that may load the script."""
    with page_for(ASSETS / "quotes.js", browser, folder=tmp_path_factory.mktemp("quotes")) as opened:
        yield opened


def test_an_output_of_a_run_has_the_marks_that_the_build_sets(page: Page) -> None:
    assert page.evaluate(SET, ["./quotes.js", HTML]) == with_quotes(HTML)


def test_a_page_in_another_language_is_left_alone(page: Page) -> None:
    page.evaluate("() => { document.documentElement.lang = 'es'; }")
    assert page.evaluate(SET, ["./quotes.js", HTML]) == HTML
