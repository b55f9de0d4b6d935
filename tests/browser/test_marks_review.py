"""The page of doubtful answers in a browser, from disk: decided by keyboard, saved, and carried out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from playwright.sync_api import expect
from pydantic import TypeAdapter

from course.outputs.exam.sheetcode import SheetCode
from course.outputs.marking.collect import Ask
from course.outputs.marking.decisions import carry_out, read_decisions
from course.outputs.marking.judge import Doubt
from course.outputs.marking.readside import Reading, ReadSide
from course.outputs.marking.record import ExamRecord, Mark, Question, Row, SheetSide
from course.outputs.marking.review import review_page
from quizzes.model.choices import TrueFalseItem
from quizzes.model.numeric import NumericItem
from tests.browser.scan import violations

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
TOLD: dict[str, Any] = {"bloom": "apply", "rationale": "So it is.", "stem": "What is it?"}
BOX = (10.0, 10.0, 60.0, 8.0)


def exam_in(language: str) -> ExamRecord:
    """Return an exam of a statement and a number, on one side with the words of its language."""
    feedback = {"true": "Yes.", "false": "No."}
    items = (
        TypeAdapter(TrueFalseItem).validate_python(
            {**TOLD, "id": "one", "type": "truefalse", "answer": True, "feedback": feedback}
        ),
        TypeAdapter(NumericItem).validate_python({**TOLD, "id": "two", "type": "numeric", "answer": {"value": 1.5}}),
    )
    marks = (Mark("true", "Wahr", 30, 60, 0.1), Mark("false", "Falsch", 50, 60, 0.1))
    rows = (Row("1", "one", "", marks=marks), Row("2", "two", "", box=(30, 80, 60, 8)))
    digits = tuple(tuple(Mark(str(n), str(n), 60.0 + 8 * at, 20.0 + 7 * n, 0.1) for n in range(10)) for at in range(6))
    side = SheetSide(SheetCode("TESTEXAM", "A", "A", 1), 210, 297, (8, 6), BOX, (60, 10, 45, 8), 5, digits, rows)
    questions = tuple(Question(number, item, (), "") for number, item in enumerate(items, 1))
    about = {"course": "tea", "form": "posttest", "title": "Tea", "language": language, "decimal": ","}
    return ExamRecord(
        Path("draw.json"), "TESTEXAM", to_pass=None, versions={"A": questions}, sides={side.code.text(): side}, **about
    )


def asks_of(exam: ExamRecord) -> list[Ask]:
    """Return a question about the number, about whether the side counts, about its statement and about its number."""
    (side,) = exam.sides.values()
    readings = (Reading(side.rows[0], doubt=Doubt.TWO), Reading(side.rows[1], doubt=Doubt.HAND))
    page = np.full((297 * 6, 210 * 6), 255, dtype=np.uint8)
    read = ReadSide("abc#1", "a.png, side 1", "a.png", 1, side.code, "00471?", readings, side, page, readings)
    rows = [Ask(read, one.row.label, str(one.doubt), one) for one in readings]
    return [Ask(read, "number", "unread"), Ask(read, "counts", "twice"), *rows]


def test_doubts_are_decided_by_keyboard_and_carried_out(context: BrowserContext, tmp_path: Path) -> None:
    """Alt+Page Down goes from doubt to doubt; what is saved is what the sheet says then, and axe finds nothing."""
    exam, page, kept = exam_in("de"), context.new_page(), tmp_path / "decisions.json"
    asks = asks_of(exam)
    (tmp_path / "review.html").write_bytes(review_page(asks, exam))
    page.goto((tmp_path / "review.html").as_uri())
    expect(page.locator("#count")).to_have_text("0 von 4 entschieden")
    for keys in ("004711", " ", " ", "1,5"):
        page.keyboard.press("Alt+PageDown")
        page.keyboard.type(keys)
    expect(page.locator("#count")).to_have_text("4 von 4 entschieden")
    with page.expect_download() as download:
        page.get_by_role("button", name="Entscheidungen speichern").press("Enter")
    download.value.save_as(kept)
    done = carry_out([asks[0].side], read_decisions(kept, exam), exam, kept)
    assert done.findings == []
    assert [(one.what, one.after) for one in done.changes] == [
        ("number", "004711"), ("counts", "yes"), ("1", "Wahr"), ("2", "1,5"),
    ]  # fmt: skip
    assert [(one.taken, one.text) for one in done.sides[0].readings] == [(("true",), None), ((), "1,5")]


@pytest.mark.parametrize("width", [390, 1200])
def test_the_page_is_accessible_at_every_width(chromium: Any, tmp_path: Path, width: int) -> None:
    """In a language that runs from right to left too; nothing is wider than the window."""
    exam = exam_in("ar")
    (tmp_path / "review.html").write_bytes(review_page(asks_of(exam), exam))
    context = chromium.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto((tmp_path / "review.html").as_uri())
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
