"""The codes of everything that can be wrong with a document that is to become a course."""

from __future__ import annotations

from enum import StrEnum


class IngestCode(StrEnum):
    """A code each; the line below a code says when it is given."""

    MISSING = "N001"
    """There is no such document, or it may not be read."""
    TOO_BIG = "N002"
    """The document is bigger than 5 MB, or than 50 MB in Word, whose file holds its pictures."""
    EMPTY = "N003"
    """The document holds no text."""
    NOT_UTF8 = "N004"
    """No encoding that is known makes a text of the document."""
    BINARY = "N005"
    """The document holds bytes that are not text."""
    NO_HEADINGS = "N006"
    """The document has no headings, so it becomes one lesson."""
    NO_CONVERTER = "N007"
    """The format needs a converter that is not installed."""
    NOT_EMPTY = "N008"
    """The folder of the new course exists and holds something."""
    NOT_WRITABLE = "N009"
    """The folder of the new course cannot be made."""
    NOT_CONVERTED = "N010"
    """The document is damaged or protected, or the converter could not read it."""
    TOO_DEEP = "N011"
    """The document is nested too deeply."""
    UNKNOWN_FORMAT = "N012"
    """Nothing here reads the format of the document."""
    MARKDOWN = "N013"
    """A plain text looks like Markdown, whose headings are not recognised in it."""
    IN_A_COURSE = "N014"
    """The folder of the new course lies in another course."""
    PLAN = "N015"
    """A plan of a division that is none, or belongs to another document."""
    SIZES = "N016"
    """Lessons that were joined because they are short, or are long and cannot be divided."""
    ADDRESS = "N017"
    """An address of the web without `--fetch`, or one that cannot be loaded."""
