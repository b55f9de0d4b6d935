"""What a trainer and the reader of answers know of an item that varies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from course.outputs.exam.numbers import variants_of
from course.responses.progress import from_export
from quizzes.load import load_bank
from quizzes.model.varying import variant_of

if TYPE_CHECKING:
    from pathlib import Path

BANK = """\
schema: quizbank/1
id: v
title: Doses
items:
  - id: sum
    type: numeric
    variants: {rows: [{a: 1.5, b: 2}, {a: 3, b: 4}], worked: {c: a + b}}
    stem: "{a} + {b}?"
    answer: {value: c, tolerance: 0.1}
"""


def bank(folder: Path) -> Path:
    """Write the bank."""
    (folder / "v.yaml").write_text(BANK, encoding="utf-8")
    return folder / "v.yaml"


def test_the_trainer_gets_the_table_of_all_variants(tmp_path: Path) -> None:
    """Each row has the values as they are shown and the key that goes with them."""
    title, table = variants_of(load_bank(bank(tmp_path)).bank.items[0], ",")
    assert title == "**Variants of sum**"
    rows = [row.split("\n  - ") for row in table.partition("* - ")[2].removesuffix("\n```").split("\n* - ")]
    assert rows == [
        ["Variant", "a", "b", "c", "Key"], ["1", "1,5", "2", "3,5", "3.5 ± 0.1"], ["2", "3", "4", "7", "7 ± 0.1"],
    ]  # fmt: skip


def test_answers_are_graded_with_the_numbers_that_the_person_had(tmp_path: Path) -> None:
    """The second variant is right with 7, the first with 3.5."""
    item = load_bank(bank(tmp_path)).bank.items[0]
    entry = {"response": "7", "revision": "1", "tries": 1, "done": True}
    for variant, right in ((1, True), (0, False)):
        kept = {"quizzes/1/demo:l01/v/sum": json.dumps(entry | {"variant": variant})}
        path = tmp_path / "p.json"
        path.write_text(
            json.dumps({"format": "course-progress", "version": 1, "course": "demo", "entries": kept}), encoding="utf-8"
        )
        (answer,) = from_export(path, "demo", {"sum": item}, [])
        assert (answer.item, answer.mark == answer.max) == ("sum", right)
    assert variant_of(item, 1).answer.value == 7
