"""Where a reader of Word is: the paragraph in hand, and another part or a text box that is read in between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from course.ingest.losses import Place

if TYPE_CHECKING:
    from course.ingest.readers.word_words import Words


@dataclass
class Position:
    """Where the reader is: paragraphs are counted, and those of a table are found by the rows of it."""

    number: int = 0
    part: str = ""
    table: int = 0
    row: int = 0
    boxed: bool = False

    def advance(self) -> None:
        """Step to the next paragraph; those of a text box stand where its own paragraph is."""
        self.number += not self.boxed

    @property
    def place(self) -> Place:
        """Return the place of the paragraph, or of the row of the table."""
        return Place(max(1, self.table or self.number), "paragraph", self.row if self.table else 0, self.part)


class Elsewhere:
    """A context in which another part or a text box is read, with fields and places of its own."""

    def __init__(self, words: Words, part: str, called: str) -> None:
        self.words, self.part, self.called = words, part, called
        self.kept = (words.part, words.position, words.boxes, words.fields, words.hidden, words.contents, words.changed)

    def __enter__(self) -> None:
        """Begin another part."""
        words = self.words
        words.part = self.part
        words.position = Position(part=self.called) if self.called else replace(words.position, boxed=True)
        words.boxes, words.fields, words.hidden, words.contents, words.changed = [], [], [], [], 0

    def __exit__(self, *_: object) -> None:
        """Go back to where it was."""
        words = self.words
        for one in words.fields:
            words.tell_swallowed(one)
        (words.part, words.position, words.boxes, words.fields, words.hidden, words.contents, words.changed) = self.kept
