"""The closed vocabularies of what is done with a printed number: restored, recomputed, linked, explained."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Outcome of comparing a published number with its recomputation."""

    MATCHES = "matches"
    """Equal at the printed digits."""
    ROUNDING = "rounding"
    """Less than a unit of the last printed digit apart: truncated, or rounded the other way."""
    DIFFERS = "differs"
    """A unit of the last printed digit apart, or more."""
    NOT_REPRODUCIBLE = "not_reproducible"
    """What it would be recomputed from was not published."""


class RestorationRule(StrEnum):
    """How a scanned cell was put right."""

    ROTATED_GLYPH = "rotated_glyph"
    """A cell was read upside down."""
    MISREAD_GLYPH = "misread_glyph"
    """A letter, digit or mark was read as another."""
    COMMA_AS_POINT = "comma_as_point"
    """A comma of thousands was read as a decimal point."""
    POINT_AS_COMMA = "point_as_comma"
    """A decimal point was read as a comma."""
    EXTRA_SEPARATOR = "extra_separator"
    """A comma or point too many was read."""
    LOST_SEPARATOR = "lost_separator"
    """A comma, point or blank was lost."""
    MERGED_CELL = "merged_cell"
    """Two cells were read as one."""
    MERGED_ROWS = "merged_rows"
    """One printed cell covers two rows, or two rows were read as one."""
    SHIFTED_ROW = "shifted_row"
    """A cell was read in another row."""
    SHIFTED_COLUMN = "shifted_column"
    """A cell was read in another column."""
    SPLIT_CELL = "split_cell"
    """One cell was read as several."""
    LOST_MINUS = "lost_minus"
    """A minus was lost."""
    LOST_FOOTNOTE_MARK = "lost_footnote_mark"
    """A footnote's mark was lost."""
    MISREAD_FOOTNOTE_MARK = "misread_footnote_mark"
    """A footnote's mark was read as part of the cell, or as another mark."""
    GHOST_DIGITS = "ghost_digits"
    """Digits were read where the page has none."""
    BROKEN_LABEL = "broken_label"
    """A label was read in parts or in the wrong place."""
    DAMAGED_FOOTNOTE = "damaged_footnote"
    """A footnote was read in parts."""
    EMENDED_WORD = "emended_word"
    """A word that the print itself has wrong was mended."""
    UNDECIDED = "undecided"
    """Nothing decides; the cell stays as scanned or empty."""


class ErratumCause(StrEnum):
    """Why a published number does not follow from its parts: the cause that fits best, one for a fact in all tables."""

    SLIP_OF_THE_BOOK = "slip_of_the_book"
    """Two undamaged places contradict."""
    SCAN_NOT_EXCLUDED = "scan_not_excluded"
    """The scan may be at fault."""
    ROUNDING_OF_PARTS = "rounding_of_parts"
    """The parts were printed rounded."""
    PADDED_DIGITS = "padded_digits"
    """A zero was printed behind a rounded number."""
    ROUND_FIGURE = "round_figure"
    """One of two places prints a round figure."""
    SOURCES_DISAGREE = "sources_disagree"
    """Two places give the same fact differently."""
    DIFFERENT_BASE = "different_base"
    """The numbers are of different things."""
    UNKNOWN = "unknown"
    """Nothing printed decides."""


CAUSE_MEANINGS = {
    ErratumCause.SLIP_OF_THE_BOOK: "Two undamaged places contradict, and no other reading remains.",
    ErratumCause.SCAN_NOT_EXCLUDED: "A digit or sign would mend it, or the cell is damaged; the scan may be at fault.",
    ErratumCause.ROUNDING_OF_PARTS: "The parts were printed rounded; unrounded ones may give the number.",
    ErratumCause.PADDED_DIGITS: "A number rounded to fewer digits was printed with a zero behind it.",
    ErratumCause.ROUND_FIGURE: "One of two places prints a round figure of what the other counts.",
    ErratumCause.SOURCES_DISAGREE: "Two places, or their sources, give the same fact differently.",
    ErratumCause.DIFFERENT_BASE: "The numbers have another subject, place, date or definition.",
    ErratumCause.UNKNOWN: "Nothing printed decides.",
}


class FactRelation(StrEnum):
    """What two places that print the same fact have to do with each other (``data/fact_links.csv``)."""

    SAME = "same"
    """Same subject, place, date, definition and base: they should agree."""
    DIFFERENT_BASE = "different_base"
    """Subject, place, definition or base differ, though one is easily taken for the other."""
    DIFFERENT_DATE = "different_date"
    """The dates differ."""
    DAMAGED = "damaged"
    """One of the two was restored by the other, so that their agreement proves nothing."""
    AT_MOST = "at_most"
    """The first is part of the second and can be no more than it."""


class EmptyReason(StrEnum):
    """Why a cell of a printed table holds no value (``data/all_cells.csv``)."""

    NOT_AVAILABLE = "not_available"
    """The print says not available (n.a., N/A)."""
    DASH = "dash"
    """The print has a dash."""
    BLANK = "blank"
    """The print leaves the cell blank."""
    NOT_PRINTED = "not_printed"
    """The print has nothing, or only words, where our column asks for a value."""
    MERGED = "merged"
    """One printed cell covers several rows; the value stands in the first of them."""
    DAMAGED = "damaged"
    """The scan has lost the cell or its place, and nothing decides it."""
    NOT_APPLICABLE = "not_applicable"
    """The column does not apply to this row."""
