"""Expressions: the same value as by hand, in linear time, and a sentence for what has none."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from quizzes.expression import DEEPEST, FUNCTIONS, LONGEST, ExpressionError, read_expression, rounded, settled
from quizzes.seeded import Random


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("-2^2", -4), ("2^3^2", 512), ("2^-1", 0.5), ("8 / 2 / 2", 2),
        ("7 - 2 - 1", 4), ("2 - -3", 5), ("1.5e3", 1500), (".5 + 1.", 1.5), ("w × 2 − 1", 5), ("{w} / 4", 0.75),
        ("0.1 + 0.2", 0.3), ("1 - 0.9 - 0.1", 0), ("ceil(0.1 * 30)", 3), ("floor(2.9)", 2), ("floor(-2.1)", -3),
        ("round(2.675, 2)", 2.68), ("round(-2.5)", -3), ("round(0.5)", 1), ("min(3, w, 2)", 2), ("max(1, w)", 3),
        ("sqrt(2)^2", 2), ("ln(exp(1))", 1), ("log10(1000)", 3), ("abs(-w)", 3), ("0^0", 1), ("(-8)^3", -512),
    ],
)  # fmt: skip
def test_an_expression_is_worked_out_as_by_hand(text: str, value: float) -> None:
    """Precedence, powers from the right, rounding half away from 0, no noise of binary fractions."""
    assert read_expression(text).value({"w": 3.0}) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the end stands where a number or a name is expected"),
        ("1 +", "the end stands where a number or a name is expected"),
        ("2 w", "'w' at character 3 stands where the end or a sign such as + or * is expected"),
        ("2,5", "',' at character 2 stands where the end or a sign such as + or * is expected"),
        ("2**3", "'*' at character 3 stands where a number or a name is expected"),
        ("(1", "the end stands where ')' is expected"),
        ("w.real", "'.' at character 2 is no part of an expression"),
        ("__import__('os')", "''' at character 12 is no part of an expression"),
        ("sin(1)", f"'sin' at character 1 is no function: there are {', '.join(FUNCTIONS)}"),
        ("sqrt(1, 2)", "sqrt at character 1 takes 1 number, not 2"),
        ("max(1)", "max at character 1 takes at least 2 numbers, not 1"),
        ("round(1, 2, 3)", "round at character 1 takes 1 or 2 numbers, not 3"),
        ("(" * 30 + "1" + ")" * 30, f"the expression is nested deeper than {DEEPEST} levels"),
        ("-" * 60 + "1", f"the expression is nested deeper than {DEEPEST} levels"),
        ("1" + "^1" * 40, f"the expression is nested deeper than {DEEPEST} levels"),
        ("1" * (LONGEST + 1), f"the expression is longer than {LONGEST} characters"),
        ("9e999", "it is too large a number"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(text: str, why: str) -> None:
    """Nothing of Python is understood, and nothing is guessed."""
    with pytest.raises(ExpressionError) as caught:
        read_expression(text)
    assert str(caught.value) == why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1 / (w - 3)", "it divides by 0"), ("1 / (0.3 - 0.1 * w)", "it divides by 0"), ("0 ^ -1", "it divides by 0"),
        ("sqrt(-w)", "it takes the root of a negative number"),
        ("(-8) ^ (1 / 3)", "it raises a negative number to a power that is not whole"),
        ("ln(0)", "it takes the logarithm of a number that is not above 0"),
        ("10 ^ 15", "it is too large a number"), ("10 ^ 400", "it is too large a number"),
        ("exp(999)", "it is too large a number"), ("1e14 * 1e14", "it is too large a number"),
        ("round(1, 0.5)", "it rounds to a number of decimals that is not one of 0 to 9"),
        ("v + 1", "'v' has no value here"),
    ],
)  # fmt: skip
def test_what_has_no_value_is_an_error_never_inf_or_nan(text: str, why: str) -> None:
    """Whatever is worked out is a number that can be shown."""
    with pytest.raises(ExpressionError) as caught:
        read_expression(text).value({"w": 3.0})
    assert str(caught.value) == why


def test_a_long_row_is_not_a_deep_tree() -> None:
    """The longest sum and product are worked out without a stack of their length."""
    count = LONGEST // 2
    assert read_expression("+".join("1" * count)).value({}) == count
    assert read_expression("*".join("1" * count)).value({}) == 1


def test_names_are_told_once_in_their_order() -> None:
    """Whoever checks an item asks for the names that it uses."""
    assert read_expression("b + a * b - sqrt(c)").names == ("b", "a", "c")


def made(chance: Random, depth: int) -> tuple[str, Fraction | None]:
    """Return a random expression of + - * / and its exact value, None where it divides by 0."""
    if depth == 0 or chance.below(5) == 0:
        number = chance.below(20)
        return str(number), Fraction(number)
    sign = "+-*/"[chance.below(4)]
    (one, left), (other, right) = made(chance, depth - 1), made(chance, depth - 1)
    text = f"({one}) {sign} ({other})"
    if left is None or right is None or (sign == "/" and right == 0):
        return text, None
    return text, {"+": left + right, "-": left - right, "*": left * right, "/": left / (right or 1)}[sign]


def test_random_expressions_are_those_of_exact_fractions() -> None:
    """500 expressions with a fixed seed: the value to 11 figures, or the error, that exact arithmetic gives."""
    chance = Random(14)
    for text, exact in (made(chance, 1 + chance.below(4)) for _ in range(500)):
        if exact is None:
            with pytest.raises(ExpressionError, match="divides by 0"):
                read_expression(text).value({})
        else:
            assert math.isclose(read_expression(text).value({}), exact, rel_tol=1e-10, abs_tol=1e-11), text


def test_rounding_is_that_of_people() -> None:
    """Half goes away from 0 although binary fractions are below it; 12 figures are kept."""
    assert [str(rounded(number, 2)) for number in (2.675, 1.005, -1.005, 0.125)] == ["2.68", "1.01", "-1.01", "0.13"]
    assert settled(0.1 * 3) == 0.3
    assert math.copysign(1, settled(-0.0)) == 1
