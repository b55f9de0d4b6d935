"""Read a number as people type it, and say whether it is right; `client/quiz-number.js` does the same.

A number has digits, a decimal sign, and an exponent in one of the ways in which people write it: `1.2e4`, `1.2×10^4`,
`1.2×10⁴`. The decimal sign is a point, or a comma where the language has one (then a point is read too). Separators of
thousands are refused, because `1,000` and `1.000` mean two things each. Any minus sign and dash is a minus.

Comparison is relative to the numbers compared, a few units in the last place of a 64-bit number: 4e-8 is not 4.09e-8.
"""

from __future__ import annotations

import math
import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizzes.model.numeric import NumericAnswer

SLACK = 8 * 2.0**-52
"""0.4 is not within 0.1 of 0.3 in binary fractions without it."""
COMMA_LANGUAGES = frozenset(
    (
        "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu",
        "hy", "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk",
        "sl", "sq", "sr", "sv", "tr", "uk", "uz", "vi",
    )
)  # fmt: skip
"""Languages whose decimal sign is a comma, by CLDR; regions that have a point are in `_POINT_REGIONS`."""
_POINT_REGIONS = frozenset(("de-ch", "de-li", "es-419", "es-mx", "es-us", "it-ch"))
_MINUS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"))
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_DIGITS = str.maketrans(
    {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x966) for digit in range(10)} | {"٫": "."}
)
_RAISED_EXPONENT = re.compile(r"10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_POWER = re.compile(r"^([+-]?)(?:([0-9.,]+) ?[×x*·⋅✕] ?)?10 ?(?:\^|\*\*) ?\(?([+-]?[0-9]+)\)?(?![0-9.,])")
_TIMES = re.compile(r"([+-]?[0-9.,]+) ?[×x*·⋅✕] ?(?=10 ?\^)")
_NUMBER = re.compile(r"([+-]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+))(?: ?[eE]([+-]?[0-9]{1,4}))?(?![0-9.,])")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,'’ ])[0-9]{3}(?:\1[0-9]{3})*(?:[.,][0-9]+)?(?![0-9])")
_PREFIXED = re.compile(r"[mMpPyYzZ](?:g|l|L|m|mol|s|Hz|Pa|W|V|A|J|N|eV|bar|cal|U|kat|Bq|Gy|Sv|F|t|B)")
_SIGNS = str.maketrans({"^": "", "·": ".", "⋅": ".", "*": ".", "−": "-"})
_MICRO = re.compile(r"^(?:mc|u)(?=(?:g|l|L|m|mol|s)$)")
_SYMBOLS = re.compile(r"[^\W\d_]+|[^\sA-Za-z]")


class Trouble(StrEnum):
    """Why what was typed is no number; the page has a message for each."""

    NUMBER = "invalidNumber"
    THOUSANDS = "numberThousands"
    COMMA = "numberComma"
    UNIT = "numberUnit"


class Typed(NamedTuple):
    """What was typed: the number in the unit of the key, or the trouble; the fewest and most figures it shows."""

    value: float | None
    trouble: Trouble | None = None
    figures: tuple[int, int] | None = None


def decimal_of(language: str) -> str:
    """Return the decimal sign of a language such as `de` or `de-CH`: a comma or a point."""
    name = language.lower().replace("_", "-")
    return "," if name.partition("-")[0] in COMMA_LANGUAGES and name not in _POINT_REGIONS else "."


def read_number(response: object, answer: NumericAnswer, decimal: str = ".") -> Typed:
    """Return the number that was typed, with its unit or without; never fails."""
    if isinstance(response, bool) or not isinstance(response, str | int | float):
        return Typed(None, Trouble.NUMBER)
    if not isinstance(response, str):
        return _finite(response, 1.0, None)
    text = _before_unit(_plain(response), answer)
    if _THOUSANDS.match(text) and not _is_decimal(text, decimal):
        return Typed(None, Trouble.THOUSANDS)
    found = _split(text)
    return _typed(*found, answer, decimal) if found else Typed(None, Trouble.NUMBER)


def _typed(digits: str, exponent: str, rest: str, answer: NumericAnswer, decimal: str) -> Typed:
    factor = _factor(rest.strip(), answer)
    if decimal == "." and "," in digits:
        return Typed(None, Trouble.COMMA)
    if factor is None:
        return Typed(None, Trouble.NUMBER if re.match(r" ?[+-]?[0-9]", rest) else Trouble.UNIT)
    digits = digits.replace(",", ".")
    return _finite(f"{digits}e{exponent}", factor, _figures(digits))


def _plain(text: str) -> str:
    """Return the text with plain signs and digits; what is raised behind 10 becomes `^` and digits."""
    text = _RAISED_EXPONENT.sub(lambda found: "10^" + found[1].translate(_RAISED), text.translate(_MINUS))
    return " ".join(unicodedata.normalize("NFKC", text).translate(_MINUS).translate(_DIGITS).split())


def _before_unit(text: str, answer: NumericAnswer) -> str:
    """Return the text without the sign of multiplication where the power of ten behind it is a unit: `4.5×10⁹/L`."""
    found = _TIMES.match(text)
    unit = text[found.end() :] if found else ""
    return f"{found[1]} {unit}" if found and _factor(unit, answer) is not None else text


def _is_decimal(text: str, decimal: str) -> bool:
    """Say whether what looks like thousands is a number with three decimal places: `2.500` in English."""
    found = re.match(r"[+-]?[0-9]+([.,])[0-9]+(?![0-9.,'’ ]*[0-9])", text)
    return bool(found) and found[1] == decimal  # type: ignore[index]


def _split(text: str) -> tuple[str, str, str] | None:
    """Return digits, exponent and what stands behind the number; None where no number begins the text."""
    if found := _POWER.match(text):
        return found[1] + (found[2] or "1"), found[3], text[found.end() :]
    found = _NUMBER.match(text)
    return (found[1], found[2] or "0", text[found.end() :]) if found else None


def _finite(number: str | float, factor: float, figures: tuple[int, int] | None) -> Typed:
    try:
        value = float(number) * factor
    except (ValueError, OverflowError):
        return Typed(None, Trouble.NUMBER)
    return Typed(value, None, figures) if math.isfinite(value) else Typed(None, Trouble.NUMBER)


def _figures(digits: str) -> tuple[int, int]:
    """Return the fewest and most significant figures of a number; zeros that end a whole number may count or not."""
    whole, point, _ = digits.partition(".")
    shown = digits.lstrip("+-").replace(".", "").lstrip("0")
    most = len(shown)
    return (most if point else len(whole.lstrip("+-").strip("0")) or min(most, 1), most)


def _factor(unit: str, answer: NumericAnswer) -> float | None:
    """Return what the typed number is multiplied with to be in the unit of the key, None for an unknown unit."""
    if not unit:
        return 1.0
    for name, factor in ((answer.unit, 1.0), *(answer.units or {}).items()):
        if name and same_unit(name, unit):
            return factor
    return None


def same_unit(wanted: str, typed: str) -> bool:
    """Say whether two units are the same: spaces, raised digits, µ and μ and `mcg` do not matter.

    Letter case matters where it tells two prefixes apart (`mg`, `Mg`) and in symbols of one letter but the litre's.
    """
    one, other = _symbols(wanted), _symbols(typed)
    return len(one) == len(other) and all(map(_same_symbol, one, other))


def _symbols(unit: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", unit).translate(_SIGNS)
    return [_MICRO.sub("μ", symbol) for symbol in _SYMBOLS.findall(plain)]


def _same_symbol(wanted: str, typed: str) -> bool:
    if wanted == typed:
        return True
    if len(wanted) == 1:
        return wanted + typed in ("lL", "Ll")
    litre = wanted[:-1] + "l" if wanted[-1] in "lL" and typed[-1:] in "lL" else wanted
    if _PREFIXED.fullmatch(wanted):
        return litre == (typed[:-1] + "l" if typed[-1:] in "lL" and typed else typed)
    return wanted.upper().lower() == typed.upper().lower()


def is_right(answer: NumericAnswer, typed: Typed) -> bool:
    """Say whether a number is within the tolerance or range, and has the figures that are asked for."""
    if typed.value is None:
        return False
    wanted = answer.significant_figures
    if wanted and typed.figures and not typed.figures[0] <= wanted <= typed.figures[1]:
        return False
    if answer.range is not None:
        low, high = answer.range
        return low - SLACK * abs(low) <= typed.value <= high + SLACK * abs(high)
    middle = answer.value or 0.0
    reach = tolerance_of(answer)
    return abs(typed.value - middle) <= reach + SLACK * max(abs(middle), reach)


def tolerance_of(answer: NumericAnswer) -> float:
    """Return how far from `value` a number may be: absolute, relative, or half a unit of the last figure asked for."""
    middle = abs(answer.value or 0.0)
    half = 0.0
    if answer.significant_figures and middle:
        exponent = int(f"{middle:.17e}".partition("e")[2]) - answer.significant_figures + 1
        half = 0.5 * float(f"1e{exponent}")
    return max(answer.tolerance, (answer.relative_tolerance or 0.0) * middle, half)
