"""Lists of tagged PDFs: a label that is a bullet or a number is that of the list, any other stays a word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from course.ingest.readers.pdf_structure import Element, Mark
from course.ingest.rewriting import trimmed
from course.ingest.tree import Block, Item, Items, Para, Term, Terms, Text
from course.ingest.wording import plain

if TYPE_CHECKING:
    from course.ingest.readers.pdf_tagged import Tagged

BULLET = re.compile("[•●▪■◦○–—‣∙·－➢➤▶►❖✦⁃\uf0b7*o-]|⟦\\?⟧")
_TICKS = {"☐": False, "□": False, "☑": True, "☒": True, "✓": True, "✔": True}
_NUMBER = re.compile(r"\(?(\d{1,4})[.)]?")


@dataclass(frozen=True)
class ListReader:
    """Reads the lists of one document."""

    tagged: Tagged

    def read(self, element: Element) -> list[Block]:
        """Return a list as one block, or as its blocks where nothing in it is an entry."""
        place = self.tagged.place(element)
        rows: list[tuple[str, list[Block]]] = []
        before: list[Block] = []
        for kid in element.kids:
            if isinstance(kid, Element) and kid.kind == "LI":
                rows.append(self._entry(kid))
                continue
            found = self.tagged.many(Element("Div", element.page, [kid]))
            if rows:
                rows[-1][1].extend(found)
            else:
                before += found
        rows = [row for row in rows if row[0] or row[1]]
        if not rows:
            return before
        if str(element.attributes.get("ListNumbering")) in ("/None", "/Description") and _are_terms(rows):
            terms = (Term((Text(label),), tuple(blocks), place) for label, blocks in rows)
            return [*before, Terms(tuple(terms), place)]
        numbers = [_NUMBER.fullmatch(label) for label, _ in rows]
        start = int(numbers[0][1]) if numbers[0] else None
        counted = start is not None and all(
            one is not None and int(one[1]) == start + at for at, one in enumerate(numbers)
        )
        items = tuple(_item(label, blocks, counted=counted) for label, blocks in rows)
        return [*before, Items(items, start if counted else None, place)]

    def _entry(self, element: Element) -> tuple[str, list[Block]]:
        """Return the label of an entry and its blocks."""
        label = ""
        rest: list[Element | Mark] = []
        for kid in element.kids:
            if isinstance(kid, Element) and kid.kind == "Lbl":
                label = plain(self.tagged.line(kid, weighs=False)).strip()
            elif isinstance(kid, Element) and kid.kind == "LBody":
                rest += kid.kids
            else:
                rest.append(kid)
        return label, self.tagged.many(Element("Div", element.page, rest))


def _are_terms(rows: list[tuple[str, list[Block]]]) -> bool:
    return all(
        label and blocks and not BULLET.fullmatch(label) and not _NUMBER.fullmatch(label) for label, blocks in rows
    )


def _item(label: str, blocks: list[Block], *, counted: bool) -> Item:
    if label in _TICKS:
        return Item(tuple(blocks), _TICKS[label])
    if not label or BULLET.fullmatch(label) or (counted and _NUMBER.fullmatch(label)):
        return Item(tuple(blocks))
    return Item(tuple(labelled(label, blocks)))


def labelled(label: str, blocks: list[Block]) -> list[Block]:
    """Return blocks of which the first begins with a label."""
    first = blocks[0] if blocks else None
    if isinstance(first, Para):
        return [replace(first, inner=trimmed((Text(f"{label} "), *first.inner))), *blocks[1:]]
    return [Para((Text(label),)), *blocks]
