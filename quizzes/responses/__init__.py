"""The table of responses: one row for each drawn item of each attempt of each person, whatever the source.

An item that was not drawn has no row. An item that was drawn and left open has one, with `answered` false and mark 0.
"""

from quizzes.responses.codes import FigureCode, TableCode
from quizzes.responses.columns import COLUMNS, Column, Kind, Response
from quizzes.responses.read import Table, read_table
from quizzes.responses.valid import faults
from quizzes.responses.write import write_table

__all__ = [
    "COLUMNS",
    "Column",
    "FigureCode",
    "Kind",
    "Response",
    "Table",
    "TableCode",
    "faults",
    "read_table",
    "write_table",
]
