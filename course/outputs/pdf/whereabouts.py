"""Where in the course a part of a finished PDF was written: an author has never seen the PDF or its source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pikepdf import Object, OutlineItem

    from course.outputs.pdf.fields import Field
    from course.outputs.pdf.manuscript import Heading, Place, Told

Where = int | str | tuple[Path, int] | None
"""The number of a page (from 1), the name of a form field, a place in the course, or nothing that is known."""
Problem = tuple[str, str, Where]
"""Code and words of what is wrong, and where it is."""


@dataclass(frozen=True)
class Whereabouts:
    """What leads from a PDF back to the course: its headings and fields, and the place of what nobody has written."""

    document: pikepdf.Pdf
    headings: Sequence[Heading]
    fields: Sequence[Field]
    otherwise: Place

    def of(self, where: Where) -> Place:
        """Return the file and line of the author for a part of the PDF."""
        if isinstance(where, tuple):
            return where
        if isinstance(where, int):
            return self._of_page(where)
        known = (field.place for field in self.fields if field.name == where and field.place)
        return next(known, self.otherwise)

    def _of_page(self, number: int) -> Place:
        """Return the place of the last heading that begins before the end of a page."""
        found, names = self.otherwise, named_destinations(self.document)
        pages = {page.obj.objgen: count for count, page in enumerate(self.document.pages, start=1)}
        with self.document.open_outline() as outline:
            for bookmark, heading in zip(_below(outline.root), self.headings, strict=False):
                target = destination(bookmark.destination, names)
                if heading.place and target and pages.get(target[0].objgen, number + 1) <= number:
                    found = heading.place
        return found


def place_of_lost(told: Sequence[Told], spoken: Sequence[str]) -> Place | None:
    """Return where the first picture or formula was written whose words are not among those that the PDF speaks."""
    left = Counter(" ".join(words.split()) for words in spoken)
    for one in told:
        words = " ".join(one.alt.split())
        if not left[words]:
            return one.place
        left[words] -= 1
    return None


def named_destinations(document: pikepdf.Pdf) -> dict[str, Object]:
    """Return the destinations of a PDF that have a name."""
    tree = document.Root.get("/Names", Dictionary()).get("/Dests")
    return {} if tree is None else {str(key): value for key, value in pikepdf.NameTree(tree).items()}


def destination(target: Object | str | int | None, names: dict[str, Object]) -> Array | None:
    """Return where a link or bookmark leads, as page and view, None when it leads nowhere."""
    if target is not None and not isinstance(target, Array | Dictionary):
        target = names.get(str(target))
    if isinstance(target, Dictionary):
        target = target.get("/D")
    return target if isinstance(target, Array) and len(target) > 0 else None


def _below(items: Sequence[OutlineItem]) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        yield from _below(item.children)
