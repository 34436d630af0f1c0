"""Claims of Chapter 10 on the upgrading of named clusters and how common it is: Tables 10.4 to 10.6."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch10_cross_case.claims_words import (
    FRUIT,
    GLOBAL,
    KINDS,
    RATED_SECTORS,
    by_sector,
    chains_line,
    degrees_line,
    names,
    ratings_line,
    sector_of,
)
from clusterbook.chapters.ch10_cross_case.ratings import exposure
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.reproduction.hedges import at_least, less_than, more_than
from clusterbook.vocabulary import ChainReach, CollectiveEfficiency, Governance, Sector, Upgrading

PRODUCT, PROCESS, FUNCTIONAL = (kind.column for kind in KINDS)
RATINGS = [kind.column for kind in Upgrading]
MEDIUM, HIGH = 2, 3  # the ratings of upgrading in words
RARE, VERY_RARE = 0.5, 0.1  # share of the clusters below which something is rare, or very rare
DAIRY, SINOS, JUAREZ, AERONAUTICS = (
    "boaco_chontales_dairy",
    "sinos_footwear",
    "juarez_automotive",
    "sao_jose_aeronautics",
)
METALWORKING, NOVA_SERRANA = "espirito_santo_metalworking", "nova_serrana_automotive"


def claim_10_12(book: Book) -> Finding:
    """Natural resources: positive effects on functional upgrading are very rare."""
    return _few_functional(book, [Sector.NATURAL_RESOURCE], share=VERY_RARE)


def claim_10_19(book: Book) -> Finding:
    """Functional upgrading is rarely achieved in the clusters analyzed."""
    return _few_functional(book, list(RATED_SECTORS))


def claim_10_100(book: Book) -> Finding:
    """Complex products: functional upgrading has been achieved only in a few cases."""
    return _few_functional(book, [Sector.COMPLEX])


def claim_10_14(book: Book) -> Finding:
    """Complex products: process and, to a lesser extent, product upgrading are remarkable."""
    means = _means(book)
    process, product = means.loc[Sector.COMPLEX, PROCESS], means.loc[Sector.COMPLEX, PRODUCT]
    return agrees_if(
        bool(process > product and process == means[PROCESS].max() and product > means[PRODUCT].min()),
        f"average of process upgrading: {by_sector(means[PROCESS])}; of product upgrading: {by_sector(means[PRODUCT])}",
    )


def claim_10_15(book: Book) -> Finding:
    """Complex products: in all other cases the predominant pattern is only product and process upgrading."""
    others = sector_of(book, Sector.COMPLEX).drop(index=[JUAREZ, AERONAUTICS])
    some, means = others.index[others[FUNCTIONAL] > 0], others[[PRODUCT, PROCESS, FUNCTIONAL]].mean()
    return agrees_if(
        less_than(len(some), len(others) / 2),
        f"some functional upgrading in {len(some)} of the {len(others)} others: {names(book, some)}; averages product"
        f" {means[PRODUCT]:.2f}, process {means[PROCESS]:.2f}, functional {means[FUNCTIONAL]:.2f}",
        in_direction=means.idxmin() == FUNCTIONAL,
    )


def claim_10_62(book: Book) -> Finding:
    """Nicaraguan dairy: the cooperatives' chain upgrades processes and functions."""
    return _no_rating_by_chain(book, DAIRY)


def claim_10_96(book: Book) -> Finding:
    """Nicaraguan dairy: the transnational's chain fostered products and processes and hindered functions."""
    return _no_rating_by_chain(book, DAIRY)


def claim_10_97(book: Book) -> Finding:
    """Nicaraguan dairy: the cooperative's chain enhanced functions, products and processes."""
    return _no_rating_by_chain(book, DAIRY)


def claim_10_85(book: Book) -> Finding:
    """Sinos Valley: suppliers were discouraged from functional upgrading by their main U.S. buyers."""
    return _no_rating_by_chain(book, SINOS)


def claim_10_81(book: Book) -> Finding:
    """In some traditional clusters large buyers have facilitated process and product upgrading."""
    return _some_led_upgraded(book, Sector.TRADITIONAL)


def claim_10_105(book: Book) -> Finding:
    """Complex products: leader firms and suppliers have fostered product and process upgrading in some cases."""
    return _some_led_upgraded(book, Sector.COMPLEX)


