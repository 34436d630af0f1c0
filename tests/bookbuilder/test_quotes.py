"""Quotation marks of a page: typographic in its text, as they are written in code, formulas and attributes."""

from __future__ import annotations

import pytest

from bookbuilder.site.quotes import with_quotes


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<td>the book's &quot;rise&quot;</td>", "<td>the book’s “rise”</td>"),
        ("<li>the authors&#x27; word, &#39;so&#39; it&#34;s&#34;</li>", "<li>the authors’ word, ‘so’ it”s”</li>"),
        ('<p>ends in <b>wages</b>\'</p><p>"Made"</p>', "<p>ends in <b>wages</b>’</p><p>“Made”</p>"),
        ('the <em>"whole"</em> of it', "the <em>“whole”</em> of it"),
        ('wages<br>"low"', "wages<br>“low”"),
        ("<a title=\"it's\">it's</a>", '<a title="it\'s">it’s</a>'),
        ("<code>'a'</code> <pre>\"b\"</pre>", "<code>'a'</code> <pre>\"b\"</pre>"),
        ("<script>say('a')</script><!-- 'b' -->", "<script>say('a')</script><!-- 'b' -->"),
        ("<math><mi>f'</mi></math>", "<math><mi>f'</mi></math>"),
        ("1 < 2 'a'", "1 < 2 ‘a’"),
        ("", ""),
    ],
)
def test_marks_are_typographic_in_text_alone(html: str, expected: str) -> None:
    assert with_quotes(html) == expected


def test_a_language_has_its_own_marks() -> None:
    assert with_quotes('<td>"uva"</td>', "es") == "<td>«uva»</td>"
