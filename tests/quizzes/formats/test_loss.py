"""What a format leaves out is told by names: three of them, then a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizzes.finding import Level
from quizzes.formats.loss import left_out, lost_fields, lost_markup
from quizzes.load import BankFile, load_bank

if TYPE_CHECKING:
    from pathlib import Path

ITEM = "  - id: q{n}\n    type: short\n    stem: Why?\n    hints: [Think.]\n    answers: [{{text: So.}}]\n"


def bank(folder: Path, count: int) -> BankFile:
    """Return a bank of so many items with a hint; each takes five lines, the first one begins on line 5."""
    path = folder / "a.yaml"
    items = "".join(ITEM.format(n=number) for number in range(count))
    path.write_text(f"schema: quizbank/1\nid: a\ntitle: A\nitems:\n{items}", encoding="utf-8")
    return load_bank(path)


@pytest.mark.parametrize(
    ("count", "names"),
    [(1, "q0"), (3, "q0, q1, q2"), (4, "q0, q1, q2 and 1 more"), (6, "q0, q1, q2 and 3 more")],
)
def test_three_items_are_named_and_the_others_counted(count: int, names: str, tmp_path: Path) -> None:
    """The finding stands at the field of the first one."""
    file = bank(tmp_path, count)
    found = {one.message: one for one in lost_fields(file, range(count), ("stem", "answers", "answers.text"), "X")}
    message = f"`hints` of {names} is left out: X has no place for it"
    assert message in found
    assert (found[message].line, found[message].code, found[message].level) == (8, "L041", Level.WARNING)
    kept = ("stem", "answers", "answers.text", "hints")
    assert [one for one in lost_fields(file, range(count), kept, "X") if "`hints`" in one.message] == []


def test_an_item_and_its_markup_are_told_at_their_lines(tmp_path: Path) -> None:
    """The second item begins on line 10."""
    file = bank(tmp_path, 2)
    found = left_out(file, 1, "no such type")
    assert (found.line, found.code, found.level, found.subject) == (10, "L040", Level.WARNING, "q1")
    assert found.message == "left out: no such type"
    (markup,) = lost_markup(file, 1, {"tables", "formulas"})
    assert markup.message.startswith("plain text has no formulas and no tables")
    assert list(lost_markup(file, 1, ())) == []
