"""The colours of the book: told apart by readers with any colour vision (Okabe and Ito), one meaning each."""

from __future__ import annotations

from clusterbook.vocabulary import CollectiveEfficiency, Sector

BLUE, GREEN, VERMILION, PURPLE, ORANGE, SKY = "#0072B2", "#009E73", "#D55E00", "#CC79A7", "#E69F00", "#56B4E9"
GREY = "#999999"
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
