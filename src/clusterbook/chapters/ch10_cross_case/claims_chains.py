"""Claims of Chapter 10 on the governance of value chains: the codes of Table 10.2."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch10_cross_case.claims_words import (
    FRUIT,
    RATED_SECTORS,
    chains_line,
    coded_chains,
    degrees_line,
    forms_line,
    has_global,
    names,
    sector_of,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import less_than, more_than
from clusterbook.vocabulary import ChainReach, Governance, Sector

MARKET, NETWORK, QUASI_HIERARCHY, HIERARCHY = (form.value for form in Governance)
DAIRY, WINE, TOBACCO = "boaco_chontales_dairy", "serra_gaucha_wine", "rio_pardo_tobacco"
MEXICO = "mex"


def claim_10_07(book: Book) -> Finding:
    """No case of the specialized services is part of a quasi-hierarchical chain."""
    codes = coded_chains(book, Sector.SPECIALIZED)
    present = codes.index[codes[QUASI_HIERARCHY] > ChainReach.ABSENT]
    return agrees_if(present.empty, f"Table 10.2: {chains_line(book, present) or 'no quasi hierarchy'}")


def claim_10_16(book: Book) -> Finding:
    """In complex products quasi hierarchy in global chains prevails."""
    codes = coded_chains(book, Sector.COMPLEX)
    present = int(has_global(codes, Governance.QUASI_HIERARCHY).sum())
    return agrees_if(more_than(present, len(codes) / 2), f"{forms_line(codes)}; global quasi hierarchy in {present}")


def claim_10_17(book: Book) -> Finding:
    """Software clusters sell mainly in market or network chains, and mainly at home."""
    codes = coded_chains(book, Sector.SPECIALIZED)
    domestic = (codes[[MARKET, NETWORK]] == ChainReach.DOMESTIC).any(axis=1)
    led = (codes[[QUASI_HIERARCHY, HIERARCHY]] > ChainReach.ABSENT).any(axis=1)
    return agrees_if(
        more_than(int(domestic.sum()), len(codes) / 2) and less_than(int(led.sum()), len(codes) / 2),
        f"{forms_line(codes)}; domestic market or network chains in {int(domestic.sum())}",
    )


def claim_10_21(book: Book) -> Finding:
    """In natural resources a great variety of forms of governance occurs."""
    codes = coded_chains(book, Sector.NATURAL_RESOURCE)
    kinds = len((codes > ChainReach.ABSENT).drop_duplicates())
    return agrees_if(
        bool((codes > ChainReach.ABSENT).any().all()), f"{forms_line(codes)}; {kinds} combinations of forms"
    )


def claim_10_35(book: Book) -> Finding:
    """The three fruit clusters differ in the governance of their chains."""
    codes = coded_chains(book).loc[FRUIT]
    return agrees_if(len(codes.drop_duplicates()) > 1, f"Table 10.2: {chains_line(book, FRUIT)}")


def claim_10_56(book: Book) -> Finding:
    """Governance is more varied than the quasi hierarchy expected, with remarkable differences across sectors."""
    shares = {sector: (coded_chains(book, sector)[QUASI_HIERARCHY] > ChainReach.ABSENT).mean() for sector in Sector}
    traditional = coded_chains(book, Sector.TRADITIONAL)
    most = (traditional > ChainReach.ABSENT).sum().idxmax()
    listed = ", ".join(f"{sector.label.lower()} {100 * share:.0f} percent" for sector, share in shares.items())
    return agrees_if(
        most != QUASI_HIERARCHY and max(shares.values()) > 2 * min(shares.values()),
        f"traditional manufacturing: {forms_line(traditional)}; quasi hierarchy by sector: {listed}",
    )


def claim_10_57(book: Book) -> Finding:
    """Local and global chains coexist in clusters above all in traditional manufacturing and natural resources."""
    counts = {sector: _both_reaches(coded_chains(book, sector)) for sector in Sector}
    shares = {sector: found.mean() for sector, found in counts.items()}
    listed = ", ".join(f"{sector.label.lower()} {int(found.sum())} of {len(found)}" for sector, found in counts.items())
    return agrees_if(
        min(shares[Sector.TRADITIONAL], shares[Sector.NATURAL_RESOURCE])
        > max(shares[Sector.COMPLEX], shares[Sector.SPECIALIZED]),
        f"clusters with domestic and global chains: {listed}",
    )


def claim_10_59(book: Book) -> Finding:
    """Sinos Valley: a quasi-hierarchical global chain; market at home and in Latin America."""
    return _coded(book, ["sinos_footwear"], {QUASI_HIERARCHY: ChainReach.GLOBAL, MARKET: ChainReach.BOTH})


def claim_10_60(book: Book) -> Finding:
    """Guadalajara and León: global quasi hierarchy; market and some network chains at home."""
    expected = {QUASI_HIERARCHY: ChainReach.GLOBAL, MARKET: ChainReach.DOMESTIC, NETWORK: ChainReach.DOMESTIC}
    return _coded(book, ["guadalajara_footwear", "leon_footwear"], expected)


def claim_10_61(book: Book) -> Finding:
    """Nicaraguan dairy: hierarchy in the transnational's chain, network in that of the cooperatives."""
    return _coded(book, [DAIRY], {HIERARCHY: ChainReach.GLOBAL, NETWORK: ChainReach.DOMESTIC})


