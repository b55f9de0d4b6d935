"""Which scripts a text is written in, and which typefaces are known to have their letters.

A script is known by the first words of the Unicode name of its letters ("THAI CHARACTER KO KAI"), as the families of
Noto are called after them (Noto Serif Thai, Noto Sans Thai): so a script that this module has never heard of is found
as well.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HAN = "Han"
EMOJI = "Emoji"
SYMBOLS = ("Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Sans Math", "Segoe UI Symbol", "Apple Symbols", "Symbola")
# What the fonts of the book have themselves: Latin, Greek, Cyrillic, Hebrew, and signs up to U+2BFF.
_FOREIGN = re.compile(
    "[\u0530-\u058f\u0600-\u1cff\u1d80-\u1dbf\u2c00-\ud7ff\uf900-\ufdff\ufe30-\uffef\U00010000-\U0003ffff]"
)
_EMOJI = re.compile("[\U0001f000-\U0001faff]")
_HAN = frozenset(
    {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH", "KANGXI"}
)
_REGIONS = {"ja": "JP", "ko": "KR", "zh": "SC", "zh-tw": "TC", "zh-hant": "TC", "zh-hk": "HK", "zh-mo": "HK"}
_KINDS = re.compile(r" (?:CAPITAL|SMALL|LETTER|VOWEL|CHARACTER|SIGN|DIGIT|SYLLABLE|NUMBER|SYMBOL|MARK|CONSONANT)\b.*")
# Codes of ISO 15924 and of languages; every other script is written by its name in Unicode. Languages that are not
# listed are written in Latin letters.
_CODES = {
    "hani": HAN, "hans": HAN, "hant": HAN, "jpan": HAN, "kore": HAN, "hira": HAN, "kana": HAN, "hang": HAN,
    "ja": HAN, "ko": HAN, "zh": HAN, "zsye": EMOJI,
    "arab": "Arabic", "ar": "Arabic", "fa": "Arabic", "ps": "Arabic", "sd": "Arabic", "ug": "Arabic", "ur": "Arabic",
    "hebr": "Hebrew", "he": "Hebrew", "yi": "Hebrew", "armn": "Armenian", "hy": "Armenian", "geor": "Georgian",
    "ka": "Georgian", "deva": "Devanagari", "hi": "Devanagari", "mr": "Devanagari", "ne": "Devanagari",
    "beng": "Bengali", "bn": "Bengali", "as": "Bengali", "taml": "Tamil", "ta": "Tamil", "telu": "Telugu",
    "te": "Telugu", "gujr": "Gujarati", "gu": "Gujarati", "guru": "Gurmukhi", "pa": "Gurmukhi", "knda": "Kannada",
    "kn": "Kannada", "mlym": "Malayalam", "ml": "Malayalam", "sinh": "Sinhala", "si": "Sinhala", "th": "Thai",
    "laoo": "Lao", "lo": "Lao", "khmr": "Khmer", "km": "Khmer", "mymr": "Myanmar", "my": "Myanmar",
    "ethi": "Ethiopic", "am": "Ethiopic", "ti": "Ethiopic", "tibt": "Tibetan", "bo": "Tibetan", "syrc": "Syriac",
    "thaa": "Thaana", "dv": "Thaana", "grek": "Greek", "el": "Greek", "cyrl": "Cyrillic", "ru": "Cyrillic",
    "uk": "Cyrillic", "bg": "Cyrillic", "sr": "Cyrillic", "be": "Cyrillic", "mk": "Cyrillic", "kk": "Cyrillic",
    "latn": "Latin",
}  # fmt: skip
_SHORTEST_NAME = 4
# So are the classes called in regular expressions, where they are not called like the script.
CLASSES = {HAN: r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\u{3000}-\u{303F}\u{FF00}-\u{FFEF}]"}
# What Linux has without any package of fonts. The typeface of code in the book has these letters too, all of one width.
_COMMON = ("DejaVu Sans",)
_OTHERS = {
    "Arabic": ("Noto Naskh Arabic", "Geeza Pro", "Arabic Typesetting", *_COMMON),
    "Armenian": _COMMON,
    "Georgian": _COMMON,
    "Lao": _COMMON,
    "Hebrew": ("Heebo", "Arial Hebrew", "David"),
    "Devanagari": ("Nirmala UI", "Kohinoor Devanagari"),
    "Thai": ("Leelawadee UI", "Thonburi"),
}
_CJK = {
    "JP": (("Hiragino Mincho ProN", "Yu Mincho"), ("Hiragino Sans", "Yu Gothic")),
    "SC": (("Songti SC", "SimSun"), ("PingFang SC", "Microsoft YaHei")),
    "TC": (("Songti TC", "PMingLiU"), ("PingFang TC", "Microsoft JhengHei")),
    "HK": (("Songti TC", "PMingLiU"), ("PingFang HK", "Microsoft JhengHei")),
    "KR": (("AppleMyungjo", "Batang"), ("Apple SD Gothic Neo", "Malgun Gothic")),
}


@dataclass(frozen=True)
class Typefaces:
    """Families in order of choice, for running text and for headings, tables and boxes."""

    serif: tuple[str, ...]
    sans: tuple[str, ...]


def scripts_of(text: str) -> list[str]:
    """Return the scripts of a text that the fonts of the book do not have, each once, in order of appearance."""
    return list(dict.fromkeys(filter(None, map(script_of, dict.fromkeys(_FOREIGN.findall(text))))))


def script_of(sign: str) -> str:
    """Return the script of a sign as Unicode calls it, `Han` for all of East Asia, nothing for an unnamed sign."""
    if _EMOJI.match(sign):
        return EMOJI
    name = unicodedata.name(sign, "")
    if name.split(" ")[0] in _HAN:
        return HAN
    return _KINDS.sub("", name).title() if unicodedata.category(sign)[0] in "LMN" else ""


def script_named(code: str) -> str:
    """Return the script that a key of course.toml means: a code (`Deva`), a language (`pt-BR`) or a name (`Thai`)."""
    plain = re.split("[-_]", code.lower())[0]
    return _CODES.get(plain) or ("Latin" if len(plain) < _SHORTEST_NAME else code.title())


def typefaces(script: str, language: str, text: str) -> Typefaces:
    """Return which families may have a script; the same signs of East Asia look different in each of its languages."""
    if script == EMOJI:
        return Typefaces(*[("Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji")] * 2)
    if script == HAN:
        region = _region(language, text)
        serif, sans = _CJK[region]
        noto = [tuple(f"{house} {kind} {tail}" for house, tail in _houses(region)) for kind in ("Serif", "Sans")]
        return Typefaces((*noto[0], *serif, *noto[1], *sans), (*noto[1], *sans, *noto[0], *serif))
    others = _OTHERS.get(script, ())
    first = ("Noto Nastaliq Urdu",) if language.lower().startswith("ur") and script == "Arabic" else ()
    noto_serif, noto_sans = ((f"Noto Serif {script}",), (f"Noto Sans {script}",))
    if script == "Arabic":
        return Typefaces((*first, *others[:1], *noto_sans, *others), (*noto_sans, *others))
    return Typefaces((*noto_serif, *noto_sans, *others), (*noto_sans, *noto_serif, *others))


def _houses(region: str) -> Iterable[tuple[str, str]]:
    return (("Noto", f"CJK {region}"), ("Noto", region), ("Source Han", region))


def _region(language: str, text: str) -> str:
    code = language.lower().replace("_", "-")
    if found := _REGIONS.get(code) or _REGIONS.get(code.split("-")[0]):
        return found
    if re.search("[\u3040-\u30ff]", text):
        return "JP"
    return "KR" if re.search("[\uac00-\ud7a3]", text) else "SC"
