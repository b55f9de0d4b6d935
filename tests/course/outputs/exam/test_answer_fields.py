"""The field of an open answer has as many lines as the answer."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes

from course.outputs.exam.fillable import visit_field
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
