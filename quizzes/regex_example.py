"""One answer that a regular expression accepts: what people are told, since few of them read expressions."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, cast

from quizzes.regex import Letters, Parser, RegexError
from quizzes.regex_match import full_match

if TYPE_CHECKING:
    from quizzes.regex import Node

_USUAL = " 1aA-.,0xX"
"""What stands for a letter out of many, the plainest first."""
_LONGEST = 200


@lru_cache(maxsize=1024)
def example_of(pattern: str) -> str:
    """Return an answer that an expression accepts, nothing when none is found that can be read.

    Of several words the first is taken. What may be there is there, if it is one thing (the `u` of `colou?r`, a blank),
    and is left out where it may be anything (`.*`, `[0-9]*`).
    """
    try:
        tree = Parser(pattern).parse()
    except RegexError:
        return ""
    for told in (_said(tree, fully=True), _said(tree, fully=False)):
        plain = " ".join(told.split()) if full_match(pattern, " ".join(told.split())) else told
        if plain.strip() and len(plain) <= _LONGEST and full_match(pattern, plain):
            return plain
    return ""


def _said(node: Node, *, fully: bool) -> str:
    kind, made = node
    if isinstance(made, Letters):
        return _letter(made)
    if kind == "repeat":
        part, low, _ = cast("tuple[Node, int, int | None]", made)
        told = low > 0 or (fully and _is_one_thing(part))
        return _said(part, fully=fully) * min(max(low, 1), _LONGEST) if told else ""
    rows = cast("list[Node]", made) if kind in ("choice", "row") else []  # else a place, such as the end of a word
    parts = rows[:1] if kind == "choice" else rows
    return "".join(_said(part, fully=fully) for part in parts)[: 2 * _LONGEST]


def _is_one_thing(node: Node) -> bool:
    """Say whether a part of an expression is words or a blank, and not any letter out of many."""
    kind, made = node
    if isinstance(made, Letters):
        one = len(made.ranges) == 1 and made.ranges[0][0] == made.ranges[0][1]
        return not made.negative and (one or made.accepts(" "))
    if kind == "repeat":
        return _is_one_thing(cast("tuple[Node, int, int | None]", made)[0])
    rows = cast("list[Node]", made) if kind in ("choice", "row") else []
    return all(map(_is_one_thing, rows[:1] if kind == "choice" else rows))


def _letter(letters: Letters) -> str:
    if not letters.negative and letters.ranges[0][0] == letters.ranges[0][1]:
        return letters.ranges[0][0]
    usual = (sign for sign in _USUAL if letters.accepts(sign) and (sign != " " or not letters.negative))
    return next(usual, "" if letters.negative else letters.ranges[0][0])
