"""The trainer's book: the notes of the sessions before each lesson, keys and rationales in their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.instructor.beside import beside
from course.instructor.stock import read_stock
from course.outputs.pdf.reading import read_aloud
from course.project import find_course, load_project

if TYPE_CHECKING:
    from tests.course.outputs.conftest import Shipped

pytestmark = pytest.mark.xdist_group("print")


def test_every_lesson_has_its_notes_before_its_text(shipped: Shipped) -> None:
    """Notes of each activity stand between the title of a lesson and its objectives; the keys in theirs."""
    stock = read_stock(load_project(find_course("klonopin")))
    words = " ".join(read_aloud((shipped.out / "instructor-book" / "klonopin.pdf").read_bytes()).split())
    place = 0
    for path in stock.project.lessons():
        parts = [*beside(stock, path.stem)]
        assert parts, path
        for part in parts:
            place = words.index(part.title, place)
        notes = words[place : words.index("Objectives", place)]
        assert [one for one in ("Purpose:", "DO", "ASK", "If time is short:", "Transition:") if one not in notes] == []
    assert "Mistakes to expect at question l03-q3:" in words
    assert "Correct answer: C. Please do not stop suddenly" in words
