"""An empty form for one cluster, in YAML: every component with the meaning of its codes beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clusterbook.data.book import Book
from clusterbook.data.case_models import COMPONENTS
from clusterbook.instrument.anchors import CODES, Anchor, anchors
from clusterbook.instrument.schema import SCHEMA_FILE
from clusterbook.vocabulary import CollectiveEfficiency, Confidence, Phase, Sector

HEAD = """\
# yaml-language-server: $schema={schema}
# A form of the coding scheme of Upgrading to Compete (2006). Fill in what follows each colon, then run
#   clusterbook case check {name}.yaml
# which names everything that is still open. A rating has: code (null if the source does not tell), lines or pages
# that support it, as in [12, 15], one sentence of evidence in your own words, confidence ({confidence};
# nothing with null), and admissible: other codes that the same evidence allows, as in [1, 3], or [] for none.
# Delete the parts marked optional if you do not code them.
cluster_id: {name}
cluster:        # Place (Country), as in the tables of Chapter 10
product:        # what it makes
country_id:     # code of data/countries.csv, as in bra, chl, mex
sector:         # {sectors}
sources: []     # keys of references.bib, as in [somebody2020place]
coded_by:       # your name; delete the line if you do not give it
place:          # for the map; degrees, south and west negative
  name:
  latitude:
  longitude:
  precision:    # city or region
"""
DEGREE = """
# Degree of collective efficiency: {degrees}. The book sums the ratings of external economies and of joint action,
# and takes the average of the two sums (Chapter 1, The Research Question and the Methodology of the Study); it prints
# no cut between the degrees.
collective_efficiency:
"""
ORDER = ("external_economies", "joint_action", "upgrading", "governance", "social_upgrading")
OPTIONAL = {"external_economies", "joint_action", "social_upgrading"}
ABOUT = {
    "external_economies": "External economies: 0 absent, 1 low, 2 medium, 3 high; halves are allowed.",
    "joint_action": "Joint action: 0 absent, 1 low, 2 medium, 3 high; halves are allowed.",
    "upgrading": "Upgrading: 0 absent, 1 low, 2 medium, 3 high; halves are allowed.",
    "governance": "Governance of the chains it sells in: kinds of chain, not degrees.",
    "social_upgrading": "Social upgrading, before and after joining the chain.",
}
RATING = ("code:", "admissible: []", "confidence:", "lines: []", "evidence:")


def form_text(book: Book, cluster_id: str) -> str:
    """An empty form.

    Parameters
    ----------
    book : Book
        The data package, for the codebook.
    cluster_id : str
        Key of the cluster, and name of its file.
    """
    found = anchors(book)
    head = HEAD.format(
        schema=SCHEMA_FILE,
        name=cluster_id,
        confidence=", ".join(Confidence),
        sectors=", ".join(Sector),
    )
    degree = DEGREE.format(degrees=", ".join(CollectiveEfficiency)) + _rating(1)
    parts = ["\n".join(_dimension(name, found)) + "\n" for name in ORDER]
    return head + parts[0] + parts[1] + degree + "".join(parts[2:])


def _dimension(name: str, found: Mapping[str, tuple[Anchor, ...]]) -> Iterator[str]:
    """The lines of one dimension."""
    yield f"\n# {ABOUT[name]}{' (optional)' if name in OPTIONAL else ''}"
    yield from (f"# Defined in: {place}" for place in dict.fromkeys(anchor.place for anchor in found[name]))
    yield f"{name}:"
    for anchor in found[name]:
        yield f"  # {anchor.meaning}:"
        yield from (f"  #   {code} {level}" for code, level in zip(CODES, anchor.levels, strict=True))
        yield f"  {anchor.component}:"
        if name in COMPONENTS:
            yield _rating(2).rstrip()
        else:
            yield from (line for phase in Phase for line in (f"    {phase}:", _rating(3).rstrip()))


def _rating(depth: int) -> str:
    """An empty rating, indented."""
    return "".join(f"{'  ' * depth}{line}\n" for line in RATING)
