"""How questions did, from rows of first answers: formulas only, without a host, a course or words."""

from quizzes.statistics.items import ItemStatistics, correlation, item_statistics
from quizzes.statistics.rows import Answer

__all__ = ["Answer", "ItemStatistics", "correlation", "item_statistics"]
