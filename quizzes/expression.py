"""Expressions of parametrised items: a small declared language, worked out without `eval`.

    sum     = product (("+" | "-") product)*
    product = signed (("*" | "/") signed)*
    signed  = "-" signed | power
    power   = atom ("^" signed)?
    atom    = number | name | function "(" sum ("," sum)* ")" | "(" sum ")"

Functions: min, max, round (half away from 0; a second number is how many decimals), floor, ceil, sqrt, ln, log10, exp,
abs. Reading and working out take time linear in the length, which is limited, and so is the depth. What has no value (a
division by 0, a root of a negative number, a number too large) is an error, never `inf` or `nan`.

Every function sees its numbers to 12 significant figures, so that `ceil(0.1 * 30)` is 3 and not 4, on any machine.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

LONGEST = 300
"""So many characters an expression may have."""
DEEPEST = 24
"""So deep brackets, signs and powers may be nested."""
LARGEST = 1e15
"""Numbers from here on are refused: their last figures would be invented."""
_FIGURES = Context(prec=12, rounding=ROUND_HALF_UP)
_MOST_DECIMALS = 9
_NOISE = 1e-12
"""What is left of two numbers that differ by less is noise of binary fractions: 1 - 0.9 - 0.1 is 0."""
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_][A-Za-z0-9_]*)|([-+*/^(),]))")
_SIGNS = str.maketrans({"−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", "{": "(", "}": ")"})


class ExpressionError(ValueError):
    """Raised for what cannot be read or has no value; the message says why, in a sentence for authors."""


class Node(NamedTuple):
    """A part of an expression: what it does, and the parts it does it with; a number or a name has none."""

    does: str
    parts: tuple[Node, ...] = ()
    number: float = 0.0


class Expression(NamedTuple):
    """An expression that was read: its words, the names it uses in their order, and its tree."""

    text: str
    names: tuple[str, ...]
    tree: Node

    def value(self, values: Mapping[str, float]) -> float:
        """Return what the expression is with these values; raises ExpressionError where it has no value."""
        return settled(_value(self.tree, values))


def settled(number: float) -> float:
    """Return a number to 12 significant figures, without the noise of binary fractions."""
    return float(_FIGURES.create_decimal_from_float(number)) + 0.0  # no -0


def rounded(number: float, decimals: int) -> Decimal:
    """Return a number rounded half away from 0, as people do by hand: 2.675 is 2.68."""
    return Decimal(repr(settled(number))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def read_expression(text: str) -> Expression:
    """Return the expression; raises ExpressionError with the place (from 1) of what is wrong."""
    if len(text) > LONGEST:
        raise ExpressionError(f"the expression is longer than {LONGEST} characters")
    reader = _Reader(list(_tokens(text.translate(_SIGNS))))
    tree = reader.sum(0)
    reader.expect("")
    return Expression(text, tuple(dict.fromkeys(reader.names)), tree)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield each sign, name and number with its place (from 1), then an empty one."""
    place = 0
    while text[place:].strip():
        found = _TOKEN.match(text, place)
        if found is None:
            place += len(text[place:]) - len(text[place:].lstrip())
            raise ExpressionError(f"'{text[place]}' at character {place + 1} is no part of an expression")
        yield found[0].strip(), found.end() - len(found[0].strip()) + 1
        place = found.end()
    yield "", len(text) + 1


class _Reader:
    """Reads tokens by the grammar above; `names` collects the names that are used."""

    def __init__(self, tokens: Sequence[tuple[str, int]]) -> None:
        self._tokens = tokens
        self._at = 0
        self.names: list[str] = []

    @property
    def _next(self) -> str:
        return self._tokens[self._at][0]

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1][0]

    def expect(self, wanted: str) -> None:
        """Take the token that has to come."""
        found, place = self._tokens[self._at]
        if found != wanted:
            what = f"'{found}' at character {place}" if found else "the end"
            raise ExpressionError(f"{what} stands where {_named(wanted)} is expected")
        self._at += 1

    def sum(self, depth: int) -> Node:
        return self._row(("+", "-"), self._product, depth)

    def _product(self, depth: int) -> Node:
        return self._row(("*", "/"), self._signed, depth)

    def _row(self, signs: tuple[str, str], part: Callable[[int], Node], depth: int) -> Node:
        """Read parts between signs of one rank as one flat node, so that a long row is not a deep tree."""
        parts = [Node("+", (part(depth),))]
        while self._next in signs:
            sign = self._take()
            parts.append(Node(sign, (part(depth),)))
        return parts[0].parts[0] if len(parts) == 1 else Node("row", tuple(parts))

    def _signed(self, depth: int) -> Node:
        if self._next != "-":
            return self._power(depth)
        self._take()
        return Node("minus", (self._signed(self._deeper(depth)),))

    def _power(self, depth: int) -> Node:
        base = self._atom(depth)
        if self._next != "^":
            return base
        self._take()
        return Node("^", (base, self._signed(self._deeper(depth))))

    def _deeper(self, depth: int) -> int:
        if depth >= DEEPEST:
            raise ExpressionError(f"the expression is nested deeper than {DEEPEST} levels")
        return depth + 1

    def _atom(self, depth: int) -> Node:
        found, place = self._tokens[self._at]
        self._at += 1
        if found == "(":
            inner = self.sum(self._deeper(depth))
            self.expect(")")
            return inner
        if found[:1].isdigit() or found[:1] == ".":
            return Node("number", number=_finite(float(found)))
        if not (found[:1].isalpha() or found[:1] == "_"):
            what = f"'{found}' at character {place}" if found else "the end"
            raise ExpressionError(f"{what} stands where a number or a name is expected")
        if self._next == "(":
            return self._call(found, place, self._deeper(depth))
        self.names.append(found)
        return Node(found)

    def _call(self, name: str, place: int, depth: int) -> Node:
        if name not in FUNCTIONS:
            raise ExpressionError(f"'{name}' at character {place} is no function: there are {', '.join(FUNCTIONS)}")
        self._take()
        parts = [self.sum(depth)]
        while self._next == ",":
            self._take()
            parts.append(self.sum(depth))
        self.expect(")")
        least, most = FUNCTIONS[name][1:]
        if not least <= len(parts) <= most:
            raise ExpressionError(f"{name} at character {place} takes {_count(least, most)}, not {len(parts)}")
        return Node(f"{name}()", tuple(parts))


