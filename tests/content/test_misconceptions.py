"""Wrong answers are errors that somebody makes: the document, a label, a habit that a source warns against."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import course
from course.evidence import Verdict

if TYPE_CHECKING:
    from course.material import Material

PATH = Path(course.__file__).parent / "klonopin" / "evidence" / "misconceptions.csv"
WITHOUT = 89
"""How many errors nobody has found a source for yet: it may only shrink."""


def rows() -> list[dict[str, str]]:
    """Return the errors with a source."""
    with PATH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def used(klonopin: Material) -> set[str]:
    """Return the errors behind the wrong choices of all banks."""
    found = {choice.misconception for _, _, item in klonopin.items() for choice in getattr(item, "choices", ())}
    return {name for name in found if name}


def test_every_wrong_choice_names_its_error(klonopin: Material) -> None:
    """None is there only to make three."""
    bare = [
        (item.id, choice.id)
        for file, _, item in klonopin.items()
        if file.bank.use != "survey"
        for choice in getattr(item, "choices", ())
        if not choice.correct and not choice.misconception
    ]
    assert bare == []


def test_each_listed_error_is_used_once_listed_and_has_a_source_that_exists(klonopin: Material) -> None:
    """A statement of the document that is not simply right, or a work of the bibliography."""
    assert klonopin.register
    verdicts = {claim.id: claim.verdict for claim in klonopin.register.claims}
    names = [row["misconception"] for row in rows()]
    assert len(names) == len(set(names))
    assert set(names) <= used(klonopin)
    for row in rows():
        assert row["why it is real"], row
        for source in row["from"].split(";"):
            if row["kind"] == "in the document":
                assert source in verdicts, row
            else:
                assert source in (klonopin.works or {}), row
        if row["kind"] == "in the document":
            assert any(verdicts[one] is not Verdict.SUPPORTED for one in row["from"].split(";")), row


def test_errors_without_a_source_become_fewer(klonopin: Material) -> None:
    """The clinician who reviews sees how many are our own guess; a new one needs a source."""
    assert len(used(klonopin) - {row["misconception"] for row in rows()}) <= WITHOUT
