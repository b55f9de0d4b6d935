"""Whatever a tree says, MyST says: each word, number and sign of it, in its order, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import directives, roles
from hypothesis import example, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser

from course.ingest.fit import fitted
from course.ingest.myst import Writer
from course.ingest.statements import Marker
from course.ingest.tree import (  # fmt: skip
    Block,
    Box,
    Break,
    Cell,
    Code,
    Document,
    Image,
    Inline,
    Item,
    Items,
    Link,
    Listing,
    Math,
    Note,
    Para,
    Span,
    Table,
    Term,
    Terms,
    Text,
    walk,
)
from course.sphinxext.span_table import SpanTable

if TYPE_CHECKING:
    from typing import Any

EXTENSIONS = [
    "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "substitution", "tasklist",
]  # fmt: skip
SETTINGS = {"myst_enable_extensions": EXTENSIONS, "report_level": 2, "halt_level": 2, "_disable_config": True}


def _changed(
    _: str, rawtext: str, text: str, *__: Any, **___: Any
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    return [nodes.inline(rawtext, text)], []


def _silent(*_: Any, **__: Any) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    return [], []


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Know the roles and directives of a course in docutils, for one test."""
    monkeypatch.setitem(roles._roles, "claim", _silent)
    for name in ("del", "ins"):
        monkeypatch.setitem(roles._roles, name, _changed)
    monkeypatch.setitem(directives._directives, "span-table", SpanTable)


def written(blocks: list[Block]) -> str:
    """Return the MyST of blocks, marked as statements."""
    fit = fitted(Document(tuple(blocks), media={"a.png": PICTURE}))
    return "\n\n".join(Writer(lambda number: f"S{number}", ".").write(Marker().document(fit.blocks)))


def printed(markdown: str) -> nodes.document:
    """Read MyST with the extensions of a course; a warning is an error."""
    document = publish_doctree(markdown, parser=Parser(), settings_overrides=SETTINGS)
    for node in list(document.findall(nodes.raw)):  # of a line break and of a box in a list
        node.parent.remove(node)
    return document


def signs(text: str) -> str:
    """Return text without white space, in which the words of raised and lowered signs count as signs."""
    return "".join(text.split())


def said(blocks: list[Block]) -> str:
    """Return every sign that blocks say, in the order of reading."""
    parts: list[str] = []
    for node in walk(blocks):
        match node:
            case Text(text) | Code(text) | Listing(text):
                parts.append(text)
            case Math(tex):
                parts.append(tex)
            case Image(_, alt):
                parts.append(alt)
    return signs("".join(parts))


PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\r"
    b"IDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
)
WORDS = st.sampled_from(
    """word Word. 10 1.5 mg ≥ < > & * ** _ __ ` `` ~~ | \\ [x] ] ( ) ! # + - -- = : :: ::: $ $$ {a} {{b}} % ^ @ "q" 'q'
    1. 2) (a) http://x.org a@b.org &amp; <b> </b> <!-- --> {sup}`9` 中文。 が、 — … é ½ \u200b (x)= [^1] ![i](j) H2O 10⁹
    -""".split()  # noqa: SIM905
)
LINES = st.lists(WORDS | st.sampled_from([" ", "  ", "\n"]), min_size=1, max_size=8).map(" ".join)
TEXTS = LINES.filter(str.strip).map(Text)
KINDS = st.sampled_from(["emph", "strong", "sup", "sub", "del", "ins"])


def _inlines(inner: st.SearchStrategy[tuple[Inline, ...]]) -> st.SearchStrategy[tuple[Inline, ...]]:
    spans = st.builds(Span, KINDS, inner)
    links = st.builds(Link, st.just("https://example.org/a?b=(c)&d=e"), TEXTS.map(lambda one: (one,)))
    others = st.builds(Code, WORDS) | st.builds(Math, st.sampled_from(["x^2", "a < b", r"\frac{1}{2}"]))
    return st.lists(TEXTS | spans | links | others | st.just(Break()), min_size=1, max_size=4).map(tuple)


PLAIN = st.lists(TEXTS, min_size=1, max_size=2).map(tuple)
INLINES = PLAIN | _inlines(PLAIN)
PARAS = INLINES.map(Para)
LISTINGS = st.builds(Listing, LINES.filter(str.strip).map(lambda text: f"a {text.strip()} z"))


