"""Answer sheets for machines and people: leaves of their own, equal heaps, and parts that lie where the record says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from course.outputs.exam.answersheet import AnswerRow
from course.outputs.exam.layout import CORNER
from course.outputs.exam.sheetcode import SheetCode, exam_code, modules_of
from tests.conftest import run

from .conftest import LETTERS, Printed, make_tea

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

pytestmark = pytest.mark.xdist_group("exam")
_SCALE = 6.0
"""Pixels of a millimetre."""


def record_of(out: Path) -> dict[str, Any]:
    """Return the record of an exam."""
    made: dict[str, Any] = json.loads((out / "key" / "draw.json").read_text(encoding="utf-8"))
    return made


def drawn(pdf: Path, page: int) -> Image:
    """Return a page, from 1, as a grey picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        image: Image = document[page - 1].render(scale=_SCALE * 25.4 / 72, grayscale=True).to_pil()
        return image


def dark(image: Image, x: float, y: float) -> bool:
    """Say whether a place in millimetres is black."""
    value = image.getpixel((round(x * _SCALE), round(y * _SCALE)))
    return isinstance(value, int) and value < 100


def test_questions_fill_leaves_and_all_versions_have_as_many(printed: Printed) -> None:
    """Every sheet begins on the same odd page, and every paper has the same even number of pages."""
    sheets = record_of(printed.out)["sheets"]
    first = {sheet["sides"][0]["page"] for sheet in sheets.values()}
    assert len(first) == 1
    assert first.pop() % 2 == 1
    counts = set()
    for letter in LETTERS:
        with pypdfium2.PdfDocument(printed.out / "paper" / f"posttest-{letter}.pdf") as document:
            counts.add(len(document))
    assert len(counts) == 1
    assert counts.pop() % 2 == 0


@pytest.mark.parametrize("letter", LETTERS)
def test_every_part_lies_where_the_record_says(printed: Printed, letter: str) -> None:
    """Corners are black, the code has its modules, every bubble an outline and a white middle beside its letter."""
    sheet = record_of(printed.out)["sheets"][f"posttest-{letter}"]
    (side,) = sheet["sides"]
    image = drawn(printed.out / "paper" / f"posttest-{letter}.pdf", side["page"])
    inset, size = CORNER
    for x in (inset, sheet["width"] - inset - size):
        for y in (inset, sheet["height"] - inset - size):
            assert all(dark(image, x + dx, y + dy) for dx in (0.5, 5.5) for dy in (0.5, 5.5))
            assert not any(dark(image, x + dx, y + 3) for dx in (-1, 7))
    x, y, width, _height = side["code_box"]
    modules = modules_of(side["code"])
    step = width / len(modules)
    seen = [[dark(image, x + (c + 0.5) * step, y + (r + 0.5) * step) for c in range(25)] for r in range(25)]
    assert seen == modules
    bubbles = [mark for row in side["rows"] for mark in row["marks"]]
    bubbles += [mark for column in side["digits"] for mark in column]
    half = side["bubble"] / 2
    for _name, label, bx, by, printed_dark in bubbles:
        assert (printed_dark > 0.03) == (len(label) == 1)
        assert printed_dark < 0.25
        assert any(dark(image, bx + shift, by + half) for shift in (-0.1, 0, 0.1))
        assert not dark(image, bx + 0.6, by + half)
        assert not dark(image, bx - 0.7, by + half)


def test_marks_are_named_by_what_they_choose(printed: Printed) -> None:
    """A record says for each bubble which choice, response or step it is, in the order that the version prints."""
    record = record_of(printed.out)
    (side,) = record["sheets"]["posttest-b"]["sides"]
    rows = {row["label"]: row for row in side["rows"]}
    lines = {row["item"]: row for row in side["hand"]}
    for number, (name, *order) in enumerate(record["versions"]["B"], start=1):
        kind = record["asked"][name]["type"]
        if kind in ("single", "multiple"):
            assert [mark[0] for mark in rows[str(number)]["marks"]] == order
            assert rows[str(number)]["several"] == (kind == "multiple")
        elif kind == "truefalse":
            assert [mark[0] for mark in rows[str(number)]["marks"]] == ["true", "false"]
        elif kind in ("match", "order"):
            assert [mark[0] for mark in rows[f"{number}.2"]["marks"]] == order
            assert rows[f"{number}.2"]["part"] == ("in" if kind == "match" else "2")
        else:
            assert lines[name]["label"] == (f"{number}.1" if kind == "cloze" else str(number))


def test_every_side_of_large_print_has_its_code_and_number(tmp_path: Path) -> None:
    """Both papers and both sizes: each side says which it is, and no two sides have one code."""
    course, out = make_tea(tmp_path), tmp_path / "out"
    done = run("exam", course, "--versions", "1", "--paper", "both", "--large-print", "--seed", "x", "--out", out)
    assert done.exit_code == 0, done.output
    sheets = record_of(out)["sheets"]
    assert sorted(sheets) == ["posttest-a-a4", "posttest-a-large-a4", "posttest-a-large-letter", "posttest-a-letter"]
    codes = [side["code"] for sheet in sheets.values() for side in sheet["sides"]]
    assert len(set(codes)) == len(codes)
    assert sheets["posttest-a-a4"]["width"] == 210.0
    labels = [
        {row["label"] for side in sheet["sides"] for row in (*side["rows"], *side["hand"])} for sheet in sheets.values()
    ]
    assert labels == [labels[0]] * 4
    assert all(len(side["digits"]) == 6 for sheet in sheets.values() for side in sheet["sides"])


def test_the_code_of_a_side_is_read_back() -> None:
    """A code says exam, version, print and side; what is none of ours is none."""
    code = SheetCode(exam_code("one"), "B", "A", 12)
    assert SheetCode.read(code.text()) == code
    assert len(code.text()) <= 29
    assert len(modules_of(code.text())) == 25
    assert exam_code("one") != exam_code("two")
    for strange in ("", "https://example.org", "CW1.X.A", "CW1.X.A.A.x", "XX1.X.A.A.1"):
        assert SheetCode.read(strange) is None


def test_a_row_is_called_by_question_and_part() -> None:
    """The part is named only where a question has parts."""
    assert AnswerRow(3, 0, "one").label == "3"
    assert AnswerRow(3, 2, "hand").label == "3.2"
