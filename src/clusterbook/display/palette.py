"""The colours of the book: told apart by readers with any colour vision (Okabe and Ito), one meaning each.

Drawings are made in the colours for a light page. What each becomes on a dark one stands here too: chosen by hand for
the colours with a name, by turning the lightness round for all others (scales, shades).
"""

from __future__ import annotations

from functools import cache

import numpy as np

from clusterbook.vocabulary import CollectiveEfficiency, Sector

BLUE, GREEN, VERMILION, PURPLE, ORANGE, SKY = "#0072B2", "#009E73", "#D55E00", "#CC79A7", "#E69F00", "#56B4E9"
RED, BROWN, PLUM = "#B2182B", "#A86200", "#8C3A71"
DARK_GREEN, DARK_VERMILION = "#00704F", "#B34700"  # dark enough for words on white
BLACK, INK, SLATE, GREY, SILVER, WHITE = "#000000", "#333333", "#555555", "#999999", "#BBBBBB", "#FFFFFF"
TINT_BLUE, TINT_YELLOW, TINT_GREEN = "#CFE3F3", "#FBE3B4", "#CDEBDD"
TINT_PINK, TINT_GREY, TINT_RED = "#F3D4E4", "#E4E4E4", "#F8D3C2"
TEXT = "#262626"  # words and ticks, as seaborn has them
LAND, BORDER, SEA = "#F1EEE6", "#B5AFA3", WHITE
NODE_COLOURS = [TINT_BLUE, TINT_YELLOW, TINT_GREEN, TINT_PINK, TINT_GREY, TINT_RED]
KIND_COLOURS = [BLUE, GREEN, VERMILION, PURPLE, ORANGE, SKY]
SECTOR_COLOURS = {
    Sector.TRADITIONAL: BLUE,
    Sector.NATURAL_RESOURCE: GREEN,
    Sector.COMPLEX: VERMILION,
    Sector.SPECIALIZED: PURPLE,
}
DEGREE_COLOURS = {
    CollectiveEfficiency.LOW: SKY,
    CollectiveEfficiency.MEDIUM: GREY,
    CollectiveEfficiency.HIGH: ORANGE,
}

PAGE_DARK = "#171A19"  # the ground of a dark page (``--color-background-primary``)
ON_DARK = {
    BLUE: "#5FAAE6",
    GREEN: "#3FC79A",
    VERMILION: "#F2894B",
    PURPLE: "#E3A3CA",
    ORANGE: "#F2BC4A",
    SKY: "#A3DAFA",
    RED: "#F2808C",
    BROWN: "#D9A35A",
    PLUM: "#D58FBD",
    DARK_GREEN: "#57C9A3",
    DARK_VERMILION: "#F39A5E",
    TEXT: "#E6E3DC",
    BLACK: "#F4F1EA",
    INK: "#E6E3DC",
    SLATE: "#C4C0B7",
    GREY: "#8F8B84",
    SILVER: "#6E6B66",
    WHITE: PAGE_DARK,
    TINT_BLUE: "#1F3D54",
    TINT_YELLOW: "#4D3D14",
    TINT_GREEN: "#1D4535",
    TINT_PINK: "#4D2A40",
    TINT_GREY: "#383B3A",
    TINT_RED: "#55301F",
    LAND: "#2B302D",
    BORDER: "#66706A",
}
READS_DARK = 0.74  # lightness from which a shade has dark words on it, as seaborn writes them, else white ones
DARK_SHADES, LIGHT_SHADES = (0.42, 0.22), (0.95, 0.62)  # lightness on a dark page of shades with light, with dark words
TO_CONE = ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
           (0.0883024619, 0.2817188376, 0.6299787005))  # fmt: skip
TO_LAB = ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
          (0.0259040371, 0.7827717662, -0.8086757660))  # fmt: skip
FROM_LAB = ((1.0, 0.3963377774, 0.2158037573), (1.0, -0.1055613458, -0.0638541728),
            (1.0, -0.0894841775, -1.2914855480))  # fmt: skip
FROM_CONE = ((4.0767416621, -3.3077115913, 0.2309699292), (-1.2684380046, 2.6097574011, -0.3413193965),
             (-0.0041960863, -0.7034186147, 1.7076147010))  # fmt: skip

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]


@cache
def on_dark(colour: str) -> str:
    """What a colour becomes on a dark page.

    Parameters
    ----------
    colour : str
        ``"#0072B2"``, in large or small letters.

    Returns
    -------
    str
        As the table of the palette has it, else of the same hue with the lightness (in Oklab) turned round, with a
        gap in the middle so that words on a shade stay readable.
    """
    if colour.upper() in ON_DARK:
        return ON_DARK[colour.upper()]
    lightness, a, b = _lab(colour)
    return _hex((_turned(lightness), a, b))


def _turned(lightness: float) -> float:
    """The lightness that a shade has on a dark page."""
    if lightness >= READS_DARK:
        return float(np.interp(lightness, (READS_DARK, 1.0), DARK_SHADES))
    return float(np.interp(lightness, (0.0, READS_DARK), LIGHT_SHADES))


def _lab(colour: str) -> Triple:
    """A colour in Oklab: lightness 0 to 1, green to red, blue to yellow."""
    linear = [_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5)]
    cones = _product(TO_CONE, (linear[0], linear[1], linear[2]))
    return _product(TO_LAB, (cones[0] ** (1 / 3), cones[1] ** (1 / 3), cones[2] ** (1 / 3)))


def _hex(lab: Triple) -> str:
    """A colour of Oklab as a page writes it; what a screen cannot show is brought to its edge."""
    cones = _product(FROM_LAB, lab)
    linear = _product(FROM_CONE, (cones[0] ** 3, cones[1] ** 3, cones[2] ** 3))
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, one)))):02X}" for one in linear)


def _product(matrix: Matrix, vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _linear(value: float) -> float:
    """A channel of sRGB as light."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    """Light as a channel of sRGB."""
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
