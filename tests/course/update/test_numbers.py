"""Numbers of a statement: comparison, sign, value and unit are one token, and no edit of one stays unseen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.evidence.numbers import changed_numbers, numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Take 2 mg daily for 1–4 hours.", ["2 mg", "1", "4 hours"]),
        ("at ≥ 1.5 × 10⁹/L and −2 °C", ["≥ 1.5", "10⁹", "−2 °C"]),
        ("9 mg/m² in 12,000 of 1 500 people (5%)", ["9 mg/m²", "12,000 of", "1 500 people", "5%"]),
        ("vitamin B12 at 08:30, ½ tablet", ["12 at", "08:30", "½ tablet"]),
        ("no number here", []),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    """A range is two numbers; a minus behind a digit is a dash."""
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Take 2 mg.", "Take 4 mg.", "2 mg → 4 mg"),
        ("Take 2 mg.", "Take 2 µg.", "2 mg → 2 µg"),
        ("Below −5 °C.", "Below 5 °C.", "−5 °C → 5 °C"),
        ("If > 5 days.", "If < 5 days.", "> 5 days → < 5 days"),
        ("10⁹ cells", "10⁶ cells", "10⁹ cells → 10⁶ cells"),
        ("Take 2 mg.", "Take 2 mg for 3 days.", "– → 3 days"),
        ("1 to 2 mg, 3 to 4 mg", "3 to 2 mg, 1 to 4 mg", "1 to, 2 mg, 3 to, 4 mg → 3 to, 2 mg, 1 to, 4 mg"),
        ("7 men came", "7 women came", ""),
        ("code n00tc0d3r", "code n00tc7d3r", "00tc0d3r → 00tc7d3r"),
        ("Take it.", "Take this.", ""),
    ],
)
def test_what_differs(before: str, after: str, said: str) -> None:
    """Unit, sign, comparison and exponent count; a mere word behind a number does not."""
    assert changed_numbers(before, after) == said


@given(st.lists(st.integers(0, 9999), min_size=1, max_size=6), st.data())
def test_any_single_number_that_is_edited_is_seen(values: list[int], data: st.DataObject) -> None:
    """Whichever number becomes another."""
    place = data.draw(st.integers(0, len(values) - 1))
    other = data.draw(st.integers(0, 9999).filter(lambda one: one != values[place]))
    edited = [*values[:place], other, *values[place + 1 :]]
    before, after = (" or ".join(f"{one} mg" for one in many) for many in (values, edited))
    assert changed_numbers(before, after) != ""
