"""What a cluster file in ``data/cases`` may hold: every fault in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from clusterbook.errors import Fault, listed
from clusterbook.vocabulary import (
    CollectiveEfficiency,
    Confidence,
    Governance,
    Phase,
    Sector,
    SocialDimension,
    Upgrading,
)

COMPONENTS = {
    "external_economies": ("labour_market", "inputs", "information", "market_access"),
    "joint_action": ("vertical_backward", "vertical_forward", "horizontal_bilateral", "horizontal_multilateral"),
    "upgrading": tuple(kind.value for kind in Upgrading),
    "governance": tuple(form.value for form in Governance),
}
REQUIRED = (
    "cluster_id",
    "cluster",
    "product",
    "country_id",
    "sector",
    "sources",
    "place",
    "collective_efficiency",
    "upgrading",
    "governance",
)
OPTIONAL = ("coded_by", "external_economies", "joint_action", "social_upgrading")
PLACE = ("name", "latitude", "longitude", "precision")
RATING = ("code", "lines", "evidence")
RATING_OPTIONAL = ("admissible", "confidence")
DEGREES = tuple(degree.value for degree in CollectiveEfficiency)
KINDS = (0, 1, 2, 3)  # governance: absent, domestic, global, both
RATINGS = (0, 0.5, 1, 1.5, 2, 2.5, 3)  # the book rates in halves


def faults_of_case(case: Any, path: Path, *, taken: Iterable[str], countries: Iterable[str]) -> list[Fault]:
    """Faults of one cluster file.

    Parameters
    ----------
    case : object
        What the file holds, as YAML reads it.
    path : Path
        The file; its name without ``.yaml`` is the cluster's key.
    taken : iterable of str
        Keys that other clusters have.
    countries : iterable of str
        Codes of ``data/countries.csv``.
    """
    file = f"data/cases/{path.name}"
    if not isinstance(case, Mapping):
        return [Fault(file, "no keys", "expected one 'key: value' a line", "Copy the layout of another file.")]
    faults = list(_keys(file, case, required=REQUIRED, optional=OPTIONAL))
    faults += _head(file, case, stem=path.stem, taken=set(taken), countries=set(countries))
    if isinstance(case.get("place"), Mapping):
        faults += _place(f"{file}, place", case["place"])
    for dimension, components in COMPONENTS.items():
        if dimension in case:
            faults += _group(file, dimension, found=case[dimension], components=components)
    if "collective_efficiency" in case:
        faults += _rating(f"{file}, collective_efficiency", case["collective_efficiency"], scale=DEGREES)
    if "social_upgrading" in case:
        faults += _social(file, case["social_upgrading"])
    return faults


def _keys(
    where: str, found: Mapping[str, Any], *, required: Iterable[str], optional: Iterable[str] = ()
) -> Iterator[Fault]:
    """Missing and unknown keys."""
    required, optional = tuple(required), tuple(optional)
    for name in required:
        if name not in found:
            yield Fault(where, f"no key {name}", f"expected {listed(required)}", "Add the key.")
    for name in found:
        if name not in (*required, *optional):
            yield Fault(
                where, f"the key {name}", f"allowed {listed((*required, *optional))}", "Correct or remove the key."
            )


def _one_of(where: str, value: Any, *, allowed: Iterable[Any]) -> Iterator[Fault]:
    """A value outside its closed list; a truth value is never a code."""
    options = list(allowed)
    if isinstance(value, bool) or value not in options:
        yield Fault(where, repr(value), f"allowed {listed(options)}", "Correct the value.")


def _head(file: str, case: Mapping[str, Any], *, stem: str, taken: set[str], countries: set[str]) -> Iterator[Fault]:
    """Key, names, sector, country and sources."""
    key = case.get("cluster_id", stem)
    if key != stem:
        yield Fault(
            f"{file}, cluster_id", repr(key), f"expected the file's name, {stem}", "Rename the file or correct the key."
        )
    elif key in taken:
        yield Fault(
            f"{file}, cluster_id", key, "another cluster has this key", "Choose another key and rename the file."
        )
    for name in ("cluster", "product"):
        if name in case and not _is_text(case[name]):
            yield Fault(f"{file}, {name}", repr(case[name]), "expected a name", "Write it as text.")
    if "sector" in case:
        yield from _one_of(f"{file}, sector", case["sector"], allowed=[sector.value for sector in Sector])
    if "country_id" in case and case["country_id"] not in countries:
        remedy = "Correct it or add the country to data/countries.csv."
        yield Fault(f"{file}, country_id", repr(case["country_id"]), f"allowed {listed(sorted(countries))}", remedy)
    if "sources" in case and not (
        isinstance(case["sources"], list) and case["sources"] and all(map(_is_text, case["sources"]))
    ):
        yield Fault(
            f"{file}, sources",
            repr(case["sources"]),
            "expected a list of keys of references.bib",
            "Name at least one work.",
        )
    if "place" in case and not isinstance(case["place"], Mapping):
        yield Fault(f"{file}, place", repr(case["place"]), f"expected {listed(PLACE)}", "Give the place.")


def _is_text(value: Any) -> bool:
    """Whether a value is words, not empty."""
    return isinstance(value, str) and bool(value.strip())


def _place(where: str, place: Mapping[str, Any]) -> Iterator[Fault]:
    """Name, coordinates in degrees and their precision."""
    yield from _keys(where, place, required=PLACE)
    for name, limit in (("latitude", 90), ("longitude", 180)):
        value = place.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not -limit <= value <= limit:
            yield Fault(
                f"{where}.{name}", repr(value), f"expected degrees from -{limit} to {limit}", "Correct the number."
            )
    if "precision" in place:
        yield from _one_of(f"{where}.precision", place["precision"], allowed=["city", "region"])


def _group(file: str, dimension: str, *, found: Any, components: tuple[str, ...]) -> Iterator[Fault]:
    """The ratings of one dimension, every component named."""
    where = f"{file}, {dimension}"
    if not isinstance(found, Mapping):
        yield Fault(where, repr(found), f"expected {listed(components)}", "Rate each component.")
        return
    yield from _keys(where, found, required=components)
    scale = KINDS if dimension == "governance" else RATINGS
    for name in components:
        if name in found:
            yield from _rating(f"{where}.{name}", found[name], scale=scale)


def _rating(where: str, rating: Any, *, scale: tuple[Any, ...]) -> Iterator[Fault]:
    """Code, admissible alternatives, confidence and evidence with its lines."""
    if not isinstance(rating, Mapping):
        yield Fault(where, repr(rating), f"expected {listed(RATING)}", "Give the code with its evidence.")
        return
    yield from _keys(where, rating, required=RATING, optional=RATING_OPTIONAL)
    code = rating.get("code")
    if code is not None:
        yield from _one_of(f"{where}.code", code, allowed=scale)
        yield from _one_of(
            f"{where}.confidence", rating.get("confidence"), allowed=[level.value for level in Confidence]
        )
    elif "code" in rating and rating.get("admissible"):
        yield Fault(
            f"{where}.admissible",
            repr(rating["admissible"]),
            "a missing code has no alternatives",
            "Give a code or remove them.",
        )
    yield from _alternatives(where, rating.get("admissible", []), code=code, scale=scale)
    yield from _lines(f"{where}.lines", rating.get("lines", []), needed=code is not None)
    if "evidence" in rating and not _is_text(rating["evidence"]):
        yield Fault(f"{where}.evidence", repr(rating["evidence"]), "expected a sentence", "Say what supports the code.")


def _lines(where: str, lines: Any, *, needed: bool) -> Iterator[Fault]:
    """Line or page numbers of the source that support a code; every code needs one."""
    if not isinstance(lines, list) or not all(_is_line(line) for line in lines):
        yield Fault(where, repr(lines), "expected a list of line or page numbers, as in [71, 75]", "Correct the list.")
    elif needed and not lines:
        remedy = "Name at least one."
        yield Fault(where, "an empty list", "a code needs the lines or pages that support it", remedy)


def _is_line(line: Any) -> bool:
    """A number from 1 up; true and false are no numbers here."""
    return isinstance(line, int) and not isinstance(line, bool) and line >= 1


def _alternatives(where: str, admissible: Any, *, code: Any, scale: tuple[Any, ...]) -> Iterator[Fault]:
    """Other codes that the evidence allows, each once and none the code itself."""
    if not isinstance(admissible, list):
        yield Fault(f"{where}.admissible", repr(admissible), "expected a list, as in [1, 3]", "Correct the list.")
        return
    for other in admissible:
        yield from _one_of(f"{where}.admissible", other, allowed=scale)
    if code in admissible or any(admissible.count(other) > 1 for other in admissible):
        yield Fault(
            f"{where}.admissible",
            repr(admissible),
            f"each alternative once, without the code {code}",
            "Remove the repeated code.",
        )


def _social(file: str, found: Any) -> Iterator[Fault]:
    """Ratings before and after joining the chain."""
    names = [dimension.value for dimension in SocialDimension]
    where = f"{file}, social_upgrading"
    if not isinstance(found, Mapping):
        yield Fault(where, repr(found), f"expected {listed(names)}", "Rate each dimension.")
        return
    yield from _keys(where, found, required=names)
    for name in names:
        phases = found.get(name, {})
        if not isinstance(phases, Mapping):
            yield Fault(f"{where}.{name}", repr(phases), f"expected {listed(Phase)}", "Rate both phases.")
            continue
        yield from _keys(f"{where}.{name}", phases, required=list(Phase)) if name in found else ()
        for phase in Phase:
            if phase.value in phases:
                yield from _rating(f"{where}.{name}.{phase.value}", phases[phase.value], scale=KINDS)
