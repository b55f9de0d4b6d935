"""QTI 2.1, the format that item banks of many platforms share."""

from quizzes.formats.format import Format
from quizzes.formats.qti21_read import read
from quizzes.formats.qti21_table import TABLE
from quizzes.formats.qti21_write import write

FORMAT = Format("qti21", ".zip", "QTI 2.1: a package of every type, with pictures", read, write, TABLE)
