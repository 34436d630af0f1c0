"""The data package read once: what claims, ledgers, tables and figures are handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from clusterbook.data.case_models import Case
from clusterbook.data.cases import load_case_codes, load_cases, load_places, read_cases
from clusterbook.data.clusters import clusters_of
from clusterbook.data.package import published_tables, resource
from clusterbook.data.reading import STATED, index_by_key, read_strings, typed_frame
from clusterbook.errors import ClusterbookError, listed
from clusterbook.paths import table_name
from clusterbook.vocabulary import Hedge


@dataclass(frozen=True)
class Stated:
    """A number, or a range of numbers, that the prose states outside the tables."""

    low: float
    high: float
    hedge: Hedge
    unit: str
    period: str
    place: str

    @property
    def value(self) -> float:
        """The number; of a range, the lower end."""
        return self.low


@dataclass(frozen=True, eq=False)
class Book:
    """The data package: every file is read and checked at most once, when it is first asked for.

    Two books are equal only if they are one object, so that results can be kept by book. Frames are handed out as
    copies: no caller can change what another is given.
    """

    def describe(self, name: str) -> dict[str, Any]:
        """Descriptor of one resource, such as ``table_10_04`` or ``errata``.

        Raises
        ------
        ClusterbookError
            If the package has no resource of that name.
        """
        if name not in self._descriptors:
            self._descriptors[name] = resource(name)
        return self._descriptors[name]

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """Printed numbers of the tables, in printed order: ``("1.1", "1.2", ...)``."""
        return tuple(published_tables())

    def tables_of(self, chapter: int) -> tuple[str, ...]:
        """Printed numbers of a chapter's tables: ``("10.1", ..., "10.6")``; empty for a chapter without tables."""
        return tuple(table for table in self.tables if table.partition(".")[0] == str(chapter))

    def fields(self, table: str) -> list[dict[str, Any]]:
        """Column descriptors of a printed table: name, title, type, kind, unit, constraints."""
        return self.describe(table_name(table))["schema"]["fields"]

    def field_names(self, table: str, *kinds: str) -> list[str]:
        """Columns of a printed table of the given kinds (key, label, group, primitive, derived, bound, note).

        Raises
        ------
        ClusterbookError
            If the table has no column of one of the kinds.
        """
        fields = self.fields(table)
        there = {field["kind"] for field in fields}
        if missing := [kind for kind in kinds if kind not in there]:
            raise ClusterbookError(
                f"table {table}: found no column of kind {listed(missing)}; it has {listed(sorted(there))}. "
                "Ask for one of these."
            )
        return [field["name"] for field in fields if not kinds or field["kind"] in kinds]

    def table(self, table: str) -> pd.DataFrame:
        """A printed table with the types of its schema, indexed by row key (two key columns joined by a bar).

        Parameters
        ----------
        table : str
            Printed number, ``"1.1"`` to ``"11.2"``.

        Returns
        -------
        DataFrame
            Rows and columns in the printed order; empty cells missing; units are in the column names.

        Raises
        ------
        FaultsError
            One fault for every cell that the schema does not allow.
        """
        name = table_name(table)
        return self._kept(f"{name}, by key", lambda: index_by_key(self.resource(name), self.describe(name)))

    def printed(self, table: str) -> pd.DataFrame:
        """A printed table as strings, digits as printed (``"0.50"``), empty cells ``""``, indexed by row key."""
        name = table_name(table)
        return self._kept(f"{name}, as printed", lambda: index_by_key(self.strings(name), self.describe(name)))

    def bounds(self, table: str) -> dict[tuple[str, str], Hedge]:
        """Cells that print a bound instead of a number ("150+"), by row key and column: ``at_least`` or ``at_most``."""
        pairs = {field["name"]: field["bounds"] for field in self.fields(table) if "bounds" in field}
        codes = self.printed(table)[list(pairs)] if pairs else pd.DataFrame()
        return {
            (str(row), pairs[column]): Hedge(code)
            for column in codes.columns
            for row, code in codes[column].items()
            if code
        }

    def resource(self, name: str) -> pd.DataFrame:
        """Any file of the package with the types of its schema.

        Raises
        ------
        FaultsError
            One fault for every cell that the schema does not allow.
        """
        return self._kept(name, lambda: typed_frame(self.describe(name), self.strings(name)))

    def strings(self, name: str) -> pd.DataFrame:
        """The cells of any file of the package as they stand in it, empty ones as empty text.

        Raises
        ------
        FaultsError
            If the file has no header as its schema describes it.
        """
        return self._kept(f"{name}, the file", lambda: read_strings(self.describe(name)))

    @property
    def errata(self) -> pd.DataFrame:
        """Published numbers that do not follow from their parts, with the explanation that fits best."""
        return self.resource("errata")

    @property
    def restorations(self) -> pd.DataFrame:
        """Every cell whose scanned form is not what was printed, with rule and evidence."""
        return self.resource("restorations")

    @property
    def fact_links(self) -> pd.DataFrame:
        """Facts that stand in two places of the book: both places and what they have to do with each other."""
        return self.resource("fact_links")

    @property
    def claims(self) -> pd.DataFrame:
        """Statements of the text that the tables can test."""
        return self.resource("claims")

    @property
    def clusters(self) -> pd.DataFrame:
        """The 40 clusters of Chapter 10; see ``clusters_of``."""
        return self._kept("the clusters", lambda: clusters_of(self.table))

    @property
    def cases(self) -> pd.DataFrame:
        """The clusters that this project added, with the columns of ``clusters``."""
        return self._kept("the added clusters", lambda: load_cases(self._cases))

    def clusters_with(self, *, cases: bool) -> pd.DataFrame:
        """The clusters of Chapter 10, with those that this project added if they are asked for."""
        if not cases:
            return self.clusters
        return self._kept("the clusters with the added ones", lambda: pd.concat([self.clusters, self.cases]))

    @property
    def case_codes(self) -> pd.DataFrame:
        """Every code given to the added clusters, with its evidence and alternatives."""
        return self._kept("the codes of the added clusters", lambda: load_case_codes(self._cases))

    @property
    def case_readings(self) -> tuple[dict[str, Case], dict[str, Case]]:
        """The forms of the added clusters by ``cluster_id``: the first reading, and the second where there is one."""
        return self._cases, self._second_cases

    @property
    def second_cases(self) -> pd.DataFrame:
        """The added clusters as the second reading coded them."""
        return self._kept("the added clusters, read again", lambda: load_cases(self._second_cases))

    @property
    def second_case_codes(self) -> pd.DataFrame:
        """Every code that the second reading gave to the added clusters."""
        return self._kept("the codes of the second reading", lambda: load_case_codes(self._second_cases))

    @property
    def case_sources(self) -> dict[str, tuple[str, ...]]:
        """Keys of ``references.bib`` that the added clusters were coded from, by ``cluster_id``."""
        return {key: tuple(case.sources) for key, case in self._cases.items()}

    @property
    def places(self) -> pd.DataFrame:
        """Where each cluster, of the book or added, is drawn on the map, by ``cluster_id``."""
        return self._kept("the places", lambda: load_places(self._cases))

    @property
    def stated_numbers(self) -> pd.DataFrame:
        """All numbers that the prose states outside the tables, by id."""
        return self._kept("the stated numbers", lambda: self.resource(STATED).set_index("stated_id"))

    def stated_numbers_of(self, chapter: int) -> pd.DataFrame:
        """The numbers that the prose of one chapter states, by id."""
        return self.stated_numbers.query("chapter == @chapter")

    def stated(self, stated_id: str) -> Stated:
        """One number that the prose states outside the tables.

        Raises
        ------
        ClusterbookError
            If the file has no such number.
        """
        numbers = self._stated_numbers
        if stated_id not in numbers.index:
            raise ClusterbookError(
                f"data/{STATED}.csv: found no {stated_id}; expected an id of the file. Correct the name or add the row."
            )
        row = numbers.loc[stated_id].to_dict()
        low, high = float(str(row["low"])), float(str(row["high"]))
        period = "" if pd.isna(row["period"]) else str(row["period"])
        return Stated(low, high, Hedge(row["hedge"]), str(row["unit"]), period, str(row["place"]))

    def stated_values(self, chapter: int) -> dict[str, float]:
        """The numbers that the prose of one chapter states, to be recorded as results of its page.

        Returns
        -------
        dict
            Value by id without the chapter's prefix; a range has two entries, ``..._low`` and ``..._high``.
        """
        return {
            name: value
            for stated_id in self.stated_numbers_of(chapter).index
            for name, value in self.stated_names(stated_id).items()
        }

    def stated_names(self, stated_id: str) -> dict[str, float]:
        """The names under which a page records a number that the prose states, with their values."""
        stated, name = self.stated(stated_id), stated_id.partition("_")[2]
        if stated.low == stated.high:
            return {name: stated.low}
        return {f"{name}_low": stated.low, f"{name}_high": stated.high}

    @cached_property
    def _cases(self) -> dict[str, Case]:
        """The files of the added clusters, read once."""
        return read_cases()

    @cached_property
    def _second_cases(self) -> dict[str, Case]:
        """The second readings of the added clusters, read once."""
        return read_cases(second=True)

    @cached_property
    def _stated_numbers(self) -> pd.DataFrame:
        """The numbers of ``stated_numbers``, for looking single ones up."""
        return self.stated_numbers

    @cached_property
    def _descriptors(self) -> dict[str, dict[str, Any]]:
        """Descriptors read so far, by name."""
        return {}

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        """What was read and made so far."""
        return {}

    def _kept(self, key: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A copy of the frame kept under ``key``, made on first use."""
        if key not in self._frames:
            self._frames[key] = make()
        return self._frames[key].copy()


def load_book() -> Book:
    """The data package of this checkout; its files are read as they are asked for."""
    return Book()
