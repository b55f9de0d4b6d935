"""The codes of what can be wrong with a table of responses."""

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
