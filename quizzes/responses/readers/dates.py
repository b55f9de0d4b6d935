"""Times as platforms write them for their readers, in the languages of their readers.

Names of months are those of the Unicode CLDR, by Babel (BSD, a dependency of Sphinx already).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from babel import Locale

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "da", "sv", "nb", "fi", "tr", "ro", "hu", "el", "ru", "uk",
    "ca", "hr", "sk", "sl", "id", "vi",
)  # fmt: skip
_CLOCK = re.compile(r"(\d{1,2})[:h](\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp])?\.?\s*[Mm]?\b")
_DOTTED = re.compile(r"(?<=[\s,])(\d{1,2})\.(\d{2})()()$")
"""A clock as Finnish and Danish write it, behind a day."""
_HALF = 12
_MONTHS = 12


@lru_cache(maxsize=2)
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for language in languages:
        for way in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(language).months[way][width].items():
                    found.setdefault(name.casefold().rstrip("."), int(number))
    return found


@lru_cache(maxsize=65_536)
def time_in(text: str) -> datetime | None:
    """Return a time, None where there is none or where day and month may be meant either way.

    A time without a zone is taken for UTC, since exports do not say theirs.
    """
    text = " ".join(text.split())
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    try:
        found = datetime.fromisoformat(text.removesuffix(" UTC").replace(" +", "+"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return _spoken(text)


def _spoken(text: str) -> datetime | None:
    clock = _CLOCK.search(text) or _DOTTED.search(text)
    day = _day(text[: clock.start()] + text[clock.end() :] if clock else text)
    if day is None:
        return None
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    if clock and clock[4]:
        hour = hour % _HALF + (_HALF if clock[4] in "pP" else 0)
    try:
        return datetime(*day, hour, minute, int((clock and clock[3]) or 0), tzinfo=UTC)
    except ValueError:
        return None


def _named(words: list[str], languages: tuple[str, ...]) -> list[int]:
    months = _months(languages) if words else {}
    return [months[word] for word in words if word in months]


def _day(text: str) -> tuple[int, int, int] | None:
    numbers = [int(one) for one in re.findall(r"(?<!\d)\d{1,4}(?!\d)", text)]
    words = re.findall(r"[^\W\d_]+", text.casefold())
    names = _named(words, _LANGUAGES[:1]) or _named(words, _LANGUAGES)  # the others take a second to load
    if len(names) >= 1 and len(numbers) == 2:  # noqa: PLR2004 - day and year
        year, day = max(numbers), min(numbers)
        return (year, names[-1], day) if year > 31 else None  # noqa: PLR2004 - the last day
    if len(numbers) != 3:  # noqa: PLR2004 - day, month, year
        return None
    first, second, third = numbers
    if first > 31:  # noqa: PLR2004 - a year
        return first, second, third
    third += 2000 if third < 100 else 0  # noqa: PLR2004 - a year of two digits
    if "." in text or first > _MONTHS:
        return third, second, first
    return (third, first, second) if second > _MONTHS or first == second else None
