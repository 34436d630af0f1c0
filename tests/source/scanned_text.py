"""Quotes and places against the scanned text: ``python tests/source/scanned_text.py FOLDER``.

The book needs no scanned text; whoever has it can check with this that every quote of a claim stands where its row
says, and that every number stated in prose, and every row of ``data/evidence``, is placed in the section and paragraph
of its line. Headings are those of ``data/sections.csv``. FOLDER holds ``upgrading_to_compete_2006.txt`` and
``fair_trade_social_upgrading_2013.txt``. Where the scan does not show what is a table or a running head,
``layout.csv`` beside this file says so.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from clusterbook.data.book import Book, load_book
from clusterbook.data.sections import OPENING, OPENING_IN_WORDS
from clusterbook.reproduction.claim_rules import OMISSION, QUOTE_WORDS, words_of
from clusterbook.vocabulary import ARTICLE_CHAPTER

FILES = {"book": "upgrading_to_compete_2006.txt", "article": "fair_trade_social_upgrading_2013.txt"}
LAYOUT = Path(__file__).with_name("layout.csv")
EVIDENCE = ("timeline", "joint_action", "actors", "chains", "policy_actions", "policy_cases")
NOTES = "Notes"
LINES_BEFORE, LINES_AFTER = 2, 45
IN_TEXT = re.compile(r"(?:Chapter (?P<chapter>\d+), )?(?P<section>.+), paragraph (?P<paragraph>\d+)")
IN_NOTE = re.compile(r"(?P<section>.+), note (?P<note>\d+)")
BESIDE_TEXT = re.compile(r"(?:note(?: \w)? to )?(?:Table|Figure) \d+\.\d+")
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SAME = (("[‘’‛`´]", "'"), ("[“”„«»]", '"'), ("[‐‑‒–—−]", "-"), (r"[\\*]", ""), (f"[{RAISED}]", ""))
MARK = r"\$\^\{?\w+\}?\$|\^\{\w+\}"  # a footnote's number as the scan writes it
NO_PARAGRAPH = re.compile(
    rf"[{RAISED}]|\$\^|\^|\$\$|(Table ?\d|Figure \d+[.–-]\d\. |Source:|Note:|\(continued)|.*(Clauster book|\t)"
)
RUNNING_HEAD = re.compile(r"\d+ [A-Z].{0,86}|THE [A-Z ,]+\d*|[A-Z ,’'\-]+ \d{1,3}|\d+")
SENTENCE_END = re.compile(rf'[.?!:;"”)][{RAISED}\d\s]*$')


@dataclass(frozen=True)
class Layout:
    """Lines of one chapter's text, counted from 1, that the scan does not tell apart by itself."""

    first: int
    last: int
    headings: dict[int, str]
    skipped: frozenset[int]
    begins: frozenset[int]
    continues: frozenset[int]


def load_layouts() -> dict[int, Layout]:
    """The layout of each chapter; the article is Chapter 12."""
    rows, sections = pd.read_csv(LAYOUT, keep_default_na=False), load_book().resource("sections")
    headings = sections[sections["source_line"].notna() & (sections["section"] != OPENING)]
    titles = {
        chapter: dict(zip(part["source_line"], part["section"], strict=True))
        for chapter, part in headings.groupby("chapter")
    }
    return {int(chapter): _layout(part, titles[chapter]) for chapter, part in rows.groupby("chapter")}


def _layout(rows: pd.DataFrame, headings: dict[int, str]) -> Layout:
    """The layout of one chapter from its rows and its headings by their lines."""
    lines = {
        kind: [n for a, b in part[["first_line", "last_line"]].itertuples(index=False) for n in range(a, b + 1)]
        for kind, part in rows.groupby("kind")
    }
    marked = [frozenset(lines.get(kind, [])) for kind in ("skipped", "begins", "continues")]
    return Layout(lines["chapter"][0], lines["chapter"][-1], headings, *marked)


def places(lines: Sequence[str], layout: Layout) -> dict[int, tuple[str, int]]:
    """Section heading and number of the paragraph in its section, for each line of a chapter's running text."""
    section, number, before = OPENING, 0, ""
    found = {}
    for line in range(layout.first, layout.last + 1):
        text = lines[line - 1]
        if line in layout.headings:
            section, number, before = layout.headings[line], 0, ""
        elif text.strip() and line not in layout.skipped and not is_furniture(text):
            number += begins_paragraph(line, text, before=before, layout=layout)
            found[line] = (section, number)
            before = text.strip()
    return found


def is_furniture(text: str) -> bool:
    """Whether a line is a note, a caption, a row of a table or a running head."""
    return bool(NO_PARAGRAPH.match(text.strip()) or "\t" in text or RUNNING_HEAD.fullmatch(text.strip()))


def begins_paragraph(line: int, text: str, *, before: str, layout: Layout) -> bool:
    """Whether a line begins a paragraph: the one before it ended a sentence, and it begins with no small letter."""
    if line in layout.continues:
        return False
    if line in layout.begins or text.startswith("- "):
        return True
    return not before or bool(SENTENCE_END.search(before)) and not text.strip()[0].islower() and text[0] != " "


def normal(text: str) -> str:
    """Text without differences that printing and scanning make: marks of emphasis, quotation marks, dashes, space."""
    text = re.sub(MARK, "", text)
    for pattern, plain in SAME:
        text = re.sub(pattern, plain, text)
    return re.sub(r"\s+", " ", text).strip().lower()


