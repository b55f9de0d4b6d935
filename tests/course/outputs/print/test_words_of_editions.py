"""No edition of the shipped course loses a word: each is compared with the document trees that it was made of."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from quizzes.sphinxext import nodes as q
from tests.course.outputs.conftest import spoken
from tests.course.outputs.pdf.test_words import HIDDEN, SILENT, TOLD_LATER, bare, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.course.outputs.conftest import Shipped

pytestmark = pytest.mark.xdist_group("print")
# Pages with a test, whose answers learners do not get.
TESTS = ("pretest", "posttest")
LARGE = "print/large-print/"
KEPT = ("course-objectives", "course-keypoints")
RECALL = "course-recall"


def trees(shipped: Shipped, folder: str = "doctrees") -> Iterator[tuple[str, nodes.document]]:
    """Yield name and tree, as it was read, of each page that learners have on paper."""
    learners = shipped.trees / "doctrees"
    for path in sorted(learners.rglob("*.doctree")):
        name = path.relative_to(learners).with_suffix("").as_posix()
        if "\nonly: screen\n" in (shipped.root / f"{name}.md").read_text(encoding="utf-8"):
            continue
        yield name, pickle.loads((shipped.trees / folder / f"{name}.doctree").read_bytes())  # noqa: S301 - made by this test


def lost(parts: Iterable[nodes.Node], said: str, *hidden: type[nodes.Node]) -> list[str]:
    """Return the texts of trees that nobody would hear."""
    found = bare(said)
    return [
        text.astext()
        for part in parts
        for text in texts(part, without=(*SILENT, *hidden))
        if bare(text.astext()) not in found
    ]


@pytest.mark.parametrize("name", ["print/klonopin.pdf", f"{LARGE}klonopin.pdf"])
def test_the_books_of_learners_say_everything_but_the_answers_of_tests(shipped: Shipped, name: str) -> None:
    """Each text of each page is read aloud in both sizes, with the feedback and rationale of practice questions."""
    said = spoken(shipped.out / name)
    pages = dict(trees(shipped))
    assert len(pages) > 20
    for page, tree in pages.items():
        assert lost([tree], said, *((*TOLD_LATER, *HIDDEN) if page in TESTS else ())) == [], page


def test_the_book_of_the_trainer_says_everything(shipped: Shipped) -> None:
    """Each text of each page, the notes for the trainer and the answers of all tests among them, is read aloud."""
    said = spoken(shipped.out / "instructor-book" / "klonopin.pdf")
    for page, tree in trees(shipped, "doctrees-instructor"):
        assert lost([tree], said) == [], page


@pytest.mark.parametrize("folder", ["print/handouts", f"{LARGE}handouts"])
def test_a_handout_says_its_share_of_the_lesson(shipped: Shipped, folder: str) -> None:
    """Title, objectives, key points, charts and the lesson's own questions with their answers are all there."""
    for page, tree in trees(shipped):
        if page.startswith("lessons/"):
            said = spoken(shipped.out / folder / f"{page.removeprefix('lessons/')}.pdf")
            assert lost(shared(tree), said) == [], page


def shared(tree: nodes.document) -> Iterator[nodes.Node]:
    """Yield what a lesson shares with its handout; questions of earlier lessons are only recalled in it."""
    yield next(tree.findall(nodes.title))
    yield from (box for box in tree.findall(nodes.admonition) if {*box["classes"]} & {*KEPT})
    yield from (figure for figure in tree.findall(nodes.figure) if "course-chart" in figure["classes"])
    recalled = [
        quiz for box in tree.findall(nodes.admonition) if RECALL in box["classes"] for quiz in box.findall(q.quiz)
    ]
    yield from (quiz for quiz in tree.findall(q.quiz) if quiz not in recalled)


def test_a_card_says_everything_but_the_notice(shipped: Shipped) -> None:
    """Each text of the page of a card is on both of its papers; the notice has a shorter form in the foot."""
    cards = [(page, tree) for page, tree in trees(shipped) if page.startswith("handouts/")]
    assert cards
    for page, tree in cards:
        for box in [box for box in tree.findall(nodes.admonition) if "course-notice" in box["classes"]]:
            box.parent.remove(box)
        for paper in ("a4", "letter"):
            assert lost([tree], spoken(_card(shipped, page, paper))) == [], page


def test_a_lost_sentence_is_seen(shipped: Shipped) -> None:
    """The planted fault: without the last words of its last paragraph a card is no longer whole."""
    page, tree = next((page, tree) for page, tree in trees(shipped) if page.startswith("handouts/"))
    last = [one.astext() for one in tree.findall(nodes.paragraph) if len(one.astext().split()) > 3][-1]
    said = bare(spoken(_card(shipped, page, "a4")))
    assert bare(last) in said
    assert lost([tree], said.replace(bare(last), bare(last)[:-4])) != []


def _card(shipped: Shipped, page: str, paper: str) -> Path:
    return shipped.out / "print" / "job-aids" / f"{page.removeprefix('handouts/')}-{paper}.pdf"