def _blocks(inner: st.SearchStrategy[tuple[Block, ...]]) -> st.SearchStrategy[tuple[Block, ...]]:
    items = st.builds(
        Items, st.lists(inner.map(Item), min_size=1, max_size=3).map(tuple), st.sampled_from([None, 1, 4])
    )
    boxes = st.builds(
        Box, st.sampled_from(["note", "quote", "details", "aside", "Exercise 1"]), st.just(()) | PLAIN, inner
    )
    terms = st.lists(st.builds(Term, PLAIN, inner), min_size=1, max_size=2).map(lambda some: Terms(tuple(some)))
    return st.lists(PARAS | LISTINGS | items | boxes | terms | _tables(), min_size=1, max_size=3).map(tuple)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    """Draw a table of up to three rows and columns; a cell may be two rows high or two columns wide."""
    width, rows = draw(st.integers(1, 3)), []
    busy = [0] * width
    for _ in range(draw(st.integers(2, 3))):
        row, column, after = [], 0, [max(0, one - 1) for one in busy]
        while column < width:
            if busy[column]:
                column += 1
                continue
            wide = 2 if column + 1 < width and not busy[column + 1] and draw(st.booleans()) else 1
            high = draw(st.integers(1, 2))
            row.append(Cell(draw(PARAS.map(lambda one: (one,))), wide, high))
            after[column : column + wide] = [high - 1] * wide
            column += wide
        rows.append(tuple(row))
        busy = after
    return Table(tuple(rows), draw(st.integers(0, 1)))


TREES = _blocks(_blocks(PARAS.map(lambda one: (one,))))


@settings(deadline=None, max_examples=40)
@given(TREES)
@example((Para((Text("a "), Span("emph", (Text("(b)"),)), Text("c"))),))
@example((Para((Text("word"), Span("emph", (Text("\\"),)))), Para((Text("word"), Span("sup", (Text("\\"),))))))
@example((Para((Text("中"), Span("strong", (Text("（文）"),)), Text("中"))),))
def test_a_draft_says_every_sign_of_its_document(blocks: tuple[Block, ...]) -> None:
    """Markup of every kind in the words, in any nesting of blocks, changes no sign and makes no warning."""
    document = printed(written(list(blocks)))
    assert signs(document.astext()) == said(list(blocks))


def _kept(document: nodes.document, kind: type[nodes.Node]) -> Iterator[str]:
    return (node.astext().strip() for node in document.findall(kind))


def test_meaning_is_kept() -> None:
    """Each construct becomes the node of its kind."""
    blocks: list[Block] = [
        Para((Text("10"), Span("sup", (Text("9"),)), Text(" H"), Span("sub", (Text("2"),)), Text("O "),
              Span("emph", (Text("e"),)), Text(" "), Span("strong", (Text("s"),)), Text(" "), Code("c"), Text(" "),
              Math("x^2"), Text(" "), Link("https://x.org", (Text("l"),)), Note((Para((Text("Noted."),)),)))),
        Items((Item((Para((Text("a"),)),), ticked=True), Item((Para((Text("b"),)),))), 3),
        Terms((Term((Text("T"),), (Para((Text("D"),)),)),)),
        Listing("x = 1", "python"),
        Box("warning", (), (Para((Text("w"),)),)),
        Box("quote", (), (Para((Text("q"),)),)),
        Para((Math("y", shown=True),)),
        Para((Image("a.png", "A dot", "3cm"),)),
    ]  # fmt: skip
    document = printed(written(blocks))
    kinds: dict[type[nodes.Node], list[str]] = {
        nodes.superscript: ["9"], nodes.subscript: ["2"], nodes.emphasis: ["e"], nodes.strong: ["s"],
        nodes.math: ["x^2"], nodes.reference: ["l"], nodes.term: ["T"], nodes.literal_block: ["x = 1"],
        nodes.warning: ["w"], nodes.block_quote: ["q"], nodes.math_block: ["y"],
    }  # fmt: skip
    assert {kind: list(_kept(document, kind)) for kind in kinds} == kinds
    (note,) = document.findall(nodes.footnote)
    assert note.astext().split() == ["1", "Noted."]
    assert [item.astext().split() for item in document.findall(nodes.list_item)] == [["[x]", "a"], ["b"]]
    (numbered,) = document.findall(nodes.enumerated_list)
    assert numbered["start"] == 3
    (picture,) = document.findall(nodes.image)
    assert (picture["alt"], picture["width"]) == ("A dot", "3cm")


def test_marks_follow_the_sentences_and_rows() -> None:
    """Each statement ends with its mark; the head of a table is marked in the first row below it."""
    cells = tuple(Cell((Para((Text(word),)),), head=word in "ab") for word in "abcd")
    page = written([Para((Text("One. Two\nthree."),)), Table((cells[:2], cells[2:]), 1)])
    assert page == (
        "One. {claim}`S1`\nTwo three. {claim}`S2`\n\n| a | b |\n|---|---|\n| c | d {claim}`S3` {claim}`S4` |"
    )


def test_two_lists_below_each_other_stay_two() -> None:
    """Their marks differ, or CommonMark would make one list of them."""
    items = (Item((Para((Text("a"),)),)),)
    document = printed(written([Items(items), Items(items), Items(items, 1), Items(items, 1)]))
    assert [type(node).__name__ for node in document.children] == ["bullet_list"] * 2 + ["enumerated_list"] * 2
    assert re.findall(r"S\d", written([Items(items), Items(items)])) == ["S1", "S2"]
