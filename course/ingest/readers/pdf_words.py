"""Letters to words: lines joined, hyphens at their ends asked about, raised and lowered letters told by their size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from course.ingest.readers.pdf_bidi import RIGHT_TO_LEFT
from course.ingest.readers.pdf_raised import ON_LINE, moved, touch
from course.ingest.readers.pdf_signs import HYPHEN
from course.ingest.rewriting import tidy, trimmed
from course.ingest.tree import Code, Inline, Link, Span, Text
from course.ingest.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from course.ingest.losses import Place
    from course.ingest.readers.pdf_hyphens import Hyphens
    from course.ingest.readers.pdf_sheet import Letter

_GAP = 0.2
_MARKED: frozenset[object] = frozenset({"sup", "sub", "del", "ins"})
_WIDE = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_NO_BLANK_AFTER = frozenset("/–‑-")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+(?:\s+\S+)*$")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads."""

    href: str


Wrap = str | Address
"""A kind of span, `code`, or a link around letters."""


class Piece(NamedTuple):
    """A letter with what stands around it, the outermost first; with a `node` it stands for that, such as a note."""

    letter: Letter
    wraps: tuple[Wrap, ...] = ()
    node: Inline | None = None


class _Sign(NamedTuple):
    """A sign of a line that is whole: its words, and what stands around them."""

    text: str
    wraps: tuple[Wrap, ...]
    node: Inline | None = None


def pieces_of(letters: Iterable[Letter], *wraps: Wrap) -> list[Piece]:
    """Return letters with the same things around each."""
    return [Piece(letter, wraps) for letter in letters]


@dataclass(frozen=True)
class Speller:
    """Writes the words of one document; `mono_is_code` is false where it is typed as a whole."""

    hyphens: Hyphens
    mono_is_code: bool = True

    def line(self, pieces: Sequence[Piece], place: Place, *, weighs: bool = True) -> tuple[Inline, ...]:
        """Return the words of pieces as they are read; bold and slanted words are marked if it `weighs`."""
        if not pieces:
            return ()
        shifts = moved(pieces)
        signs: list[_Sign] = []
        for piece, kind in zip(pieces, shifts, strict=True):
            wraps = (
                *piece.wraps,
                *(("del",) if piece.letter.style.struck and "del" not in piece.wraps else ()),
                *(self._looks(piece.letter) if weighs else ()),
                *((kind,) if kind and kind not in piece.wraps else ()),
            )
            if _MARKED & {*wraps}:  # code has no place for marks: 10⁹ in it would be 109
                wraps = tuple(wrap for wrap in wraps if wrap != "code")
            sign = piece.letter.sign
            if "sup" in wraps or "sub" in wraps:  # a raised ⁹ would be raised twice
                sign = normalize("NFKC", sign)
            signs.append(_Sign(sign, wraps, piece.node))
        return trimmed(tidy(_nested(self._joined(pieces, signs, place), 0)))

    def _looks(self, letter: Letter) -> tuple[str, ...]:
        style = letter.style
        if style.mono and self.mono_is_code:
            return ("code",)
        return (*(("strong",) if style.bold else ()), *(("emph",) if style.italic else ()))

    def _joined(self, pieces: Sequence[Piece], signs: list[_Sign], place: Place) -> list[_Sign]:
        """Return signs with one blank, a hyphen or nothing where blanks and ends of lines stood."""
        kept: list[_Sign] = []
        last = -1
        for at, piece in enumerate(pieces):
            sign = piece.letter.sign
            if piece.node is None and (not sign or sign in " \n"):
                continue
            if last >= 0:
                goes_on = at - last == 1 and pieces[last].letter.style is piece.letter.style and kept[-1].text != HYPHEN
                between = "" if goes_on else self._between(pieces, last, at, place)
                if kept[-1].text == HYPHEN:
                    kept[-1] = kept[-1]._replace(text=between)
                elif between:
                    kept.append(_Sign(between, _common(signs[last].wraps, signs[at].wraps)))
            kept.append(signs[at])
            last = at
        if kept and kept[-1].text == HYPHEN:
            kept[-1] = kept[-1]._replace(text="-")
        return kept

    def _between(self, pieces: Sequence[Piece], last: int, at: int, place: Place) -> str:
        """Return what stands between two letters that blanks or nothing part; for a hyphen, what it becomes."""
        before, after = pieces[last].letter, pieces[at].letter
        between = pieces[last + 1 : at]
        if between and all(one.letter.sign == "\n" for one in between) and touch(before, after):
            between = []  # the library ends a line before a raised letter and behind it
        ends = _ends_line(before, after) or any(one.letter.sign == "\n" for one in between)
        blank = bool(between) or (ends and pieces[at].node is None)
        if before.sign == HYPHEN:
            if ends and after.sign.isalnum():
                return self.hyphens.joint(_word(pieces, last, -1), _word(pieces, at - 1, 1), place)
            return "- " if blank else "-"
        near = (one.letter for one in pieces[max(0, last - 2) : at + 3])
        if not blank and not pieces[at].node and not any(RIGHT_TO_LEFT.match(one.sign) for one in near):
            blank = max(after.left - before.right, before.left - after.right) > _GAP * after.size
        if not blank or "\xa0" in (before.sign, after.sign) or before.sign == " ":
            return ""
        if _WIDE.match(before.sign) and _WIDE.match(after.sign) and all(one.letter.made for one in between):
            return ""  # between signs that are written without blanks
        if ends and before.sign in _NO_BLANK_AFTER and last and after.sign.isalnum():
            glued = pieces[last - 1].letter.sign.strip() and not (
                before.sign == "-"
                and self.hyphens.joint(_word(pieces, last, -1), _word(pieces, at - 1, 1), place) == "- "
            )
            return "" if glued else " "
        return " "