def readings(lines: Sequence[str]) -> Iterator[str]:
    """A passage as it may have to be read: words broken at a line's end joined or not, with and without furniture."""
    for kept in (lines, [line for line in lines if not is_furniture(line)]):
        text = "\n".join(line.strip() for line in kept if line.strip())
        yield from (normal(re.sub(r"-\n(?=[a-z])", "", text)), normal(re.sub(r"-\n", "-", text)), normal(text))


def stands_in(quote: str, lines: Sequence[str]) -> bool:
    """Whether the parts of a quote stand in a passage, in their order."""
    parts = [re.escape(normal(part)) for part in re.split(rf"(?:^|\s+){re.escape(OMISSION)}(?:\s+|$)", quote) if part]
    return any(re.search(".*".join(parts), text) for text in readings(lines))


def problems(row: pd.Series, lines: Sequence[str], found: dict[int, tuple[str, int]]) -> list[str]:
    """What of a claim's quote and place is not so in the scanned text."""
    line = int(row["source_line"])
    near = lines[max(0, line - 1 - LINES_BEFORE) : line + LINES_AFTER]
    wrong = [] if stands_in(row["quote"], near) else [f"no such words near line {line}: {row['quote']}"]
    if words_of(row["quote"]) > QUOTE_WORDS:
        wrong.append(f"{words_of(row['quote'])} words; expected at most {QUOTE_WORDS}")
    place = (row["section"], row["paragraph"])
    if row["section"] != NOTES and place != (there := tuple(map(str, found.get(line, ("no text", 0))))):
        wrong.append(f"line {line} is {there[0]}, paragraph {there[1]}; the row says {place[0]}, paragraph {place[1]}")
    return wrong


def check_claims(claims: pd.DataFrame, folder: Path) -> list[str]:
    """Everything in the claims' quotes and places that is not so in the scanned text, one line each."""
    texts = {work: (folder / name).read_text(encoding="utf-8").split("\n") for work, name in FILES.items()}
    layouts, wrong = load_layouts(), []
    for (work, chapter), rows in claims.groupby(["work", "chapter"]):
        found = places(texts[work], layouts[chapter])
        for _, row in rows.iterrows():
            wrong += [f"{row['claim_id']}: {problem}" for problem in problems(row, texts[work], found)]
    return wrong


def check_stated(stated: pd.DataFrame, folder: Path) -> list[str]:
    """Everything in the places of the numbers stated in prose that is not so in the scanned text, one line each."""
    texts = {work: (folder / name).read_text(encoding="utf-8").split("\n") for work, name in FILES.items()}
    layouts = load_layouts()
    found = {
        chapter: places(texts["article" if chapter == ARTICLE_CHAPTER else "book"], layouts[chapter])
        for chapter in layouts
    }
    listing = [(name, stated_problem(row, texts[row["work"]], found)) for name, row in stated.iterrows()]
    return [f"{name}: {problem}" for name, problem in listing if problem]


def stated_problem(row: pd.Series, lines: Sequence[str], found: dict[int, dict[int, tuple[str, int]]]) -> str:
    """What of the place of a stated number is not so; empty if nothing is."""
    line, place = int(row["source_line"]), str(row["place"])
    in_text, in_note = IN_TEXT.fullmatch(place), IN_NOTE.fullmatch(place)
    if in_text:
        there = found[int(in_text["chapter"] or row["chapter"])].get(line, ("no text", 0))
        section = in_text["section"].replace(OPENING_IN_WORDS, OPENING)
        right = (section, int(in_text["paragraph"])) == there
        return "" if right else f"line {line} is {there[0]}, paragraph {there[1]}; the row says {place}"
    if in_note:
        return "" if _begins_note(lines[line - 1], in_note["note"]) else f"line {line} is not the note of {place}"
    beside = BESIDE_TEXT.fullmatch(place) and line not in found[int(row["chapter"])]
    return "" if beside else f"line {line} is no such place: {place}"


def _begins_note(text: str, number: str) -> bool:
    """Whether a line begins with the number of a note, as the scan writes such numbers."""
    plain = text.translate(str.maketrans(RAISED, "0123456789"))
    return bool(re.match(rf"[\s$^{{*]*{number}(?!\d)", plain))


def check_evidence(book: Book, folder: Path) -> list[str]:
    """Everything in the places of the evidence told in prose that is not so in the scanned text, one line each."""
    tables = [book.resource(name).assign(work=_work) for name in EVIDENCE]
    named = [table.set_index(table.columns[0])[["work", "chapter", "place", "source_line"]] for table in tables]
    return check_stated(pd.concat(named), folder)


def _work(table: pd.DataFrame) -> pd.Series:
    """Whose text each row is from."""
    return table["chapter"].eq(ARTICLE_CHAPTER).map({True: "article", False: "book"})


def main(arguments: Sequence[str]) -> int:
    """Print what is not so; 0 if nothing is."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    book, folder = load_book(), Path(arguments[0])
    wrong = check_claims(book.claims, folder) + check_stated(book.stated_numbers, folder)
    wrong += check_evidence(book, folder)
    evidence = sum(len(book.resource(name)) for name in EVIDENCE)
    counts = f"{len(book.claims)} claims, {len(book.stated_numbers)} stated numbers, {evidence} rows of evidence"
    print("\n".join([*wrong, f"{counts}, {len(wrong)} problems"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
