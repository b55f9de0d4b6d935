"""Paper exams: versions of one draw, each with its key and answer sheet, in every format."""

from course.outputs.exam.instructor import publish_key
from course.outputs.exam.plan import FORMS, Asked, Plan, plan_exam
from course.outputs.exam.printing import FORMATS, USUAL, Paper, on_paper
from course.outputs.exam.publish import Wanted, publish

__all__ = [
    "FORMATS",
    "FORMS",
    "USUAL",
    "Asked",
    "Paper",
    "Plan",
    "Wanted",
    "on_paper",
    "plan_exam",
    "publish",
    "publish_key",
]