def _ends_line(before: Letter, after: Letter) -> bool:
    """Say whether a letter stands on another line than the one before it, not only above or below it."""
    size = max(before.size, after.size)
    if abs(before.base - after.base) > ON_LINE * size:
        return True
    return after.right < before.left - 2 * size and not _runs_left(before, after)


def _runs_left(before: Letter, after: Letter) -> bool:
    return bool(RIGHT_TO_LEFT.match(before.sign) or RIGHT_TO_LEFT.match(after.sign))


def _word(pieces: Sequence[Piece], at: int, step: int) -> str:
    """Return the letters that stand before or after a place up to the next sign that is none."""
    found: list[str] = []
    place = at + step
    while 0 <= place < len(pieces):
        sign = pieces[place].letter.sign
        if not (sign.isalnum() or sign == "-"):
            if step > 0 and not found and not sign.strip():
                place += step
                continue
            break
        found.append(sign)
        place += step
    return "".join(found if step > 0 else reversed(found))


def _common(one: tuple[Wrap, ...], other: tuple[Wrap, ...]) -> tuple[Wrap, ...]:
    """Return what stands around both of two letters, but for raised and lowered ones."""
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length] and one[length] not in ("sup", "sub"):
        length += 1
    return one[:length]


def _nested(signs: Sequence[_Sign], depth: int) -> list[Inline]:
    """Return signs as nodes, those in one thing together."""
    found: list[Inline] = []
    for wrap, group in groupby(signs, key=lambda sign: sign.wraps[depth] if len(sign.wraps) > depth else None):
        inner = list(group)
        if wrap is None:
            found += _words(inner)
        elif isinstance(wrap, Address):
            found.append(_link(wrap.href, tidy(_nested(inner, depth + 1))))
        elif wrap == "code":
            found += _words(inner, Code)
        else:
            found.append(Span(wrap, tidy(_nested(inner, depth + 1))))
    return found


def _words(signs: Sequence[_Sign], kind: type[Text | Code] = Text) -> list[Inline]:
    found: list[Inline] = []
    for is_node, group in groupby(signs, key=lambda sign: sign.node is not None):
        if is_node:
            found += [sign.node for sign in group if sign.node is not None]
        else:
            text = "".join([sign.text for sign in group])
            found.append(kind(text) if any(map(str.isalnum, text)) else Text(text))  # a box to tick is no program
    return found


def _link(href: str, inner: tuple[Inline, ...]) -> Inline:
    """Return a link; an address that a line has broken is its words without the blank."""
    words = plain(inner)
    if " " in words and _ADDRESS.match(words):
        whole = words.replace(" ", "")
        if whole.rstrip("/") in href or whole.replace("-", "") in href.replace("-", ""):
            return Link(href, (Text(whole),))
    return Link(href, inner)