def claim_10_63(book: Book) -> Finding:
    """Brazilian fruit chains tend clearly toward quasi-hierarchical governance."""
    return _coded(book, FRUIT, {QUASI_HIERARCHY: ChainReach.BOTH})


def claim_10_64(book: Book) -> Finding:
    """Relations in the fruit chains include arm's length and, in a few cases in each cluster, hierarchy."""
    codes = coded_chains(book).loc[FRUIT, [MARKET, HIERARCHY]]
    return agrees_if(
        bool((codes > ChainReach.ABSENT).all(axis=None)),
        f"Table 10.2, where 0 means absent: {chains_line(book, FRUIT)}",
    )


def claim_10_65(book: Book) -> Finding:
    """In Rio Pardo's tobacco governance is eminently hierarchical."""
    codes = coded_chains(book).loc[TOBACCO]
    return agrees_if(
        codes[HIERARCHY] > ChainReach.ABSENT,
        f"Table 10.2: {chains_line(book, [TOBACCO])}",
        in_direction=bool(codes[QUASI_HIERARCHY] > ChainReach.ABSENT and codes[MARKET] == ChainReach.ABSENT),
    )


def claim_10_66(book: Book) -> Finding:
    """In Serra Gaúcha's wine relations are less hierarchical than in tobacco."""
    led = (coded_chains(book)[[QUASI_HIERARCHY, HIERARCHY]] > ChainReach.ABSENT).any(axis=1)
    return agrees_if(bool(led[TOBACCO] and not led[WINE]), f"Table 10.2: {chains_line(book, [WINE, TOBACCO])}")


def claim_10_67(book: Book) -> Finding:
    """In Mexico very few software firms are in quasi-hierarchical global chains."""
    software = sector_of(book, Sector.SPECIALIZED)
    codes = coded_chains(book, Sector.SPECIALIZED)[software["country_id"] == MEXICO]
    present = codes.index[has_global(codes, Governance.QUASI_HIERARCHY)]
    return agrees_if(
        not present.empty and less_than(len(present), len(codes) / 2),
        f"global quasi hierarchy in {len(present)} of {len(codes)} Mexican software clusters: {names(book, present)}",
    )


def claim_10_79(book: Book) -> Finding:
    """In Table 10.3 "None" refers to the case in which the global buyer is not present."""
    none = book.table("10.3")["specialized_suppliers"].eq("none").sum()
    return no_evidence(
        f"the note defines a word, which {none} cells of Table 10.3 have for software; Table 10.2 has"
        f" {chains_line(book, ['monterrey_software'])}"
    )


def claim_10_121(book: Book) -> Finding:
    """That leaders favour products and processes and inhibit functions is common to all four sectors."""
    verdicts = book.table("10.3").query("relation == 'leaders'").set_index("upgrading")[list(Sector)]
    positive, negative = (
        verdicts.loc[["product", "process"]] == "positive",
        verdicts.loc["functional"].str.contains("negative"),
    )
    listed = "; ".join(
        f"{kind}: " + ", ".join(f"{sector.label.lower()} {row[sector].replace('_', ' ')}" for sector in Sector)
        for kind, row in verdicts.iterrows()
    )
    return agrees_if(bool(positive.all(axis=None) and negative.all()), f"Table 10.3 on leaders, {listed}")


