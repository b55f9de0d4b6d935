"""The codes of what is told when answers of other programs are taken in."""

from __future__ import annotations

from enum import StrEnum


class ImportCode(StrEnum):
    """A code each; the line below a code says when it is given. Codes are never reused."""

    UNREADABLE = "S101"
    """A file is of no format that is known, damaged, too large, or holds no answers."""
    OTHER = "S102"
    """A file is of another course, or asks nothing that these banks ask."""
    UNKNOWN = "S103"
    """A question is none of these banks, or more than one: its answers are left out."""
    UNCLEAR = "S104"
    """What was answered has no reading, or more than one: the row says that it was answered, and not what."""
    REVISION = "S105"
    """The question has changed since it was answered: the row bears the old revision and is not graded here."""
    CLOCK = "S106"
    """A time is no time of an attempt, or an attempt ends before it begins: the time is left out."""
    JUDGED = "S107"
    """The other program gave other marks than the rules of the bank give."""
    UNFINISHED = "S108"
    """Attempts that were not handed in are left out."""
    TWICE = "S109"
    """An answer comes more than once; the first is kept."""
    MAP = "S110"
    """The mapping file or the index is wrong."""
    SALT = "S111"
    """Without a file of salt nobody is known again in the next import; or the file is no salt."""
    FORMAT = "S112"
    """A format of responses that another package brings cannot be used."""
    STORE = "S113"
    """A record store does not answer, or not with statements."""
