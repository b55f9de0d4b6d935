r"""Regular expressions of accepted answers: one portable subset, read by a parser.

The browser has the same parser (`client/quiz-regex.js`), so that both accept the same answers. What is
in the subset means the same in Python and in JavaScript:

- letters and signs; `.` (anything but a line break); `\d \D \w \W \s \S` (ASCII); `\t`, `\n`; `\` before a sign;
- classes `[a-z]`, `[^0-9]`; groups `(…)` and `(?:…)`; `|`;
- `*`, `+`, `?`, `{3}`, `{2,}`, `{2,4}`, each also with `?` behind it;
- `^`, `$`, `\b`, `\B`; and `(?i)` at the very beginning, which makes letter case not matter.

An expression has to match the whole answer; `quizzes.regex_match` runs it.
"""

from __future__ import annotations

import string
from dataclasses import dataclass

_SPECIAL = frozenset("\\^$.|?*+()[]{}")
_SETS = {
    "d": (("0", "9"),),
    "w": (("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z")),
    "s": (("\t", "\r"), (" ", " ")),
}
_CONTROL = {"t": "\t", "n": "\n"}
_ESCAPABLE = frozenset(string.punctuation + " ")
_DEEPEST = 50


class RegexError(ValueError):
    """Raised for an expression that is not in the subset; says what is wrong and at which letter."""


@dataclass(frozen=True)
class Letters:
    """One letter out of ranges, or one that is in none of them; with `fold` in any letter case."""

    ranges: tuple[tuple[str, str], ...]
    negative: bool = False
    fold: bool = False

    def accepts(self, letter: str) -> bool:
        """Say whether a letter is meant."""
        forms = {letter, letter.lower(), letter.upper()} if self.fold else {letter}
        return self.negative != any(
            low <= form <= high for form in forms if len(form) == 1 for low, high in self.ranges
        )


WORD = Letters(_SETS["w"])
"""A letter of a word, as `\\w` has it."""
Node = tuple[str, object]
"""A part of an expression: its kind and what it is made of."""


class Parser:
    """Reads an expression into a tree; every letter that is not understood ends it with its place."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0
        self._depth = 0
        self._fold = pattern.startswith("(?i)")
        if self._fold:
            self._at = 4

    def parse(self) -> Node:
        """Return the tree of the whole expression; raises RegexError."""
        tree = self._choice()
        if self._at < len(self._text):
            raise self._wrong("a bracket `)` that nothing opens")
        return tree

    def _choice(self) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong(f"more than {_DEEPEST} groups inside each other")
        branches = [self._row()]
        while self._next("|"):
            branches.append(self._row())
        self._depth -= 1
        return ("choice", branches)

    def _row(self) -> Node:
        parts: list[Node] = []
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            parts.append(self._repeated(self._atom()))
        return ("row", parts)

    def _repeated(self, part: Node) -> Node:
        bounds = self._bounds()
        if bounds is None:
            return part
        if part[0] == "assert":
            raise self._wrong("a repeat behind a place such as `^` or `\\b`")
        self._next("?")
        if self._at < len(self._text) and self._text[self._at] in "*+?{":
            raise self._wrong("two repeats behind each other")
        return ("repeat", (part, *bounds))

    def _bounds(self) -> tuple[int, int | None] | None:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._next(sign):
                return bounds
        if not self._next("{"):
            return None
        low = self._number()
        high: int | None = low
        if self._next(","):
            high = None if self._peek() == "}" else self._number()
        if not self._next("}") or (high is not None and high < low):
            raise self._wrong("no count: write `{3}`, `{2,}` or `{2,4}`, or `\\{` for the bracket itself")
        return low, high

    def _number(self) -> int:
        start = self._at
        while self._peek() in set("0123456789") and self._at - start < 4:  # noqa: PLR2004 - four digits are too many
            self._at += 1
        if start == self._at or self._at - start > 3:  # noqa: PLR2004
            raise self._wrong("no count: write `{3}`, `{2,}` or `{2,4}`, or `\\{` for the bracket itself")
        return int(self._text[start : self._at])

    def _atom(self) -> Node:
        sign = self._take()
        match sign:
            case "(":
                return self._group()
            case "[":
                return ("letter", self._class())
            case ".":
                return ("letter", Letters((("\n", "\n"),), negative=True))
            case "^" | "$":
                return ("assert", sign)
            case "\\":
                return self._escape()
        if sign in _SPECIAL:
            self._at -= 1
            raise self._wrong(f"`{sign}` without anything before it: write `\\{sign}` for the sign itself")
        return self._letter(sign)

    def _letter(self, letter: str) -> Node:
        return ("letter", Letters(((letter, letter),), fold=self._fold))

    def _group(self) -> Node:
        if self._next("?") and not self._next(":"):
            raise self._wrong("`(?` with anything but `:`: no flags inside, names or looking around")
        inner = self._choice()
        if not self._next(")"):
            raise self._wrong("a bracket `(` that nothing closes")
        return inner

    def _escape(self) -> Node:
        sign = self._take("a `\\` at the end")
        if sign in "bB":
            return ("assert", sign)
        return ("letter", self._escaped(sign))

    def _escaped(self, sign: str) -> Letters:
        """Return what a sign behind a backslash means."""
        if sign.lower() in _SETS and sign.isascii():
            return Letters(_SETS[sign.lower()], negative=sign.isupper())
        letter = _CONTROL.get(sign, sign)
        if letter == sign and sign not in _ESCAPABLE:
            self._at -= 1
            raise self._wrong(f"`\\{sign}`, which is read differently by other programs, or by none")
        return Letters(((letter, letter),), fold=self._fold)

    def _class(self) -> Letters:
        negative = self._next("^")
        ranges: list[tuple[str, str]] = []
        while not self._next("]"):
            ranges += self._range()
        if not ranges:
            raise self._wrong("an empty class: write `\\]` for the bracket itself")
        return Letters(tuple(ranges), negative=negative, fold=self._fold)

    def _range(self) -> tuple[tuple[str, str], ...]:
        low = self._member()
        if len(low) > 1 or low[0][0] != low[0][1]:
            return low
        if self._peek() == "-" and self._text[self._at + 1 : self._at + 2] not in ("]", ""):
            self._at += 1
            high = self._member()
            if len(high) > 1 or high[0][0] != high[0][1] or high[0][0] < low[0][0]:
                raise self._wrong("a range whose end is no letter behind its beginning")
            return ((low[0][0], high[0][0]),)
        return low

    def _member(self) -> tuple[tuple[str, str], ...]:
        sign = self._take("a class `[` that nothing closes")
        if sign == "\\":
            sign = self._take("a `\\` at the end")
            letters = self._escaped(sign)
            if letters.negative:
                raise self._wrong(f"`\\{sign}` inside a class")
            return letters.ranges
        if sign in "[&~|" and (sign == "[" or self._peek() == sign):
            self._at -= 1
            raise self._wrong(f"`{sign}` inside a class: write `\\{sign}`")
        return ((sign, sign),)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _next(self, sign: str) -> bool:
        found = self._peek() == sign
        self._at += found
        return found

    def _take(self, missing: str = "the end") -> str:
        if self._at >= len(self._text):
            raise self._wrong(missing)
        self._at += 1
        return self._text[self._at - 1]

    def _wrong(self, what: str) -> RegexError:
        return RegexError(f"{what} (at letter {min(self._at + 1, len(self._text))})")