def _named(token: str) -> str:
    return f"'{token}'" if token else "the end or a sign such as + or *"


def _count(least: int, most: int) -> str:
    if most > least + 1:
        return "at least 2 numbers"
    return f"{least} or {most} numbers" if most > least else f"{least} number"


def _value(node: Node, values: Mapping[str, float]) -> float:
    match node.does:
        case "number":
            return node.number
        case "minus":
            return -_value(node.parts[0], values)
        case "^":
            return _power(_value(node.parts[0], values), _value(node.parts[1], values))
        case "row":
            return _row(node.parts, values)
        case called if called.endswith("()"):
            numbers = [settled(_value(part, values)) for part in node.parts]
            return _finite(FUNCTIONS[called[:-2]][0](*numbers))
    if node.does not in values:
        raise ExpressionError(f"'{node.does}' has no value here")
    return values[node.does]


def _row(parts: Sequence[Node], values: Mapping[str, float]) -> float:
    """Return what a row of sums or products comes to, from left to right."""
    total = _value(parts[0].parts[0], values)
    for part in parts[1:]:
        other = _value(part.parts[0], values)
        if part.does == "/" and other == 0:
            raise ExpressionError("it divides by 0")
        made = _finite(_SIGNED[part.does](total, other))
        cancelled = part.does in "+-" and abs(made) < _NOISE * max(abs(total), abs(other))
        total = 0.0 if cancelled else made
    return total


_SIGNED: dict[str, Callable[[float, float], float]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other,
}


def _finite(number: float) -> float:
    if not abs(number) < LARGEST:
        raise ExpressionError("it is too large a number")
    return number


def _power(base: float, exponent: float) -> float:
    if base == 0 and exponent < 0:
        raise ExpressionError("it divides by 0")
    if base < 0 and exponent != int(exponent):
        raise ExpressionError("it raises a negative number to a power that is not whole")
    try:
        return _finite(settled(base**exponent))
    except OverflowError as error:
        raise ExpressionError("it is too large a number") from error


def _root(number: float) -> float:
    if number < 0:
        raise ExpressionError("it takes the root of a negative number")
    return math.sqrt(number)


def _logarithm(of: Callable[[float], float]) -> Callable[[float], float]:
    def logarithm(number: float) -> float:
        if number <= 0:
            raise ExpressionError("it takes the logarithm of a number that is not above 0")
        return settled(of(number))

    return logarithm


def _exponential(number: float) -> float:
    return settled(math.exp(min(number, 100.0)))  # e^100 is refused as too large


def _round(number: float, decimals: float = 0.0) -> float:
    if decimals != int(decimals) or not 0 <= decimals <= _MOST_DECIMALS:
        raise ExpressionError(f"it rounds to a number of decimals that is not one of 0 to {_MOST_DECIMALS}")
    return float(rounded(number, int(decimals)))


FUNCTIONS: dict[str, tuple[Callable[..., float], int, int]] = {
    "min": (min, 2, 99),
    "max": (max, 2, 99),
    "round": (_round, 1, 2),
    "floor": (math.floor, 1, 1),
    "ceil": (math.ceil, 1, 1),
    "sqrt": (_root, 1, 1),
    "ln": (_logarithm(math.log), 1, 1),
    "log10": (_logarithm(math.log10), 1, 1),
    "exp": (_exponential, 1, 1),
    "abs": (abs, 1, 1),
}
"""Each function with the fewest and the most numbers that it takes."""
