"""What stands around a table: the switch of its numbers, its file and citation, legend, notes, differences, cards."""

from __future__ import annotations

from html import escape
from itertools import groupby

from clusterbook.display.numbers import MARKS
from clusterbook.display.sheet import Card, Cell, Sheet
from clusterbook.reproduction_vocabulary import Status

LEDGER = "ledger.html"  # beside the chapters
VIEWS = ("Published", "Recomputed", "Both", "Differences")
FIRST_VIEW = "Both"
LEGEND = {
    Status.MATCHES: "matches",
    Status.ROUNDING: "rounding, check below",
    Status.DIFFERS: "differs, check below",
    Status.NOT_REPRODUCIBLE: "cannot be recomputed",
}


def tools_html(sheet: Sheet) -> str:
    """The switch of a table with derived cells, its file, its citation; nothing for a table that has none of them."""
    parts = [_switch(sheet), _file_and_citation(sheet)]
    return f'<div class="table-tools">{"".join(parts)}</div>' if any(parts) else ""


def _switch(sheet: Sheet) -> str:
    """Radio buttons that the style sheet reads; nothing where no cell is derived or none can be recomputed."""
    counts = {status: sheet.count(status) for status in Status}
    if not sum(counts.values()) - counts[Status.NOT_REPRODUCIBLE]:
        return ""
    differing = [f"{counts[status]} {MARKS[status]}" for status in (Status.DIFFERS, Status.ROUNDING) if counts[status]]
    labels = {view: view for view in VIEWS} | {"Differences": f"Differences ({', '.join(differing)})"}
    shown = VIEWS if differing else VIEWS[:-1]
    radios = "".join(
        f'<label><input type="radio" name="{sheet.name}-view" value="{view.lower()}"'
        f"{' checked' if view == FIRST_VIEW else ''}>{labels[view]}</label>"
        for view in shown
    )
    return f'<fieldset class="table-view"><legend>Numbers shown</legend>{radios}</fieldset>'


def _file_and_citation(sheet: Sheet) -> str:
    """Links to the table's file and to its own address, and how to cite it."""
    if not sheet.citation:
        return ""
    card, place = f"{sheet.name}-cite", f"#{sheet.name}"
    return (
        f'<span class="table-links"><a href="{escape(sheet.csv)}" download>CSV</a>'
        f'<button type="button" popovertarget="{card}">Cite</button></span>'
        f'<div popover class="cell-card" id="{card}"><p class="card-title">Cite this table</p>'
        f'<p class="citation">{escape(sheet.citation)} <a class="address" href="{place}">{place}</a></p>'
        f"{_close(card)}</div>"
    )


def notes_html(sheet: Sheet) -> str:
    """Legend in one line; source and footnotes folded."""
    below = "".join(
        f"<li{f' id={chr(34)}{escape(note.anchor)}{chr(34)}' if note.anchor else ''}>{escape(note.text)}</li>"
        for note in sheet.notes
    )
    folded = f'<details class="table-notes"><summary>Source and notes</summary><ul>{below}</ul></details>'
    return _legend(sheet) + (folded if below else "")


def _legend(sheet: Sheet) -> str:
    """The marks that the table has, and what opens a card."""
    cells = list(sheet.cells)
    marks = [f"<span>{MARKS[status]} {words}</span>" for status, words in LEGEND.items() if sheet.count(status)]
    restored = any("restored" in cell.styles for cell in cells)
    marks += ['<span><span class="restored">dotted</span> restored from the scan</span>'] if restored else []
    marks += ["<span>Open a marked cell for its card.</span>"] if any(cell.card for cell in cells) else []
    return f'<p class="table-legend">{" ".join(marks)}</p>' if marks else ""


def differences_html(sheet: Sheet) -> str:
    """Every cell that does not follow from its parts, folded, cells with one reason together."""
    blocks = [
        _reasons(sheet, statuses=(Status.DIFFERS, Status.ROUNDING), title="Where our numbers differ, and why"),
        _reasons(sheet, statuses=(Status.NOT_REPRODUCIBLE,), title="What cannot be recomputed, and why"),
    ]
    return "".join(blocks)


def _reasons(sheet: Sheet, *, statuses: tuple[Status, ...], title: str) -> str:
    """A folded list of the cells of some statuses by their reasons."""
    listing = [(cell, cell.card) for cell in sheet.cells if cell.card and cell.status in statuses]
    if not listing:
        return ""
    listing.sort(key=lambda pair: (statuses.index(pair[0].status), pair[1].reason))
    items = "".join(
        f"<li>{'; '.join(_named(cell, card) for cell, card in pairs)}. {escape(reason)}</li>"
        for reason, pairs in groupby(listing, key=lambda pair: pair[1].reason)
    )
    return f'<details class="table-notes"><summary>{title} ({len(listing)})</summary><ul>{items}</ul></details>'


def _named(cell: Cell, card: Card) -> str:
    """A cell as a link to its place, with both numbers where they differ."""
    numbers = f" {escape(cell.plain)}" if cell.differs else ""
    return f'<a href="#{escape(cell.anchor)}">{escape(card.title)}</a>{numbers}'


def cards_html(sheet: Sheet) -> str:
    """The cards of a table; each opens from its cell."""
    cards = "".join(_card(cell, cell.card) for cell in sheet.cells if cell.card)
    return f'<div class="cards">{cards}</div>' if cards else ""


def _card(cell: Cell, card: Card) -> str:
    """One card: terms and texts, links to its cell, its row in the ledger and the page of its cluster."""
    entries = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in card.entries)
    own = card_id(cell)
    ledger = f'<a href="{LEDGER}#{escape(cell.anchor)}">In the ledger</a>' if card.in_ledger else ""
    cluster = f'<a href="{escape(card.cluster)}">All on this cluster</a>' if card.cluster else ""
    return (
        f'<div popover class="cell-card" id="{escape(own)}"><p class="card-title">{escape(card.title)}</p>'
        f'<dl>{entries}</dl><p class="card-links"><a href="#{escape(cell.anchor)}">Link to this cell</a>'
        f"{ledger}{cluster}</p>{_close(own)}</div>"
    )


def card_id(cell: Cell) -> str:
    """The id of a cell's card."""
    return cell.anchor.replace("cell", "card", 1)


def _close(card: str) -> str:
    """The button that closes a card."""
    return (
        f'<button type="button" class="card-close" popovertarget="{escape(card)}" popovertargetaction="hide"'
        ' aria-label="Close">×</button>'
    )
