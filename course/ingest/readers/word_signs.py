"""Signs of the fonts Symbol and Wingdings: letters that are drawn as other signs, such as "m" as µ, and "³" as ≥.

Source of Symbol: the encoding vector of Adobe's Symbol font, https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt
"""

from __future__ import annotations

import re
import unicodedata

_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
_TAIL = "⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_SYMBOL = {
    **dict(enumerate(_LOW, 0x20)),
    **dict(enumerate(_HIGH, 0xA0)),
    **dict(enumerate(_TAIL, 0xF1)),
    0x6D: "µ",  # as a unit, which it mostly is; Unicode counts it as the same letter
}
_WINGDINGS = {
    0x20: " ", 0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x41: "✌", 0x43: "👍",
    0x44: "👎", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x4D: "💣", 0x4E: "☠",
    0x52: "☼", 0x54: "❄", 0x55: "✞", 0x58: "✠", 0x59: "✡", 0x5A: "☪", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐",
    0x70: "☐", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "☒", 0x9F: "•", 0xA1: "○",
    0xA7: "▪", 0xA8: "☐", 0xAA: "✦", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **dict(enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩", 0x80)), **dict(enumerate("⓿❶❷❸❹❺❻❼❽❾❿", 0x8B)),
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "•", 0xA2: "■", 0xA3: "☐",
    **dict(enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩", 0x69)), **dict(enumerate("⓿❶❷❸❹❺❻❼❽❾❿", 0x74)),
}  # fmt: skip
_WINGDINGS_3 = {
    0x21: "→", 0x22: "↑", 0x23: "↓", 0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x74: "◀",
    0x75: "▶", 0x7D: "▶", 0x84: "◀",
}  # fmt: skip
_WEBDINGS = {
    0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼", 0x3D: "■", 0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗",
}  # fmt: skip
FONTS = {
    "symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}  # fmt: skip
_PRIVATE_AREA = re.compile("[\ue000-\uf8ff]")
_NONE = ("Cc", "Co", "Cs")
_PRIVATE = range(0xF020, 0xF100)


def is_of_signs(font: str) -> bool:
    """Say whether a font, named in any letters, draws letters as other signs."""
    return font.casefold().strip() in FONTS


def shown_sign(sign: str, font: str) -> str:
    """Return what a letter of a font shows, nothing when it is not known.

    Letters of other fonts show themselves, but for those of the private area of Unicode, which no other font has.
    """
    code, signs = ord(sign), FONTS.get(font.lower())
    private = code in _PRIVATE
    if signs is None or not (private or code <= 0xFF):  # noqa: PLR2004 - the letters that these fonts draw anew
        return "" if unicodedata.category(sign) in _NONE and not sign.isspace() else sign
    return signs.get(code & 0xFF, "")


def redrawn(text: str, font: str) -> bool:
    """Say whether a font, or the private area, draws other signs than the letters of a text."""
    return font.lower() in FONTS or bool(_PRIVATE_AREA.search(text))
