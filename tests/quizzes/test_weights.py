"""Weights of choices: what each choice brings, and what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizzes.finding import FindingsError
from quizzes.formats.building import NotTakenError
from quizzes.formats.moodle_fractions import fraction_of, on_the_list
from quizzes.formats.shares import scoring_of
from quizzes.load import load_bank
from quizzes.model.choices import MultipleItem
from quizzes.sphinxext.build import cost_of
from quizzes.weights import weights_of

if TYPE_CHECKING:
    from pathlib import Path

BANK = """\
schema: quizbank/1
id: w
title: W
use: pool
items:
  - id: q
    type: {type}
    stem: Select all that apply. Which ones?
    rationale: So it is.
    {fields}
    choices:
      - {{id: a, text: A, correct: true{a}}}
      - {{id: b, text: B{b}}}
      - {{id: c, text: C{c}}}
"""
WRONG = [
    (("single", "points: 1", "", ", weight: 0.5", ""), 13, "a `weight` counts with `scoring: weights` only"),
    (("single", "scoring: weights", "", "", ""), 10, "no choice has a `weight`"),
    (("single", "scoring: weights", "", ", weight: 1", ""), 13, "'b' is wrong and brings as much as the key"),
    (("single", "scoring: weights", "", ", weight: -0.5", ""), 13, "write `lowest: -0.5`"),
    (("single", "scoring: weights", ", weight: 0.5", "", ""), 11, "the weights of the key give 0.5 together"),
    (("multiple", "scoring: weights", "", ", weight: 0.1", ""), 13, "'b' is wrong and brings 0.1"),
    (("multiple", "scoring: weights", ", weight: 1", ", correct: true, weight: 0", ""), 13, "is right and brings 0"),
    (("single", "lowest: -0.5", "", "", ""), 10, "`lowest` counts with `scoring: penalty` or `weights` only"),
]  # fmt: skip


def bank(folder: Path, kind: str, fields: str, *choices: str) -> Path:
    path = folder / "w.yaml"
    a, b, c = choices
    path.write_text(BANK.format(type=kind, fields=fields, a=a, b=b, c=c), encoding="utf-8")
    return path


@pytest.mark.parametrize(("written", "line", "words"), WRONG, ids=[row[-1] for row in WRONG])
def test_what_means_nothing_or_pays_for_a_wrong_answer_is_told_at_its_line(
    written: tuple[str, str, str, str, str], line: int, words: str, tmp_path: Path
) -> None:
    """One finding, `L026`, for each."""
    with pytest.raises(FindingsError) as told:
        load_bank(bank(tmp_path, *written))
    assert [(one.code, one.line) for one in told.value.findings] == [("L026", line)]
    assert words in told.value.findings[0].message


def test_right_choices_without_a_weight_share_what_is_left(tmp_path: Path) -> None:
    """Half of 1 is given, two others get a quarter each, the wrong one nothing."""
    path = bank(tmp_path, "multiple", "scoring: weights", ", weight: 0.5", ", correct: true", ", correct: true")
    item = load_bank(path).bank.items[0]
    assert isinstance(item, MultipleItem)
    assert weights_of(item) == {"a": 0.5, "b": 0.25, "c": 0.25}


@pytest.mark.parametrize(
    ("shares", "kind", "fields", "weights"),
    [
        ((1, 0, 0), "single", {}, (None, None, None)),
        ((1, -0.25, -0.25), "single", {"scoring": "penalty", "lowest": -0.25}, (None, None, None)),
        ((1, 0.5, 0), "single", {"scoring": "weights"}, (None, 0.5, None)),
        ((1, 0.5, -1), "single", {"scoring": "weights", "lowest": -1}, (None, 0.5, -1)),
        ((1, -1, -1), "multiple", {"scoring": "penalty"}, (None, None, None)),
        ((1, 0, 0), "multiple", {"scoring": "weights"}, (1, None, None)),
        ((1, -0.5, 0), "multiple", {"scoring": "weights"}, (1, -0.5, None)),
    ],
)
def test_shares_of_other_programs_keep_their_worth(
    shares: tuple[float, ...], kind: str, fields: dict[str, object], weights: tuple[float | None, ...]
) -> None:  # fmt: skip
    """Nothing of what a choice brings there is rounded to the next rule of ours."""
    assert scoring_of(shares, [True, False, False], single=kind == "single") == (fields, list(weights))


def test_a_wrong_choice_that_earns_like_a_right_one_is_no_question_to_take() -> None:
    """The key would be a guess."""
    with pytest.raises(NotTakenError, match="earns points like a right one"):
        scoring_of([0.5, 0.5], [True, False], single=False)


def test_moodle_gets_fractions_of_its_list_and_no_other() -> None:
    """A share beside the list becomes the nearest, and is known to be beside it."""
    assert [fraction_of(share) for share in (1, 1 / 3, -0.25, 0.27, 0, -0.01)] == [
        "100", "33.33333", "-25", "25", "0", "0"
    ]  # fmt: skip
    assert on_the_list([1 / 7, -5 / 6])
    assert not on_the_list([1 / 11])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("scoring: penalty\n    lowest: -0.25\n    points: 2", ["A wrong answer costs points, up to 0.5."]),
        ("scoring: all-or-nothing", []),
    ],
)
def test_who_guesses_is_warned(fields: str, said: list[str], tmp_path: Path) -> None:
    """What a wrong answer costs stands at the question, in points; nothing where it costs nothing."""
    path = tmp_path / "w.yaml"
    path.write_text(BANK.format(type="single", fields=fields, a="", b="", c=""), encoding="utf-8")
    assert [one.astext() for one in cost_of(load_bank(path).bank.items[0])] == said
