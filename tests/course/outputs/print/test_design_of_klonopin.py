"""What the design promises, looked for in the papers of the shipped course."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest

from course.outputs.pdf.tags import elements
from tests.course.outputs.conftest import spoken

if TYPE_CHECKING:
    from pathlib import Path

    from tests.course.outputs.conftest import Shipped

pytestmark = pytest.mark.xdist_group("print")
BOOK = "print/klonopin.pdf"
LARGE = "print/large-print/klonopin.pdf"


def _tables(path: Path) -> int:
    with pikepdf.open(path) as document:
        return len(list(elements(document.Root.StructTreeRoot, "Table")))


def test_the_book_is_short(shipped: Shipped) -> None:
    """It had 176 pages; a column beside the text and columns at the back keep it below 135, whatever is added next."""
    with pikepdf.open(shipped.out / BOOK) as document:
        assert len(document.pages) <= 135


def test_each_verdict_and_each_quiz_says_its_page(shipped: Shipped) -> None:
    """Stamps lead to the list of statements; below the questions of a lesson stands where their answers begin."""
    said = spoken(shipped.out / BOOK)
    stamps = re.findall(r"Statement S\d+: (?:taught|corrected|rejected) p\. (\d+)", said)
    assert len(stamps) > 30
    assert len({*map(int, stamps)}) < 10  # they all lead to the few pages of one list
    assert len(re.findall(r"Answers: p\. \d+", said)) >= 10


def test_no_number_of_a_figure_is_printed_twice(shipped: Shipped) -> None:
    """The words of each figure stand in the chapter at the end, behind the page of the figure."""
    said = spoken(shipped.out / BOOK)
    chapter = said.rpartition("The figures in words and numbers")[2]
    assert len(re.findall(r"Fig\. \d+, p\. \d+: (?:The numbers in this figure|This figure in words)", chapter)) > 5
    before = said.rpartition("The figures in words and numbers")[0]
    assert "The numbers in this figure" not in before
    assert re.search(r"In words and numbers: p\. \d+", before)


def test_large_print_has_records_where_the_book_has_tables(shipped: Shipped) -> None:
    """Rows of sentences are told one by one; tables of short cells stay tables."""
    assert 0 < _tables(shipped.out / LARGE) < _tables(shipped.out / BOOK) / 2


def test_a_handout_has_room_for_a_name_and_says_its_lesson(shipped: Shipped) -> None:
    """Whoever collects handouts wants to know whose they are."""
    said = spoken(shipped.out / "print" / "handouts" / "07-withdrawal.pdf")
    assert said.startswith("Name Date Lesson 7 Withdrawal")


def test_sheets_for_patients_list_no_works(shipped: Shipped) -> None:
    """Nor do they have marks of works; the emergency comes first."""
    said = spoken(shipped.out / "print" / "job-aids" / "h5p-danger-signs-patient-letter.pdf")
    assert "Sources:" not in said
    assert not re.search(r"\[\d+\]", said)
    assert said.index("Call for help now: 911") < said.index("Tonight, if your pills are gone")
    assert "The sources stand in the book of the course." in said
