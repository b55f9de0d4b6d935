"""Rules about human review: what no program can judge is read by people, and the record says which text they read."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.lint.rule import INFO, WARNING, BankFlaw, Flaw, bank_rule, item_rule
from quizzes.review import REVIEWERS, content_hash, current_reviews

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.banks import Banks
    from quizzes.lint.reading import Reading

HUMAN_ONLY = {
    "HDR1": "The item asks for one thing.",
    "HDR2": "What it asks is important, not trivia.",
    "HDR7": "It is not a trick question.",
    "HDR29": "Every distractor is plausible to somebody who has not learned it.",
    "HDR31": "Humor, if any, suits the topic and the people.",
    "key": "The key is right, and no distractor is right too.",
}
"""What no rule here pretends to check: the guideline, and what the two reviewers answer for each item."""

_SHA = "b1f1b3bf37a5bb5b3e84b3a3a2f1ffd60d1a3a5c7e9b0d2f4a6c8e0f2a4c6e8f"
_ITEM = {"stem": "Which grain do bakers use for most white bread?", "choices": ["* Wheat", "Rice", "Millet"]}
_BY = {"role": "pharmacist", "date": "2026-01-15"}


@item_rule(
    "Q161",
    WARNING,
    "project",
    keyed=False,
    bad={**_ITEM, "review": [{"by": "A. Reader", **_BY, "content_sha256": _SHA}]},
    good={
        **_ITEM,
        "review": [{"by": "A. Reader", **_BY, "content_sha256": "HASH"}],
    },
)
def review_of_this_text(reading: Reading) -> Iterator[Flaw]:
    """A recorded review is of the present text.

    A change of a text, a key, feedback or a source makes it a new item to read; points, tags and layout do not.
    """
    item = reading.item
    if item.review:
        present = content_hash(item, reading.item_case)
        for place, review in enumerate(item.review):
            if review.content_sha256 != present:
                message = f"the review by {review.by} is of an older text"
                yield Flaw(message, ("review", place), hint=f"read it again; the text now has {present}")


@bank_rule(
    "Q160",
    INFO,
    "HDR1; HDR2; HDR7; HDR29; HDR31",
    bad=_ITEM,
    good={
        **_ITEM,
        "review": [
            {"by": "A. Reader", **_BY, "content_sha256": "HASH"},
            {"by": "B. Reader", **_BY, "content_sha256": "HASH"},
        ],
    },
)
def reviewed_by_two(banks: Banks) -> Iterator[BankFlaw]:
    """Two people have read every item: one count a bank.

    What only people can judge: one thing asked, importance, no trick, plausible distractors, humor, and that the key is
    right.
    """
    for file, read in zip(banks.files, banks.readings, strict=True):
        left = sum(len(current_reviews(reading.item, reading.item_case)) < REVIEWERS for reading in read)
        if left:
            yield BankFlaw(f"{left} of {len(read)} items not reviewed by two people", file)
