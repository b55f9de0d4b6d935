"""The codes of what can be wrong when an exam is marked."""

from __future__ import annotations

from enum import StrEnum


class MarkCode(StrEnum):
    """A code each; the line below a code says when it is given. Codes are never reused."""

    EXAM = "A001"
    """The folder holds no exam that can be marked, or one of an older form."""
    FILE = "A002"
    """A file cannot be read: damaged, of another kind, too large."""
    SIDE = "A003"
    """A side of a scan is no answer sheet of this exam; it is left out."""
    SHEET = "A004"
    """Sheets contradict each other: a side twice, a side missing, a number that nobody has."""
    TABLE = "A005"
    """A typed table or a file of decisions says what cannot be."""
    OPEN = "A006"
    """Answers wait for a decision."""
    EXTRA = "A007"
    """Reading scans needs a package of the extra `mark`, which is not installed."""
