"""What a document says and its draft does not, or not as it stood: each loss has a place, a kind, words and an outcome.

A reader reports every part that it does not understand. No loss is silent, and none is cut short: the words of the
source are the words of the draft and of the dropped losses together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from course.evidence.losses import DROPPED


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in its document; every number counts from 1.

    `unit` is what the format counts: `line` in texts, `page` in a PDF, `paragraph` in Word, `slide`, `cell` in a
    notebook, or `document` for what belongs to no part of it. `row` is the row of a table that begins at the place,
    0 for none; `part` names what is read apart, such as a file of a folder or a footnote, and is mostly empty.
    """

    number: int = 1
    unit: str = "line"
    row: int = 0
    part: str = ""

    def __str__(self) -> str:
        """Return the place in words: "line 12", "paragraph 40, row 2", "ch02.xhtml, line 3"."""
        where = "whole document" if self.unit == "document" else f"{self.unit} {self.number}"
        row = f", row {self.row}" if self.row else ""
        return f"{self.part}, {where}{row}" if self.part else f"{where}{row}"


FIRST, WHOLE = Place(), Place(unit="document")
"""The first line of a text, and the document as a whole."""


class LossKind(StrEnum):
    """The kinds of losses; a dropped one of `course.evidence.losses.HELD` is an error until somebody answers for it."""

    TABLE = "table"
    TABLE_IN_CELL = "table in a cell"
    PICTURE = "picture"
    NO_ALT = "picture without words"
    CHART = "chart"
    MEDIA = "sound or video"
    EQUATION = "equation"
    CHANGE = "tracked change"
    COMMENT = "comment"
    HIDDEN = "hidden text"
    TEXT_BOX = "text box"
    HEADER = "header or footer"
    TURNED = "turned text"
    SCANNED = "scanned page"
    FIELD = "field"
    LETTER = "unknown letter"
    SIGN = "sign"
    HYPHEN = "hyphen at a line's end"
    LINK = "link"
    ATTACHED = "attached file"
    CLUTTER = "beside the text"
    CONTENTS = "table of contents"
    FRONT_MATTER = "front matter"
    DIRECTIVE = "directive"
    MARKUP = "markup"
    CONTROL = "control characters"
    ENCODING = "encoding"
    DEPTH = "nesting"
    WARNING = "warning of a converter"


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """One part of the document that the draft does not hold as it stood.

    `words` are those of the part, whole, with single blanks; `outcome` is `DROPPED` when they are gone from the draft,
    else how they are kept, such as "kept as its TeX".
    """

    place: Place
    kind: LossKind
    words: str
    outcome: str = DROPPED

    @property
    def is_dropped(self) -> bool:
        """Say whether the words are gone from the draft."""
        return self.outcome == DROPPED


@dataclass(slots=True)
class Losses:
    """The losses of one document so far, in the order in which its reader meets them."""

    found: list[Loss] = field(default_factory=list)

    def add(self, place: Place, kind: LossKind, words: str, outcome: str = DROPPED) -> None:
        """Note a loss; white space of the words becomes single blanks."""
        self.found.append(Loss(place, kind, " ".join(words.split()), outcome))