def claim_10_83(book: Book) -> Finding:
    """Integration in global chains supported product and process capabilities in three clusters."""
    cases = [SINOS, "leon_footwear", "torreon_garment"]
    reached = book.clusters.loc[cases, [PRODUCT, PROCESS]] >= MEDIUM
    return agrees_if(
        bool(reached.all(axis=None)),
        f"{ratings_line(book, cases)}; {int(reached.to_numpy().sum())} of {reached.size} product and process ratings"
        " are medium or high",
        in_direction=bool(reached.any(axis=1).all()),
    )


def claim_10_87(book: Book) -> Finding:
    """Sinos Valley: firms selling at home and in Latin America have upgraded functionally."""
    return _no_rating_by_chain(book, SINOS)


def claim_10_88(book: Book) -> Finding:
    """Functional upgrading is also detected among Mexican footwear producers selling at home."""
    return _no_rating_by_chain(book, "guadalajara_footwear", "leon_footwear")


def claim_10_89(book: Book) -> Finding:
    """The textile cluster of Itajaí experienced a similar functional upgrading."""
    return _functional_with_market(book, ["itajai_textile"])


def claim_10_129(book: Book) -> Finding:
    """Functional upgrading in market chains is seen in Nicaraguan dairy and Sinos Valley."""
    return _no_rating_by_chain(book, DAIRY, SINOS)


def claim_10_91(book: Book) -> Finding:
    """SMEs have upgraded in clusters with public-private initiatives for research and extension."""
    return _upgraded(book, [FRUIT[0], "serra_gaucha_wine"])


def claim_10_93(book: Book) -> Finding:
    """Salmon, Petrolina-Juazeiro and Santa Catarina are cases of successful joint action."""
    cases = ["austral_salmon", FRUIT[0], FRUIT[2]]
    rated = book.clusters.loc[cases]
    high = (rated["collective_efficiency"] == CollectiveEfficiency.HIGH).all()
    return agrees_if(
        False,  # the grade is not of joint action alone
        f"collective efficiency: {degrees_line(book, cases)}; upgrading: {ratings_line(book, cases)}",
        in_direction=bool(high and (rated[[PRODUCT, PROCESS]] == HIGH).all(axis=None)),
    )


def claim_10_99(book: Book) -> Finding:
    """Global buyers are not necessarily optimal for upgrading; national chains offer opportunities too."""
    clusters = sector_of(book, Sector.NATURAL_RESOURCE)
    led, sums = exposure(clusters) == 1, clusters[RATINGS].sum(axis=1)
    return agrees_if(
        bool(sums[~led].mean() >= sums[led].mean()),
        f"average sum of the ratings {sums[~led].mean():.2f} in the {int((~led).sum())} clusters without a global"
        f" leader ({names(book, clusters.index[~led])}), {sums[led].mean():.2f} in the {int(led.sum())} with one",
    )


def claim_10_101(book: Book) -> Finding:
    """The Delphi cluster of Juárez has experienced functional upgrading."""
    return _functional_from(book, [JUAREZ], MEDIUM)


def claim_10_102(book: Book) -> Finding:
    """The aeronautics cluster is a similar example of functional upgrading."""
    return _functional_from(book, [AERONAUTICS, JUAREZ], MEDIUM)


def claim_10_103(book: Book) -> Finding:
    """In the sport shoes cluster of Nova Serrana subsidiaries are not involved in new design."""
    product = book.clusters.at[NOVA_SERRANA, "product"]
    return agrees_if(
        "shoes" in product.lower(),
        f"Tables 10.2 and 10.6 have Nova Serrana under {product}: {ratings_line(book, [NOVA_SERRANA])}",
    )


def claim_10_104(book: Book) -> Finding:
    """In Costa Rica local firms have upgraded very little into activities of more value."""
    rating, cluster = book.clusters.at["san_jose_ict", FUNCTIONAL], ["san_jose_ict"]
    return agrees_if(less_than(rating, MEDIUM), ratings_line(book, cluster))


def claim_10_108(book: Book) -> Finding:
    """The SMEs of Espírito Santo metalworking sell in the domestic market."""
    row = book.table("1.2").loc["metalworking"]
    sold, exported = row["production_2002_usd_million"], row["exports_2002_usd_million"]
    return agrees_if(
        less_than(exported, sold / 2),
        f"Table 1.2: exports {exported:g} of a production of {sold:g} million dollars in 2002,"
        f" {100 * exported / sold:.0f} percent",
    )


def claim_10_109(book: Book) -> Finding:
    """The firms of Espírito Santo metalworking have experienced a remarkable upgrading."""
    sums, process = sector_of(book, Sector.COMPLEX)[RATINGS].sum(axis=1), book.clusters.at[METALWORKING, PROCESS]
    return agrees_if(
        more_than(sums[METALWORKING], sums.mean()),
        f"{ratings_line(book, [METALWORKING])}; sum {sums[METALWORKING]:g}, average of the sector {sums.mean():.2f}",
        in_direction=process == HIGH,
    )


