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
GUESSES = 19
"""How many errors nobody has found a source for: it may only shrink."""
CONTRADICTED = 69
"""How many errors a source speaks against, without a sign that anybody makes them: it may only shrink."""


def rows() -> list[dict[str, str]]:
    """Return the errors with what is known of each."""
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
    """A statement of the document that is not simply right, or a work of the bibliography; a guess names none."""
    assert klonopin.register
    verdicts = {claim.id: claim.verdict for claim in klonopin.register.claims}
    names = [row["misconception"] for row in rows()]
    assert len(names) == len(set(names))
    assert set(names) <= used(klonopin)
    for row in rows():
        assert row["why it is real"], row
        if row["kind"] == "guess":
            assert row["from"] == "", row
            continue
        for source in row["from"].split(";"):
            if row["kind"] == "in the document":
                assert source in verdicts, row
            else:
                assert source in (klonopin.works or {}), row
        if row["kind"] == "in the document":
            assert any(verdicts[one] is not Verdict.SUPPORTED for one in row["from"].split(";")), row


def test_what_is_known_of_each_error_is_said(klonopin: Material) -> None:
    """The clinician who reviews sees which are our own guess; a new wrong answer needs its row, with a source."""
    kinds = {row["misconception"]: row["kind"] for row in rows()}
    assert used(klonopin) - kinds.keys() == set()
    assert list(kinds.values()).count("guess") <= GUESSES
    assert list(kinds.values()).count("contradicted") <= CONTRADICTED
