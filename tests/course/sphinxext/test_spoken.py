"""What is read aloud of formulas, pictures and notes: words and signs that a voice knows, never LaTeX."""

from __future__ import annotations

import pytest
from docutils import nodes

from course.sphinxext.spoken import formula_on_a_line, spoken_words

FORMULAS = {
    r"t_{1/2} = \frac{\ln 2}{k}": "t 1/2 = (ln 2)/k",
    r"x^2 + y^{10}": "x² + y¹⁰",
    r"\mathrm{H_2O}": "H₂O",
    r"5\,\mathrm{mg/L}": "5 mg/L",
    r"\Delta G \le 3 \cdot 10^{-9}": "Δ G ≤ 3 · 10⁻⁹",
    r"\sqrt{\frac{a}{b+c}}": "√(a/(b+c))",
    r"37^\circ\text{C}": "37°C",
    r"\lambda \approx 2\,\mu\mathrm{g}": "λ ≈ 2 µg",
    r"e^{-kt}": "e^(-kt)",
    r"\left( a \right) \wobble b": "(a) wobble b",
    r"20\,\%": "20 %",
}


@pytest.mark.parametrize(("tex", "said"), FORMULAS.items())
def test_a_formula_on_a_line(tex: str, said: str) -> None:
    """Fractions, roots, raised and lowered signs, names and units are told without a backslash."""
    assert formula_on_a_line(tex) == said


def test_what_a_node_says() -> None:
    """A formula with words of its own is told by them, a picture by its description, a mark of a note by nothing."""
    said = nodes.paragraph("", "", nodes.Text("Half: "), nodes.math("", r"\frac{a}{2}"), nodes.Text(" and "))
    said += [nodes.math("", "x", alt="the dose"), nodes.image(alt="a cup"), nodes.footnote_reference("", "1")]
    assert spoken_words(said) == "Half: a/2 and the dosea cup"
