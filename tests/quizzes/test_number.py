"""Numbers as people type them; what is right is in the vectors, here is why something is no number."""

from __future__ import annotations

import pytest
from babel.numbers import get_decimal_symbol
from pydantic import ValidationError

from quizzes.model.numeric import NumericAnswer
from quizzes.number import COMMA_LANGUAGES, Trouble, decimal_of, read_number, same_unit

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
