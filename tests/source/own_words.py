"""Sentences of the book's own against the scanned texts: ``python tests/source/own_words.py FOLDER``.

No paraphrase of a statement and no paragraph of a chapter may have more than so many words in a row from a text,
outside quotation marks. FOLDER is that of ``scanned_text.py``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from scanned_text import FILES, normal, readings

from clusterbook.data.book import Book, load_book
from clusterbook.paths import book_root
from clusterbook.site.pages import book_pages
from clusterbook.site.prose import plain
from clusterbook.site.results import value_in

LONGEST = 9  # words in a row that a sentence may share with the sources
WORD = re.compile(r"[^\W_]+(?:[-'.,][^\W_]+)*")
QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
PLACE = re.compile(r"\[[^\]]*\]\{\.place\}")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: small letters, without punctuation and marks of the scan."""
    return WORD.findall(normal(text))


def runs_of(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    """Every run of so many words."""
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))


def copied(texts: Mapping[str, str], sources: Iterable[str]) -> list[str]:
    """A line for each text that has more words in a row from the sources than ``LONGEST``."""
    known = {run for source in sources for run in runs_of(words_of(source), LONGEST + 1)}
    own = {
        name: [run for part in QUOTED.split(text) for run in runs_of(words_of(part), LONGEST + 1)]
        for name, text in texts.items()
    }
    return [
        f"{name}: words of the source: {' '.join(next(run for run in runs if run in known))}"
        for name, runs in own.items()
        if known.intersection(runs)
    ]


def own_texts(book: Book) -> dict[str, str]:
    """What the book says in its own words: paraphrases by claim, paragraphs of the chapters with numbers filled in."""
    claims = dict(zip(book.claims["claim_id"], book.claims["paraphrase"], strict=True))
    paragraphs = {
        f"{page.key}, paragraph {number}": plain(PLACE.sub("", text), written)
        for page in book_pages()
        for number, text in enumerate("\n\n".join(page.markdown).split("\n\n"), start=1)
    }
    return claims | paragraphs


def written(reference: str) -> str:
    """An accepted result as the prose prints it."""
    return value_in(reference, [book_root() / "results"]) or ""


def check_own_words(book: Book, folder: Path) -> list[str]:
    """Everything that the book says in the sources' words, one line each."""
    scanned = [(folder / name).read_text(encoding="utf-8").split("\n") for name in FILES.values()]
    return copied(own_texts(book), (reading for lines in scanned for reading in readings(lines)))


def main(arguments: Sequence[str]) -> int:
    """Print what is not so; 0 if nothing is."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    wrong = check_own_words(load_book(), Path(arguments[0]))
    print("\n".join([*wrong, f"{len(wrong)} problems"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
