"""QTI 1.2 in the two forms that platforms take: that of Canvas, and a Common Cartridge."""

from quizzes.formats.format import Format
from quizzes.formats.qti12_read import read
from quizzes.formats.qti12_table import CANVAS, CARTRIDGE
from quizzes.formats.qti12_write import write_canvas, write_cartridge

_CANVAS = "QTI 1.2 for Canvas: most types, with pictures"
_CARTRIDGE = "Common Cartridge 1.1: choices, true or false and short answers"
FORMATS = (
    Format("canvas", ".zip", _CANVAS, read, write_canvas, CANVAS),
    Format("cc", ".imscc", _CARTRIDGE, read, write_cartridge, CARTRIDGE),
)
