"""The codes of what can be wrong with a table of responses, and of what it says about questions."""

from __future__ import annotations

from enum import StrEnum


class TableCode(StrEnum):
    """A code each; the line below a code says when it is given. Codes are never reused."""

    NO_TABLE = "S002"
    """The file cannot be read as a table of responses: it is damaged, of another kind, or lacks a column."""
    VALUE = "S003"
    """A row holds what its column cannot hold."""
    TWICE = "S004"
    """A person, attempt and item has two rows."""
    LEFT_OUT = "S005"
    """The table has a column that is not one of ours; it is left out."""
    EXTRA = "S006"
    """The file needs a package of the extra `stats`, which is not installed."""
    STRANGE = "S007"
    """Responses are of items that no bank has, or of other revisions; they stay out of the findings."""
    JUDGES = "S030"
    """A sheet of judges' estimates is no sheet, or lacks an estimate; or judges differ, or guess lower than chance."""


class FigureCode(StrEnum):
    """What the responses say about a question: always a warning, never the end of a build."""

    HARD = "S010"
    """Few know it: the question is too hard, or its key is wrong."""
    EASY = "S011"
    """Nearly everybody knows it."""
    NEGATIVE = "S012"
    """Those who know more miss it more often."""
    WEAK = "S013"
    """It does not tell those who know more from the others."""
    LEFT_OPEN = "S014"
    """Many leave it open."""
    RARE = "S020"
    """A distractor is chosen by fewer than one in twenty."""
    ABOVE_KEY = "S021"
    """A distractor is chosen more often than the key."""
    ATTRACTIVE = "S022"
    """Those who take a distractor know more than the others."""
