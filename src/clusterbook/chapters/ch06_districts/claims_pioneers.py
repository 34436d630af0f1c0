"""Statements of Chapter 6 on pioneer firms (Table 6.2)."""

from __future__ import annotations

from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence

IN_THE_1980S = ("lavello_1", "king", "megatex")
IN_THE_1960S = ("marvin_gelber", "monti_d_abruzzo", "hettemarks")
NAMED_EARLY = ("Migliorati", "Riccheo", "Damato")
NOT_IN_TABLE = ("Nuova Adelchi", "Filanto")


def _words(book: Book, *rows: str) -> str:
    """Firms of the table with district, period and role, in one line."""
    table = book.table("6.2").loc[list(rows)]
    return "; ".join(
        f"{row['firm']}: {row['district']}, {row['period_start']} to {row['period_end']}, {row['role']}"
        for _, row in table.iterrows()
    )


def _in_period(book: Book, year: float, *rows: str) -> bool:
    """Whether a year lies in the periods of all the firms, its first year included."""
    table = book.table("6.2").loc[list(rows)]
    return bool(((table["period_start"] <= year) & (year < table["period_end"])).all())


def _begins(book: Book, stated_id: str, *rows: str) -> Finding:
    """Whether the periods of the firms begin in the stated years."""
    starts, stated = book.table("6.2").loc[list(rows), "period_start"], book.stated(stated_id)
    return agrees_if(bool(starts.between(stated.low, stated.high).all()), _words(book, *rows))


def claim_06_26(book: Book) -> Finding:
    """Pioneers of the 1980s."""
    return _begins(book, "ch06_pioneers_of_the_1980s", *IN_THE_1980S)


def claim_06_34(book: Book) -> Finding:
    """Companies that came in the 1960s."""
    return _begins(book, "ch06_large_companies_settled", *IN_THE_1960S)


def claim_06_61(book: Book) -> Finding:
    """Textiles of the sock district in the 1980s: no table has output by decade."""
    return no_evidence(f"output by decade looked for; {_words(book, 'megatex')}")


def claim_06_58(book: Book) -> Finding:
    """Hettemarks in the 1960s."""
    return _begins(book, "ch06_hettemarks_settled", "hettemarks")


def claim_06_27(book: Book) -> Finding:
    """Firms for which Table 6.2 is cited: it has no row for them."""
    table = book.table("6.2")
    found = [firm for firm in NOT_IN_TABLE if firm in set(table["firm"])]
    salento = ", ".join(table.loc[table["district_id"] == "salento_shoe", "firm"])
    return no_evidence(
        f"{' and '.join(NOT_IN_TABLE)} looked for, {len(found)} found among {len(table)} firms; Salento footwear:"
        f" {salento}"
    )


def claim_06_35(book: Book) -> Finding:
    """The role of the pioneers, in several districts: no other rating than important and decisive."""
    table = book.table("6.2")
    roles, districts = table["role"].value_counts(), table["district_id"].nunique()
    words = ", ".join(f"{role} {count}" for role, count in roles.items())
    return agrees_if(
        districts > 2 and set(roles.index) == {"important", "decisive"},
        f"{len(table)} firms in {districts} districts: {words}",
    )


def claim_06_36(book: Book) -> Finding:
    """Contegiacomo: decisive, from early in the century."""
    table = book.table("6.2")
    row, decisive = table.loc["contegiacomo"], table[table["role"] == "decisive"]
    return agrees_if(
        row["role"] == "decisive" and row["period_start"] == decisive["period_start"].min(),
        f"{_words(book, 'contegiacomo')}; the first of {len(decisive)} decisive firms",
    )


def claim_06_37(book: Book) -> Finding:
    """Three early pioneers by name."""
    firms = set(book.table("6.2")["firm"])
    found = [firm for firm in NAMED_EARLY if firm in firms]
    return agrees_if(
        len(found) == len(NAMED_EARLY),
        f"{len(found)} of {len(NAMED_EARLY)} in the table: {', '.join(found)}; {_words(book, 'imar')}",
        in_direction=len(found) > len(NAMED_EARLY) / 2,
    )


def claim_06_38(book: Book) -> Finding:
    """Natuzzi."""
    role = book.table("6.2").at["natuzzi", "role"]
    return agrees_if(role == "decisive", _words(book, "natuzzi"))


def claim_06_39(book: Book) -> Finding:
    """Elata since the 1930s."""
    return agrees_if(_in_period(book, book.stated("ch06_elata_organized").low, "elata"), _words(book, "elata"))


def claim_06_53(book: Book) -> Finding:
    """Pantrem in 1971."""
    stated = book.stated("ch06_pantrem_founded").value
    return agrees_if(_in_period(book, stated, "pantrem"), f"{stated:.0f}; {_words(book, 'pantrem')}")


def claim_06_59(book: Book) -> Finding:
    """Contegiacomo in 1905."""
    stated = book.stated("ch06_contegiacomo_founded").value
    return agrees_if(_in_period(book, stated, "contegiacomo"), f"{stated:.0f}; {_words(book, 'contegiacomo')}")


def claim_06_64(book: Book) -> Finding:
    """Lavello, very recent: the latest period of the table."""
    starts = book.table("6.2")["period_start"]
    latest = int((starts == starts.max()).sum())
    return agrees_if(
        starts["lavello_1"] == starts.max(),
        f"{_words(book, 'lavello_1')}; {latest} of {len(starts)} firms begin in {starts.max()}",
    )


def claim_06_65(book: Book) -> Finding:
    """The earthquake, and the first workshop after it."""
    stated, start = book.stated("ch06_lavello_earthquake").value, book.table("6.2").at["lavello_1", "period_start"]
    return agrees_if(start >= stated, f"{stated:.0f}; {_words(book, 'lavello_1')}")
