"""MathML without a TeX of its own: what it means is written in TeX, and what nobody knows is told as its signs."""

from __future__ import annotations

import pytest

from course.ingest.losses import Losses
from course.ingest.readers.html import read_html
from course.ingest.tree import Math
from tests.course.ingest.reading import nodes, statements


def read(formula: str) -> tuple[list[object], list[str], list[tuple[str, str]]]:
    """Return formulas, statements, and the words and outcome of losses of a page with a formula."""
    losses = Losses()
    document = read_html(f"<main><p>Platelets of <math>{formula}</math> are enough.</p></main>", losses)
    return nodes(document, Math), statements(document), [(one.words, one.outcome) for one in losses.found]


@pytest.mark.parametrize(
    ("formula", "tex"),
    [
        ("<mn>1.5</mn><mo>×</mo><msup><mn>10</mn><mn>9</mn></msup>", r"1.5 \times  {10}^{9}"),
        ("<mfrac><mi>a</mi><mrow><mn>2</mn><mi>b</mi></mrow></mfrac>", r"\frac{a}{2 b}"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", r"\sqrt{x + 1}"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup><mo>≤</mo><mi>max</mi>", r"{x}_{1}^{2} \le  \mathrm{max}"),
        ("<semantics><mi>x</mi><annotation>not this</annotation></semantics>", "x"),
    ],
)
def test_elements_that_tex_has_are_written_in_it(formula: str, tex: str) -> None:
    """An exponent stays one: "10 9" would be another dose."""
    found, _, losses = read(formula)
    assert (found, losses) == ([Math(tex)], [])


def test_other_elements_are_told() -> None:
    """With their signs, which stay."""
    found, said, losses = read("<mmultiscripts><mi>U</mi><mn>92</mn></mmultiscripts>")
    assert (found, said) == ([], ["Platelets of U 92 are enough."])
    assert losses == [("U 92", "kept as its bare signs")]
