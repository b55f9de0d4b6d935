"""The code on every side of an answer sheet: which exam, version, print and side it is.

The text is `CW1.EXAM.VERSION.PRINT.SIDE`, in signs that a QR code stores at five and a half bits each, so that a code
of 25 modules corrects a quarter of them (ISO/IEC 18004, version 2, level Q: 29 signs).
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from course.outputs.pdf.escape import literal

if TYPE_CHECKING:
    from segno import QRCode

MARK = "CW1"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 after Crockford: no I, L, O and U, which people misread."""
_LENGTH = 8
MODULES = 25
"""The modules of a side of the code."""


class SheetCode(NamedTuple):
    """What the code of a side says; `side` counts from 1."""

    exam: str
    version: str
    print: str
    side: int

    def text(self) -> str:
        """Return the text in the code."""
        return ".".join([MARK, self.exam, self.version, self.print, str(self.side)])

    @staticmethod
    def read(text: str) -> SheetCode | None:
        """Return what a text says, None when it is none of ours."""
        match text.split("."):
            case [mark, exam, version, sheet, side] if mark == MARK and side.isdecimal():
                return SheetCode(exam, version, sheet, int(side))
        return None


def exam_code(record: str) -> str:
    """Return eight signs that tell exams apart, of the record of a draw."""
    number = int.from_bytes(hashlib.sha256(record.encode()).digest()[:8], "big")
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_LENGTH))


def codes_in_typst(exam: str, version: str, sheet: str, count: int) -> str:
    """Return the codes of as many sides as there can be, as an array for the theme."""
    codes = [SheetCode(exam, version, sheet, side) for side in range(1, count + 1)]
    texts = (f"(text: {literal(c.text())}, shown: {literal(_shown(c))}, svg: {literal(_svg(c.text()))})" for c in codes)
    return f"({''.join(f'{text}, ' for text in texts)})"


def _shown(code: SheetCode) -> str:
    return f"{code.exam} · {code.version} · {code.side}"


def modules_of(text: str) -> list[list[bool]]:
    """Return the modules of a code, true where it is dark, without the quiet zone."""
    return [[bool(module) for module in row] for row in _code(text).matrix]


def _svg(text: str) -> str:
    made = BytesIO()
    _code(text).save(made, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return made.getvalue().decode()


def _code(text: str) -> QRCode:
    import segno

    return segno.make_qr(text, version=2, error="q", mode="alphanumeric", boost_error=False)
