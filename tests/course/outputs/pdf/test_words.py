"""Nothing is lost, nothing is out of order, and no answer stands before the answer key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from quizzes.sphinxext import nodes as q

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SILENT = (
    nodes.comment, nodes.raw, nodes.label, nodes.math, nodes.math_block, nodes.substitution_definition,
    nodes.system_message, nodes.footnote_reference, addnodes.toctree, addnodes.index, addnodes.only,
)  # fmt: skip
TOLD_LATER = (q.quiz_feedback, q.quiz_rationale)
HIDDEN = (q.quiz_answer_text, q.quiz_gap_key, q.quiz_unit)


def bare(text: str) -> str:
    """Return letters and digits only: hyphens, blanks and line ends are the printer's."""
    return re.sub(r"[^\w]|_", "", text).casefold()


def texts(tree: nodes.Node, *, without: tuple[type[nodes.Node], ...]) -> Iterator[nodes.Text]:
    """Yield the texts of a tree that are not inside one of the given nodes."""
    for child in tree.children:
        if isinstance(child, nodes.Text):
            yield child
        elif not isinstance(child, without) and not _resolved_later(child):
            yield from texts(child, without=without)


def test_every_word_of_the_source_is_read_aloud(book: Any) -> None:
    """Each text of each document is found in the tagged text."""
    spoken = bare(book.spoken)
    lost = [
        (docname, text.astext())
        for docname in book.builder.reading_order()
        for text in texts(book.app.env.get_doctree(docname), without=(*SILENT, *HIDDEN))
        if bare(text.astext()) not in spoken
    ]
    assert not lost, lost


def _resolved_later(node: nodes.Node) -> bool:
    """Say whether a reference holds a key, for which Sphinx puts in a number or a name."""
    return isinstance(node, addnodes.pending_xref) and (
        node["refdomain"] in ("cite", "math") or node["reftype"] in ("numref", "ref", "doc")
    )


def test_the_reading_order_is_that_of_the_source(book: Any) -> None:
    """The paragraphs of all documents follow each other in the tags as in the source."""
    spoken = bare(book.spoken)
    place = spoken.index(bare("The start page has words"))
    moved = (nodes.figure, nodes.footnote, q.quiz, addnodes.glossary, addnodes.only, nodes.table)
    for docname in book.builder.reading_order():
        for paragraph in book.app.env.get_doctree(docname).findall(nodes.paragraph):
            if _inside(paragraph, moved) or not bare(paragraph.astext()):
                continue
            first = next(texts(paragraph, without=SILENT), None)
            if first is not None:
                found = spoken.find(bare(first.astext()), place)
                assert found >= place, f"{docname}: {paragraph.astext()[:60]!r} is read too early"
                place = found


def _inside(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    found: nodes.Node | None = node
    while found is not None and not isinstance(found, kinds):
        found = found.parent
    return found is not None


def test_no_answer_stands_before_the_answer_key(book: Any) -> None:
    """Feedback, rationale and the words of keys are read only after the heading of the key."""
    contents, _, rest = book.spoken.partition("Welcome to the garden\nThe start page")
    questions, _, key = rest.partition("\nAnswer key\n")
    assert contents
    assert key
    tree = book.app.env.get_doctree("questions")
    told = [bare(node.astext()) for kind in TOLD_LATER for node in tree.findall(kind)]
    assert len(told) > 10
    assert [text for text in told if text in bare(questions)] == []
    for word in ("Correct", "Ice cubes", "88 days"):
        assert word not in questions
        assert word in key


def test_a_survey_and_a_pretest_have_no_answers(book: Any) -> None:
    """An opinion has no key, and a pre-test does not tell its own."""
    key = book.spoken.partition("\nAnswer key\n")[2]
    assert "useful" not in key
    assert "Before the course" not in key


def test_an_item_asked_again_is_answered_once(book: Any) -> None:
    """The second place of an item in the key is a link to the first."""
    key = book.spoken.partition("\nAnswer key\n")[2]
    assert key.count("88 days") == 1
    assert "Answered at its first place" in key


def test_words_for_other_outputs_are_left_out(book: Any) -> None:
    """`only` and raw nodes speak to the format they name."""
    assert "Words only for paper." in book.spoken
    assert "Raw Typst words" in book.spoken
    assert "Words only for the screen" not in book.spoken
    assert "never printed" not in book.spoken


def test_cover_and_imprint_say_what_was_configured(book: Any) -> None:
    """Title, subtitle, author, version, date and the lines of the imprint are read."""
    opening = book.spoken.partition("Contents")[0]
    for words in (
        "The garden book",
        "From seed to harvest",
        "A gardener",
        "Version 2.1",
        "February 3, 2026",
        "Nobody was paid.",
    ):
        assert words in opening


def test_what_is_copied_holds_no_unseen_signs(make_book: Callable[..., Any]) -> None:
    """A long address may break in text, code, a listing and a cell, and is read from the page letter by letter."""
    address = "https://example.org/a-very-long-path/that/no/line/can/hold?with=a&query=of&many=parts#and-a-fragment"
    text = f"# One\n\nSee <{address}> or `{address}`.\n\n```\n{address * 2}\n```\n\n| A |\n|---|\n| {address} |\n"
    made = make_book(text)
    assert made.spoken.count(address) >= 5
    assert "\u200b" not in made.spoken
