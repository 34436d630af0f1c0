"""Prose of pages as plain words, by section."""

from __future__ import annotations

from clusterbook.site.prose import Section, plain, sections_of

PAGE = """# A *title*

Opening {cite}`one`, with {result}`ch04.sum` firms.

(tbl-04-01)=
## Exports {doc}`there <verdicts>`

See [the list](#kind=fact), {ref}`tbl-04-01`.

```{raw} html
<b>not this</b>
```

### What is Espírito Santo?

A `file_name` stays whole.
"""


def written(reference: str) -> str:
    return {"ch04.sum": "1,200"}[reference]


def test_sections_have_their_labels_or_the_addresses_that_headings_get() -> None:
    assert list(sections_of(PAGE, written)) == [
        Section("", "A title", "Opening, with 1,200 firms."),
        Section("tbl-04-01", "Exports there", "See the list,."),
        Section("what-is-espirito-santo", "What is Espírito Santo?", "A file_name stays whole."),
    ]


def test_a_place_in_the_sources_has_its_brackets_and_a_list_no_dashes() -> None:
    source = 'Firms *join*. [The "Pioneer" Firms, ¶ 1–3]{.place}\n\n- **One** thing\n- another'
    assert plain(source, written) == 'Firms join. [The "Pioneer" Firms, ¶ 1–3] One thing another'


def test_what_stood_around_a_role_without_words_goes_with_it() -> None:
    assert plain("Upgrading ({cite}`a`; {cite}`b`) pays {cite}`c`.", written) == "Upgrading pays."


def test_a_term_of_the_glossary_is_its_words() -> None:
    assert (
        plain("A {term}`quasi hierarchy` and {term}`networks <network>`.", written) == "A quasi hierarchy and networks."
    )
