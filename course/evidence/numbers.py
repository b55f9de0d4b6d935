"""The numbers of a statement, each with its comparison, its sign and its unit as one token."""

from __future__ import annotations

import re
from collections import Counter

_NUMBER = re.compile(
    r"(?P<than>[<>≤≥=≈~±]\s*)?"
    r"(?P<sign>(?:(?<![\w)\]])[-−–+]|±)\s?(?=[\d.]))?"
    r"(?P<value>\d+(?:[ \u00a0\u202f'’](?=\d{3}(?!\d))\d{3})*(?:[.,:/]\d+)*|(?<![\d\w])\.\d+|[½⅓⅔¼¾⅛])"
    r"(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾]+|\^\([^)]*\))?"
    r"(?P<unit>\s?(?:[%‰°º]\s?[CF]?\b|[%‰°º]|[^\W\d_][\w²³⁻¹µμ]*(?:\s?/\s?[^\W_][\w²³⁻¹µμ]*)*))?"
)
_DIGITS = re.compile(r"\d+")


def numbers(text: str) -> list[str]:
    """Return the numbers of a text in its order, such as `≥ 1.5`, `−2 °C` or `9 mg/m²`; the word behind is the unit."""
    return [" ".join(match[0].split()) for match in _NUMBER.finditer(text)]


def changed_numbers(before: str, after: str) -> str:
    """Say which numbers two texts do not share, as `2 mg → 4 mg`; nothing when they share all.

    A number that only one of them has stands against `–`. Numbers are shared when comparison, sign, value and unit are.
    """
    old, new = numbers(before), numbers(after)
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    if not gone and not come:
        moved = old != new
        return f"{', '.join(old)} → {', '.join(new)}" if moved else ""
    left = [one for one in old if one in gone]
    right = [one for one in new if one in come]
    if [_value(one) for one in left] == [_value(one) for one in right] and _same_but_words(left, right):
        return ""
    pairs = [f"{one} → {other}" for one, other in zip(left, right, strict=False)]
    pairs += [f"{one} → –" for one in left[len(right) :]] + [f"– → {one}" for one in right[len(left) :]]
    return "; ".join(pairs)


def masked(text: str) -> str:
    """Return a text with one sign for each run of digits: equal when two texts differ in digits only."""
    return _DIGITS.sub("0", text)


def _value(token: str) -> str:
    match = _NUMBER.match(token)
    return "".join(filter(None, (match["than"], match["sign"], match["value"], match["power"]))) if match else token


_UNIT = re.compile(r"(?:[%‰°º].*|[mkµμnpcd]?(?:g|l|L|m|mol|s|Pa|J|cal|Hz|Sv|IU|U)(?:\W.*)?|h|d|min|IE|IU|ppm)\d*[²³]?")


def _same_but_words(left: list[str], right: list[str]) -> bool:
    """Say whether the values are the same and only words behind them differ that are no units, as in 2 men, 2 women."""
    units = [(_unit(one), _unit(other)) for one, other in zip(left, right, strict=True)]
    return all(
        one.isalpha() and other.isalpha() and not (_UNIT.fullmatch(one) or _UNIT.fullmatch(other))
        for one, other in units
        if one != other
    )


def _unit(token: str) -> str:
    match = _NUMBER.match(token)
    return (match["unit"] or "").strip() if match else ""
