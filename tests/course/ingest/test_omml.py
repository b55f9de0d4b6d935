"""Equations of Word become TeX that website and book draw, or are named as what they are not."""

from __future__ import annotations

import pytest
from lxml import etree

from course.cli.new import draws
from course.ingest.readers.omml import EquationError, tex_of
from tests.course.ingest.word_file import part


def e(text: str, name: str = "e") -> str:
    """Return a part of an equation that holds letters, or other parts."""
    inner = text if text.startswith("<") else f"<m:r><m:t>{text}</m:t></m:r>"
    return f"<m:{name}>{inner}</m:{name}>"


def set_to(name: str, **settings: str) -> str:
    """Return the properties of a part."""
    values = "".join(f'<m:{key} m:val="{text}"/>' for key, text in settings.items())
    return f"<m:{name}Pr>{values}</m:{name}Pr>"


def run(text: str, properties: str) -> str:
    """Return letters with properties."""
    return f"<m:r><m:rPr>{properties}</m:rPr><m:t>{text}</m:t></m:r>"


def tex(inner: str) -> str:
    """Return an equation as TeX."""
    return tex_of(etree.fromstring(part("m:oMath", inner)))


EQUATIONS = {
    f"<m:f>{e('1', 'num')}{e('2', 'den')}</m:f>": r"\frac{1}{2}",
    f"<m:f>{set_to('f', type='lin')}{e('a', 'num')}{e('b', 'den')}</m:f>": "{a}/{b}",
    f"<m:sSup>{e('x')}{e('2', 'sup')}</m:sSup>": "{x}^{2}",
    f"<m:sSubSup>{e('x')}{e('i', 'sub')}{e('2', 'sup')}</m:sSubSup>": "{x}_{i}^{2}",
    f"<m:sPre>{e('6', 'sub')}{e('12', 'sup')}{e('C')}</m:sPre>": "{}_{6}^{12}{C}",
    f"<m:rad>{e('3', 'deg')}{e('x')}</m:rad>": r"\sqrt[3]{x}",
    f"<m:rad>{set_to('rad', degHide='1')}{e('', 'deg')}{e('x')}</m:rad>": r"\sqrt{x}",
    f"<m:nary>{set_to('nary', chr='∑')}{e('i=1', 'sub')}{e('n', 'sup')}{e('i')}</m:nary>": r"\sum_{i=1}^{n} i",
    f"<m:nary>{e('', 'sub')}{e('', 'sup')}{e('x')}</m:nary>": r"\int x",
    f"<m:nary>{set_to('nary', chr='∮', supHide='1')}{e('C', 'sub')}{e('2', 'sup')}{e('x')}</m:nary>": r"\oint_{C} x",
    f"<m:d>{e('a')}</m:d>": r"\left( a \right)",
    f"<m:d>{set_to('d', begChr='[', endChr='')}{e('a')}{e('b')}</m:d>": r"\left[ a | b \right.",
    f"<m:func>{e('sin', 'fName')}{e('x')}</m:func>": r"\sin {x}",
    f"<m:func><m:fName><m:limLow>{e('lim')}{e('n', 'lim')}</m:limLow></m:fName>{e('x')}</m:func>": r"\lim_{n} {x}",
    f"<m:limUpp>{e('a')}{e('b', 'lim')}</m:limUpp>": r"\overset{b}{a}",
    f"<m:acc>{e('x')}</m:acc>": r"\hat{x}",
    f"<m:bar>{set_to('bar', pos='top')}{e('x')}</m:bar>": r"\overline{x}",
    f"<m:groupChr>{e('x')}</m:groupChr>": r"\underbrace{x}",
    f"<m:m><m:mr>{e('a')}{e('b')}</m:mr><m:mr>{e('c')}{e('d')}</m:mr></m:m>": (
        r"\begin{matrix}a & b \\ c & d\end{matrix}"
    ),
    f"<m:eqArr>{e('a&amp;=b')}{e('c&amp;=d')}</m:eqArr>": r"\begin{aligned}a& =b \\ c& =d\end{aligned}",
    f"<m:eqArr>{e('E=m#1')}</m:eqArr>": r"E=m\qquad 1",
    run("R", '<m:scr m:val="double-struck"/>'): r"\mathbb{R}",
    run("dose", "<m:nor/>"): r"\text{dose}",
    run("d", '<m:sty m:val="p"/>'): r"\mathrm{d}",
    "<m:r><m:t>5 µg≥20°%</m:t></m:r>": r"5 \mu g\ge 20{}^{\circ} \%",
}


@pytest.mark.parametrize("equation", EQUATIONS)
def test_an_equation_is_tex_that_both_editions_draw(equation: str) -> None:
    """Each kind of part, and settings that change what it says."""
    assert tex(equation) == EQUATIONS[equation]
    assert draws(EQUATIONS[equation])


@pytest.mark.parametrize(
    ("equation", "named"),
    [
        (f"<m:novel>{e('x')}</m:novel>", "novel"),
        (f"<m:nary>{set_to('nary', chr='⨌')}{e('x')}</m:nary>", "nary ⨌"),
        (f"<m:d>{set_to('d', begChr='⟦')}{e('x')}</m:d>", "bracket ⟦"),
        (f"<m:acc>{set_to('acc', chr='⃛')}{e('x')}</m:acc>", "accent"),
        ("<m:del><m:r><m:t>x</m:t></m:r></m:del>", "del"),
    ],
)
def test_what_is_not_known_is_named(equation: str, named: str) -> None:
    """Also deleted parts: which of two formulas holds, nobody can say."""
    with pytest.raises(EquationError, match=named):
        tex(equation)
