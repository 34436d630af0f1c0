"""Claims of the article on both clusters, from its opening, Discussion and Conclusion."""

from __future__ import annotations

import pandas as pd

from clusterbook.chapters.ch12_fair_trade.claims_reading import (
    BABASSU,
    HONEY,
    NAMES,
    SOCIAL_KINDS,
    article_values,
    code_of,
    counted,
    describe_changes,
    is_local,
    reinforced,
    social_codes,
    steps,
)
from clusterbook.data.book import Book
from clusterbook.reproduction.claims import Finding, agrees_if, no_evidence
from clusterbook.vocabulary import ChainReach, Phase

LAST_VISITS = "ch12_interviews_second_round"  # the article carries no year of its own
HALF_CENTURY = 50
SOUND = 2  # code from which a practice is more than rudimentary
PRACTICES = ["environment", "labor", "health_and_safety", "local_development"]


def claim_12_17(book: Book) -> Finding:
    """The chain alone cannot explain social upgrading."""
    return _social_steps_before(book)


def claim_12_18(book: Book) -> Finding:
    """Local organizations were key before and after."""
    shares, listing = [], []
    for cluster, name in NAMES.items():
        for phase in (Phase.BEFORE, Phase.AFTER):
            own = steps(book, cluster, phase)
            shares.append(is_local(own).mean())
            listing.append(f"{name} {phase} {counted(own, is_local(own))}")
    return agrees_if(min(shares) >= 1 / 2, f"Dated steps with a local organization: {', '.join(listing)}.")


def claim_12_19(book: Book) -> Finding:
    """Upgrading in the last half century."""
    dated = {name: steps(book, cluster).query("kind != 'market'")["year"] for cluster, name in NAMES.items()}
    listing = ", ".join(f"{name} {years.min()} to {years.max()}" for name, years in dated.items())
    end = int(book.stated_numbers.at[LAST_VISITS, "year_end"])
    recent = [years.min() >= end - HALF_CENTURY and years.max() <= end for years in dated.values()]
    return agrees_if(all(recent), f"Dated steps of upgrading: {listing}.")


def claim_12_14(book: Book) -> Finding:
    """Sound social and environmental practices before the entry."""
    before = {name: social_codes(book, cluster)[Phase.BEFORE].reindex(PRACTICES) for cluster, name in NAMES.items()}
    listing = "; ".join(
        f"{name}: " + ", ".join(f"{practice.replace('_', ' ')} {_code(code)}" for practice, code in codes.items())
        for name, codes in before.items()
    )
    sound = [(codes.dropna() >= SOUND).all() for codes in before.values()]
    some = [codes["environment"] >= SOUND and codes["local_development"] > 0 for codes in before.values()]
    return agrees_if(all(sound), f"Codes before the entry, of 3, {listing}.", in_direction=all(some))


def claim_12_38(book: Book) -> Finding:
    """Exports not widely diversified from oil."""
    codes = {kind: code_of(book, BABASSU, "upgrading", component=kind) for kind in ("functional", "intersectoral")}
    other = steps(book, BABASSU, Phase.AFTER).query("kind in ['functional', 'product']")
    listing = ", ".join(f"{kind} upgrading {code:.0f}" for kind, code in codes.items())
    evidence = (
        f"{listing} of 3; {len(other)} dated steps toward other products or functions, none described as an export."
    )
    return agrees_if(max(codes.values()) < SOUND, evidence)


def claim_12_15(book: Book) -> Finding:
    """The chains sustained and reinforced social upgrading."""
    return _reinforced_in_both(book)


def claim_12_39(book: Book) -> Finding:
    """The chain was insufficient by itself."""
    local = {name: is_local(steps(book, cluster)) for cluster, name in NAMES.items()}
    listing = ", ".join(f"{name} {int(steps_of.sum())}" for name, steps_of in local.items())
    return no_evidence(f"No cluster is without local organizations to compare with; their dated steps: {listing}.")


def claim_12_40(book: Book) -> Finding:
    """Local change agents played a critical role."""
    listing, majority = [], []
    for phase in (Phase.BEFORE, Phase.AFTER):
        own = pd.concat([steps(book, cluster, phase) for cluster in NAMES])
        majority.append(is_local(own).mean() > 1 / 2)
        listing.append(f"{counted(own, is_local(own))} {phase} the entry")
    return agrees_if(all(majority), f"Dated steps of both clusters with a local organization: {', '.join(listing)}.")


def claim_12_43(book: Book) -> Finding:
    """Chains can support existing social upgrading."""
    return _reinforced_in_both(book)


def claim_12_44(book: Book) -> Finding:
    """Both clusters were upgrading socially before the chain."""
    return _social_steps_before(book)


def claim_12_45(book: Book) -> Finding:
    """Integration may make producers dependent on importers."""
    codes = {name: code_of(book, cluster, "governance", component="quasi_hierarchy") for cluster, name in NAMES.items()}
    values = article_values(book)
    evidence = (
        f"Honey: about {values['ch12_mendes_share_main_buyers']:.0f} percent to one or two buyers; babassu: about"
        f" {values['ch12_junco_share_body_shop']:.0f} percent to one at {values['ch12_junco_price_multiple']:.0f} times"
        f" the local price; quasi-hierarchy coded {', '.join(f'{code:.0f}' for code in codes.values())}."
    )
    return agrees_if(all(code in (ChainReach.GLOBAL, ChainReach.BOTH) for code in codes.values()), evidence)


def _social_steps_before(book: Book) -> Finding:
    """Whether steps of land, law, organization or social services precede the entry in both clusters."""
    early = {name: steps(book, cluster, Phase.BEFORE) for cluster, name in NAMES.items()}
    social = {name: own["kind"].isin(SOCIAL_KINDS) for name, own in early.items()}
    listing = ", ".join(f"{name} {counted(early[name], social[name])}" for name in early)
    evidence = f"Dated steps before the entry that are of land, law, organization or social services: {listing}."
    return agrees_if(all(kinds.any() for kinds in social.values()), evidence)


def _reinforced_in_both(book: Book) -> Finding:
    """Whether coded social upgrading exists before the entry and rises after it in both clusters."""
    return agrees_if(all(reinforced(book, cluster) for cluster in (BABASSU, HONEY)), describe_changes(book))


def _code(code: float) -> str:
    """A code, or that nothing is reported."""
    return "not reported" if pd.isna(code) else f"{code:.0f}"
