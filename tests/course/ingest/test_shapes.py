"""Documents of any shape: policies and notes without markup, pages with unclosed tags and clutter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.ingest.readers.html import read_html
from course.ingest.readers.markdown import read_markdown
from course.ingest.readers.plain import read_plain
from tests.course.ingest.reading import division, headings, losses, outline, statements

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """\
ACME TRUST
Policy for keys
Version 4

Contents

1. Purpose ........ 2
2. Scope .......... 3

1. Purpose

1.1 This policy is for all.
1.2 Staff read it.

2. Scope

2.1 Wards

It does not cover:
    (a) samples;
    (b) stock.

[ ] Keys checked
[x] Signed

III. QUESTIONS:

Call 1234.
"""


def test_a_policy_is_divided_by_its_numbers(tmp_path: Path) -> None:
    """A short title page begins the first lesson; parts, clauses, lettered entries and boxes are found."""
    document = read_plain(POLICY)
    assert outline(document) == [
        ("ACME TRUST", 0, 2), ("Contents", 1, 0), ("1. Purpose", 1, 2), ("2. Scope", 1, 0), ("2.1 Wards", 2, 5),
        ("III. QUESTIONS", 1, 1),
    ]  # fmt: skip
    lessons = division(document, tmp_path / "a.txt").lessons
    assert [lesson.title for lesson in lessons] == ["1. Purpose", "2. Scope", "III. QUESTIONS"]
    assert {"Policy for keys", "Version 4"} <= set(statements(document))
    assert {"(a) samples;", "[x] Signed", "1.2 Staff read it."} <= set(statements(document))
    assert losses(document) == {
        ("table of contents", "1. Purpose ........ 2"), ("table of contents", "2. Scope .......... 3"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["notes on asthma", "the airways narrow a lot", "give salbutamol", "check it"], 4),
        (["TO:   All nurses", "FROM: Office of Education", "DATE: 3 May"], 3),
        (["a wrapped text without any full stop", "goes on over several lines that are", "nearly as wide as it"], 1),
        (["Two lines", "only"], 1),
        (["One ends. Here", "is", "more of it"], 2),
    ],
)
def test_lines_that_stand_alone_are_statements(lines: list[str], number: int) -> None:
    """Notes without full stops become a list; a text that was wrapped by its width stays one sentence."""
    document = read_plain("Intro sentence.\n\n" + "\n".join(lines) + "\n")
    assert len(statements(document)) == 1 + number


@pytest.mark.parametrize(
    "text", ["血圧はmmHgで表します。正常値は120です。", "五分間座ってください！", "Take the key。", "Note:", "Chapter"]
)
def test_a_sentence_of_any_script_is_no_heading(text: str) -> None:
    """What ends like a sentence, or stands at the very end, heads nothing."""
    after = "\n\nMore text.\n" if text != "Chapter" else "\n"
    assert headings(read_plain(f"Title\n\nText here.\n\n{text}{after}")) == ["Title"]


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<ul><li>one<li>two <b>x</b><li>three</ul>", ["one", "two x", "three"]),
        ("<p>a<p>b <i>c<h2>H</h2>d", ["a", "b c", "d"]),
        ("<dl><dt>t<dd>d<dt>u<dd>e</dl>", ["t", "d", "u", "e"]),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", ["a | b", "c | d"]),
        ("<table><thead><tr><th>a<tbody><tr><td>b</table>", ["a", "b"]),
        ("<ul><li>one<ul><li>in</ul><li>two</ul>", ["one", "in", "two"]),
        ("<ul><li><p>one<li><p>two</ul>", ["one", "two"]),
    ],
)
def test_tags_that_nobody_closed_end_where_browsers_end_them(page: str, texts: list[str]) -> None:
    """HTML lets writers leave out the ends of entries, paragraphs and cells."""
    assert statements(read_html(page)) == texts


@pytest.mark.parametrize("title", ["ACME TRUST\nhttp://www.acme.example/", "Guide to Tea\nBy A. Author\nversion 2"])
def test_the_first_of_several_short_lines_is_the_title(title: str) -> None:
    """An address or a version below it may begin with a small letter."""
    document = read_plain(f"{title}\n\nLeaves\n\nTea is a leaf.\n")
    assert document.title == title.partition("\n")[0]
    assert [level for _, level, _ in outline(document)] == [0, 1]


def test_a_list_of_links_to_the_parts_makes_no_lesson(tmp_path: Path) -> None:
    """It is told as left out; a paragraph below such a heading stays."""
    text = "# T\n\n## Contents\n\n- [A](#a)\n- [B](#b)\n\n## A\n\nx\n\n## B\n\ny\n"
    divided = division(read_markdown(text), tmp_path / "a.md")
    assert [lesson.title for lesson in divided.lessons] == ["A", "B"]
    assert [(loss.kind, loss.words) for loss in divided.losses] == [("table of contents", "A B")]
    kept = division(read_markdown("# T\n\n## Contents\n\nIn this bottle: x.\n\n## A\n\nx\n"), tmp_path / "a.md")
    assert [lesson.title for lesson in kept.lessons] == ["Contents", "A"]


def test_what_is_around_the_text_of_a_page_is_left_out() -> None:
    """Cookie notes, breadcrumbs, menus and sidebars go by class, id or role; what holds the main heading stays."""
    page = (
        '<html lang="de-AT"><body class="has-sidebar"><div id="cookie-banner">Cookies.</div>'
        '<div class="site-nav">Menu</div><div role="search">Find</div><div hidden>Secret</div>'
        '<div class="content social-medicine"><ol class="breadcrumbs"><li>Home</ol>'
        '<div class="menu"><h1>Title</h1></div>'
        '<p>Text.</p><div class="share-buttons">Share</div></div><div class="sidebar">More</div></body></html>'
    )
    document = read_html(page)
    assert (document.title, document.language) == ("Title", "de-AT")
    assert statements(document) == ["Text."]
    assert [loss.words for loss in document.losses] == ["Cookies.", "Menu", "Find", "Secret", "Home", "Share", "More"]
