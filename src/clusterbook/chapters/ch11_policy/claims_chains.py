"""Claims of Chapter 11 on collective efficiency, governance and upgrading, on the tables of Chapter 10."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch10_cross_case.choices import Exposure
from clusterbook.chapters.ch10_cross_case.ratings import efficiency_scores, exposure, presence
from clusterbook.chapters.ch11_policy.measures import has_form, rating_by_form
from clusterbook.claim_vocabulary import Outcome
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence, undecided
from clusterbook.stats import Alternative, Association, TestSettings, association_of_layouts, is_significant, layout
from clusterbook.vocabulary import Governance, Sector, Upgrading

UPGRADING_TABLES = {Sector.TRADITIONAL: "10.4", Sector.NATURAL_RESOURCE: "10.5", Sector.COMPLEX: "10.6"}
SUM, FUNCTIONAL, LOW = "upgrading_sum", "upgrading_functional", 1
LEAST_SHOWN = 0.001  # a p below this is shown as below it
KINDS = [SUM, *(f"upgrading_{kind.value}" for kind in (Upgrading.PRODUCT, Upgrading.PROCESS, Upgrading.FUNCTIONAL))]
SEVERAL_CHAINS = {"sinos_footwear": Sector.TRADITIONAL, "boaco_chontales_dairy": Sector.NATURAL_RESOURCE}


def claim_11_01(book: Book) -> Finding:
    """External economies much more frequent than joint actions."""
    index = book.table("10.1")
    above = 100 * (index["external_economies_index"] / index["joint_actions_index"] - 1)
    evidence = (
        f"The index of external economies is {above.min():.0f} to {above.max():.0f} percent above that of joint actions"
        f" in {int((above > 0).sum())} of {len(above)} sectors; how many clusters have either is not published."
    )
    # A frequency asks for counts of clusters; averages of intensity can bear out its order at most.
    return agrees_if(False, evidence, in_direction=bool((above > 0).all()))


def claim_11_15(book: Book) -> Finding:
    """Buyers have to assist the upgrading of their suppliers."""
    verdicts = book.table("10.3").loc[["leaders_product", "leaders_process"], Sector.TRADITIONAL.value]
    return no_evidence(
        f"The help of buyers was not measured; the authors call the effect of leaders on product and process upgrading"
        f" {' and '.join(sorted(set(verdicts)))} in Table 10.3."
    )


def claim_11_16(book: Book) -> Finding:
    """Obstacles to functional upgrading are common in quasi-hierarchical chains, by the ratings pooled over sectors."""
    clusters = book.clusters.dropna(subset=[Governance.QUASI_HIERARCHY.value, FUNCTIONAL])
    low = (clusters[FUNCTIONAL] <= LOW).groupby(has_form(clusters, Governance.QUASI_HIERARCHY))
    count, size = low.sum(), low.size()
    settings = TestSettings(alternative=Alternative.LESS)
    present = presence(clusters, Governance.QUASI_HIERARCHY)
    strata = [
        layout(present[own.index], own[FUNCTIONAL], measure=settings.measure)
        for _, own in clusters.groupby("sector", observed=True)
    ]
    pooled = association_of_layouts(strata, settings)
    evidence = (
        f"Functional upgrading of at most {LOW} in {count[True]} of {size[True]} clusters with such a chain, in"
        f" {count[False]} of {size[False]} without; pooled over sectors {_describe(pooled)}."
    )
    return Finding(Outcome.AGREES, evidence) if is_significant(pooled.exact_p, settings.alpha) else undecided(evidence)


def claim_11_06(book: Book) -> Finding:
    """Two clusters with several chains upgrade more than their sectors."""
    listing, fine = [], []
    for cluster, sector in SEVERAL_CHAINS.items():
        forms = int((_coded(book, sector).loc[cluster] > 0).sum())
        rating, mean = _rated(book, sector).loc[cluster, FUNCTIONAL], _rated(book, sector)[FUNCTIONAL].mean()
        fine.append(forms > 1 and rating > mean)
        listing.append(
            f"{book.clusters.at[cluster, 'cluster']}: {forms} forms of chain, functional upgrading {rating:g}, mean of"
            f" the sector {mean:.2f}"
        )
    return agrees_if(all(fine), f"{'; '.join(listing)}.")


def claim_11_07(book: Book) -> Finding:
    """Collective efficiency helps upgrading in traditional clusters."""
    return _helps(book, efficiency_scores(book.clusters), expected=Alternative.GREATER, ratings=KINDS)


def claim_11_19(book: Book) -> Finding:
    """A global chain helps upgrading in traditional clusters."""
    return _helps(book, exposure(book.clusters, Exposure.ANY_GLOBAL), expected=Alternative.GREATER, ratings=KINDS)


def claim_11_03(book: Book) -> Finding:
    """A quasi-hierarchical chain inhibits functional upgrading."""
    present = presence(book.clusters, Governance.QUASI_HIERARCHY)
    return _helps(book, present, expected=Alternative.LESS, ratings=[FUNCTIONAL])


def claim_11_02(book: Book) -> Finding:
    """Most chains in traditional manufacturing are quasi-hierarchical."""
    coded = _coded(book, Sector.TRADITIONAL)
    present = {form: int((coded[form.value] > 0).sum()) for form in Governance}
    quasi, forms = present[Governance.QUASI_HIERARCHY], sum(present.values())
    evidence = (
        f"Quasi-hierarchy in {quasi} of {len(coded)} clusters, market in {present[Governance.MARKET]}; {quasi} of"
        f" {forms} forms of chain, {quasi} of {forms - present[Governance.MARKET]} without market relations."
    )
    return agrees_if(quasi > forms / 2, evidence)


def claim_11_21(book: Book) -> Finding:
    """A quasi-hierarchical chain allows no functional upgrading."""
    clusters = _coded(book, Sector.TRADITIONAL).join(_rated(book, Sector.TRADITIONAL)[FUNCTIONAL])
    groups = rating_by_form(clusters, Governance.QUASI_HIERARCHY, rating=FUNCTIONAL)
    rated = clusters[has_form(clusters, Governance.QUASI_HIERARCHY)][FUNCTIONAL]
    evidence = (
        f"{int((rated > 0).sum())} of {rated.notna().sum()} clusters with such a chain have functional upgrading, on"
        f" average {groups.at['present', 'mean_rating']:.2f}, without {groups.at['absent', 'mean_rating']:.2f}."
    )
    return agrees_if(bool((rated == 0).all()), evidence)


def claim_11_04(book: Book) -> Finding:
    """Complex products offer the fewest opportunities of upgrading."""
    means = {sector: _rated(book, sector)[SUM].mean() for sector in UPGRADING_TABLES}
    listing = ", ".join(f"{sector.label.lower()} {mean:.2f}" for sector, mean in means.items())
    return agrees_if(min(means, key=means.__getitem__) == Sector.COMPLEX, f"Average sum of upgrading: {listing}.")


def claim_11_05(book: Book) -> Finding:
    """Complex products are governed by large companies and quasi-hierarchical chains."""
    coded = _coded(book, Sector.COMPLEX)
    quasi, hierarchy = (has_form(coded, form) for form in (Governance.QUASI_HIERARCHY, Governance.HIERARCHY))
    evidence = (
        f"Quasi-hierarchy in {int(quasi.sum())} and hierarchy in {int(hierarchy.sum())} of {len(coded)} clusters, one"
        f" or the other in {int((quasi | hierarchy).sum())}."
    )
    return agrees_if(int(quasi.sum()) > len(coded) / 2, evidence)


def _helps(book: Book, cause: pd.Series, *, expected: Alternative, ratings: list[str]) -> Finding:
    """Whether a feature of the traditional clusters goes with the first of some ratings, by the exact one-sided test.

    A test that does not reach the level decides nothing.
    """
    settings = TestSettings(alternative=expected)
    rated = _rated(book, Sector.TRADITIONAL)
    found = {rating: _association(cause, rated[rating], settings=settings) for rating in ratings}
    listing = "; ".join(f"{rating.removeprefix('upgrading_')}: {_describe(one)}" for rating, one in found.items())
    evidence = f"Upgrading in traditional clusters, {listing}."
    if is_significant(found[ratings[0]].exact_p, settings.alpha):
        return Finding(Outcome.AGREES, evidence)
    return undecided(evidence)


def _association(cause: pd.Series, rating: pd.Series, *, settings: TestSettings) -> Association:
    """Association of a feature with a rating over the clusters that have both."""
    both = pd.DataFrame({"x": cause, "y": rating}).dropna()
    return association_of_layouts([layout(both["x"], both["y"], measure=settings.measure)], settings)


def _describe(result: Association) -> str:
    """Coefficient, p on the side stated, smallest p that was possible, clusters."""
    p, best = (
        f"{value:.3f}" if value >= LEAST_SHOWN else f"below {LEAST_SHOWN:g}"
        for value in (result.exact_p, result.attainable_p)
    )
    return f"tau {result.coefficient:+.2f} (p {p}, at best {best}, n {result.n})"


def _coded(book: Book, sector: Sector) -> pd.DataFrame:
    """Governance codes of a sector's clusters that have them."""
    governance = book.table("10.2")
    return governance.loc[governance["sector"] == sector, [form.value for form in Governance]].dropna()


def _rated(book: Book, sector: Sector) -> pd.DataFrame:
    """Cluster rows of a sector's upgrading table."""
    table = book.table(UPGRADING_TABLES[sector])
    return table[table["row_type"] == "item"]
