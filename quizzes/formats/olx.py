"""OLX: the courses of Open edX."""

from quizzes.formats.format import Format
from quizzes.formats.olx_read import read
from quizzes.formats.olx_table import TABLE
from quizzes.formats.olx_write import write

FORMAT = Format("olx", ".tar.gz", "OLX of Open edX: most types, with pictures, hints and attempts", read, write, TABLE)
