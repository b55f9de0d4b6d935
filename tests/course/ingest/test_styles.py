"""Words that only a style marks: 10⁹ stays 10⁹, and a dose that was struck out stays struck out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.ingest.read import read_document
from course.ingest.readers.html import read_html
from course.ingest.readers.markdown import read_markdown
from course.ingest.readers.pandoc import read_pandoc
from course.ingest.tree import Items, Span, walk
from tests.course.ingest.reading import losses, nodes, statements
from tests.course.ingest.word_file import packed

if TYPE_CHECKING:
    from pathlib import Path

SHEET = """
/* .c1 { vertical-align: sub } */ .c1{font-size:9pt;vertical-align: super} span.c2, .c3 {TEXT-DECORATION: underline
line-through} @media screen { .c4 { font-weight: 700 } } p.c5 {text-decoration:line-through} #x .c6, .c7 b {font-style:
italic}
"""
RULES = ".x .up{vertical-align:super} p > .off{display:none}"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<p>10<span style="vertical-align: super">9</span>/L</p>', ["10⁹/L"]),
        ('<p>H<font style="Vertical-Align:SUB">2</font>O</p>', ["H₂O"]),
        ('<p><span style="text-decoration: line-through">5 mg</span> 10 mg</p>', ["[deleted: 5 mg] 10 mg"]),
        ('<p>10<span class="c1">9</span> <span class="c2">5</span> <a class="c3">6</a></p>',
         ["10⁹ [deleted: 5] [deleted: 6]"]),
        ('<p class="c5">Gone.</p><div class="c5">Kept.</div>', ["[deleted: Gone.]", "Kept."]),
        ('<ul><li class="c3">one<ul><li>two</ul>three</ul>',
         ["[deleted: one]", "[deleted: two]", "[deleted: three]"]),
        ('<table><tr><td class="c3">9 mg<td>8 mg</table>', ["[deleted: 9 mg] | 8 mg"]),
        ('<p>10<sup style="vertical-align:super">9</sup> <del class="c3">7</del></p>', ["10⁹ [deleted: 7]"]),
        ('<p>a <span class="c6">b</span> <img style="vertical-align:middle" alt="c" src="data:"></p>', ["a b c"]),
        ('<p>10<span class="superscript">9</span> <span class="strike">7</span></p>', ["10⁹ [deleted: 7]"]),
    ],
)  # fmt: skip
def test_html_says_what_its_styles_show(body: str, said: list[str]) -> None:
    """By the style of an element, or by the rule of its class."""
    assert statements(read_html(f"<html><head><style>{SHEET}</style></head><body>{body}</body></html>")) == said


def test_boxes_of_a_form_say_whether_they_are_ticked() -> None:
    """In a cell and a line by a sign; that of an entry is its own, not that of the entry around it."""
    box, done = '<input type="checkbox">', '<input type="checkbox" checked>'
    page = f"<table><tr><td>Pregnant<td>{done} yes {box} no</table><p>{box}Read <input value='5 mg' type='text'></p>"
    document = read_html(f"{page}<ul><li>Ask<ul><li>{done}first<li>{box}second {done} both</ul></ul>")
    assert statements(document) == ["Pregnant | ☒ yes ☐ no", "☐ Read", "Ask", "[x] first", "[ ] second ☒ both"]
    (outer, inner) = (one for one in nodes(document, Items))
    assert isinstance(outer, Items)
    assert isinstance(inner, Items)
    assert [item.ticked for one in (outer, inner) for item in one.items] == [None, True, False]
    assert losses(document) == {("beside the text", "5 mg")}


def test_bold_and_slanted_words_keep_their_stress() -> None:
    """Of spans only: a heading is bold by itself."""
    page = '<h1 class="c4">Dose</h1><p>Do <span class="c4">not</span> <i style="font-style:italic">stop</i>.</p>'
    document = read_html(f"<style>{SHEET}</style>{page}")
    assert [one.kind for one in walk(document.blocks) if isinstance(one, Span)] == ["strong", "emph"]


def test_html_in_markdown_says_it_too() -> None:
    """In a line and as a block."""
    text = 'Dose 10<span style="vertical-align:super">9</span>.\n\n<p style="text-decoration:line-through">7 mg</p>\n'
    assert statements(read_markdown(text)) == ["Dose 10⁹.", "[deleted: 7 mg]"]


@pytest.mark.parametrize(
    ("css", "body", "said"),
    [
        (".dose .up, p > b.up {vertical-align:super}",
         '<p class="dose">10<span class="up">9</span> <b class="up">2</b></p>',
         ["10⁹ ²"]),
        ("#old td:not(.new) {text-decoration:line-through}",
         '<table id="old"><tr><td>5 mg<td class="new">9 mg</table>', ["[deleted: 5 mg] | 9 mg"]),
        (".a{vertical-align:super} .a.b{vertical-align:baseline}", '<p>1<span class="a b">0</span></p>', ["10"]),
        (".a{vertical-align:sub!important}", '<p>H<span class="a" style="vertical-align:super">2</span>O</p>', ["H₂O"]),
        (".a{position:relative;top:-.4em;font-size:75%} .b{vertical-align:-25%;font-size:smaller}",
         '<p>10<span class="a">9</span> H<span class="b">2</span>O</p>', ["10⁹ H₂O"]),
        (".icon{vertical-align:-3px} .top{vertical-align:top}",
         '<p>1<span class="icon">0</span><span class="top">5</span></p>', ["105"]),
        ("@media screen and (min-width:600px){.a{vertical-align:super}} @media print{.a{vertical-align:sub}}",
         '<p>10<i class="a">9</i></p>', ["10⁹"]),
        (".unit::after{content:' mg'} .not:before{content:'do not '} li::before{content:'– '} .q:before{content:'»'}",
         '<p><span class="unit">5</span>, <b class="not">stop</b></p><ul><li>now</ul>', ["5 mg, do not stop", "now"]),
        (".cap{text-align:center}.cap::after{content:' (' attr(data-dose) ')'}",
         '<p class="cap" data-dose="5 mg">Take</p>', ["Take (5 mg)"]),
        ("ol.l{list-style:lower-alpha inside}", '<ol class="l"><li>one<li>two</ol>', ["a. one", "b. two"]),
        (".x{", "<p>whole</p>", ["whole"]),
        ("a:hover{text-decoration:line-through} &&{} .y::selection{vertical-align:sub} p:foo(3){font-weight:700}",
         '<p><a href="https://a.org">a</a></p>', ["a"]),
    ],
)  # fmt: skip
def test_rules_reach_what_a_browser_gives_them(css: str, body: str, said: list[str]) -> None:
    """Descendants, groups, exceptions, weight, importance, lengths, media, words that a sheet prints."""
    assert statements(read_html(f"<style>{css}</style><body>{body}</body>")) == said


def test_what_a_sheet_hides_or_counts_is_told() -> None:
    """A dose that nobody sees is not taught; a number that is only counted is named."""
    css = ".old{display:none} .gone{visibility:hidden} h2::before{content:counter(n) '. '}"
    page = '<h2>Dose</h2><p>Now <span class="old">5 mg</span> 9 mg <b class="gone">7 mg</b></p>'
    document = read_html(f"<style>{css}</style>{page}")
    assert statements(document) == ["Now 9 mg"]
    assert losses(document) == {
        ("hidden text", "5 mg"), ("hidden text", "7 mg"),
        ("markup", 'number that a style sheet counts: counter(n) ". "'),
    }  # fmt: skip


def test_a_sheet_without_end_is_read_at_once() -> None:
    """A sheet of many signs without a brace, and one that never closes."""
    for css in ("x" * 1_000_000, "{" * 10_000, ".a{" * 500):
        assert statements(read_html(f"<style>{css}</style><p>10</p>")) == ["10"]
    assert statements(read_html('<style>.a{vertical-align:super</style><p>10<i class="a">9</i></p>')) == ["10⁹"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.adoc", "Take [line-through]#5# or [.line-through]#6# 10 mg.\n", "Take [deleted: 5] or [deleted: 6] 10 mg."),
        ("a.rst", ".. role:: strike\n\nTake :strike:`5` 10 mg.\n", "Take [deleted: 5] 10 mg."),
        ("a.textile", "Take -5- %{text-decoration:line-through}6% 10 mg.\n", "Take [deleted: 5] [deleted: 6] 10 mg."),
        ("a.wiki", 'Take <span style="text-decoration: line-through">6</span> <s>7</s> 8.\n',
         "Take [deleted: 6] [deleted: 7] 8."),
    ],
)  # fmt: skip
def test_formats_of_pandoc_say_what_their_styles_show(tmp_path: Path, name: str, text: str, said: str) -> None:
    """Roles, classes and styles that pandoc hands on without a word of their meaning."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert statements(read_document(path)[1]) == [said]


