"""The first session plan of a new course and its pages, so that `--to instructor` works at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.ingest.starter import bank_id, objective_id, template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.ingest.divide import Lesson

MOST, EACH, FRAME = 12, 15, 20
"""How many lessons the first plan teaches, the minutes of each, and those of welcome and close."""
_PAGES = {
    "index.md": "# Running a session\n\n```{session-checklists}\n```\n",
    "guide/session.md": "# Facilitator guide\n\n```{agenda} session\n```\n\n```{session-guide} session\n```\n",
    "slides/session.md": "# Slides\n\n```{deck} session\n```\n",
    "kits/sign-in.md": "# Sign-in sheet\n\n```{kit} sign-in\n```\n",
    "kits/evaluation.md": "# Evaluation form\n\n```{kit} evaluation\n```\n",
    "kits/certificate.md": "# Record of attendance\n\n```{kit} certificate\n```\n",
}


def write_sessions(lessons: Sequence[Lesson]) -> dict[str, str]:
    """Return the plan and its pages by their paths in the course; lessons beyond `MOST` are left out with a reason."""
    taught, left = lessons[:MOST], lessons[MOST:]
    planned = FRAME + EACH * len(taught)
    spare = -(-planned // 19)  # one minute in twenty of the whole
    plan = template(
        "sessions.yaml",
        activities="\n".join(map(_activity, taught)),
        segments="\n".join(f"          - {{activity: lesson-{one.number}, minutes: {EACH}}}" for one in taught),
        minutes=str(planned + spare),
        spare=str(spare),
        left_out=_left_out(left),
    )
    return {"instructor/sessions.yaml": plan, **{f"instructor/{path}": text for path, text in _PAGES.items()}}


def _activity(lesson: Lesson) -> str:
    item = f"{bank_id(lesson)}-example"
    return (
        f'  - id: lesson-{lesson.number}\n    title: "Lesson {lesson.number}"\n'
        '    purpose: "Say here what people can do after this part."\n    method: "Vote and talk"\n'
        f"    lessons: [{lesson.name}]\n    objectives: [{objective_id(lesson)}]\n    items: [{item}]\n"
        '    do: ["Everybody votes alone. Pairs talk for two minutes. Vote again."]\n'
        '    if_short: "One vote only."\n    if_long: "Pairs write a question of their own."\n'
        f'    transition: "Say here what leads on."\n    slides:\n      - {{poll: {item}, title: "Vote"}}'
    )


def _left_out(lessons: Sequence[Lesson]) -> str:
    if not lessons:
        return ""
    names = ", ".join(map(objective_id, lessons))
    return f'    out_of_scope:\n      - objectives: [{names}]\n        reason: "Not planned yet."'
