"""What a browser shows of a page or of Markdown: order and numbers, and the words of what it holds beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.ingest.read import read_document
from course.ingest.readers.html import read_html
from course.ingest.readers.markdown import read_markdown
from course.ingest.tree import Listing
from tests.course.ingest.reading import losses, statements

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<ol reversed><li>last<li>first</ol>", ["2. last", "1. first"]),
        ('<ol start="5" reversed><li>a<li>b</ol>', ["5. a", "4. b"]),
        ('<ol start="-1"><li>a<li>b</ol>', ["-1. a", "0. b"]),
        ("<table><tfoot><tr><td>all<td>9 mg<tbody><tr><td>one<td>5 mg</table>", ["one | 5 mg", "all | 9 mg"]),
        ("<p>before</p><embed src='e.pdf'><p>behind</p>", ["before", "behind"]),
        ("<p>one <span hidden>x</span> two</p>", ["one two"]),
    ],
)
def test_a_page_is_read_as_a_browser_shows_it(body: str, said: list[str]) -> None:
    """Lists that count down, a foot that is written first, an element that only HTML5 closes."""
    assert statements(read_html(body)) == said


def test_a_row_of_a_table_goes_on_as_far_as_its_group() -> None:
    """`rowspan=0` stands for the rest of the rows, else the doses slip below another drug."""
    document = read_html("<table><tr><td rowspan=0>drug<td>5 mg<tr><td>6 mg</table>")
    assert [cell.high for cell in document.blocks[0].rows[0]] == [2, 1]  # type: ignore[union-attr]


def test_what_stands_beside_the_text_is_told_with_its_words() -> None:
    """Frames, drawings, forms, and what is shown under the pointer."""
    page = """<p>Take <abbr title="milligram">mg</abbr> <abbr title="mL">ml (mL)</abbr> 2
    <iframe srcdoc="<p>inner 26</p>"></iframe><iframe title="frame 25" src="https://a.org/x"></iframe>
    <svg width="200" height="99"><title>curve</title><text>5 mg</text></svg><canvas>canvas 37</canvas>
    <input value="29" placeholder="dose in mg"><object data="o.pdf">object 38</object>
    <audio src="a.mp3">audio 28</audio>
    <img src="x.png" alt="a box" title="Keep from children"><i style="font-size:0">7 mg</i></p>"""
    document = read_html(page)
    assert statements(document) == ["Take mg ml (mL) 2 a box"]
    assert losses(document) == {
        ("hidden text", "shown under the pointer: milligram"), ("sound or video", "inner 26"),
        ("sound or video", "frame 25 https://a.org/x"), ("picture", "curve 5 mg"), ("picture", "canvas 37"),
        ("beside the text", "29 dose in mg"), ("sound or video", "object 38 o.pdf"),
        ("sound or video", "audio 28 a.mp3"), ("hidden text", "shown under the pointer: Keep from children"),
        ("hidden text", "7 mg"),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
def test_places_where_a_word_may_be_parted_are_no_letters(name: str, tmp_path: Path) -> None:
    """A soft hyphen is seen by nobody, and no search passes over it."""
    path = tmp_path / name
    path.write_text("diaze\u00adpam 0,5\u00admg", encoding="utf-8")
    assert statements(read_document(path)[1]) == ["diazepam 0,5mg"]


@pytest.mark.parametrize(
    ("text", "said", "lost"),
    [
        ("1.5 × 10^9^/L, H~2~O, Na^+^, ~5–~10 mg, 2^3*4^5, `a^1^`",
         ["1.5 × 10⁹/L, H₂O, Na⁺, ~5–~10 mg, 2^3*4^5, a^1^"], set()),
        ("10^9^ <b>a</b> H~2~O", ["10⁹ a H₂O"], set()),
        ("{~~5 mg~>9 mg~~} {++now++} {--then--} {==so==} {{--no--}}{>>why?<<}",
         ["[deleted: 5 mg][inserted: 9 mg] [inserted: now] [deleted: then] so {{--no--}}"], {("comment", "why?")}),
        ('![Curve](a.png "At 5 mg"){width=50% .x} here', ["Curve here"],
         {("hidden text", "title of a picture: At 5 mg")}),
        ("| Drug | Dose |\n|---|---|\n| `a|b` | 5 mg |\n| c | 6 mg |\n", ["Drug | Dose", "`a | b`", "c | 6 mg"],
         {("table", "beyond the columns of the table: 5 mg")}),
    ],
)  # fmt: skip
def test_markdown_of_other_dialects_keeps_its_meaning(text: str, said: list[str], lost: set[tuple[str, str]]) -> None:
    """Raised words, changes, sizes of pictures; and what a table has no column for is told."""
    document = read_markdown(text)
    assert statements(document) == said
    assert losses(document) == lost


SPHINX = r'<span class="math notranslate">\(C_0 = D/V\)</span>'
MATHJAX = (
    '<mjx-container jax="CHTML"><mjx-math aria-hidden="true"><mjx-mi>y</mjx-mi></mjx-math><mjx-assistive-mml><math>'
    "<msup><mi>y</mi><mn>3</mn></msup></math></mjx-assistive-mml></mjx-container>"
)
WIKI = (
    '<span class="mwe-math-element"><span style="display:none">{}</span><img class="mwe-math-fallback-image" {}></span>'
)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"<p>With {SPHINX} now.</p>", ["With $C_0 = D/V$ now."]),
        (r'<div class="math">\[ a &lt; b \]</div><p>Then.</p>', ["$a < b$", "Then."]),
        (f"<p>With {MATHJAX} now.</p>", ["With $y^{3}$ now."]),
        ("<p>With " + WIKI.format('<math alttext="{\\displaystyle z}"><mi>z</mi></math>', 'alt="{\\displaystyle z}"')
         + " now.</p>", ["With $z$ now."]),
        (r"<script src='/MathJax.js'></script><p>Is \(x^2\)<b>a</b> or \[y\] and <code>\(z\)</code> $$w$$.</p>",
         [r"Is $x^2$a or $y$ and \(z\) $w$."]),
        (r"<p>No script draws \(x^2\) here.</p>", [r"No script draws \(x^2\) here."]),
    ],
)  # fmt: skip
def test_formulas_that_a_script_draws_are_formulas(body: str, said: list[str]) -> None:
    """As Sphinx, pandoc, MathJax and wikis have them, each once; without a script that draws them they are words."""
    assert [one.replace("{y}", "y") for one in statements(read_html(f"<main>{body}</main>"))] == said


def test_raised_words_in_code_stay_raised() -> None:
    """A block of code knows no marks, and 10⁹ is not 109; what was deleted is said to be."""
    document = read_html(
        "<pre>a = 10<sup>9<i>x</i></sup>\n<del>b</del></pre><p>Type <code>m<sub>2</sub>:<i>n</i> 5</code>.</p>"
    )
    assert [one.text for one in document.blocks if isinstance(one, Listing)] == ["a = 10⁹ˣ\n[deleted: b]"]
    assert statements(document)[-1] == "Type m₂:n 5."


def test_a_sentence_may_begin_with_a_fraction_or_code() -> None:
    """Its first sign belongs to it, and not to the sentence before."""
    document = read_html("<p>Stop at 7 mg. <sup>1</sup>⁄<sub>2</sub> tablet is enough. <code>Go</code> on then.</p>")
    assert statements(document) == ["Stop at 7 mg.", "¹⁄₂ tablet is enough.", "Go on then."]
