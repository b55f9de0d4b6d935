"""How questions and tests did, from a table of responses: formulas only, without a host, a course or words.

The engine comes with the extra `stats`; without it one line says what to install.
"""

from quizzes.statistics.compute import statistics_of
from quizzes.statistics.engine import open_engine, table_of
from quizzes.statistics.gates import Gate
from quizzes.statistics.results import ChoiceFigures, FormFigures, ItemFigures, ScoreFigures, Statistics

__all__ = [
    "ChoiceFigures",
    "FormFigures",
    "Gate",
    "ItemFigures",
    "ScoreFigures",
    "Statistics",
    "open_engine",
    "statistics_of",
    "table_of",
]
