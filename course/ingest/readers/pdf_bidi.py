"""Lines with letters that run from right to left: put into the order in which they are read, by their places.

The content of a page has them in any order. What is read from left to right in such a line, such as numbers and Latin
words, keeps its order; see the Unicode Bidirectional Algorithm, UAX #9, of which this goes the way back.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from course.ingest.readers.pdf_sheet import Letter

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile(r"[^\W_]")
_INNER = re.compile(r"[.,:/%+\-–°'’ ]")
_NUMERIC = re.compile(r"[.,:/+\-\xa0]")
_UNIT = re.compile(r"[mkµμ]?g|mcg|[mdc]?[lL]|[mµμ]?mol(?:/l)?|[cm]?m|IU|kcal|%|mmHg", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,/–-]*")
_SAME_LINE = 0.3
_BLANK = 0.24
_FAR = 2.0
_MOST = 0.7
_STOPS = frozenset(".!?:…؟")
_FEW = 2
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_CLOSING = {close: opening for opening, close in _BRACKETS.items()}


def logical(letters: list[Letter]) -> list[Letter]:
    """Return the letters of a page with those of its lines from right to left in the order in which they are read."""
    if not any(map(RIGHT_TO_LEFT.match, {letter.sign for letter in letters})):
        return letters
    strong = [_is_rtl(one) for one in letters if _is_strong(one)]
    home: dict[int, list[Letter]] = {}
    for line in _segments(letters):
        if any(map(_is_rtl, line)):
            home.update(dict.fromkeys(map(id, line), line))
    found: list[Letter] = []
    done = set[int]()
    for letter in letters:
        line = home.get(id(letter), [])
        if not line:
            found.append(letter)
        elif id(line) not in done:
            done.add(id(line))
            own = [_is_rtl(one) for one in line if _is_strong(one)]
            share = sum(own) / len(own)
            leads = share > _MOST or (share > 1 - _MOST and _begins_right(line, 2 * sum(strong) > len(strong)))
            found += _blanked(_reordered(line, leads=leads), leads=leads)
            found.append(found[-1]._replace(sign="\n", made=True))
    return found


def _begins_right(line: list[Letter], usual: bool) -> bool:  # noqa: FBT001 - what the page does
    """Say whether a line of both directions begins at the right: its full stop stands at its end."""
    shown = [one for one in line if one.sign.strip()]
    first, last = shown[0].sign, shown[-1].sign
    if (last in _STOPS) != (first in _STOPS):
        return first in _STOPS
    words = "".join(one.sign for one in shown[:_FEW])
    return usual and not (first.isupper() and words.istitle() and not _is_rtl(shown[-1]))


def _segments(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Yield the letters of each line from left to right, parted at wide gaps."""
    rows: list[list[Letter]] = []
    for letter in sorted((one for one in letters if not one.made), key=lambda one: -one.base):
        if rows and abs(rows[-1][0].base - letter.base) <= _SAME_LINE * max(letter.size, rows[-1][0].size):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    for row in rows:
        held: list[Letter] = []
        for letter in sorted(row, key=lambda one: (one.left + one.right) / 2):
            if held and letter.left - held[-1].right > _FAR * letter.size:
                yield held
                held = []
            held.append(letter)
        yield held


def _is_strong(letter: Letter) -> bool:
    return _is_rtl(letter) or bool(_LEFT_TO_RIGHT.match(letter.sign))


def _is_rtl(letter: Letter) -> bool:
    return bool(RIGHT_TO_LEFT.match(letter.sign))


def _reordered(line: list[Letter], *, leads: bool) -> list[Letter]:
    """Return the letters of a line, from left to right, as they are read; `leads` when it begins at the right."""
    shown = [one for one in line if one.sign.strip()]
    return _bracketed(_runs(shown[::-1], turn=False)) if leads else _runs(shown, turn=True)


