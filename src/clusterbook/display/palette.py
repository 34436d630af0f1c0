"""The colours of the book: told apart by readers with any colour vision (Okabe and Ito), one meaning each."""

from __future__ import annotations

from clusterbook.vocabulary import CollectiveEfficiency, Sector

BLUE, GREEN, VERMILION, PURPLE, ORANGE, SKY = "#0072B2", "#009E73", "#D55E00", "#CC79A7", "#E69F00", "#56B4E9"
RED, BROWN, PLUM = "#B2182B", "#A86200", "#8C3A71"
DARK_GREEN, DARK_VERMILION = "#00704F", "#B34700"  # dark enough for words on white
BLACK, INK, SLATE, GREY, SILVER, WHITE = "#000000", "#333333", "#555555", "#999999", "#BBBBBB", "#FFFFFF"
TINT_BLUE, TINT_YELLOW, TINT_GREEN = "#CFE3F3", "#FBE3B4", "#CDEBDD"
TINT_PINK, TINT_GREY, TINT_RED = "#F3D4E4", "#E4E4E4", "#F8D3C2"
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
