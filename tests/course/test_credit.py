"""Time by published formulas, rounding, and rules that are dated and have sources."""

from __future__ import annotations

import re

import pytest

from course.credit import mergener, profile_of, profiles, rounded_down
from course.credit.minutes import nasba
from course.project.provider import AccreditationTable


@pytest.mark.parametrize(
    ("words", "questions", "difficulty", "minutes"),
    [
        (3774, 16, 2.5, 61.94),  # the example that bocatc.org/mergener-formula works through
        (3000, 8, 2, 33.49),
        (9000, 20, 3, 88.75),
        (25000, 30, 4, 157.81),
        (500, 2, 1, -0.18),
    ],
)
def test_minutes_by_mergener(words: int, questions: int, difficulty: float, minutes: float) -> None:
    """The constant is −22.3: with +22.3 the published example would be 102.08."""
    assert round(mergener(words, questions, difficulty), 2) == minutes


def test_minutes_of_accountants() -> None:
    """180 words a minute, 1.85 minutes a question, recordings by their run time."""
    assert round(nasba(16736, 20), 2) == 129.98
    assert nasba(0, 0, 12.5) == 12.5


@pytest.mark.parametrize(
    ("amount", "step", "down"), [(1.72, 0.25, 1.5), (1.5, 0.25, 1.5), (0.15, 0.1, 0.1), (0.3, 0.1, 0.3)]
)
def test_credit_is_rounded_down(amount: float, step: float, down: float) -> None:
    """Never more than the minutes; what is a multiple already stays."""
    assert rounded_down(amount, step) == down


def test_every_accreditation_of_course_toml_has_its_profile() -> None:
    """The tables below [accreditation] are those of the profiles."""
    assert sorted(profiles()) == sorted(set(AccreditationTable.__annotations__) - {"status"})
    assert profile_of("ca-brn") is profiles()["ca_brn"]


def test_what_a_profile_says_was_read_somewhere() -> None:
    """A profile with values has sources; one without any says that nothing is confirmed."""
    for name, profile in profiles().items():
        assert profile.sources or profile.read == "not confirmed", name
        assert all(source.startswith("http") for source in profile.sources), name
        assert profile.read == "read" or profile.not_confirmed, name
        if profile.number:
            assert re.fullmatch(profile.number, profile.number_example), name


def test_a_ceu_is_what_its_accreditor_says() -> None:
    """Ten hours for IACET and ACPE, one for BOC and CCCEP, and nothing for nurses."""
    hours = {name: (one.minutes_per_unit or 0) / 60 for name, one in profiles().items() if "CEU" in one.units}
    assert {name: hours[name] for name in ("acpe", "iacet", "boc", "cccep")} == {
        "acpe": 10,
        "iacet": 10,
        "boc": 1,
        "cccep": 1,
    }
    assert "ancc" not in hours
