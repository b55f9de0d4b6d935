"""Whether words that were typed are an accepted answer; `client/quiz-text.js` does the same, on the same vectors."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from quizzes.regex_match import full_match

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizzes.model.words import Gap, ShortAnswer

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_MARKS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′`´＇", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
    }
)
"""What keyboards and word processors make of apostrophes, quotes, hyphens and dashes."""


def clean(text: str) -> str:
    """Return `text` in Unicode form NFC, without invisible signs, trimmed, every run of white space made one space."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def clean_lines(text: str) -> str:
    """Return `text` with its line breaks and indents: no invisible signs, no spaces at ends of lines, no empty ends."""
    plain = unicodedata.normalize("NFC", text).translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip(" \t") for line in plain.split("\n")).strip("\n")


def fold(text: str) -> str:
    """Return `text` so that equal words in any case compare equal: upper case, then lower case ("ß" becomes "ss").

    Not `str.casefold`, which JavaScript does not have; the two steps give the same result in both languages.
    """
    return text.upper().lower()


def comparable(text: str) -> str:
    """Return a cleaned text without what does not make an answer wrong.

    Case, the shape of quotes, apostrophes, hyphens and dashes, and one closing full stop do not.
    """
    plain = fold(text.translate(_MARKS))
    return plain[:-1].rstrip() if len(plain) > 1 and plain[-1] in ".\u3002" and plain[-2] != plain[-1] else plain


def accepts(rule: ShortAnswer | Gap, wanted: str, given: str, tidy: Callable[[str], str] = clean) -> bool:
    """Say whether a cleaned answer is accepted; `tidy` is what cleaned it."""
    if not given:
        return False
    if rule.match == "regex":
        return full_match(wanted, given) or full_match(wanted, given.translate(_MARKS))
    if rule.match == "exact":
        return tidy(wanted) == given
    one, other = comparable(tidy(wanted)), comparable(given)
    return one == other or within(one, other, rule.edit_distance or 0)


def within(one: str, other: str, most: int) -> bool:
    """Say whether at most so many letters are wrong, missing, too many, or changed with their neighbour.

    The optimal string alignment distance (Damerau 1964, restricted), over code points.
    """
    if abs(len(one) - len(other)) > most:
        return False
    before, last = list[int](), list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, sign in enumerate(other, 1):
            best = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (letter != sign))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == sign:
                best = min(best, before[column - 2] + 1)
            now.append(best)
        before, last = last, now
    return last[-1] <= most
