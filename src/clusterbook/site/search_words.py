"""Words that readers search for and the text does not have, or has in other places too: methods, tools, authors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pybtex.database import Entry
from pybtex.richtext import Text

CITATION = re.compile(r"\{cite(?P<in_the_sentence>:t)?\}`(?P<keys>[^`]+)`")
FEW_AUTHORS = 2


@dataclass(frozen=True)
class MoreWords:
    """Other words for what a section treats, or a page is for.

    Parameters
    ----------
    page : str
        Name of the page, without ending.
    own_words : str
        What the section itself says of it: words of its title or text, which show that the others lead to the place.
    words : str
        What readers may type.
    """

    page: str
    own_words: str
    words: str


MORE_WORDS = (
    MoreWords(
        "chapters/ch10_tests",
        "exact p-value",
        "tau tau-b Kendall's tau rank correlation coefficient association exact test permutation test conditional "
        "p value probability alpha level significance significant delta equivalence test negligible confidence "
        "interval null hypothesis Somers' D gamma Spearman Pearson",
    ),
    MoreWords(
        "chapters/verdicts",
        "Many cells",
        "Holm Benjamini-Hochberg Westfall-Young adjustment correction multiple testing comparisons multiplicity "
        "family-wise error false discovery rate FDR Bonferroni",
    ),
    MoreWords(
        "chapters/ch10_tests",
        "could have been decided",
        "power statistical power attainable p undecidable sample size few clusters small samples",
    ),
    MoreWords("chapters/ch10_governance", "Each form", "Fisher's exact test contingency table two by two odds ratio"),
    MoreWords(
        "chapters/ch10_governance",
        "Sectors against each other",
        "Kruskal-Wallis differences between sectors ranks ANOVA",
    ),
    MoreWords(
        "chapters/ch10_robustness",
        "One cluster less",
        "leave-one-out leave one out jackknife omission influence outlier coding error sensitivity robustness halo",
    ),
    MoreWords(
        "chapters/ch10_robustness",
        "distinct analyses",
        "multiverse specification curve forking paths robustness sensitivity analysis",
    ),
    MoreWords(
        "chapters/ch10_robustness",
        "Regressions",
        "regression least squares OLS logistic logit penalised penalized Firth profile likelihood odds ratio fixed "
        "effects robust standard error HC3 permutation",
    ),
    MoreWords(
        "chapters/ch10_robustness",
        "QCA",
        "QCA truth table necessity necessary sufficiency sufficient boolean crisp set configurations Ragin",
    ),
    MoreWords(
        "chapters/ch07_metalworking",
        "intervals of all four partners",
        "binomial interval Clopper-Pearson Wilson interval confidence interval proportion survey share",
    ),
    MoreWords(
        "chapters/verdicts",
        "Krippendorff's alpha",
        "inter-coder intercoder inter-rater reliability agreement kappa double coding",
    ),
    MoreWords("chapters/ledger", "ledger", "errata erratum errors mistakes misprints corrections discrepancies"),
    MoreWords("chapters/explorer", "explorer", "interactive what if calculator assumptions sensitivity simulate"),
    MoreWords("chapters/data_dictionary", "Codebook", "data dictionary variables columns schema units codes"),
    MoreWords("downloads", "Download", "dataset CSV Excel spreadsheet Parquet SQLite SPSS ZIP archive PDF ebook"),
    MoreWords("rights", "citation", "licence license copyright permission cite how to cite BibTeX RIS reference DOI"),
    MoreWords("accessibility", "Accessibility", "screen reader keyboard WCAG contrast zoom"),
    MoreWords("students", "students", "course teaching classroom JupyterLab Binder notebook homework"),
    MoreWords("use_r", "users of R", "RStudio tidyverse data frame"),
    MoreWords("glossary", "global value chain", "GVC GVCs commodity chain"),
    MoreWords("clusters/sinos_footwear", "Sinos", "Vale do Sinos Vale dos Sinos Rio Grande do Sul calçados"),
    MoreWords("clusters/chipilo_furniture", "Chipilo", "Puebla Segusino muebles"),
    MoreWords("clusters/austral_salmon", "salmon", "Chiloé Puerto Montt Tenth Region Los Lagos aquaculture trout"),
    MoreWords("clusters/boaco_chontales_dairy", "Boaco", "milk cheese leche queso Camoapa"),
)


def more_words(page: str, title: str, text: str) -> str:
    """Other words for a place of a page.

    Parameters
    ----------
    page : str
        Name of the page, without ending.
    title, text : str
        Of the section; of a term its names alone count, for other terms speak of it too.
    """
    searched = title if page == "glossary" else f"{title} {text}"
    return " ".join(more.words for more in MORE_WORDS if more.page == page and more.own_words in searched)


def with_authors(source: str, entries: Mapping[str, Entry]) -> str:
    """A page in MyST with works named as the page prints them, so that their authors are found where they are cited.

    Parameters
    ----------
    source : str
        The page's text.
    entries : mapping of str to Entry
        The bibliography by key.
    """

    def named(match: re.Match[str]) -> str:
        cited = [entries[key] for key in map(str.strip, match["keys"].split(",")) if key in entries]
        if match["in_the_sentence"]:
            return ", ".join(" ".join([authors(entry), *(f"[{year}]" for year in years(entry))]) for entry in cited)
        return f"[{'; '.join(', '.join([authors(entry), *years(entry)]) for entry in cited)}]"

    return CITATION.sub(named, source)


def surnames(entry: Entry) -> list[str]:
    """Surnames of a work's authors, or of its editors where it has none."""
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    return [str(Text.from_latex(" ".join([*person.prelast_names, *person.last_names]))) for person in people]


def all_surnames(entries: Mapping[str, Entry]) -> str:
    """Surnames of all authors, each once, as words for the page of the bibliography."""
    return " ".join(sorted({name for entry in entries.values() for name in surnames(entry)}))


def authors(entry: Entry) -> str:
    """Authors of a work as they are cited: ``Humphrey and Schmitz``."""
    names = surnames(entry)
    return " and ".join(names) if len(names) <= FEW_AUTHORS else f"{names[0]} et al."


def years(entry: Entry) -> list[str]:
    """Year of a work; none where it has none."""
    return [entry.fields["year"]] if entry.fields.get("year") else []
