"""Figures written down: as a page, a table or JSON."""

from quizzes.statistics.report.page import as_page
from quizzes.statistics.report.table import as_csv, as_json
from quizzes.statistics.report.told import Report

__all__ = ["Report", "as_csv", "as_json", "as_page"]
