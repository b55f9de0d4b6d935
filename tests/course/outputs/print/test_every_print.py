"""Every PDF of the shipped course: what there is, what a validator says, what must not be in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import page
import pikepdf
import pytest

from quizzes.load import load_bank
from tests.course.outputs.conftest import spoken
from tests.course.outputs.print.marks import margins_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.course.outputs.conftest import Shipped

pytestmark = pytest.mark.xdist_group("print")
# A lesson whose title stands higher than this, in points from the foot of a Letter page, begins at the top.
HEAD = 660
ROLES = ("print", "print/handouts", "print/job-aids", "print/large-print", "print/large-print/handouts")


def test_each_edition_is_there(shipped: Shipped) -> None:
    """A handout for each lesson and a book in two sizes, a card for each page in two papers; nothing for trainers."""
    counted = [sum(path.parent == shipped.out / role for path in shipped.prints) for role in ROLES]
    lessons = len(list((shipped.root / "lessons").glob("*.md")))
    cards = len(list((shipped.root / "handouts").glob("*.md")))
    assert counted == [1, lessons, 2 * cards, 1, lessons]
    assert sum(counted) == len(shipped.prints)
    assert [path.name for path in (shipped.out / "instructor-book").iterdir()] == ["klonopin.pdf"]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_validator_finds_nothing_in_any_of_them(shipped: Shipped, addressed: Path, profile: str) -> None:
    """Each PDF, the trainer's too, breaks no rule of PDF/UA-1 and of PDF/A-2a."""
    paths = [*shipped.prints, shipped.out / "instructor-book" / "klonopin.pdf", *addressed.glob("*.pdf")]
    found = {str(path): page.validate_pdf(str(path), profile=profile).failures for path in paths}
    assert {name: [one.rule_id for one in failures] for name, failures in found.items() if failures} == {}


def test_learners_get_no_key_of_a_test(shipped: Shipped) -> None:
    """No feedback of the pretest or of the pool is in a learner's PDF; the trainer's book has that of the pretest."""
    banks = {name: load_bank(shipped.root.parents[1] / "quizzes/klonopin" / f"{name}.yaml") for name in ("pretest",)}
    told = [choice.feedback for item in banks["pretest"].bank.items for choice in getattr(item, "choices", ())]
    told = [" ".join(str(text).split()[:6]) for text in told if text]
    learner = "\n".join(spoken(path) for path in shipped.prints)
    trainer = spoken(shipped.out / "instructor-book" / "klonopin.pdf")
    assert told
    assert [text for text in told if text in learner] == []
    assert sum(text in trainer for text in told) > len(told) / 2


def test_only_the_trainer_reads_the_notes(shipped: Shipped) -> None:
    """The boxes for the instructor are in the trainer's book and in no other."""
    mark = "For the instructor"
    assert mark in spoken(shipped.out / "instructor-book" / "klonopin.pdf")
    assert [path.name for path in shipped.prints if mark in spoken(path)] == []


def test_the_running_head_names_the_lesson_of_its_page(shipped: Shipped) -> None:
    """The head shows the chapter that begins at the top of a page, else the one that runs over; a band needs none."""
    with pikepdf.open(shipped.out / "print" / "klonopin.pdf") as book, book.open_outline() as outline:
        names = pikepdf.NameTree(book.Root.Names.Dests) if "/Names" in book.Root else {}
        numbers = {one.obj.objgen: number for number, one in enumerate(book.pages)}
        starts = [_start(entry, names, numbers) for entry in outline.root]
        for number, sheet in enumerate(book.pages):
            begun = [title for page_number, _, title in starts if page_number < number][-1:]
            here = [title for page_number, top, title in starts if page_number == number and top > HEAD]
            head = "".join("".join(margins_text(sheet)).split())
            opens = [title for page_number, _, title in starts if page_number == number and title.startswith("Lesson ")]
            for title in (here or begun) if head and not opens else ():
                assert "".join(title.split()) in head, f"page {number + 1}"


def _start(entry: pikepdf.OutlineItem, names: object, numbers: dict[tuple[int, int], int]) -> tuple[int, float, str]:
    target = entry.destination if entry.destination is not None else entry.action.D
    if not isinstance(target, pikepdf.Array):
        target = names[str(target)]  # type: ignore[index]
        target = target.D if isinstance(target, pikepdf.Dictionary) else target
    return numbers[target[0].objgen], float(target[3]), entry.title
