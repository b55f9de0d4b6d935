"""Editions that an assistant builds, and pages that it looks at: in the course when it may write, else beside it."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2

from course.assistant.course import UNKNOWN, Opened, refused
from course.assistant.looking import row_of
from course.outputs.build import build
from course.outputs.edition import EDITIONS
from course.outputs.order import Order
from course.outputs.plug_in import edition_names, editions
from course.outputs.progress import Silent

if TYPE_CHECKING:
    from course.outputs.build import Made

_DOTS = 110
"""Dots an inch of a picture of a page: small type can be read, and a page has less than a megabyte."""
_INCH = 72


@dataclass
class Editions:
    """Builds one edition at a time; `writes` decides where."""

    opened: Opened
    writes: bool
    _beside: tempfile.TemporaryDirectory[str] | None = field(default=None, repr=False)

    def folder(self) -> Path:
        """Return the folder of the editions: `_build` of the course, or one that goes when the server ends."""
        if self.writes:
            return self.opened.inside(self.opened.root / "_build" / self.opened.root.name)
        if self._beside is None:
            self._beside = tempfile.TemporaryDirectory(prefix="course-assistant-")
        return Path(self._beside.name)

    def build(self, name: str) -> dict[str, Any]:
        """Build one edition and say where it is and what was noticed; raises FindingsError for what refuses it."""
        made = self._made(name)
        place = self.opened.short(made.entry) if self.writes else "a folder that goes when the server ends"
        return {
            "edition": name, "place": place, "pages": made.pages, "unchanged": made.unchanged,
            "findings": [row_of(self.opened, one) for one in made.findings],
        }  # fmt: skip

    def picture(self, number: int) -> bytes:
        """Return a page of the book as PNG, counted from 1; the edition `pdf` is built before when something changed.

        Raises FindingsError (M002) for a page that the book does not have.
        """
        entry = self._made("pdf").entry
        book = pypdfium2.PdfDocument(entry)
        try:
            if not 1 <= number <= len(book):
                raise refused(self.opened.root, UNKNOWN, f"the book has pages 1 to {len(book)}, and no page {number}")
            picture = book[number - 1].render(scale=_DOTS / _INCH).to_pil()
        finally:
            book.close()
        shown = io.BytesIO()
        picture.save(shown, "PNG")
        return shown.getvalue()

    def _made(self, name: str) -> Made:
        if name not in EDITIONS and name not in edition_names():
            known = ", ".join(edition_names())
            raise refused(self.opened.root, UNKNOWN, f"there is no edition {name!r}", f"one of {known}")
        wanted, _ = editions([name])
        (made,) = build(Order(self.opened.project(), self.folder(), Silent()), wanted)
        return made
