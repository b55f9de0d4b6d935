"""What a letter of a PDF shows: its sign in Unicode, also in the fonts of symbols, and ⟦?⟧ where nobody knows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from course.ingest.readers.word_signs import FONTS, shown_sign

if TYPE_CHECKING:
    from course.ingest.readers.pdf_sheet import Letter

HYPHEN = "\u00ad"
"""A hyphen that may stand there only because a line ends; nothing else is given this sign."""
UNKNOWN = "⟦?⟧"
_LINE_HYPHENS = frozenset({0x02, 0xFFFE})
_BLANKS = frozenset({0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x2028, 0x2029, 0x85})
_FORMS = re.compile("[\ufb00-\ufb06\ufb13-\ufdff\ufe70-\ufefc\uf900-\ufaff\u2f00-\u2fdf\U0001d400-\U0001d7ff]")
_FAMILY = re.compile(r"^(symbol|wingdings ?[23]?|webdings)(?:mt|-?regular|-?bold|-?italic)*$", re.IGNORECASE)
_NONE = frozenset({"Cc", "Co", "Cn", "Cs"})
_IGNORED = frozenset("\u200b\ufeff\u2060\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass
class Signs:
    """The signs of the fonts of one document; `unknown` counts what each font has that nobody knows, by code."""

    cache: dict[tuple[str, int], str] = field(default_factory=dict)

    def shown(self, text: Any, at: int, code: int, font: str) -> str:
        """Return what the letter `at` of a page shows."""
        sign = self.cache.get((font, code))
        if sign is None:
            error = pdfium.FPDFText_HasUnicodeMapError(text, at) == 1
            sign = self.cache[font, code] = _shown(code, font, error=error)
        return sign


def _shown(code: int, font: str, *, error: bool) -> str:
    if code in _LINE_HYPHENS or code == ord(HYPHEN):
        return HYPHEN
    if code in _BLANKS:
        return " "
    sign = chr(code) if 0 < code <= 0x10FFFF else "\0"  # noqa: PLR2004 - the last sign of Unicode
    family = _FAMILY.match(font.replace("_", " "))
    name = re.sub(r"(?<=s)(?=[23])", " ", family[1].lower()) if family else ""
    if unicodedata.category(sign) == "Co" or (error and name in FONTS):
        return shown_sign(sign, name or "symbol") or UNKNOWN
    if sign in _IGNORED:
        return ""
    if error or sign == "\ufffd" or unicodedata.category(sign) in _NONE:
        return UNKNOWN
    return unicodedata.normalize("NFKC", sign) if _FORMS.match(sign) else sign


_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "˘": "\u0306",
    "¯": "\u0304", "˙": "\u0307", "˚": "\u030a", "˝": "\u030b", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip


def broken(letters: list[Letter]) -> list[Letter]:
    """Return letters of which a hyphen between letters is `HYPHEN` where a line ends."""
    hyphens = [at for at, letter in enumerate(letters) if letter.sign == "-"]
    for at in hyphens:
        ends = 0 < at < len(letters) - 2 and letters[at + 1].sign == "\n"
        if ends and letters[at - 1].sign.isalpha():
            letters[at] = letters[at]._replace(sign=HYPHEN)
    return letters


def composed(letters: list[Letter]) -> list[Letter]:
    """Return letters of which an accent that is drawn over another is one with it."""
    if _ACCENTS.keys().isdisjoint({letter.sign for letter in letters}):
        return letters
    kept: list[Letter] = []
    waiting: Letter | None = None
    for letter in letters:
        if waiting is not None and letter.sign.strip():
            if _is_over(waiting, letter) and (sign := _joined(letter.sign, waiting.sign)):
                kept[-1] = letter._replace(sign=sign)
                waiting = None
                continue
            waiting = None
        if letter.sign in _ACCENTS:
            under = next(
                (at for at in range(len(kept) - 1, max(-1, len(kept) - 10), -1) if _is_over(letter, kept[at])), -1
            )
            if under >= 0 and (sign := _joined(kept[under].sign, letter.sign)):
                kept[under] = kept[under]._replace(sign=sign)
                continue
            waiting = letter
        kept.append(letter)
    return kept


def _is_over(accent: Letter, letter: Letter) -> bool:
    middle = (accent.left + accent.right) / 2
    return letter.left < middle < letter.right and abs(accent.base - letter.base) < letter.size


def _joined(sign: str, accent: str) -> str:
    """Return a letter with its accent where both are one sign, else nothing."""
    base = {"ı": "i", "ȷ": "j"}.get(sign, sign)
    whole = unicodedata.normalize("NFC", base + _ACCENTS[accent])
    return whole if len(whole) == 1 and base.isalpha() else ""