def claim_10_125(book: Book) -> Finding:
    """In most cases global chains are quasi-hierarchical."""
    codes = coded_chains(book)
    held = pd.DataFrame({form.label: has_global(codes, form) for form in Governance})
    count, led = int(held.any(axis=1).sum()), int(held[Governance.QUASI_HIERARCHY.label].sum())
    return agrees_if(
        more_than(led, count / 2),
        f"of {count} clusters with global chains, "
        + ", ".join(f"{form} in {int(number)}" for form, number in held.sum().items()),
    )


def claim_10_126(book: Book) -> Finding:
    """Different types of chains often coexist in one cluster."""
    codes = coded_chains(book)
    several = int(((codes > ChainReach.ABSENT).sum(axis=1) > 1).sum())
    return agrees_if(
        more_than(several, len(codes) / 2), f"more than one form of governance in {several} of {len(codes)} clusters"
    )


def claim_10_127(book: Book) -> Finding:
    """Many clusters take part at once in quasi-hierarchical and in market chains."""
    present = coded_chains(book) > ChainReach.ABSENT
    led, both = int(present[QUASI_HIERARCHY].sum()), int((present[QUASI_HIERARCHY] & present[MARKET]).sum())
    return agrees_if(
        more_than(both, led / 2),
        f"quasi hierarchy and market in {both} clusters, of {led} with quasi hierarchy and {len(present)} in all",
    )


def claim_10_133(book: Book) -> Finding:
    """In Nova Serrana's automobile cluster the chain leader developed a network of local suppliers."""
    cluster = ["nova_serrana_automotive"]
    return no_evidence(
        f"whether the leader developed suppliers is rated nowhere; Table 10.2: {chains_line(book, cluster)};"
        f" Table 10.6: {degrees_line(book, cluster)}"
    )


def claim_10_58(book: Book) -> Finding:
    """In traditional manufacturing buyers usually provide upgrading support."""
    return _support_unrated(book, [Sector.TRADITIONAL])


def claim_10_94(book: Book) -> Finding:
    """In natural resources foreign buyers signal the need for upgrading and its modes."""
    return _support_unrated(book, [Sector.NATURAL_RESOURCE])


def claim_10_95(book: Book) -> Finding:
    """In natural resources buyers do not normally support the SMEs' upgrading."""
    return _support_unrated(book, [Sector.NATURAL_RESOURCE])


def claim_10_106(book: Book) -> Finding:
    """In complex products leaders foster product and process upgrading in very few cases only."""
    return _support_unrated(book, [Sector.COMPLEX])


def claim_10_123(book: Book) -> Finding:
    """In natural resources and complex products upgrading is left to the SMEs themselves."""
    return _support_unrated(book, list(RATED_SECTORS[1:]))


def _support_unrated(book: Book, sectors: list[Sector]) -> Finding:
    """That what buyers do for upgrading was not rated, with the number of clusters that have global leaders."""
    led = {
        sector: has_global(codes, Governance.QUASI_HIERARCHY) | has_global(codes, Governance.HIERARCHY)
        for sector, codes in ((sector, coded_chains(book, sector)) for sector in sectors)
    }
    counts = ", ".join(f"{int(found.sum())} of {len(found)} in {sector.label.lower()}" for sector, found in led.items())
    return no_evidence(
        f"a rating of what buyers do was looked for; Table 10.2 has only where global leaders are: {counts} clusters"
    )


def _both_reaches(codes: pd.DataFrame) -> pd.Series:
    """Whether each cluster has domestic and global chains, of whatever forms."""
    home, abroad = (
        codes.isin([reach, ChainReach.BOTH]).any(axis=1) for reach in (ChainReach.DOMESTIC, ChainReach.GLOBAL)
    )
    return home & abroad


def _coded(book: Book, clusters: list[str], expected: dict[str, ChainReach]) -> Finding:
    """Whether Table 10.2 has the expected codes in each of the clusters."""
    codes = coded_chains(book).loc[clusters, list(expected)]
    return agrees_if(bool(codes.eq(pd.Series(expected)).all(axis=None)), f"Table 10.2: {chains_line(book, clusters)}")
