"""The pseudo-language changes words only, and what was left out is seen."""

from __future__ import annotations

import pytest

from tests.course.outputs.i18n.leftovers import page_texts, picture_texts, plain_words
from tests.course.outputs.i18n.pseudo_locale import plain, pseudo

KEPT = [
    ("Take it {cite:p}`asam_pocket_2025`.", "Ťáķé íť {cite:p}`asam_pocket_2025`."),
    ("A {term}`taper`", "Á {term}`ťáṕéŕ <taper>`"),
    ("{term}`two words <taper>`", "{term}`ťẃó ẃóŕďś <taper>`".replace("ẃ", "ŵ")),
    ("{index}`a <single: b; c>`", "{index}`á <single: ḃ; ć>`"),
    ("see [the page](../a.md#b) and <https://x.org/a>", "śéé [ťĥé ṕáǵé](../a.md#b) áńď <https://x.org/a>"),
    ("%1 of %s, {0} and %(name)s", "%1 óḟ %s, {0} áńď %(name)s"),
    ("**bold** and `code` &amp; \\_", "**ḃóĺď** áńď `code` &amp; \\_"),
    ("S02, 5 mg", "Ś02, 5 ṁǵ"),
]


@pytest.mark.parametrize(("text", "wanted"), KEPT, ids=[text for text, _ in KEPT])
def test_markup_stays_and_words_change(text: str, wanted: str) -> None:
    """Roles, targets, addresses, placeholders, code and escapes are the same before and after."""
    assert pseudo(text) == wanted


def test_a_pseudo_text_can_be_read_back() -> None:
    """Each letter has one accented form, so a finding can be told in plain letters."""
    text = "The quick brown fox jumps over the lazy dog. SPHINX OF BLACK QUARTZ, JUDGE MY VOW."
    assert plain(pseudo(text)) == text


PLANTED = [
    ("<p>Ťĥé ďŕúǵ</p><p>left in English</p>", ["left in English"]),
    ('<img alt="a curve">', ["a curve"]),
    ('<button aria-label="Ópen">', ["Ópen"]),
    ('<div data-strings=\'{"check": "Check"}\'></div>', ["Check"]),
    ('<div id="course-page" data-page=\'{"objectives": {"LO1": ["tell", "a", "Ťíťĺé"]}}\'></div>', ["tell"]),
    ('<a href="appendix/references.html#x" title="A work">[1]</a> S02 <code>x</code>', []),
    ("<script>var word;</script><style>p { margin: 0 }</style>", []),
]


@pytest.mark.parametrize(("page", "wanted"), PLANTED, ids=[page for page, _ in PLANTED])
def test_what_was_left_out_is_seen(page: str, wanted: list[str]) -> None:
    """Plain words are found where a reader, a screen reader or a script finds them, and nowhere else."""
    assert plain_words(page_texts(page)) == wanted


def test_words_in_a_figure_are_seen() -> None:
    """A label that stayed as it was is found in the picture."""
    assert plain_words(picture_texts("<svg><style>a{}</style><text>days</text><text>ďáýś</text></svg>")) == ["days"]
