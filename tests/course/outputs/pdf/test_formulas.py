"""Formulas on paper: numbers that references give, and the words that their author gave."""

from __future__ import annotations

import html
import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from docutils import nodes
from sphinx.application import Sphinx

from course.outputs.pdf.tags import elements
from course.sphinxext.math_html import _mathml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {
    "a.md": "# A\n\n```{math}\n:label: eq-one\n:alt: C falls with time\n\nC = C_0 e^{-k t}\n```\n\n"
    "$$\nk = \\frac{\\ln 2}{t}\n$$ (eq-two)\n\nSee {eq}`eq-one`, {eq}`eq-two` and {eq}`eq-far`.\n",
    "b.md": "# B\n\n$$\na = b\n$$ (eq-far)\n",
}
ROOT = "# Root\n\n```{toctree}\n:numbered:\na\nb\n```\n"


@pytest.mark.parametrize(
    ("config", "numbers"),
    [({"numfig": True}, ["(1.1)", "(1.2)", "(2.1)"]), ({}, ["(1)", "(2)", "(1)"])],
)
def test_a_formula_has_the_number_that_references_give(
    make_book: Callable[..., Any], tmp_path: Path, config: dict[str, Any], numbers: list[str]
) -> None:
    """With numbers of chapters and without, the PDF shows beside a formula and in a reference what HTML shows there."""
    made = make_book(ROOT, FILES, **config)
    said = made.spoken
    assert f"See {numbers[0]}, {numbers[1]} and {numbers[2]}." in said
    source = (made.builder.cache / "small.typ").read_text(encoding="utf-8")
    assert re.findall(r'#display-formula\("(.*?)"', source) == numbers
    site = Sphinx(tmp_path / "source", tmp_path / "source", tmp_path / "html", tmp_path / "cache-html", "html",
                  confoverrides=config, status=None, warning=io.StringIO())  # fmt: skip
    site.build()
    pages = [(tmp_path / "html" / f"{name}.html").read_text(encoding="utf-8") for name in "ab"]
    assert re.findall(r'class="eqno">(\(.*?\))', "".join(pages)) == numbers
    assert f"See {', '.join(numbers[:2])} and {numbers[2]}." in html.unescape(re.sub(r"<[^>]*>", "", pages[0]))


def test_the_words_of_the_author_are_read_instead_of_the_formula(make_book: Callable[..., Any]) -> None:
    """The option `alt` is the alternative text in the PDF; without it the LaTeX is."""
    made = make_book(ROOT, FILES)
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        told = [str(tag.Alt) for tag in elements(document.Root.StructTreeRoot, "Formula")]
    assert told == ["C falls with time", "k = \\frac{\\ln 2}{t}", "a = b"]
    assert "Unknown option" not in made.warnings


def test_a_browser_is_told_the_words_too() -> None:
    """In HTML the words are the label of the formula, whatever signs are in them."""
    formula = nodes.math_block("a < b", "a < b", alt='a is "less"')
    assert 'aria-label="a is &quot;less&quot;"' in _mathml(formula, block=True)
    assert "aria-label" not in _mathml(nodes.math_block("a", "a"), block=True)
