"""Settings of ``_config.yml`` are held against Jupyter Book's own schema before Sphinx sees them."""

from __future__ import annotations

from typing import Any

import pytest
from tiny_book import REPOSITORY

from bookbuilder.book.reading import read_yaml
from bookbuilder.errors import BookError
from bookbuilder.site.sphinx_worker import describe_failure, own_theme_options, setting_faults


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"html": 5}, "_config.yml, html: found what is refused (5 is not of type 'object'). Correct the setting."),
        ({"repository": {"url": 5}}, "_config.yml, repository, url: found what is refused (5 is not of type 'string')"),
        ([], "_config.yml: found what is refused ([] is not of type 'object')"),
    ],
)
def test_a_setting_of_another_kind_is_told_by_its_place(settings: Any, told: str) -> None:
    (fault,) = setting_faults(settings)
    assert fault.startswith(told)


def test_the_settings_of_this_book_are_in_order() -> None:
    assert list(setting_faults(read_yaml(REPOSITORY / "_config.yml", "_config.yml"))) == []


@pytest.mark.parametrize("options", [{}, {"html_theme_options": None}])
def test_a_theme_of_ones_own_needs_no_options(options: dict[str, Any]) -> None:
    assert own_theme_options({"sphinx": {"config": {"html_theme": "alabaster", **options}}}) == {}


def test_a_sentence_that_an_extension_of_sphinx_wraps_is_told_alone() -> None:
    error = RuntimeError("Handler <function add_facts> threw an exception")
    error.orig_exc = BookError("_config.yml: found x. Correct it.")  # type: ignore[attr-defined]
    assert describe_failure(error) == "_config.yml: found x. Correct it."
