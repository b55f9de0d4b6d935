"""The minutes of a lesson come from the formula that the start page prints, with the inputs that it prints."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from course.material import Material, Page

WORDS_A_MINUTE, SECONDS_A_QUESTION, SECONDS_A_FIGURE = 200, 20, 30
_TRAINER = {"instructor", "discussion", "role-play"}
_ROW = re.compile(r"\| Lesson (\d+) \| ([\d,]+) words \| (\d+) questions? \| (\d+) figures? \| (\d+) minutes? \|")


def count(*texts: str | None) -> int:
    """Return the words of some texts."""
    return sum(len((text or "").split()) for text in texts)


def words_of_item(item: Any) -> int:
    """Return the words of a question with its key: what is read when it is answered right."""
    words = count(item.stem, item.rationale)
    for choice in getattr(item, "choices", ()):
        words += count(choice.text, choice.feedback if choice.correct else "")
    words += sum(count(step.text) for step in getattr(item, "sequence", ()))
    return words + sum(count(pair.premise, pair.response) for pair in getattr(item, "pairs", ()))


def inputs(material: Material, page: Page) -> tuple[int, int, int]:
    """Return words, questions and figures of a lesson."""
    words = sum(one.words for one in page.sentences if not _TRAINER & set(one.inside))
    assert material.register
    for one in page.directives:
        if one.name == "claim":
            claim = material.register.by_id[one.argument]
            words += count(claim.answer, claim.seed_text)
    banks = {file.path.stem: file.bank for file in material.banks}
    questions, cases = 0, set()
    for one in page.directives:
        if one.name != "quiz":
            continue
        bank, chosen = banks[one.argument], one.options.get("select")
        names = re.split(r",\s*", chosen) if chosen else [item.id for item in bank.items]
        items = [item for item in bank.items if item.id in names]
        questions += len(items)
        words += sum(words_of_item(item) for item in items)
        cases |= {case for case in bank.stimuli if any(item.stimulus == case.id for item in items)}
    figures = sum(one.name == "chart" for one in page.directives)
    return words + sum(count(case.text) for case in cases), questions, figures


@pytest.mark.parametrize("number", range(1, 11))
def test_a_lesson_takes_what_the_formula_says(klonopin: Material, number: int) -> None:
    """Front matter, page on the time and formula agree; words are printed in hundreds."""
    page = klonopin.lessons[number - 1]
    words, questions, figures = inputs(klonopin, page)
    minutes = words / WORDS_A_MINUTE + (questions * SECONDS_A_QUESTION + figures * SECONDS_A_FIGURE) / 60
    printed = {int(row[1]): row for row in _ROW.finditer((klonopin.project.root / "about.md").read_text("utf-8"))}
    row = printed[number]
    assert page.meta["minutes"] == int(row[5]) == math.ceil(minutes)
    assert abs(int(row[2].replace(",", "")) - words) <= 100
    assert (int(row[3]), int(row[4])) == (questions, figures)


def test_the_minutes_add_up(klonopin: Material) -> None:
    """The sum of the lessons is the one that is printed, and the whole is the sum of the parts."""
    text = (klonopin.project.root / "about.md").read_text("utf-8")
    found = re.search(r"(\d+) minutes in all: (\d+) minutes for the start page.*?, (\d+) .*? and (\d+) minutes", text)
    assert found
    whole, start, lessons, rest = map(int, found.groups())
    assert lessons == sum(page.meta["minutes"] for page in klonopin.lessons)
    assert whole == start + lessons + rest
