"""Collect headings and blocks into a draft, in the order in which a reader finds them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from course.ingest.draft import Block, Bullets, Draft, Entry, Paragraph, Remark, Section, Statement
from course.ingest.headings import heads_contents

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_REMARK = 200


@dataclass
class Builder:
    """The draft so far; a list is open until a block of another kind comes."""

    sections: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    head: Statement | None = None
    level: int = 1

    def heading(self, text: str, level: int, line: int) -> None:
        """Begin a section; a heading without words is left out."""
        if not any(letter.isalnum() for letter in text):
            return
        self._close_section()
        self.head, self.level = Statement(text, line), level

    def paragraph(self, statements: Sequence[Statement]) -> None:
        """Add a paragraph, unless it says nothing."""
        if statements:
            self.block(Paragraph(tuple(statements)))

    def entry(self, entry: Entry, *, joined: bool = False) -> None:
        """Add an entry to the open list, or go on with its last entry when `joined`."""
        if joined and self.entries:
            last = self.entries.pop()
            entry = replace(last, statements=last.statements + entry.statements)
        self.entries.append(entry)

    def close_list(self) -> None:
        """End the open list."""
        if self.entries:
            self.blocks.append(Bullets(tuple(self.entries)))
            self.entries = []

    def block(self, block: Block) -> None:
        """Add a block of any kind."""
        self.close_list()
        self.blocks.append(block)

    def remark(self, line: int, text: str, kind: str, suggestion: str) -> None:
        """Note something that is left out."""
        text = " ".join(text.split())
        self.remarks.append(Remark(line, text[:_LONGEST_REMARK], kind, suggestion))

    def finish(self, title: str = "") -> Draft:
        """Return the draft; without a title the first heading is the title."""
        self._close_section()
        first = next((section.heading.text for section in self.sections if section.heading), "")
        return Draft(title or first, tuple(self.sections), tuple(self.remarks))

    def _close_section(self) -> None:
        self.close_list()
        only_lists = all(isinstance(block, Bullets) for block in self.blocks)
        if self.head and self.blocks and only_lists and heads_contents(self.head.text):
            self.remark(self.head.line, self.head.text, "contents", "the table of contents is left out")
            self.blocks = []
        if self.head or self.blocks:
            self.sections.append(Section(self.head, self.level, tuple(self.blocks)))
        self.head, self.blocks = None, []
