"""Signs that no font of a book has: something visible stands for them, and the author is told where."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from course.outputs.pdf.compile import marked
from quizzes.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_STRING = r'"(?:[^"\\]|\\.)*"'
# What a reader does not see keeps its signs: the names of places, addresses, pictures, descriptions, our own marks.
_UNSEEN = re.compile(rf"((?:label\(|link\(|image\(|bytes\(|alt: ?|lang: ?){_STRING}|^// @.*$)", re.MULTILINE)
_MOST = 4


def stand_in(sign: str) -> str:
    """Return what stands for a sign: the name of a picture or symbol in brackets, else U+FFFD."""
    name = unicodedata.name(sign[:1], "").lower()
    return f"[{name}]" if name and unicodedata.category(sign[0]) in ("So", "Sm", "Sk") else "\ufffd"


def shown(text: str, signs: Iterable[str]) -> str:
    """Return a text as it is printed without the signs."""
    for sign in sorted(signs, key=len, reverse=True):
        text = text.replace(sign, stand_in(sign))
    return text


def without_signs(source: str, signs: Sequence[str]) -> str:
    """Return Typst source in which something visible stands for the signs wherever a reader would see them."""
    pieces = _UNSEEN.split(source)
    return "".join(piece if place % 2 else shown(piece, signs) for place, piece in enumerate(pieces))


def places_of(source: str, signs: Sequence[str], path: Path) -> list[Finding]:
    """Return a warning for each line of the course that holds some of the signs; `path` is for those without a mark."""
    lines = source.splitlines()
    found: dict[tuple[Path, int], list[str]] = {}
    for number, line in enumerate(lines, start=1):
        plain = "".join(_UNSEEN.split(line)[::2])
        here = [sign for sign in signs if sign in plain]
        if here:
            place = marked(lines, number) or (path, 1)
            found.setdefault(place, []).extend(sign for sign in here if sign not in found.get(place, ()))
    return [Finding(*place, "P110", _words(here), Level.WARNING) for place, here in found.items()]


def _words(signs: Sequence[str]) -> str:
    points = " ".join(f"U+{ord(sign[0]):04X}" for sign in signs[:_MOST]) + (" …" if len(signs) > _MOST else "")
    stands = " ".join(dict.fromkeys(map(stand_in, signs[:_MOST])))
    return (
        f"no font has a glyph for '{''.join(signs)}' ({points}), and the PDF shows {stands} instead; "
        "install a font of this script, name one in [print] fonts, or write it in other words"
    )
