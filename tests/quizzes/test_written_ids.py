"""Ids of choices are written once: nothing else changes, and what cannot be written is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from course.cli import main
from quizzes.finding import FindingsError
from quizzes.load import load_bank
from quizzes.written_ids import write_ids

BANK = """\
schema: quizbank/1
id: bank
title: A bank
use: pool
items:
  - id: q1
    type: single
    stem: Which one?  # a remark
    rationale: It is the first one.
    choices:
      - text: One
        correct: true
      - {text: Two}
      - {id: b, text: "Three"}
      - text: Four
"""


def test_ids_are_written_where_there_are_none(tmp_path: Path) -> None:
    """Letters by place, none twice; remarks, order and the choices that have ids stay."""
    path = tmp_path / "bank.yaml"
    path.write_text(BANK, encoding="utf-8")
    before = load_bank(path)
    made, count = write_ids(path)
    names = [choice.id for choice in before.bank.items[0].choices]  # type: ignore[union-attr]
    assert (names, count) == (["a", "c", "b", "d"], 3)
    expected = BANK.replace("- text: One", "- id: a\n        text: One").replace("{text: Two}", "{id: c, text: Two}")
    assert made == expected.replace("- text: Four", "- id: d\n        text: Four")


def test_choices_in_one_line_are_refused(tmp_path: Path) -> None:
    """A list in brackets has no line for each choice."""
    path = tmp_path / "bank.yaml"
    head = BANK[: BANK.index("    choices:")]
    path.write_text(f"{head}    choices: [{{text: One, correct: true}}, {{text: Two}}]\n", encoding="utf-8")
    with pytest.raises(FindingsError, match=r"bank\.yaml:10: .*a line of its own"):
        write_ids(path)


def test_the_command_writes_them_into_the_file(tmp_path: Path) -> None:
    """Once; a second time there is nothing to write."""
    path = tmp_path / "bank.yaml"
    path.write_text(BANK, encoding="utf-8")
    said = [CliRunner().invoke(main, ["items", "--ids", str(path)]) for _ in range(2)]
    assert [(one.exit_code, "3 ids" in one.output, "0 ids" in one.output) for one in said] == [
        (0, True, False),
        (0, False, True),
    ]
    assert load_bank(path).bare_choices(0) == []
