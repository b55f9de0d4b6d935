"""GIFT, Moodle's format in plain text, which many other programs write."""

from quizzes.formats.format import Format
from quizzes.formats.gift_read import read
from quizzes.formats.gift_table import TABLE
from quizzes.formats.gift_write import write

FORMAT = Format("gift", ".gift", "GIFT: choices, true or false, pairs, numbers and words", read, write, TABLE)
