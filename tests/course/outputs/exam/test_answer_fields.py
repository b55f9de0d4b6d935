"""The field of an open answer has as many lines as the answer."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes

from course.outputs.exam.fillable import visit_choice, visit_essay, visit_field
from course.outputs.exam.sheet import marks_of
from course.outputs.pdf.escape import literal
from quizzes.sphinxext import nodes as q


@pytest.mark.parametrize(
    ("several", "kind", "call"), [(True, "cell", "#area-field(0"), (False, "line", "#line-field(0")]
)
def test_an_answer_of_several_lines_has_a_frame(several: bool, kind: str, call: str) -> None:  # noqa: FBT001
    """A bank that takes several lines for an answer gets a field that takes them; every other is a line."""
    item = q.quiz_item("", q.quiz_answers(multiline=several), number=3, answered_by="text")
    written: list[str] = []
    paper = SimpleNamespace(
        literal=literal,
        write=written.append,
        manuscript=SimpleNamespace(fields=[]),
        place=lambda _: (Path("bank.yaml"), 3),
    )
    with pytest.raises(nodes.SkipNode):
        visit_field(paper, item[0])
    (field,) = paper.manuscript.fields
    assert (field.kind, field.name, field.tip) == (kind, "question-3", "Question 3, your answer")
    assert field.place == (Path("bank.yaml"), 3)
    assert call in "".join(written)


@pytest.mark.parametrize(("lines", "height"), [(5, "8em"), (60, "38.4em")])
def test_an_essay_has_a_frame_as_high_as_its_lines(lines: int, height: str) -> None:
    """The frame holds the lines that the bank asks for, and never more than half a page."""
    item = q.quiz_item("", q.quiz_essay(lines=lines), number=3, answered_by="essay", points=4)
    written: list[str] = []
    paper = SimpleNamespace(
        literal=literal, write=written.append, manuscript=SimpleNamespace(fields=[]), place=lambda _: None
    )
    with pytest.raises(nodes.SkipNode):
        visit_essay(paper, item[0])
    assert [field.kind for field in paper.manuscript.fields] == ["cell"]
    assert f"height: {height})" in "".join(written)


def test_the_answer_sheet_has_room_for_the_points_of_an_essay() -> None:
    """What is written stands on the paper; who judges it writes the points on the sheet."""
    (mark,) = marks_of(q.quiz_item("", q.quiz_essay(lines=5), number=3, answered_by="essay", points=4))
    assert (mark["kind"], mark["label"], mark["after"]) == ("line", "On the paper. Points:", "/ 4")


def test_a_tip_says_a_formula_in_signs_that_a_voice_knows() -> None:
    """A screen reader says the half of the dose, not its LaTeX, in the tip of a button and of the question."""
    stem = q.quiz_stem("", nodes.paragraph("", "", nodes.Text("How much is "), nodes.math("", r"\frac{a}{2}")))
    choice = q.quiz_choice("", q.quiz_choice_text("", nodes.paragraph("", "", nodes.math("", r"5\,\mathrm{mg}"))))
    choice["letter"] = "A"
    item = q.quiz_item("", stem, choice, number=3, answered_by="choice")
    paper = SimpleNamespace(
        literal=literal,
        write=lambda _: None,
        mark=lambda _: None,
        manuscript=SimpleNamespace(fields=[]),
        place=lambda _: (Path("bank.yaml"), 3),
    )
    visit_choice(paper, item[1])
    (field,) = paper.manuscript.fields
    assert (field.tip, field.about) == ("Question 3, answer A: 5 mg", "Question 3: How much is a/2")
