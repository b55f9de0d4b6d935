"""Text from right to left: its glyphs are drawn from the left, and a reader needs it in the order of speech.

Typst (0.15) marks each word of such text as reversed, leaves the words of a line in the order in which they are drawn,
and tags a stretch that needs several fonts piece by piece from the left. The pass writes out the text of each piece
(ActualText, ISO 32000-1, 14.9.4) and puts the pieces of a stretch into the order of speech.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Dictionary, Name, NumberTree, String

from course.outputs.pdf.reading import fonts_of, glyphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Object

    Command = ContentStreamInstruction | ContentStreamInlineImage

_REVERSED = b"/ReversedChars"


@dataclass
class _Piece:
    """A tagged piece of a page: its number, where it begins in points, and its runs of glyphs as they are drawn."""

    number: int
    properties: Dictionary
    at: tuple[float, float] = (0.0, 0.0)
    runs: list[list[tuple[list[str], bool]]] = field(default_factory=list)

    @property
    def turned(self) -> bool:
        """Say whether any of it is drawn from the right."""
        return any(turned for run in self.runs for _, turned in run)

    def said(self) -> str:
        """Return its text in the order of speech."""
        return "".join("".join(_said(run)) for run in self.runs)


def tell_in_order(document: pikepdf.Pdf) -> None:
    """Let each page that holds reversed words be read in the order of speech."""
    parents = None
    for page in document.pages:
        if _REVERSED not in page.obj.Contents.read_bytes():
            continue
        parents = parents or NumberTree(document.Root.StructTreeRoot.ParentTree)
        commands = list(pikepdf.parse_content_stream(page))
        pieces = list(_pieces(page, commands))
        for piece in pieces:
            if piece.turned:
                piece.properties[Name.ActualText] = String(piece.said())
        for stretch in _stretches(pieces):
            _turn(stretch, parents[int(page.obj.StructParents)])
        page.obj.Contents.write(pikepdf.unparse_content_stream(commands))


def _said(run: list[tuple[list[str], bool]]) -> Iterator[str]:
    """Yield the words of a run, the last that was drawn first where they are drawn from the right."""
    if any(turned for _, turned in run):
        yield from ("".join(reversed(word) if turned else word) for word, turned in reversed(run))
    else:
        yield from ("".join(word) for word, _ in run)


def _pieces(page: pikepdf.Page, commands: Sequence[Command]) -> Iterator[_Piece]:
    fonts, font = fonts_of(page), dict[int, str]()
    piece: _Piece | None = None
    marks: list[tuple[bool, bool]] = []
    for command in commands:
        operands: list[Any] = list(command.operands)
        name = str(command.operator)
        if name in ("BDC", "BMC"):
            tagged = name == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]
            piece = _Piece(int(operands[1].MCID), operands[1]) if tagged else piece
            marks.append((tagged, operands[0] == Name.ReversedChars))
        elif name == "EMC" and marks.pop()[0] and piece is not None:
            yield piece
            piece = None
        elif name == "Tf":
            font = fonts.get(str(operands[0]), {})
        elif piece is not None and name == "BT":
            piece.runs.append([])
        elif piece is not None and name == "cm" and not piece.runs:
            piece.at = (float(operands[4]), float(operands[5]))
        elif piece is not None and name in ("Tj", "TJ"):
            piece.runs[-1].append((glyphs(operands[0], font), any(turned for _, turned in marks)))


def _stretches(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the pieces of each line that belong together: from the right, with blanks and marks between them."""
    found: list[_Piece] = []
    for piece in pieces:
        goes_on = found and piece.at[1] == found[-1].at[1] and piece.at[0] > found[-1].at[0]
        if goes_on and (piece.turned or _neutral(piece.said())):
            found.append(piece)
            continue
        yield _trimmed(found)
        found = [piece] if piece.turned else []
    yield _trimmed(found)


def _neutral(text: str) -> bool:
    """Say whether a sign takes the direction of its neighbors; brackets, and several signs unturned, have their own."""
    return len(text) == 1 and not text.isalnum() and text not in "()[]{}"


def _trimmed(pieces: list[_Piece]) -> list[_Piece]:
    last = max((place for place, piece in enumerate(pieces) if piece.turned), default=-1)
    return pieces[: last + 1]


def _turn(stretch: list[_Piece], owners: Object) -> None:
    """Put the pieces of a stretch into the opposite order in the tag that holds them all."""
    numbers = [piece.number for piece in stretch]
    if len(numbers) < 2 or len({owners[number].objgen for number in numbers}) > 1:  # noqa: PLR2004
        return
    kids = owners[numbers[0]].K
    places = [place for place, kid in enumerate(kids) if not isinstance(kid, Dictionary) and int(kid) in numbers]
    for place, number in zip(places, reversed(numbers), strict=True):
        kids[place] = number
