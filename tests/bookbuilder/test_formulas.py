"""Formulas become MathML; what is no LaTeX is told with what was found."""

from __future__ import annotations

import pytest

from bookbuilder.errors import BookError
from bookbuilder.site.formulas import mathml


def test_a_formula_is_drawn_in_its_line_or_in_one_of_its_own() -> None:
    assert 'display="inline"' in mathml("x^2", display=False)
    assert "<mfrac><mrow><mi>S</mi></mrow><mrow><mi>n</mi></mrow></mfrac>" in mathml(r"\frac{S}{n}", display=True)
    assert 'display="block"' in mathml("x^2", display=True)


@pytest.mark.parametrize(
    ("formula", "message"), [(r"\taux + 1", r"unknown command \\taux"), ("x_", "MissingSuperScriptOrSubscript")]
)
def test_what_is_no_formula_is_told(formula: str, message: str) -> None:
    with pytest.raises(BookError, match=message):
        mathml(formula, display=False)
