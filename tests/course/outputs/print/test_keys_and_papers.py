"""Where the key of a book stands, and the papers that everything is printed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.course.outputs.conftest import build
from tests.course.outputs.print.marks import page_words

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("print")
SIZES = {"a4": (595.28, 841.89), "letter": (612, 792)}


def _settings(course: Path, text: str) -> None:
    with (course / "course.toml").open("a", encoding="utf-8") as settings:
        settings.write(text)


def _pages(book: Path) -> list[str]:
    with pikepdf.open(book) as document:
        return [page_words(page) for page in document.pages]


def _bookmarks(book: Path) -> list[str]:
    with pikepdf.open(book) as document, document.open_outline() as outline:
        return [child.title for part in outline.root for child in (part, *part.children)]


@pytest.mark.parametrize(
    ("key", "order"),
    [("end", ["Practice", "Practice", "Answer key"]), ("part", ["Practice", "Answer key", "Practice", "Answer key"])],
)
def test_the_key_of_the_book_stands_where_it_is_wanted(
    course: Path, tmp_path: Path, key: str, order: list[str]
) -> None:
    """At the end there is one key, after each part one for each lesson with questions; never beside a question."""
    _settings(course, f'\n[print]\nkey = "{key}"\n')
    done = build(course, tmp_path / "out", "book")
    assert done.exit_code == 0, done.output
    book = tmp_path / "out" / "book" / "sleep.pdf"
    assert [title for title in _bookmarks(book) if title in order] == order
    pages = _pages(book)
    answers = {number for number, words in enumerate(pages) if "Correct answer" in words}
    questions = {number for number, words in enumerate(pages) if "Practice" in words and "Correct answer" not in words}
    assert answers
    assert questions
    assert not any("A B C" in pages[number] for number in answers)


def test_both_papers_are_for_everything(course: Path, tmp_path: Path) -> None:
    """With `paper = "both"` book, handouts, cards and large print are there twice, each named after its paper."""
    _settings(course, '\n[print]\npaper = "both"\n')
    done = build(course, tmp_path / "out", "print")
    assert done.exit_code == 0, done.output
    names = sorted(path.relative_to(tmp_path / "out" / "print") for path in (tmp_path / "out" / "print").rglob("*.pdf"))
    assert {name.parent.as_posix() for name in names} == {
        ".", "handouts", "job-aids", "large-print", "large-print/handouts"
    }  # fmt: skip
    stems = {name.with_name(name.stem.rpartition("-")[0]) for name in names}
    assert len(names) == 2 * len(stems)
    for name in names:
        with pikepdf.open(tmp_path / "out" / "print" / name) as document:
            box = [float(value) for value in document.pages[0].MediaBox]
        assert (box[2], box[3]) == pytest.approx(SIZES[name.stem.rpartition("-")[2]], abs=0.5)