def test_an_e_book_says_what_its_sheet_shows(tmp_path: Path) -> None:
    """A class whose name means nothing, as programs make them."""
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>'
        '<body class="x"><p>10<span class="c1">9</span>/L, <span class="c2">5 mg</span> 10 mg.</p>'
        '<p>10<b class="up">9</b><a id="p2"/><span class="off">7 mg</span></p></body></html>'
    )
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "b.opf": opf, "a.xhtml": page}
    path = tmp_path / "a.epub"
    path.write_bytes(packed({name: one.encode() for name, one in {**parts, "s.css": SHEET + RULES}.items()}))
    document = read_document(path)[1]
    assert statements(document) == ["10⁹/L, [deleted: 5 mg] 10 mg.", "10⁹"]
    assert ("hidden text", "7 mg") in losses(document)


def test_a_span_with_several_meanings_has_each_once() -> None:
    """A class and a style that say the same, and one more."""
    attributes = ["", ["strike"], [["style", "text-decoration: line-through; vertical-align: sub"]]]
    inner = [{"t": "Span", "c": [attributes, [{"t": "Str", "c": "5"}]]}, {"t": "Span", "c": [attributes, []]}]
    document = read_pandoc({"blocks": [{"t": "Para", "c": inner}]})
    (block,) = document.blocks
    assert [one.kind for one in walk(block.inner) if isinstance(one, Span)] == ["sub", "del"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("body", "words", "told"),
    [
        ('5 <span style="font-family:Symbol">m</span>g', "5 µg", {("m in the font symbol", "kept as µ")}),
        ("<span style='font:11pt/1.2 \"Symbol\", serif'>³</span> 3", "≥ 3", {("³ in the font symbol", "kept as ≥")}),
        ('<font face="Wingdings">\u00fe</font> done', "☑ done", {("þ in the font wingdings", "kept as ☑")}),
        ('<span class="sy">b<i>-blocker</i></span>', "β−βλοχκερ", None),
        ('<span class="sy">·<b style="font:7pt \'Times New Roman\'"> mg</b></span>', "• mg", set()),
        ('<span style="font-family:Arial, Symbol">mg</span>', "mg", set()),
        ('<span class="sy">\u0001</span>5', "⟦?⟧5", None),
    ],
)
def test_letters_of_a_font_of_signs_are_what_they_show(
    body: str, words: str, told: set[tuple[str, str]] | None
) -> None:
    """Word saves pages so: read as it stands, 5 µg is 5 mg. Each is told, but for bullets."""
    page = f"<html><head><style>.sy {{font-family: 'Symbol'}}</style></head><body><p>{body}</p></body></html>"
    document = read_html(page)
    assert statements(document) == [words]
    if told is not None:
        assert {(one.words, one.outcome) for one in document.losses} == told


