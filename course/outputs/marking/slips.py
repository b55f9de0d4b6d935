"""What a person gets back: a page with the points of each question, as a tagged PDF. The key stays with the trainer."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.exam.words import filled, speaking_in
from course.outputs.marking.sheets import places_of, shown
from course.outputs.pdf.apart import compile_typst
from course.outputs.pdf.compile import Refused
from course.outputs.pdf.escape import literal
from course.sphinxext.strings import _
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from course.outputs.marking.record import ExamRecord
    from course.outputs.marking.results import Marked, Result
    from course.outputs.marking.sheets import Place

_THEME = Path(__file__).parents[1] / "pdf" / "theme"


def write_slips(folder: Path, results: Sequence[Result], exam: ExamRecord) -> None:
    """Write a PDF for each person, named by the number; raise FindingsError where one cannot be set."""
    folder.mkdir()
    with tempfile.TemporaryDirectory(prefix="course-mark-") as name:
        room = Path(name)
        shutil.copytree(_THEME, room / "theme")
        for result in results:
            source = room / "slip.typ"
            with speaking_in(exam.language):
                source.write_text(_slip(result, exam), encoding="utf-8")
            try:
                made = compile_typst(source, room, 0, {"language": exam.language})
            except Refused as refused:
                raise FindingsError(*refused.findings) from None
            (folder / f"{result.sheet.person}.pdf").write_bytes(made.pdf)


def _slip(result: Result, exam: ExamRecord) -> str:
    verdict = {None: "", True: str(_("Passed")), False: str(_("Not passed"))}[result.passed]
    if result.open:
        waits = filled(str(_("%1 of %2 questions are not marked yet.")), result.open, len(result.marked))
        verdict = f"{waits} {verdict}".strip()
    places = places_of(exam, result.sheet.version)
    rows = ", ".join(
        f"[#{literal(cell)}]" for one in result.marked for cell in _cells(one, result, places, exam.decimal)
    )
    reached, most = (_number(value, exam.decimal) for value in (result.points, result.most))
    points = filled(str(_("%1 of %2 points")), reached, most)
    head = ", ".join(f"[#{literal(str(word))}]" for word in (_("Question"), _("Your answer"), _("Points")))
    title = filled(str(_("Result: %1")), exam.title)
    number = filled(str(_("Number %1 · version %2")), result.sheet.person, result.sheet.version)
    return "\n".join([
        '#import "theme/look.typ": *',
        f"#set document(title: {literal(title)})",
        f"#set text(font: sans, size: 11pt, lang: {literal(exam.language.split('-')[0])})",
        "#set page(margin: 22mm)",
        f"= #{literal(title)}",
        f"#strong({literal(number)})",
        "",
        f"#{literal(points)}",
        "",
        f"#strong({literal(verdict)})",
        "",
        "#show table.cell.where(y: 0): strong",
        "#table(columns: (auto, 1fr, auto), stroke: 0.5pt + ink, inset: 6pt,",
        f"table.header({head}), {rows})",
    ])  # fmt: skip


def _cells(one: Marked, result: Result, places: Mapping[str, Place], decimal: str) -> tuple[str, str, str]:
    most = _number(one.question.item.points, decimal)
    points = str(_("open")) if one.points is None else filled(str(_("%1 of %2")), _number(one.points, decimal), most)
    return str(one.question.number), _answer(one, result, places), points


def _number(value: float, decimal: str) -> str:
    return f"{value:g}".replace(".", decimal)


def _answer(one: Marked, result: Result, places: Mapping[str, Place]) -> str:
    """Return what was answered, by the letters of the paper."""
    said = []
    for label, answer in result.sheet.answers.items():
        if label in places and places[label].question is one.question and answer.doubt is None:
            said += shown(places[label], answer)
    return ", ".join(said) or "–"
