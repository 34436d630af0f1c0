"""Terms of the field that readers look for, each in a sentence, with the table at which the book uses it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A term.

    Parameters
    ----------
    name : str
        The term, with its other spellings.
    meaning : str
        What it is, in a sentence.
    table : str
        Printed number of the table whose section explains it.
    """

    name: str
    meaning: str
    table: str


TERMS = (
    Term("Collective efficiency", "External economies and joint action of a cluster together.", "10.1"),
    Term("External economies", "Labour, inputs, information and markets that firms find in the place.", "10.1"),
    Term("Joint action", "What firms of a cluster do together, with suppliers and buyers or among rivals.", "10.1"),
    Term("Chain governance", "How a value chain is led: by market, network, quasi hierarchy or hierarchy.", "10.2"),
    Term("Market", "A chain of exchange at arm's length.", "10.2"),
    Term("Network", "A chain of partners with complementary competences.", "10.2"),
    Term(
        "Quasi hierarchy (quasi-hierarchy)", "A chain whose leader controls firms that are legally independent.", "10.2"
    ),
    Term("Hierarchy", "A chain whose leader owns its firms.", "10.2"),
    Term("Product upgrading", "More sophisticated product lines.", "10.4"),
    Term("Process upgrading", "Inputs turned into outputs more efficiently.", "10.4"),
    Term("Functional upgrading", "New functions in the chain, such as design or marketing.", "10.4"),
    Term("Intersectoral upgrading", "The competence of one sector used to enter another.", "10.4"),
    Term("Kendall's tau (tau-b)", "How far two ratings of clusters rise together, from -1 to 1.", "10.3"),
    Term("Exact p, permutation test", "The share of relabelings with a statistic at least as far from zero.", "10.3"),
    Term("Equivalence test", "Whether an association is shown to be too small to count.", "10.3"),
)
