"""Essays in other programs: their graders get the model answer and the rubric; none reads a rubric from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizzes.formats.carry import KEPT, Rule, changed, dropped

if TYPE_CHECKING:
    from quizzes.model.essay import EssayItem

TO_WRITE = "To be written: "
MODEL_ANSWER = f"{TO_WRITE}an answer that gets all points."
"""Stands where a bank needs a model answer and the file has none; the lint reports it until it is written."""
_MOST = 20
_NOTED = changed("it stands in the notes for graders")
_NO_NOTES = dropped("there are no notes for graders: type it into the platform")
NOTED: dict[str, Rule] = {"essay.type": KEPT, "model_answer": _NOTED, "rubric": _NOTED}
"""What a program with notes for graders carries."""
UNNOTED: dict[str, Rule] = {"essay.type": KEPT, "model_answer": _NO_NOTES, "rubric": _NO_NOTES}
"""What a program without such notes carries."""


def notes_of(item: EssayItem) -> str:
    """Return model answer and rubric as one text in Markdown."""
    rows = "\n".join(f"- {_indented(row.text)} ({row.points})" for row in item.rubric)
    return f"**Model answer**\n\n{item.model_answer}\n\n**Rubric**\n\n{rows}"


def _indented(text: str) -> str:
    return text.strip().replace("\n", "\n  ")


def essay_of(stem: str, points: float = 1, notes: str = "") -> dict[str, Any]:
    """Return an essay of another program, whose rubric is still to be written; `notes` are those for its graders.

    Its points are whole: a rubric has no halves.
    """
    whole = max(1, round(points))
    worth = [_MOST] * (whole // _MOST) + [whole % _MOST] * bool(whole % _MOST)
    rubric = [
        {"id": f"r{place}", "text": f"{TO_WRITE}what an answer shows.", **({"points": part} if part > 1 else {})}
        for place, part in enumerate(worth, 1)
    ]
    return {"type": "essay", "stem": stem, "model_answer": notes or MODEL_ANSWER, "rubric": rubric}