def claim_10_131(book: Book) -> Finding:
    """Upgrading with melons is much easier than with other fruits."""
    sums = book.clusters.loc[FRUIT, RATINGS].sum(axis=1)
    listed = "; ".join(f"{names(book, [cluster])} {total:g}" for cluster, total in sums.items())
    return agrees_if(sums.idxmax() == FRUIT[1], f"sum of the ratings of upgrading reached: {listed}")


def claim_10_132(book: Book) -> Finding:
    """In the aeronautics cluster a fair degree of cooperation is observed, with upgrading."""
    rated = book.clusters.loc[AERONAUTICS]
    fair = rated["collective_efficiency"] == CollectiveEfficiency.MEDIUM
    return agrees_if(
        False,  # the grade is not of cooperation alone, and the ratings are not of subcontractors
        f"collective efficiency: {degrees_line(book, [AERONAUTICS])}; upgrading: {ratings_line(book, [AERONAUTICS])}",
        in_direction=fair and all(at_least(rated[kind.column], MEDIUM) for kind in KINDS),
    )


def _means(book: Book) -> pd.DataFrame:
    """Average ratings of the rated sectors, the missing one left out."""
    return book.clusters.groupby("sector")[[PRODUCT, PROCESS, FUNCTIONAL]].mean().loc[list(RATED_SECTORS)]


def _few_functional(book: Book, sectors: list[Sector], *, share: float = RARE) -> Finding:
    """Whether less than a share of the clusters has any functional upgrading; at least, whether it is the rarest."""
    ratings = pd.concat([sector_of(book, sector) for sector in sectors])[[PRODUCT, PROCESS, FUNCTIONAL]]
    functional, means = ratings[FUNCTIONAL].dropna(), ratings.mean()
    some, reached = int((functional > 0).sum()), int((functional >= MEDIUM).sum())
    return agrees_if(
        less_than(some, share * len(functional)),
        f"some functional upgrading in {some} of {len(functional)} clusters, medium or high in {reached}; averages"
        f" product {means[PRODUCT]:.2f}, process {means[PROCESS]:.2f}, functional {means[FUNCTIONAL]:.2f}",
        in_direction=means.idxmin() == FUNCTIONAL,
    )


def _no_rating_by_chain(book: Book, *clusters: str) -> Finding:
    """That the ratings are of whole clusters and not of the chains that the text speaks of."""
    return no_evidence(
        f"ratings of single chains were looked for; the clusters as a whole: {ratings_line(book, list(clusters))};"
        f" chains in Table 10.2: {chains_line(book, list(clusters))}"
    )


def _some_led_upgraded(book: Book, sector: Sector) -> Finding:
    """Whether more than one cluster with a global quasi hierarchy is medium or high in products and in processes."""
    clusters = sector_of(book, sector)
    led = clusters[clusters[Governance.QUASI_HIERARCHY.value].isin(GLOBAL)]
    both = led.index[(led[[PRODUCT, PROCESS]] >= MEDIUM).all(axis=1)]
    return agrees_if(
        len(both) > 1,
        f"of {len(led)} clusters with a global quasi hierarchy {len(both)} are medium or high in both kinds:"
        f" {names(book, both)}",
    )


def _functional_with_market(book: Book, clusters: list[str]) -> Finding:
    """Whether each cluster has some functional upgrading and a market chain."""
    rated = book.clusters.loc[clusters]
    return agrees_if(
        bool((rated[FUNCTIONAL] > 0).all() and (rated[Governance.MARKET.value] > ChainReach.ABSENT).all()),
        f"{ratings_line(book, clusters)}; chains: {chains_line(book, clusters)}",
    )


def _functional_from(book: Book, clusters: list[str], least: int) -> Finding:
    """Whether each cluster has a rating of functional upgrading of at least this."""
    ratings = book.clusters.loc[clusters, FUNCTIONAL]
    return agrees_if(all(at_least(rating, least) for rating in ratings), ratings_line(book, clusters))


def _upgraded(book: Book, clusters: list[str]) -> Finding:
    """Whether each cluster is high in products and processes."""
    ratings = book.clusters.loc[clusters, [PRODUCT, PROCESS]]
    return agrees_if(bool((ratings == HIGH).all(axis=None)), ratings_line(book, clusters))
