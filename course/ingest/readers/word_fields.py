"""Fields of Word: an instruction, such as HYPERLINK or SYMBOL, and the result that a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind
from course.ingest.readers.word_xml import W, child_value, is_on, value, whole
from course.ingest.tree import Inline, Math, Text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from course.ingest.readers.word_words import Words

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[mnt]\s+)*(?:"([^"]*)"|([^\s"\\]\S*))', re.IGNORECASE)
_ANCHOR = re.compile(r'\\l\s+"([^"]*)"')
_SYMBOL = re.compile(r'\s*SYMBOL\s+(0x[0-9A-F]{1,4}|\d{1,5})(?:.*\\f\s+"?([^"\\]+)"?)?', re.IGNORECASE)
_FRACTION = re.compile(r"\s*EQ\s+\\f\s*\(([\w.]+\s*)[,;]([\w.\s]+)\)\s*", re.IGNORECASE)
_FORMS = frozenset({"FORMCHECKBOX", "FORMDROPDOWN"})
_SEEN = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "ADVANCE", "BOOKMARK", ""})


@dataclass
class Field:
    """A field that is open; `out` is the line in which it began, at `start`; `swallowed` are words of no result."""

    instruction: list[str]
    out: list[Inline]
    start: int
    is_shown: bool = False
    form: Element | None = None
    swallowed: list[str] = field(default_factory=list)

    def show(self, out: list[Inline]) -> None:
        """Go on to the result."""
        self.is_shown, self.out, self.start = True, out, len(out)

    def leave(self) -> None:
        """Go on to another paragraph, where the result begins at the beginning of the line."""
        self.start = 0

    @property
    def text(self) -> str:
        """Return the instruction."""
        return "".join(self.instruction)

    @property
    def name(self) -> str:
        """Return the first word of the instruction."""
        return next(iter(self.text.split()), "").upper()

    @property
    def is_contents(self) -> bool:
        """Say whether the result is a table of contents or an index."""
        return self.is_shown and self.name in ("TOC", "INDEX", "TOA")

    @property
    def is_form(self) -> bool:
        """Say whether it is a box to tick or a list to choose from."""
        return self.name in _FORMS

    @property
    def link(self) -> str:
        """Return the address to which a link leads."""
        if not self.is_shown or self.name != "HYPERLINK":
            return ""
        found, anchor = _LINK.match(self.text), _ANCHOR.search(self.text)
        return ((found[1] or found[2] or "") if found else "") + (f"#{anchor[1]}" if anchor else "")


def instant(words: Words, one: Field) -> list[Inline]:
    """Return what a field without a result shows, which is told where it cannot be known."""
    if one.is_form:
        return _form(one)
    if symbol := _SYMBOL.match(one.text):
        font = (symbol[2] or "Symbol").strip()
        code = int(symbol[1], 16 if symbol[1].lower().startswith("0x") else 10)
        return [Text(words.sign(chr(code), font))]
    told = " ".join(one.text.split())
    if found := _FRACTION.fullmatch(one.text):
        return [Math(rf"\frac{{{found[1].strip()}}}{{{found[2].strip()}}}")]
    if one.name == "EQ":
        words.lose(LossKind.EQUATION, told)
    elif one.name not in _SEEN:
        words.lose(LossKind.FIELD, told)
    return []


def _form(one: Field) -> list[Inline]:
    if one.name == "FORMCHECKBOX":
        box = None if one.form is None else one.form.find(f"{W}checkBox")
        mark = None if box is None else box.find(f"{W}checked")
        mark = mark if mark is not None or box is None else box.find(f"{W}default")
        return [Text("☒" if is_on(mark) else "☐")]
    choices = None if one.form is None else one.form.find(f"{W}ddList")
    entries = [] if choices is None else [value(entry) for entry in choices.findall(f"{W}listEntry")]
    at = whole(child_value(choices, "result"))
    return [Text(entries[at])] if 0 <= at < len(entries) else []
