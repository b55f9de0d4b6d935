"""Reviews are tied to the text: what changes the hash, and what does not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from quizzes.lint.examples import bank_of
from quizzes.model.choices import SingleItem
from quizzes.model.review import Review
from quizzes.review import content_hash, current_reviews

if TYPE_CHECKING:
    from quizzes.model.types import Item

SHORT: dict[str, Any] = {"stem": "On which receptor does it work?", "choices": ["* GABA-A", "Opioid", "Dopamine"]}


SIGNED = {
    "id": "bank-q1",
    "type": "single",
    "stem": "On which receptor does it work?",
    "objective": ["L1.1"],
    "bloom": "remember",
    "reference": [{"key": "label", "locator": "section 12"}],
    "lesson": "l01",
    "facts": ["F1"],
    "choices": [
        {
            "id": "a",
            "text": "GABA-A",
            "correct": True,
            "feedback": "This agrees with the label, which says the same about it.",
        },
        {
            "id": "b",
            "text": "Opioid",
            "feedback": "The sources of this lesson give no support to this idea.",
            "misconception": "error-b",
        },
        {
            "id": "c",
            "text": "Dopamine",
            "feedback": "This belongs to another group of medicines, so it misleads here.",
            "misconception": "error-c",
        },
    ],
}
"""An item as it was when its hash was taken; no example of the rules, whose words may change."""


def made(**other: Any) -> Item:
    """Return the item, with some keys changed."""
    return bank_of(SHORT | other).bank.items[0]


def review(by: str, sha: str) -> Review:
    """Return a review of a text."""
    return Review(by=by, role="nurse", date=dt.date(2026, 1, 2), content_sha256=sha)


@pytest.mark.parametrize(
    "other",
    [
        {"points": 2},
        {"tags": ["new"]},
        {"revision": 4},
        {"allow": {"Q108": "why"}},
        {"shuffle": False},
        {"attempts": 3},
    ],
)
def test_what_does_not_change_the_meaning_keeps_the_review(other: dict[str, Any]) -> None:
    """Points, tags, waivers and the number of the revision are not read by a reviewer."""
    assert content_hash(made(**other)) == content_hash(made())


@pytest.mark.parametrize(
    "other",
    [
        {"stem": "On which receptor does it work"},
        {"choices": ["GABA-A", "* Opioid", "Dopamine"]},
        {
            "choices": [
                {"text": "* GABA-A", "feedback": "Another text of eight words is given here now."},
                "Opioid",
                "Dopamine",
            ]
        },
        {"reference": [{"key": "label", "locator": "section 1"}]},
        {"rationale": "Because it is so."},
        {"bloom": "understand"},
    ],
)
def test_what_changes_the_meaning_makes_the_review_void(other: dict[str, Any]) -> None:
    """Texts, key, feedback, sources and alignment are what was signed."""
    assert content_hash(made(**other)) != content_hash(made())


def test_the_case_is_part_of_what_was_read() -> None:
    """Another case makes it another question."""
    assert len({content_hash(made(), case) for case in ("", "A teacher asks.", "A driver asks.")}) == 3


def test_the_hash_is_the_same_on_every_machine() -> None:
    """A fixed value: it is written into banks, and must not change with a version of the package."""
    assert (
        content_hash(SingleItem.model_validate(SIGNED))
        == "e80c8c97db565e89ae975593d4420599fba14a6dc7c10211b5f4aae592d2f005"
    )


def test_two_reviews_of_one_person_count_once() -> None:
    """Two people means two people, and only the present text counts."""
    present = content_hash(made())
    reviews = [review("A", present), review("A", present), review("B", "0" * 64), review("C", present)]
    item = made().model_copy(update={"review": tuple(reviews)})
    assert [each.by for each in current_reviews(item)] == ["A", "C"]
