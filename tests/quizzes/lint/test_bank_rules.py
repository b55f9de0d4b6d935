"""The statistics of the rules about banks: thresholds that can be calculated by hand."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quizzes.blueprint import chance_at_least
from quizzes.lint import check
from quizzes.lint.balance import chi_square_tail
from quizzes.lint.check import RULES
from quizzes.lint.examples import CONTEXT, bank_of, banks_of, context_for
from quizzes.lint.leaks import find_leaks

if TYPE_CHECKING:
    from quizzes.lint.rule import Rule

LONG = {"stem": "On which receptor does clonazepam work here?", "choices": ["* GABA-A receptor", "Opioid", "Dopamine"]}
SHORT = {"stem": "On which receptor does clonazepam work here?", "choices": ["* GABA-A", "Opioid receptor", "Nicotine"]}


@pytest.mark.parametrize(
    ("value", "freedom", "tail"), [(3.841, 1, 0.05), (5.991, 2, 0.05), (7.815, 3, 0.05), (13.277, 4, 0.01)]
)
def test_the_tail_of_chi_square(value: float, freedom: int, tail: float) -> None:
    """The critical values of the usual tables."""
    assert chi_square_tail(value, freedom) == pytest.approx(tail, rel=2e-3)


@pytest.mark.parametrize(("items", "options", "many"), [(60, 3, 30), (60, 4, 24), (20, 3, 13), (20, 4, 11)])
def test_the_key_is_too_often_the_longest_from_here_on(items: int, options: int, many: int) -> None:
    """One item fewer is still chance: p >= 0.01."""
    chances = [1 / options] * items
    assert chance_at_least(chances, many) < 0.01 <= chance_at_least(chances, many - 1)


def test_thirteen_of_twenty_long_keys_are_an_error_and_twelve_are_not() -> None:
    """The threshold as an author meets it."""
    for long, found in ((13, True), (12, False)):
        short = {"items": [{**LONG, "times": long}, {**SHORT, "times": 20 - long}]}
        assert ("B202" in {finding.code for finding in check(banks_of(short), CONTEXT)}) is found


def test_the_normal_approximation_joins_the_exact_sum() -> None:
    """401 events are approximated; the probability goes on where 400 exact ones ended."""
    exact, near = (chance_at_least([1 / 3] * count, 150) for count in (400, 401))
    assert near == pytest.approx(exact, rel=0.1)
    assert chance_at_least([0.0] * 500, 1) == 0.0


def test_who_guesses_rarely_passes() -> None:
    """16 of 20 items with three options: 2.5 in 100,000."""
    assert chance_at_least([1 / 3] * 20, 16) == pytest.approx(2.5e-5, rel=0.02)
    assert chance_at_least([1 / 3] * 20, 16) == pytest.approx(
        sum(math.comb(20, hits) * 2 ** (20 - hits) for hits in range(16, 21)) / 3**20
    )


def test_the_places_of_keys_are_judged_by_use_not_by_bank() -> None:
    """Seven small banks with the key in one place are one habit."""
    parts = {f"b{place}": {"items": [{**LONG, "times": 3}]} for place in range(7)}
    assert "B201" in {finding.code for finding in check(banks_of({"banks": parts}), CONTEXT)}
    few = {name: parts[name] for name in list(parts)[:6]}
    assert "B201" not in {finding.code for finding in check(banks_of({"banks": few}), CONTEXT)}


def test_blueprint_findings_point_to_the_settings() -> None:
    """A cell is declared in quizzes.toml, so the finding is there; an item without a cell is in its bank."""
    from dataclasses import replace

    short = {"use": "pool", "items": [LONG], "blueprint": {"cells": {"l09 remember": 1}}}
    context = replace(context_for(short), settings_path=Path("quizzes.toml"))
    found = [finding for finding in check(banks_of(short), context) if finding.code == "B203"]
    assert [(finding.path.name, finding.subject) for finding in found] == [
        ("bank.yaml", "bank-q1"),
        ("quizzes.toml", ""),
    ]


def test_a_page_that_shows_the_pool_is_found() -> None:
    """An id, a stem or a long option of a secret bank on a published page; not words that everybody uses."""
    file = bank_of(
        {
            "stem": "Which plan do nurse and pharmacist share at the end?",
            "choices": ["* A call every week at noon", "A bill", "A fine"],
        },
        "secret",
    )
    pages = [
        (Path("a.html"), "<p>Which plan do <em>nurse</em> and pharmacist share at the end?</p>"),
        (Path("b.html"), '<li data-id="secret-q1">A</li>'),
        (Path("c.html"), "They agreed on a call every week at noon."),
        (Path("d.html"), "A bill, a fine, and a call every day."),
    ]
    found = find_leaks([file], pages)
    assert [(finding.path.name, finding.code, finding.subject) for finding in found] == [
        ("a.html", "B213", "secret-q1"),
        ("b.html", "B213", "secret-q1"),
        ("c.html", "B213", "secret-q1"),
    ]


FIXED = {**SHORT, "shuffle": False}
SEVERAL = {
    "shuffle": False,
    "type": "multiple",
    "stem": "Which two are receptors?",
    "choices": ["* GABA-A", "* Opioid", "Water"],
}
NUMBERS = {"shuffle": False, "stem": "How many subunits make one channel?", "choices": ["* 5", "6", "7"]}
RUNS = [
    ("four single items", {"items": [{**FIXED, "times": 4}]}, True),
    ("three single items", {"items": [{**FIXED, "times": 3}]}, False),
    ("another key between", {"items": [{**FIXED, "times": 3}, {**FIXED, "choices": ["A", "* B b"]}, FIXED]}, False),
    ("several keys", {"items": [{**SEVERAL, "times": 4}]}, False),
    ("a survey", {"use": "survey", "items": [{**FIXED, "times": 4}]}, False),
    ("shuffled", {"items": [{**SHORT, "shuffle": True, "times": 4}]}, False),
    ("numbers in order", {"items": [{**NUMBERS, "times": 4}]}, False),
]


@pytest.mark.parametrize(("bank", "found"), [row[1:] for row in RUNS], ids=[row[0] for row in RUNS])
def test_a_run_of_keys_in_one_place(bank: dict[str, Any], found: object) -> None:
    """More than three single items in a row with the key in the same place, as they are printed."""
    assert ("B201r" in {finding.code for finding in check([bank_of(bank)], CONTEXT)}) is found


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code[0] == "B"], ids=lambda rule: rule.code)
def test_a_selected_question_hears_what_rules_about_banks_say_of_it(rule: Rule) -> None:
    """What a rule finds about an item of its bad example is found too where this item alone is asked about."""
    files, context = banks_of(rule.bad), context_for(rule.bad)
    whole = [found for found in check(files, context) if found.code.startswith(rule.code)]
    for name in {item.id for file in files for item in file.bank.items}:
        mine = [found for found in whole if found.subject == name]
        alone = check(files, context, {name})
        assert [found for found in alone if found.code.startswith(rule.code) and found.subject == name] == mine
