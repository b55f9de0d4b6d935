"""Numbers as people type them; what is right is in the vectors, here is why something is no number."""

from __future__ import annotations

import pytest
from babel.numbers import get_decimal_symbol
from pydantic import ValidationError

from quizzes.model.numeric import NumericAnswer
from quizzes.number import COMMA_LANGUAGES, Trouble, decimal_of, is_right, read_number, same_unit, tolerance_of

MG = NumericAnswer(value=2.5, unit="mg")


@pytest.mark.parametrize(
    ("text", "decimal", "trouble"),
    [
        ("1,000", ".", Trouble.THOUSANDS),
        ("1,000,000.5", ".", Trouble.THOUSANDS),
        ("1 000", ".", Trouble.THOUSANDS),
        ("1\u202f000", ".", Trouble.THOUSANDS),
        ("1’000", ".", Trouble.THOUSANDS),
        ("1.000", ",", Trouble.THOUSANDS),
        ("2,5", ".", Trouble.COMMA),
        ("2 g", ".", Trouble.UNIT),
        ("two", ".", Trouble.NUMBER),
        ("", ".", Trouble.NUMBER),
        ("2-3", ".", Trouble.NUMBER),
        ("2.5.1", ".", Trouble.NUMBER),
        (None, ".", Trouble.NUMBER),
        (True, ".", Trouble.NUMBER),
        ("2,5", ",", None),
        ("2.5", ",", None),
        ("0.125", ",", None),
    ],
)
def test_what_is_no_number_has_a_reason(text: object, decimal: str, trouble: Trouble | None) -> None:
    """A page can say what to write instead."""
    assert read_number(text, MG, decimal).trouble is trouble


def test_the_languages_with_a_comma_are_those_of_cldr() -> None:
    """The small table agrees with the locale data that Sphinx brings."""
    assert [name for name in COMMA_LANGUAGES if get_decimal_symbol(name) != ","] == []
    points = ("en", "ja", "zh", "he", "hi", "th", "ko", "de_CH", "es_MX", "de_LI", "it_CH", "en_GB")
    assert [name for name in points if decimal_of(name) != "." or get_decimal_symbol(name) != "."] == []
    assert decimal_of("de-AT") == ","


@pytest.mark.parametrize(
    ("wanted", "typed", "same"),
    [
        ("mg", "Mg", False), ("mg", "mg", True), ("µg", "mcg", True), ("mL", "ml", True), ("min", "Min", True),
        ("L", "l", True), ("g", "G", False), ("mmol/l", "mmol/L", True), ("°C", "℃", True), ("kg·m", "kg*m", True),
        ("drops", "Drops", True), ("%", "%", True), ("mmHg", "mm Hg", False), ("h", "h", True), ("mg", "", False),
    ],
)  # fmt: skip
def test_units_are_compared_as_people_write_them(wanted: str, typed: str, same: bool) -> None:  # noqa: FBT001
    """Letter case counts where it tells prefixes apart."""
    assert same_unit(wanted, typed) is same


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": 1, "tolerance": 1, "relative_tolerance": 0.1}, "either `tolerance` or `relative_tolerance`"),
        ({"range": [1, 2], "tolerance": 1}, "leave out the tolerance"),
        ({"value": 1, "units": {"g": 1000}}, "give `unit` too"),
        ({"value": 1, "unit": "mg", "units": {"g": 0}}, "greater than 0"),
        ({"value": 1, "significant_figures": 0}, "greater than or equal to 1"),
    ],
)
def test_a_key_that_contradicts_itself_is_refused(fields: dict[str, object], said: str) -> None:
    """The author reads what to leave out."""
    with pytest.raises(ValidationError, match=said):
        NumericAnswer.model_validate(fields)


@pytest.mark.parametrize(
    ("text", "value", "figures"),
    [
        ("2.50", 2.5, (3, 3)), ("250", 250.0, (2, 3)), ("0.025", 0.025, (2, 2)), ("007", 7.0, (1, 1)),
        ("-1.0", -1.0, (2, 2)), ("100", 100.0, (1, 3)), ("0", 0.0, (0, 0)), ("1e3", 1000.0, (1, 1)),
        ("2.5e-1", 0.25, (2, 2)),
    ],
)  # fmt: skip
def test_figures_are_counted_as_they_are_written(text: str, value: float, figures: tuple[int, int]) -> None:
    """Zeros that end a whole number may count or not; those that begin one never do."""
    found = read_number(text, NumericAnswer(value=1))
    assert (found.value, found.trouble, found.figures) == (value, None, figures)


@pytest.mark.parametrize(
    ("answer", "reach"),
    [
        ({"value": 200.0}, 0.0),
        ({"value": 200.0, "tolerance": 3}, 3.0),
        ({"value": -200.0, "relative_tolerance": 0.05}, 10.0),
        ({"value": 9.81, "significant_figures": 3}, 0.005),
        ({"value": 1234.0, "significant_figures": 2}, 50.0),
        ({"value": 0.0, "significant_figures": 2}, 0.0),
        ({"value": 9.81, "significant_figures": 3, "tolerance": 0.001}, 0.005),
    ],
)
def test_how_far_a_number_may_be(answer: dict[str, float], reach: float) -> None:
    """Absolute, relative, or half a unit of the last figure, whichever is more."""
    assert tolerance_of(NumericAnswer.model_validate(answer)) == pytest.approx(reach)


@pytest.mark.parametrize(
    ("answer", "typed", "right"),
    [
        ({"value": 5, "tolerance": 1}, "6", True), ({"value": 5, "tolerance": 1}, "6.001", False),
        ({"value": 5, "tolerance": 1}, "4", True), ({"value": 5, "tolerance": 1}, "3.999", False),
        ({"value": -5}, "-5", True), ({"value": -5}, "5", False), ({"value": 0.3}, "0.30", True),
        ({"range": [1, 2]}, "1", True), ({"range": [1, 2]}, "2", True), ({"range": [1, 2]}, "0.99", False),
        ({"range": [1, 2]}, "2.01", False), ({"range": [-2, -1]}, "-1.5", True),
        ({"value": 9.81, "significant_figures": 3}, "9.81", True),
        ({"value": 9.81, "significant_figures": 3}, "9.8", False),
        ({"value": 9.81, "significant_figures": 3}, "9.810", False),
        ({"value": 1200, "significant_figures": 2}, "1200", True),
        ({"value": 2.5, "unit": "g", "units": {"mg": 0.001}}, "2500 mg", True),
        ({"value": 2.5, "unit": "g", "units": {"mg": 0.001}}, "2500", False),
        ({"value": 2.5, "unit": "g", "units": {"mg": 0.001}}, "2.5 kg", False),
        ({"value": 2.5, "unit": "g"}, "two g", False),
    ],
)  # fmt: skip
def test_a_number_is_right_up_to_its_bounds(answer: dict[str, object], typed: str, *, right: bool) -> None:
    """Bounds count as inside, whatever binary makes of them."""
    key = NumericAnswer.model_validate(answer)
    assert is_right(key, read_number(typed, key)) is right
