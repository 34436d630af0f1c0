"""Edits as editors, spreadsheets, merges, other keyboards and failing disks make them, drawn at random."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

# What is put into a file at any place.
PIECES = (
    "\0", "\x07", "\t", "\r", "\n", "\n\n", ",", ",,,", ";", '"', '""', " ", "\u00a0", "\u200b", "\u202e", "\ufeff",
    "٣", "Ａ", "а", "e\u0301", "_", "-", "−", "1e5", "inf", "-inf", "nan", ".inf", ".5", "1,5", "1.234,5", "TRUE",
    "#REF!", "=1+1", "99999999999999999999", "<<<<<<< ours\n", "=======\n", "&a ", "*a", "!!int ", "[" * 50, "[" * 5000,
    "{" * 5000, "{", "}", "]", ":", "null", "NaN", "Infinity", "\\", "\\u0000", "\\ud800", "'", "- ", "[[x]]\n", "x = ",
    "# ", "%YAML 9\n", "---\n", "https://example.org/x.csv",
)  # fmt: skip
# Letters and digits that look like others.
ALIKE = str.maketrans("aeopcxyiAEOPCX0123456789", "аеорсхуіАЕОРСХ٠١٢٣٤٥٦٧٨٩")
WAYS_OF_WORDS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.title,
    lambda word: word.translate(ALIKE),
    lambda word: f" {word}",
    lambda word: f"{word} ",
    lambda word: f"{word}\u200b",
    lambda word: f"\u202e{word}",
    lambda word: word[:1] + "\u200d" + word[1:],
    lambda word: " " * len(word),
    lambda word: "_".join(word),
    lambda word: "Infinity",
    lambda word: word * 3000,
)
WORD = re.compile(r"[\w.]+")
JSON_PAIR = re.compile(r'"\w+": [^\[{\n]+,')


def edited(content: bytes, chance: random.Random) -> bytes:
    """A file with one edit of a kind drawn at random."""
    return chance.choice(KINDS)(content, chance)


def _piece(content: bytes, chance: random.Random) -> bytes:
    """A piece put in anywhere."""
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.choice(PIECES).encode("utf-8") + content[place:]


def _byte(content: bytes, chance: random.Random) -> bytes:
    """One byte that is another."""
    place = chance.randrange(max(1, len(content)))
    return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]


def _lost_bytes(content: bytes, chance: random.Random) -> bytes:
    """Some bytes lost, or everything from some place."""
    place = chance.randrange(max(1, len(content)))
    return content[:place] if chance.random() < 0.1 else content[:place] + content[place + chance.randint(1, 40) :]


def _lines(content: bytes, chance: random.Random) -> bytes:
    """Lines lost, doubled, moved or exchanged; or the first line alone."""
    lines = content.splitlines(keepends=True) or [b""]
    line, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    first, last = sorted((line, other))
    ways = (
        lines[:line] + lines[line + 1 :],
        lines[:first] + lines[last:],
        lines[: line + 1] + lines[line:],
        lines[line:] + lines[:line],
        [*lines[:first], lines[last], *lines[first + 1 : last], lines[first], *lines[last + 1 :]],
        lines[:1],
    )
    return b"".join(chance.choice(ways))


def _word(content: bytes, chance: random.Random) -> bytes:
    """A key, number or word written in another way."""
    text = content.decode("utf-8")
    words = list(WORD.finditer(text))
    if not words:
        return _piece(content, chance)
    word = chance.choice(words)
    return (text[: word.start()] + chance.choice(WAYS_OF_WORDS)(word[0]) + text[word.end() :]).encode("utf-8")


def _double_pair(content: bytes, chance: random.Random) -> bytes:
    """A pair of JSON twice; of a file without any, a line twice."""
    pairs = list(JSON_PAIR.finditer(content.decode("utf-8")))
    if not pairs:
        return _lines(content, chance)
    pair = chance.choice(pairs)
    text = content.decode("utf-8")
    return (text[: pair.end()] + " " + pair[0] + text[pair.end() :]).encode("utf-8")


KINDS = (_piece, _byte, _lost_bytes, _lines, _word, _double_pair)
