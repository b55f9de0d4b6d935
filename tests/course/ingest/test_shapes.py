"""Documents of any shape: policies and notes without markup, pages with unclosed tags and clutter."""

from __future__ import annotations

import pytest

from course.ingest.html import read_html
from course.ingest.markdown import read_markdown
from course.ingest.outline import divide
from course.ingest.plain import read_plain

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


def test_a_policy_is_divided_by_its_numbers() -> None:
    """The title page, numbered parts, clauses, lettered entries and boxes are found; the contents make no lesson."""
    draft = read_plain(POLICY)
    found = [(part.heading.text if part.heading else "", part.level, [*part.statements()]) for part in draft.sections]
    assert [(name, level, len(statements)) for name, level, statements in found] == [
        ("ACME TRUST", 0, 2), ("Contents", 1, 0), ("1. Purpose", 1, 2), ("2. Scope", 1, 0), ("2.1 Wards", 2, 5),
        ("III. QUESTIONS", 1, 1),
    ]  # fmt: skip
    assert [lesson.title for lesson in divide(draft)] == ["ACME TRUST", "1. Purpose", "2. Scope", "III. QUESTIONS"]
    assert len(draft.sections[2].blocks) == 2
    texts = [one.text for one in draft.statements()]
    assert {"(a) samples;", "[x] Signed", "1.2 Staff read it."} <= set(texts)
    assert [remark.text for remark in draft.remarks] == ["1. Purpose ........ 2", "2. Scope .......... 3"]


@pytest.mark.parametrize(
    ("lines", "statements"),
    [
        (["notes on asthma", "the airways narrow a lot", "give salbutamol", "check it"], 4),
        (["TO:   All nurses", "FROM: Office of Education", "DATE: 3 May"], 3),
        (["a wrapped text without any full stop", "goes on over several lines that are", "nearly as wide as it"], 1),
        (["Two lines", "only"], 1),
        (["One ends. Here", "is", "more of it"], 2),
    ],
)
def test_lines_that_stand_alone_are_statements(lines: list[str], statements: int) -> None:
    """Notes without full stops become a list; a text that was wrapped by its width stays one sentence."""
    draft = read_plain("Intro sentence.\n\n" + "\n".join(lines) + "\n")
    assert len(list(draft.statements())) == 1 + statements


@pytest.mark.parametrize(
    "text", ["血圧はmmHgで表します。正常値は120です。", "五分間座ってください！", "Take the key。", "Note:", "Chapter"]
)
def test_a_sentence_of_any_script_is_no_heading(text: str) -> None:
    """What ends like a sentence, or stands at the very end, heads nothing."""
    after = "\n\nMore text.\n" if text != "Chapter" else "\n"
    assert [one.text for one in read_plain(f"Title\n\nText here.\n\n{text}{after}").headings()] == ["Title"]


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
    assert [one.text for one in read_html(page).statements()] == texts


@pytest.mark.parametrize("title", ["ACME TRUST\nhttp://www.acme.example/", "Guide to Tea\nBy A. Author\nversion 2"])
def test_the_first_of_several_short_lines_is_the_title(title: str) -> None:
    """An address or a version below it may begin with a small letter."""
    draft = read_plain(f"{title}\n\nLeaves\n\nTea is a leaf.\n")
    assert draft.title == title.partition("\n")[0]
    assert [part.level for part in draft.sections] == [0, 1]


def test_a_list_of_links_to_the_parts_makes_no_lesson() -> None:
    """It is noted as left out; a paragraph below such a heading stays."""
    draft = read_markdown("# T\n\n## Contents\n\n- [A](#a)\n- [B](#b)\n\n## A\n\nx\n\n## B\n\ny\n")
    assert [lesson.title for lesson in divide(draft)] == ["A", "B"]
    assert [remark.line for remark in draft.remarks if remark.kind == "contents"] == [3]
    kept = read_markdown("# T\n\n## Contents\n\nIn this bottle: x.\n\n## A\n\nx\n")
    assert [lesson.title for lesson in divide(kept)] == ["Contents", "A"]


def test_what_is_around_the_text_of_a_page_is_left_out() -> None:
    """Cookie notes, breadcrumbs, menus and sidebars go by class, id or role; what holds the main heading stays."""
    page = (
        '<html lang="de-AT"><body class="has-sidebar"><div id="cookie-banner">Cookies.</div>'
        '<div class="site-nav">Menu</div><div role="search">Find</div><div hidden>Secret</div>'
        '<div class="content social-medicine"><ol class="breadcrumbs"><li>Home</ol>'
        '<div class="menu"><h1>Title</h1></div>'
        '<p>Text.</p><div class="share-buttons">Share</div></div><div class="sidebar">More</div></body></html>'
    )
    draft = read_html(page)
    assert (draft.title, draft.language) == ("Title", "de-AT")
    assert [one.text for one in draft.statements()] == ["Text."]
    assert sum(remark.suggestion == "this part is left out" for remark in draft.remarks) == 7
