"""Moodle XML, the format in which Moodle's question banks are exported and imported whole."""

from quizzes.formats.format import Format
from quizzes.formats.moodle_read import read
from quizzes.formats.moodle_table import TABLE
from quizzes.formats.moodle_write import write

FORMAT = Format("moodle", ".xml", "Moodle XML: everything but opinions, with pictures", read, write, TABLE)