def test_sheets_beside_a_saved_page_are_read_and_the_others_told(tmp_path: Path) -> None:
    """Those in its folder and for the screen; one that lies elsewhere might have raised a 9, which is said."""
    (tmp_path / "secret.css").write_text("p {display:none}", encoding="utf-8")
    folder = tmp_path / "page" / "page_files"
    folder.mkdir(parents=True)
    (folder / "main a.css").write_text(
        ".up {vertical-align: super} .gone {text-decoration: line-through} .more {display : none; visibility:hidden}",
        "utf-8",
    )
    (folder / "paper.css").write_text(".up {vertical-align: sub}", encoding="utf-8")
    links = (
        '<link rel="stylesheet" href="./page_files/main%20a.css?v=3"><link rel=stylesheet media=print '
        'href="page_files/paper.css"><link rel="icon" href="page_files/i.png">'
        '<link rel="StyleSheet" href="../secret.css"><link rel=stylesheet href="https://example.org/x.css">'
    )
    path = tmp_path / "page" / "page.xhtml"
    body = '<p>10<span class="up">9</span>, <i class="gone">40</i> 4 mg.</p><p class="more">Unfolded.</p>'
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?><html><head>{links}</head><body>{body}</body></html>')
    document = read_document(path)[1]
    assert statements(document) == ["10⁹, [deleted: 40] 4 mg.", "Unfolded."]
    assert losses(document) == {("markup", "style sheet ../secret.css https://example.org/x.css")}
