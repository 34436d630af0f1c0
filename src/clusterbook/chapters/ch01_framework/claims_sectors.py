"""Statements of Chapter 1 on the four sectors: their number, their ways of learning, what upgrading owes to them."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch10_cross_case.claims_tests import ALPHA, SUM, line, outcomes, pairs, related
from clusterbook.chapters.ch10_cross_case.claims_words import KINDS, by_sector
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import more_than
from clusterbook.reproduction.statements import fits
from clusterbook.stats import is_significant, kruskal_wallis
from clusterbook.vocabulary import Sector, in_words

PRIORITIES = "priorities of Table 11.2"


def claim_01_03(book: Book) -> Finding:
    """Traditional manufacturing and natural resources are by far the most prevalent."""
    counts = book.table("10.2")["sector"].value_counts()
    common = counts[[Sector.TRADITIONAL, Sector.NATURAL_RESOURCE]].sum()
    return no_evidence(
        f"no table counts the clusters of Latin America; of the {counts.sum()} chosen ones of Table 10.2 {common} are"
        f" of the two sectors: {by_sector(counts, digits=0)}"
    )


def claim_01_06(book: Book) -> Finding:
    """The ratings of upgrading differ between sectors."""
    ratings, sector = outcomes(book), book.clusters["sector"].astype(str)
    tested = {}
    for name in (*KINDS, SUM):
        rated = ratings[str(name)].dropna()
        tested[str(name)] = kruskal_wallis({str(key): part for key, part in rated.groupby(sector)}).exact_p
    values = ", ".join(f"{name} {p:.3f}" for name, p in tested.items())
    return agrees_if(
        is_significant(tested[SUM], ALPHA),
        f"p that the three rated sectors do not differ (rank test of Kruskal and Wallis): {values}; means of the sums:"
        f" {by_sector(ratings[SUM].groupby(sector).mean().dropna())}",
    )


def claim_01_07(book: Book) -> Finding:
    """The verdicts on chain leaders differ by sector and by kind of upgrading."""
    verdicts = _verdicts(book, "leaders")
    rows, columns = (verdicts.nunique(axis=axis).max() for axis in (1, 0))
    return agrees_if(
        more_than(rows, 1) and more_than(columns, 1),
        f"up to {rows} verdicts on one kind of upgrading and {columns} in one sector: {_spelled(verdicts)}",
    )


def claim_01_11(book: Book) -> Finding:
    """Upgrading depends on collective efficiency in traditional manufacturing."""
    sectors = (Sector.TRADITIONAL,)
    kinds = "; ".join(line(pair) for pair in pairs(book, "collective efficiency", sectors=sectors))
    return related(pairs(book, "collective efficiency", [SUM], sectors=sectors), note=kinds)


def claim_01_12(book: Book) -> Finding:
    """Access to outside sources of knowledge is more critical in complex products."""
    sources = book.table("10.3").loc["other_sources", [sector.value for sector in Sector]]
    return no_evidence(f"Table 10.3 names other sources of knowledge without an order: {_by_label(sources)}")


def claim_01_13(book: Book) -> Finding:
    """Four main sectors."""
    found = {
        table: book.table(table)[column].nunique() for table, column in (("1.1", "sector_code"), ("10.1", "label"))
    }
    stated = book.stated("ch01_sectors")
    return agrees_if(
        all(fits(count, stated) for count in found.values()),
        "; ".join(f"Table {table}: {count} sectors" for table, count in found.items()),
    )


def claim_01_14(book: Book) -> Finding:
    """The specialized suppliers are essentially suppliers of software."""
    return _only_software(book)


def claim_01_15(book: Book) -> Finding:
    """Process innovations of traditional manufacturing come from producers of inputs."""
    source = book.table("1.1").loc["traditional_manufacturing_source_of_technique"]
    return agrees_if(
        "machinery" in source["description"] and "supplier dominated" in source["learning_pattern"],
        f"Table 1.1: {source['learning_pattern'].lower()}; {source['description']}",
    )


def claim_01_16(book: Book) -> Finding:
    """Public institutes do most of the research behind natural resources."""
    research = _described(book, "natural_resource_based_research")
    return agrees_if("public institutes lead" in research, f"Table 1.1: {research}")


def claim_01_17(book: Book) -> Finding:
    """Applied research for natural resources is carried out mainly by suppliers of inputs."""
    research = _described(book, "natural_resource_based_research")
    suppliers = _described(book, "natural_resource_based_source_of_technique")
    return agrees_if("suppliers lead" in research, f"Table 1.1: {research}; {suppliers}")


def claim_01_18(book: Book) -> Finding:
    """Scale-intensive firms lead complex products."""
    pattern = book.table("1.1").loc["complex_products_accumulation", "learning_pattern"]
    learning = book.table("10.3").loc["pattern_of_learning", Sector.COMPLEX]
    return agrees_if(
        "scale-intensive" in pattern.lower() and "scale-intensive" in learning,
        f"Table 1.1: {pattern.lower()}; Table 10.3: {learning}",
    )


def claim_01_19(book: Book) -> Finding:
    """Technical change in complex products is incremental."""
    change = _described(book, "complex_products_nature_of_change")
    return agrees_if("in small steps" in change, f"Table 1.1: {change}")


def claim_01_20(book: Book) -> Finding:
    """Of the specialized suppliers only software is considered."""
    return _only_software(book)


def claim_01_21(book: Book) -> Finding:
    """Low barriers to entry in software."""
    barriers = book.table("1.1").loc["specialized_suppliers_appropriability_and_entry", "entry_barriers"]
    return agrees_if(barriers == "low", f"Table 1.1, barriers to entry of specialized suppliers: {barriers}")


def claim_01_43(book: Book) -> Finding:
    """Clusters and chains offer opportunities that differ by sector."""
    verdicts = {name: _verdicts(book, name) for name in ("collective_efficiency", "leaders")}
    tests = "; ".join(
        line(pairs(book, "collective efficiency", [SUM], sectors=(sector,))[0])
        for sector in (Sector.TRADITIONAL, Sector.NATURAL_RESOURCE, Sector.COMPLEX)
    )
    counts = {name: frame.T.drop_duplicates().shape[0] for name, frame in verdicts.items()}
    differing = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items())
    return agrees_if(
        all(more_than(count, 1) for count in counts.values()),
        f"different sets of verdicts among the four sectors of Table 10.3: {differing}; {tests}",
    )


def claim_01_45(book: Book) -> Finding:
    """The evidence differs remarkably between sectors."""
    index = book.table("10.1")["collective_efficiency_index"]
    sums = outcomes(book)[SUM].groupby(book.clusters["sector"].astype(str)).mean().dropna()
    priorities = book.table("11.2")["sector_code"].value_counts()
    shared = book.table("11.2").groupby("priority")["sector_code"].nunique().max()
    return agrees_if(
        index.is_unique and sums.is_unique and shared == 1,
        f"index of collective efficiency: {by_sector(index)}; mean sums of upgrading: {by_sector(sums)};"
        f" {PRIORITIES}: {by_sector(priorities, digits=0)}, none of them in two sectors",
    )


def _only_software(book: Book) -> Finding:
    """All specialized suppliers of Tables 1.3 and 10.2 are in software."""
    cases, clusters = book.table("1.3"), book.table("10.2")
    products = clusters.loc[clusters["sector"] == Sector.SPECIALIZED, "product"]
    studies = cases.loc[cases["sector"] == Sector.SPECIALIZED, "case_study"]
    software = {"10.2": products.str.lower() == "software", "1.3": studies.str.startswith("Software")}
    return agrees_if(
        all(found.all() for found in software.values()),
        "; ".join(f"Table {table}: {found.sum()} of {len(found)} are software" for table, found in software.items()),
    )


def _described(book: Book, row: str) -> str:
    """What Table 1.1 says in one of its rows."""
    return str(book.table("1.1").at[row, "description"])


def _verdicts(book: Book, relation: str) -> pd.DataFrame:
    """The authors' verdicts of Table 10.3 on one relation: kinds of upgrading by sector."""
    table = book.table("10.3")
    return table.loc[table["relation"] == relation].set_index("upgrading")[[sector.value for sector in Sector]]


def _by_label(words: pd.Series) -> str:
    """One text a sector."""
    return ". ".join(f"{Sector(sector).label}: {text}" for sector, text in words.items())


def _spelled(verdicts: pd.DataFrame) -> str:
    """Verdicts by sector: ``traditional manufacturing positive, positive, often negative``."""
    columns = {
        Sector(sector).label.lower(): ", ".join(in_words(word) for word in column)
        for sector, column in verdicts.items()
    }
    return "; ".join(f"{sector} {words}" for sector, words in columns.items())
