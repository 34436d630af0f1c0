"""What is rated and what each code says, from ``data/cases/codebook.csv``."""

from __future__ import annotations

from dataclasses import dataclass

from clusterbook.data.book import Book

CODES = (0, 1, 2, 3)


@dataclass(frozen=True)
class Anchor:
    """A component of the scheme.

    Parameters
    ----------
    dimension, component : str
        What is rated: ``joint_action``, ``vertical_backward``.
    meaning : str
        What it stands for.
    levels : tuple of str
        What the codes 0 to 3 say.
    place : str
        Where book or article define it.
    source : str
        ``book`` or ``article``.
    """

    dimension: str
    component: str
    meaning: str
    levels: tuple[str, ...]
    place: str
    source: str

    @property
    def scale(self) -> str:
        """Codes and levels in one line."""
        return "; ".join(f"{code} {level}" for code, level in zip(CODES, self.levels, strict=True))


def anchors(book: Book) -> dict[str, tuple[Anchor, ...]]:
    """The components of every dimension, in the order of the codebook."""
    rows = book.resource("codebook").to_dict("records")
    found = [
        Anchor(
            dimension=str(row["dimension"]),
            component=str(row["component"]),
            meaning=str(row["meaning"]),
            levels=tuple(str(row[f"code_{code}"]) for code in CODES),
            place=str(row["place"]),
            source=str(row["source"]),
        )
        for row in rows
    ]
    return {
        dimension: tuple(one for one in found if one.dimension == dimension)
        for dimension in dict.fromkeys(one.dimension for one in found)
    }
