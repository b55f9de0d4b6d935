"""A document divided: sections of blocks of statements, each with the line it comes from. No input, no output."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.finding import Finding


@dataclass(frozen=True)
class Statement:
    """A sentence, list item, table row or block of code; `line` counts from 1 in the document."""

    text: str
    line: int


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Entry:
    """An entry of a list: its depth, from 0, its sentences, of which the first follows the bullet, and its number."""

    depth: int
    statements: tuple[Statement, ...]
    number: int | None = None


@dataclass(frozen=True)
class Bullets:
    """A list; an entry without a number has a bullet."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells, the head first; each row is one statement."""

    rows: tuple[tuple[tuple[str, ...], Statement], ...]


@dataclass(frozen=True)
class Code:
    """A block that is printed as it stands, one statement."""

    statement: Statement


Block = Paragraph | Bullets | Table | Code


@dataclass(frozen=True)
class Section:
    """A heading with what follows it up to the next heading; `heading` is None before the first.

    `level` counts from 1; the title of the whole is on level 0.
    """

    heading: Statement | None
    level: int
    blocks: tuple[Block, ...] = ()

    def statements(self) -> Iterator[Statement]:
        """Yield the statements in the order of the document."""
        for block in self.blocks:
            yield from statements_of(block)


@dataclass(frozen=True)
class Remark:
    """Something doubtful in the document: its line, the words, the kind of doubt, and what may be meant."""

    line: int
    text: str
    kind: str
    suggestion: str = ""


@dataclass(frozen=True)
class Draft:
    """A document as sections in its order; `remarks` hold what the reader left out, `language` what the page says."""

    title: str
    sections: tuple[Section, ...]
    remarks: tuple[Remark, ...] = ()
    language: str = ""
    findings: tuple[Finding, ...] = field(default=())

    def statements(self) -> Iterator[Statement]:
        """Yield every statement in the order of the document."""
        for section in self.sections:
            yield from section.statements()

    def headings(self) -> Iterator[Statement]:
        """Yield every heading in the order of the document."""
        yield from (section.heading for section in self.sections if section.heading)


def statements_of(block: Block) -> Iterator[Statement]:
    """Yield the statements of a block."""
    match block:
        case Paragraph(statements):
            yield from statements
        case Bullets(entries):
            for entry in entries:
                yield from entry.statements
        case Table(rows):
            yield from (statement for _, statement in rows)
        case Code(statement):
            yield statement
