"""Formulas: what the subset knows compiles, and what it does not know is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typst

from course.outputs.pdf.latexmath import _ACCENTS, _NAMES, FormulaError, to_typst

if TYPE_CHECKING:
    from pathlib import Path

FORMULAS = {
    r"t_{1/2} = \ln 2 / k": 't_("1" slash "2") eq ln "2" slash k',
    r"e^{-kt}": "e^(minus k t)",
    r"\frac{a,b}{c}": "frac(a comma b, c)",
    r"\sqrt[3]{x}": 'root("3", x)',
    r"\text{a dose} \times 2": '"a dose" times "2"',
    r"\mathrm{mg}": 'upright("mg")',
    r"\left( \frac{a}{b} \right]": "lr(paren.l frac(a, b) bracket.r)",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": 'mat(delim: "(", a, b; c, d)',
    r"\begin{cases} 1 & x>0 \\ 0 & \text{else} \end{cases}": 'cases("1" & x gt "0", "0" & "else")',
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}": "a & eq b \\\nc & eq d",
    r'#x "y" [z]': '"#" x "\\"" y "\\"" bracket.l z bracket.r',
    r"{}^2_3 X": '""^("2")_("3") X',
    r"\frac12 + x^23": 'frac("1", "2") plus x^("2") "3"',
    r"\mathrm{Cl_{cr}}": "upright(C l_(c r))",
    r"{\rm mg}": "upright(m g)",
    r"\underbrace{a+b}_{\text{dose}}": 'underbrace(a plus b, "dose")',
    r"\overset{k}{\to}": "limits(arrow.r)^(k)",
    r"\underset{x}{\min}": "limits(min)_(x)",
    r"A \xrightarrow{k} B": "A limits(arrow.r.long)^(k) B",
    r"a \not= b": "a eq.not b",
    r"\big( x \big)": "paren.l x paren.r",
    r"\begin{array}{cc} a & b \\ c & d \end{array}": "mat(delim: #none, a, b; c, d)",
    r"\begin{equation} a = b \end{equation}": "a eq b",
    r"\textit{dose}": 'italic("dose")',
}


FORMULAS[r"\frac{(140 - \text{age}) \times m}{72 \times S_\mathrm{Cr}}"] = (
    'frac(paren.l "140" minus "age" paren.r times m, "72" times S_(upright("Cr")))'
)


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_becomes_typst(tex: str) -> None:
    """Each construct is written with names and strings, so that nothing is taken for Typst syntax."""
    assert to_typst(tex) == FORMULAS[tex]


def test_everything_that_the_subset_knows_compiles(tmp_path: Path) -> None:
    """All names, accents and the formulas above are accepted by Typst, in one document."""
    bodies = [*_NAMES.values(), *(f"{name}(x)" for name in _ACCENTS.values()), *map(to_typst, FORMULAS)]
    source = tmp_path / "all.typ"
    source.write_text("\n\n".join(f"$x {body} y$" for body in bodies), encoding="utf-8")
    assert typst.compile(str(source), format="svg", ignore_system_fonts=True)


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\wobble", r"\wobble"),
        (r"\frac{a}", "missing at the end"),
        (r"{a", "'}' is missing"),
        (r"a}", "no beginning"),
        (r"\left( a", r"'\right' is missing"),
        (r"\begin{tikz} a \end{tikz}", "'tikz'"),
        (r"\begin{cases} a", r"'\end' is missing"),
        (r"\begin{cases} a \end{aligned}", "'cases' is not closed"),
        (r"\text{a {b}}", "braces inside words"),
        (r"x_", "missing at the end"),
        (r"\mathrm{Cl_{cr}", "'}' is missing"),
        (r"a \not b", r"\not before 'b'"),
        (r"\SI{5}{mg}", r"\SI"),
    ],
)
def test_a_formula_that_cannot_be_read_says_why(tex: str, words: str) -> None:
    """The error names the command or what is missing, and shows the formula."""
    with pytest.raises(FormulaError) as caught:
        to_typst(tex)
    assert words in str(caught.value)
    assert tex in str(caught.value)
