"""A cell of a table that an office program wrote: its words, their marks, and why it cannot be trusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizzes.finding import FindingsError
from quizzes.formats.csv_table import heads_of, take_row
from quizzes.formats.format import Html

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from quizzes.formats.building import Builder


@dataclass
class Cell:
    """A cell: its words, these as HTML where they have marks, and why it cannot be trusted."""

    text: str = ""
    rich: Html = field(default_factory=lambda: Html(""))
    odd: str = ""


def cell_of(parts: Iterable[tuple[str, frozenset[str]]]) -> Cell:
    """Return the cell that runs of words make, each with the tags of HTML that it stands in."""
    found = [(text, marks) for text, marks in parts if text]
    text = "".join(one for one, _ in found)
    if not any(marks for _, marks in found):
        return Cell(text)
    odd = "words are struck out: nobody can tell which hold" if any("del" in marks for _, marks in found) else ""
    return Cell(text, Html(f"<p>{''.join(marked(one, marks) for one, marks in found)}</p>"), odd)


def marked(text: str, marks: frozenset[str]) -> str:
    """Return words as HTML in their tags."""
    words = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")
    for tag in sorted(marks):
        words = f"<{tag}>{words}</{tag}>"
    return words


def take_table(builder: Builder, path: Path, rows: list[tuple[int, list[Cell]]]) -> None:
    """Take the rows of a table; the first has the headings. Raises FindingsError where it has none."""
    heads = heads_of(path, [cell.text for cell in rows[0][1]])
    for number, row in rows[1:]:
        odd = next((cell.odd for cell in row if cell.odd), "")
        take_row(builder, number, heads, [cell.text for cell in row], [cell.rich for cell in row], odd=odd)


def take_sheets(builder: Builder, path: Path, sheets: Iterable[tuple[str, list[tuple[int, list[Cell]]]]]) -> None:
    """Take the first sheet that has the headings, of names and filled rows; others are told.

    Raises FindingsError, that of the first sheet, where none has them.
    """
    first: FindingsError | None = None
    for name, filled in sheets:
        if filled and builder.items:
            builder.tell(1, f"left out: the sheet {name}")
        elif filled:
            try:
                take_table(builder, path, filled)
            except FindingsError as error:
                first = first or error
    if first and not builder.items:
        raise first
