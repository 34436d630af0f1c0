"""A drawing as a page takes it: text in the book's typeface, colours as variables for the light and the dark."""

from __future__ import annotations

import base64
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from clusterbook.display.palette import on_dark

TYPEFACE = "Source Sans 3"
FONT_FILE = Path(__file__).with_name("fonts") / "SourceSans3-Regular.ttf"
ALPHABET = frozenset(map(chr, [*range(0x20, 0x180), *range(0x2000, 0x2300)]))  # Latin, punctuation, arrows, signs
FALLBACKS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
HASHED_NAME = re.compile(r"(?<=[\"#])[pm][0-9a-f]{10}(?=[\")])")
COLOUR = re.compile(r"(?<=[: ])#([0-9a-f]{6})(?=[;\"])")
FAMILY = re.compile(r"\s*font-family: [^;\"]*;?")
FONT = re.compile(r"font: ([\d.]+px) [^;\"]*")
BLACK = "000000"  # matplotlib leaves out what SVG takes for granted: a fill in black
TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")
OPENING = re.compile(r"<svg[^>]*>")


def finished(svg: bytes) -> bytes:
    """A drawing of matplotlib as the book shows it; the same bytes for the same drawing."""
    text = _numbered(svg.decode("utf-8"))
    text = FONT.sub(r"font-size: \1", FAMILY.sub("", text))
    colours = sorted({*COLOUR.findall(text), BLACK})
    text = COLOUR.sub(r"var(--c\1)", text)
    style = _variables(colours) + _typeface("".join(TEXT.findall(text)))
    return OPENING.sub(lambda match: f"{match[0]}<style>{style}</style>", text, count=1).encode("utf-8")


def _numbered(svg: str) -> str:
    """Clips and markers named by number: matplotlib's hashes follow the last digit of the layout, which may vary."""
    names = dict.fromkeys(HASHED_NAME.findall(svg))
    numbers = {name: name[:1] + str(place) for place, name in enumerate(names)}
    return HASHED_NAME.sub(lambda match: numbers[match[0]], svg)


def _variables(colours: list[str]) -> str:
    """The colours of a drawing as variables, and what they are on a dark page."""
    light = ";".join(f"--c{colour}:#{colour}" for colour in colours)
    dark = ";".join(f"--c{colour}:{on_dark(f'#{colour}').lower()}" for colour in colours)
    return f":root{{{light};fill:var(--c{BLACK})}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def _typeface(text: str) -> str:
    """The typeface with the letters that the drawing has, so that they are as wide as they were measured."""
    letters = "".join(sorted(set(text)))
    if not letters:
        return ""
    source = f"data:font/woff;base64,{base64.b64encode(_letters(letters)).decode('ascii')}"
    return (
        f'@font-face{{font-family:"{TYPEFACE}";src:url({source}) format("woff")}}'
        f"text{{font-family:'{TYPEFACE}',{FALLBACKS}}}"
    )


@cache
def _letters(letters: str) -> bytes:
    """The book's typeface cut down to these letters."""
    return _cut(io.BytesIO(_alphabet()) if ALPHABET.issuperset(letters) else FONT_FILE, letters, flavour="woff")


@cache
def _alphabet() -> bytes:
    """The typeface without other scripts, from which the letters of each drawing are cut much sooner."""
    return _cut(FONT_FILE, "".join(ALPHABET), flavour=None)


def _cut(typeface: Path | io.BytesIO, letters: str, *, flavour: str | None) -> bytes:
    """A typeface without all but these letters; cut twice gives the same bytes as cut once."""
    options = Options()
    options.hinting, options.notdef_outline, options.layout_features = False, True, ["kern"]
    font = TTFont(typeface, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = flavour
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def drawn(figure: Any) -> bytes:
    """A figure of matplotlib as SVG, cut to what is drawn on it."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight", pad_inches=0.04)
    return finished(buffer.getvalue())
