"""The neutral tree: what a reader sees of it, as the words of the register; nothing in it is skipped."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.ingest.losses import WHOLE, Losses, LossKind, Place
from course.ingest.rewriting import tidy, trimmed
from course.ingest.tree import (
    Block,
    Box,
    Break,
    Cell,
    Code,
    Heading,
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
    SpanKind,
    Table,
    Term,
    Terms,
    Text,
    walk,
)
from course.ingest.wording import plain, row_wording, wording


def span(kind: SpanKind, words: str) -> Span:
    """Return words with a meaning."""
    return Span(kind, (Text(words),))


@pytest.mark.parametrize(
    ("inlines", "text"),
    [
        ([Text("1.5 × 10"), span("sup", "9"), Text("/L")], "1.5 × 10⁹/L"),
        ([Text("H"), span("sub", "2"), Text("O")], "H₂O"),
        ([Text("10"), span("sup", "-3"), Text(" or 10"), span("sup", "−3")], "10⁻³ or 10⁻³"),
        ([Text("CO"), span("sub", "2, max")], "CO_(2, max)"),
        ([Text("10"), span("sup", "9.5")], "10^(9.5)"),
        ([Text("give "), span("del", "10"), Text(" "), span("ins", "1"), Text(" mg")],
         "give [deleted: 10] [inserted: 1] mg"),
        ([Text("a\nb"), Break(), Code("c\nd")], "a b c d"),
        ([Span("sup", (span("emph", "2"),)), Link("https://x.org", (span("strong", "y"),))], "²y"),
        ([Math("x^2\n + y"), Image("a.png", "a\nloaf"), Note((Para((Text("n"),)),))], "$x^2 + y$a loaf"),
        ([span("sup", " ")], " "),
    ],
)  # fmt: skip
def test_a_line_reads_as_it_is_seen(inlines: list[Inline], text: str) -> None:
    """Exponents, changes, formulas and pictures are words of the line; notes stand apart."""
    assert plain(inlines) == text


PARA = Para((Text("p"), Note((Para((Text("n"),)),))))
BLOCKS: list[Block] = [
    Heading(1, (Text("h"),)),
    Items((Item((PARA, Items((Item((Para((Text("deep"),)),)),), 3)), ticked=True),)),
    Terms((Term((Text("t"),), (Para((Text("d"),)),)),)),
    Table(((Cell((Para((Text("a"),)),), 2, head=True),), (Cell(()), Cell((Para((Text("b"),)),)))), 1, (Text("c"),)),
    Listing("x = 1\ny = 2", "python"),
    Box("note", (Text("b"),), (Para((Text("in"),)),)),
]


def test_all_words_of_blocks_are_told() -> None:
    """Captions, terms, titles, notes and cells of any depth are words of a block."""
    assert wording(BLOCKS) == "h p n deep t d c a b x = 1 y = 2 b in"
    assert row_wording([Cell((PARA,)), Cell(()), Cell((Para((Text("q"),)),), 2)]) == "p n | q"


def test_a_walk_meets_every_node_once_in_order() -> None:
    """Each kind of node is met, before what is in it."""
    kinds = [type(node).__name__ for node in walk(BLOCKS)]
    assert kinds[:12] == [
        "Heading", "Text", "Items", "Item", "Para", "Text", "Note", "Para", "Text", "Items", "Item", "Para",
    ]  # fmt: skip
    assert {"Terms", "Term", "Table", "Cell", "Listing", "Box"} <= set(kinds)
    assert "".join(node.text for node in walk(BLOCKS) if isinstance(node, Text)) == "hpndeeptdcabbin"


def trees() -> st.SearchStrategy[list[Inline]]:
    """Return inlines of some depth."""
    leaf: st.SearchStrategy[Inline] = st.builds(Text, st.text("ab \n", max_size=4)) | st.just(Break())
    inner = st.recursive(
        st.lists(leaf, max_size=4),
        lambda lists: st.lists(
            leaf
            | st.builds(lambda kind, parts: Span(kind, tuple(parts)), st.sampled_from(["emph", "strong"]), lists)
            | st.builds(lambda parts: Link("https://x.org", tuple(parts)), lists),
            max_size=4,
        ),
        max_leaves=8,
    )
    return inner.map(list)


@given(trees())
def test_tidying_changes_no_word(inlines: list[Inline]) -> None:
    """Neighbours are joined; a second time finds nothing to do; trimming takes blanks at the ends only."""
    neat = tidy(inlines)
    assert plain(neat) == plain(inlines)
    assert tidy(neat) == neat
    assert not any(isinstance(a, Text) and isinstance(b, Text) for a, b in pairwise(neat))
    assert plain(trimmed(inlines)) == plain(inlines).strip()


def test_words_are_marked_once_as_one_thing() -> None:
    """Bold within bold would be written as four asterisks; what is raised twice stands higher still."""
    bold = Span("strong", (Text("do "), Link("https://x.org", (Span("strong", (Text("not"),)),))))
    assert tidy([bold]) == (Span("strong", (Text("do "), Link("https://x.org", (Text("not"),)))),)
    mixed = Span("strong", (Span("emph", (Span("strong", (Text("a"),)),)),))
    assert tidy([mixed]) == (Span("strong", (Span("emph", (Text("a"),)),)),)
    raised = Span("sup", (Text("2"), Span("sup", (Text("3"),))))
    assert tidy([raised]) == (raised,)


def test_a_loss_says_where_and_what() -> None:
    """Places are words; the words of a loss are whole."""
    losses = Losses()
    losses.add(Place(4, "paragraph", 2, "notes.xml"), LossKind.TABLE, " a\n  b " * 200)
    losses.add(WHOLE, LossKind.ENCODING, "cp1252", "read as this")
    first, second = losses.found
    assert (str(first.place), first.is_dropped) == ("notes.xml, paragraph 4, row 2", True)
    assert first.words.split() == ["a", "b"] * 200
    assert (str(second.place), second.is_dropped, str(Place(3))) == ("whole document", False, "line 3")
