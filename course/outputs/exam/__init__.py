"""Paper exams: versions of one draw, each with its key and answer sheet, in every format."""

from course.outputs.exam.draw import FORMS, ExamDraw, ExamOrder, draw_exam
from course.outputs.exam.instructor import key_edition
from course.outputs.exam.printing import FORMATS, USUAL, PaperSizes, on_paper
from course.outputs.exam.publish import Wanted, publish

__all__ = [
    "FORMATS",
    "FORMS",
    "USUAL",
    "ExamDraw",
    "ExamOrder",
    "PaperSizes",
    "Wanted",
    "draw_exam",
    "key_edition",
    "on_paper",
    "publish",
]
