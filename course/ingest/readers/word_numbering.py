"""The automatic numbers of Word: they stand nowhere in the text, and are content; they are counted as Word counts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.ingest.readers.word_signs import shown_sign
from course.ingest.readers.word_xml import W, child_value, is_on, value, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from course.ingest.readers.word_styles import Styles

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SERIES = {
    "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת", "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя", "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "ganada": "가나다라마바사아자차카타파하", "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "aiueoFullWidth": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "irohaFullWidth": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
}  # fmt: skip
_HAN = frozenset(
    """chineseCounting chineseCountingThousand japaneseCounting ideographDigital taiwaneseCounting
    taiwaneseCountingThousand taiwaneseDigital koreanDigital2 japaneseDigitalTenThousand""".split()  # noqa: SIM905
)
_CHICAGO = "*†‡§"
_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Number:
    """The number or bullet of a paragraph as Word shows it.

    `value` counts its level and is None for bullets; `levels` is how many levels its text shows; `series` names the
    list, `indent` is how far in its words stand, in twentieths of a point.
    """

    text: str
    value: int | None
    depth: int
    levels: int
    series: str
    indent: int


class Numbering:
    """Counts the paragraphs of a document, which are asked in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {} if root is None else {
            value(one, "abstractNumId"): one for one in root.findall(f"{W}abstractNum")
        }  # fmt: skip
        self._numbers = {} if root is None else {value(one, "numId"): one for one in root.findall(f"{W}num")}
        self._lists: dict[str, tuple[str, Mapping[int, Element]]] = {}
        self._counts: Counter[tuple[str, int]] = Counter()
        self._restarted: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()

    def number(self, properties: Mapping[str, Element], style: str) -> Number | None:
        """Return the number of the next paragraph, None when it has none."""
        own = properties.get("numPr")
        by_style = self._styles.property(style, "pPr", "numPr")
        name = child_value(own, "numId") or child_value(by_style, "numId")
        if name not in self._numbers:
            return None
        series, levels = self._list(name)
        depth = child_value(own, "ilvl")
        if not depth:
            named = (at for at, level in levels.items() if child_value(level, "pStyle") == style and style)
            depth = str(next(named, whole(child_value(by_style, "ilvl"))))
        level = levels.get(at := whole(depth))
        if level is None:
            return None
        self._count(name, series, levels, at)
        indent = self._indent(properties, level, style)
        return self._shown(level, levels, series, at, indent)

    def _list(self, name: str) -> tuple[str, Mapping[int, Element]]:
        """Return the name of the definition of a list and its levels, with those that the list replaces."""
        if name not in self._lists:
            number = self._numbers[name]
            series = child_value(number, "abstractNumId")
            for _ in range(_LEVELS):  # a definition can lend that of a style, which may lend another
                link = child_value(self._abstract.get(series), "numStyleLink")
                lent = child_value(self._styles.property(link, "pPr", "numPr"), "numId") if link else ""
                if lent not in self._numbers:
                    break
                series = child_value(self._numbers[lent], "abstractNumId")
            abstract = self._abstract.get(series)
            levels = {} if abstract is None else {whole(value(one, "ilvl")): one for one in abstract.findall(f"{W}lvl")}
            replaced = number.findall(f"{W}lvlOverride/{W}lvl")
            self._lists[name] = series, levels | {whole(value(one, "ilvl")): one for one in replaced}
        return self._lists[name]

    def _count(self, name: str, series: str, levels: Mapping[int, Element], depth: int) -> None:
        for override in self._numbers[name].findall(f"{W}lvlOverride"):
            at, start = whole(value(override, "ilvl")), child_value(override, "startOverride")
            if start and at == depth and (name, at) not in self._restarted:
                self._counts[series, at] = whole(start, 1) - _start(levels.get(at))
                self._restarted.add((name, at))
        for above in range(depth):
            self._counts[series, above] = self._counts[series, above] or 1
        self._counts[series, depth] += 1
        for deeper in range(depth + 1, _LEVELS):
            until = child_value(levels.get(deeper), "lvlRestart")
            if not until or depth < whole(until):
                self._counts[series, deeper] = 0

    def _shown(self, level: Element, levels: Mapping[int, Element], series: str, depth: int, indent: int) -> Number:
        text, kind = child_value(level, "lvlText"), child_value(level, "numFmt") or "decimal"
        if kind == "bullet":
            font = child_value(level.find(f"{W}rPr"), "rFonts", "ascii")
            sign = "".join(shown_sign(one, font) or "•" for one in text)
            return Number(sign or "•", None, depth, 0, series, indent)
        legal = is_on(level.find(f"{W}isLgl"))

        def at(place: int) -> str:
            name = child_value(levels.get(place), "numFmt") or "decimal"
            count = max(1, self._counts[series, place]) - 1 + _start(levels.get(place))
            return self._counted(count, "decimal" if legal and name != "none" else name)

        count = self._counts[series, depth] - 1 + _start(level)
        shown = _PLACEHOLDER.sub(lambda found: at(int(found[1]) - 1), text)
        return Number(shown.strip(), count, depth, len(_PLACEHOLDER.findall(text)), series, indent)

    def _counted(self, number: int, kind: str) -> str:
        found = counted(number, kind)
        if found is None:
            self.unknown.add(kind)
            return str(number)
        return found

    def _indent(self, properties: Mapping[str, Element], level: Element, style: str) -> int:
        places = (
            properties.get("ind"),
            level.find(f"{W}pPr/{W}ind"),
            self._styles.property(style, "pPr", "ind"),
        )
        return next((whole(text) for one in places if (text := value(one, "left") or value(one, "start"))), 0)


def _start(level: Element | None) -> int:
    return whole(child_value(level, "start") or "1", 1)


def counted(number: int, kind: str) -> str | None:  # noqa: PLR0911 - one return a kind
    """Return a number in a format of Word, None for a format that is not known; `none` is nothing."""
    if not 0 <= number <= _MOST:
        return str(number)
    match kind:
        case "decimal" | "decimalHalfWidth" | "arabicAbjad" | "numberInDash":
            return f"- {number} -" if kind == "numberInDash" else str(number)
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            return f"{number}{_ordinal(number)}"
        case "lowerRoman" | "upperRoman":
            return _cased(_roman(number), kind)
        case "lowerLetter" | "upperLetter":
            return _cased(_repeated(number, "abcdefghijklmnopqrstuvwxyz"), kind)
        case "chicago":
            return _repeated(number, _CHICAGO)
    if kind in _HAN:
        return _han(number)
    return _repeated(number, _SERIES[kind]) if kind in _SERIES and number else None


def _cased(text: str, kind: str) -> str:
    return text.upper() if kind.startswith("upper") else text


def _ordinal(number: int) -> str:
    teens = range(11, 14)
    return "th" if number % 100 in teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _repeated(number: int, signs: str) -> str:
    """Return a sign of a series, twice in the second round: z, aa, bb."""
    if not number:
        return ""
    rounds, place = divmod(number - 1, len(signs))
    return signs[place] * min(rounds + 1, 30)


def _roman(number: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        rounds, number = divmod(number, size)
        text += sign * min(rounds, 30)
    return text or "0"


def _han(number: int) -> str:
    """Return a number below a hundred in Chinese numerals, else digit by digit."""
    digits, ten, hundred = "〇一二三四五六七八九", 10, 100
    if number >= hundred or number == 0:
        return "".join(digits[int(digit)] for digit in str(number))
    tens, ones = divmod(number, ten)
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")