def _runs(letters: list[Letter], *, turn: bool) -> list[Letter]:
    """Return letters of which runs of one direction are turned: those from right to left if `turn`, else the others."""
    kinds: list[bool] = []
    for letter in letters:
        weak = not _is_rtl(letter) and not _LEFT_TO_RIGHT.match(letter.sign)
        kinds.append((_is_rtl(letter) == turn) if not weak else False)
    for at, letter in enumerate(letters):  # what stands between two signs of a run belongs to it
        weak = not _is_rtl(letter) and not _LEFT_TO_RIGHT.match(letter.sign)
        inner = turn or (_NUMERIC if _is_between_numbers(letters, at) else _INNER).match(letter.sign)
        if weak and inner and 0 < at < len(letters) - 1 and kinds[at - 1] and kinds[at + 1]:
            kinds[at] = True
    found: list[Letter] = []
    for turned, group in groupby(zip(kinds, letters, strict=True), key=lambda one: one[0]):
        run = [letter for _, letter in group]
        run = run[::-1] if turned else run
        found += run if turn else _measured(run)
    return found


def _is_between_numbers(letters: list[Letter], at: int) -> bool:
    """Say whether a sign stands between two numbers without a word beside them: these are read from the right too.

    A dash between them does not join them as a hyphen, a slash and a point do (UAX #9, classes ON, ES and CS).
    """
    if not (0 < at < len(letters) - 1 and letters[at - 1].sign.isdecimal() and letters[at + 1].sign.isdecimal()):
        return False
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(letters) and not _is_rtl(letters[place]):
            if letters[place].sign.isalpha():
                return False
            place += step
    return True


def _measured(run: list[Letter]) -> list[Letter]:
    """Return a run from left to right of which a number at the right of its unit comes first: "12 mg"."""
    words: list[list[Letter]] = []
    for letter in run:
        if words and letter.left - words[-1][-1].right < _BLANK * letter.size:
            words[-1].append(letter)
        else:
            words.append([letter])
    if len(words) > 1:
        unit, number = ("".join(letter.sign for letter in word) for word in words[-2:])
        if _UNIT.fullmatch(unit) and _NUMBER.fullmatch(number):
            words = [*words[:-2], words[-1], words[-2]]
    return [letter for word in words for letter in word]


def _bracketed(letters: list[Letter]) -> list[Letter]:
    """Return letters whose brackets open before they close: a font draws them turned."""
    found: list[Letter] = []
    held: list[str] = []
    for letter in letters:
        opening = _CLOSING.get(letter.sign, letter.sign)
        if opening not in _BRACKETS:
            found.append(letter)
        elif opening in held:
            held.remove(opening)
            found.append(letter._replace(sign=_BRACKETS[opening]))
        else:
            held.append(opening)
            found.append(letter._replace(sign=opening))
    return found


def _blanked(letters: list[Letter], *, leads: bool) -> list[Letter]:
    """Return letters with a blank where a gap stands between two that are read one after the other.

    Where a run of the other direction begins or ends, its gap is beside the letter that stands outside of it.
    """
    places = sorted(letters, key=lambda one: one.left)
    at = {id(letter): place for place, letter in enumerate(places)}
    gaps = [other.left - one.right for one, other in pairwise(places)]
    found: list[Letter] = letters[:1]
    for last, letter in pairwise(letters):
        first, second = at[id(last)], at[id(letter)]
        step = -1 if leads else 1
        if abs(first - second) == 1:
            gap = gaps[min(first, second)]
        elif leads and not any(map(_is_rtl, (last, letter))) and _is_strong(last) and _is_strong(letter):
            gap = float("inf")  # a number and its unit, which stood the other way
        elif _is_rtl(last) == leads or not _is_strong(last):  # a run begins
            gap = gaps[min(first, first + step)] if 0 <= first + step < len(places) else 0.0
        else:
            gap = gaps[min(second, second - step)] if 0 <= second - step < len(places) else 0.0
        if gap > _BLANK * letter.size:
            ends = (last.left, last.right, letter.left, letter.right)  # it reaches from one to the other
            found.append(letter._replace(sign=" ", made=True, left=min(ends), right=max(ends)))
        found.append(letter)
    return found
