"""Every kind of node is written, shaped and read aloud as a person has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.course.outputs.pdf.told import TOLD, told

if TYPE_CHECKING:
    from tests.course.outputs.pdf.conftest import Book


def test_the_book_is_written_as_it_was(book: Book) -> None:
    """`python -m tests.course.outputs.pdf.told` writes it anew."""
    for name, text in told(book).items():
        assert text.splitlines() == (TOLD / name).read_text(encoding="utf-8").splitlines(), name
