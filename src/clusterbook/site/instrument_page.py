"""The page ``Code a cluster``: the instrument, with the anchors of every component from the codebook."""

from __future__ import annotations

from clusterbook.data.book import Book
from clusterbook.data.cases import FOLDER
from clusterbook.instrument import SCHEMA_FILE, Anchor, anchors
from clusterbook.instrument.anchors import CODES
from clusterbook.paths import data_folder
from clusterbook.site.markup import as_words
from clusterbook.vocabulary import in_words

PAGE = "code_a_cluster.md"
SCHEMA = f"data/{SCHEMA_FILE}"
OPENING = """# Code a cluster

The scheme by which the book rated its {clusters} clusters is here a form that others can fill for a cluster, or a \
chain, of their own. A coded cluster stands beside the book's in the atlas, in the exported data, and, where a \
parameter asks for it, in the tests of {doc}`chapters/ch10_cross_case`; it never changes a reproduced result unasked.

```sh
clusterbook case new leon_cheese            # an empty form, leon_cheese.yaml, with the meaning of every code
clusterbook case check leon_cheese.yaml     # every mistake, and what is still open
clusterbook case agreement anna bea         # two coders, a folder of forms each: how far they agree
```

1. Read the sources first, then fill the form. A code needs the lines or pages that support it, one sentence of \
evidence in your own words, and your confidence. Where the source does not tell, the code is `null`: nothing is guessed.
2. Where the same evidence allows another code, name it under `admissible`. The robustness of a result is computed \
over these.
3. Let a second person code the same sources without seeing the first form. `clusterbook case agreement` gives, by \
dimension, the percentage of equal codes, the percentage that the other coder's admissible codes cover, weighted kappa \
(quadratic weights) and Krippendorff's alpha (ordinal); forms of governance are kinds, so that theirs are unweighted \
and nominal. Settle the differences in words and keep both forms.
4. Put the settled form into `data/cases/`, its sources into `references.bib`, and run `clusterbook check` and \
`clusterbook package`. `clusterbook run ch10_tests -p include_cases=true -o mine` shows what it does to the tests.

Editors that know YAML schemas take {schema} for completion and explanations; `case new` writes it beside the form.

The book defines what is rated, and the scale from absent to high, in the sections named below; how a level is \
recognized it does not print. The wording of the levels is this project's, and so open to correction. Ratings of \
external economies, joint action and upgrading may be halves.
"""
NAMES = {
    "external_economies": "External economies",
    "joint_action": "Joint action",
    "upgrading": "Upgrading",
    "governance": "Governance of the chains",
    "social_upgrading": "Social upgrading",
}
SOURCES = {"book": "the book", "article": "the article of Chapter 12"}


def instrument_page(book: Book, *, schema: str) -> str:
    """The page, in Markdown.

    Parameters
    ----------
    book : Book
        The data package.
    schema : str
        Address of the JSON Schema from the site's root.
    """
    link = f'<a href="{schema}" download>this JSON Schema</a>'
    opening = OPENING.replace("{schema}", link).replace("{clusters}", str(len(book.clusters)))
    return opening + "".join(_section(*one) for one in anchors(book).items())


def schema_file() -> dict[str, bytes]:
    """The JSON Schema, by address from the site's root."""
    return {SCHEMA: (data_folder() / FOLDER / SCHEMA_FILE).read_bytes()}


def _section(dimension: str, components: tuple[Anchor, ...]) -> str:
    """One dimension: where it is defined, and a table of its components and levels."""
    places = dict.fromkeys((anchor.place, SOURCES[anchor.source]) for anchor in components)
    defined = "; ".join(f"{as_words(place)} ({source})" for place, source in places)
    header = f"| | {' | '.join(map(str, CODES))} |\n{'|---' * (len(CODES) + 1)}|\n"
    rows = "".join(
        f"| **{_words(anchor.component)}**: {as_words(anchor.meaning)} | {' | '.join(map(as_words, anchor.levels))} |\n"
        for anchor in components
    )
    return f"\n## {NAMES[dimension]}\n\nDefined in: {defined}.\n\n{header}{rows}"


def _words(name: str) -> str:
    """A key as words."""
    return in_words(name).capitalize()
