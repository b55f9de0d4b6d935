"""Divide the sections of a draft into lessons: the highest level that has more than one heading makes them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from course.ingest.draft import Draft, Paragraph, Section
from course.ingest.headings import heads_contents, is_title

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_SLUG = 40
_INTRODUCTION = {"de": "Einleitung", "es": "Introducción", "it": "Introduzione", "nl": "Inleiding", "pt": "Introdução"}


@dataclass(frozen=True)
class Lesson:
    """A lesson: its number from 1, its title in the words of the document, and its sections in order."""

    number: int
    title: str
    name: str
    sections: tuple[Section, ...]

    def parts(self) -> Iterator[tuple[int, Section]]:
        """Yield each section with the depth of its heading: 0 for the lesson's own, never skipping a depth."""
        depth = 0
        first = self.sections[0]
        for section in self.sections:
            depth = 0 if section is first else max(1, min(section.level - first.level, depth + 1))
            yield depth, section


def entitled(draft: Draft) -> Draft:
    """Take a short paragraph without a full stop that stands above all headings as the title of the document."""
    first, *rest = draft.sections
    block = first.blocks[0] if first.blocks else None
    if first.heading or not rest or not isinstance(block, Paragraph) or len(block.statements) > 1:
        return draft
    title = block.statements[0]
    if not is_title(title.text):
        return draft
    named = rest[0].heading and draft.title == rest[0].heading.text
    sections = (Section(title, 0, first.blocks[1:]), *rest)
    return replace(draft, title=title.text if named else draft.title, sections=sections)


def divide(draft: Draft) -> tuple[Lesson, ...]:
    """Return the lessons of a draft, at least one; what stands before the first heading is the introduction."""
    level = _lesson_level(draft)
    groups: list[list[Section]] = []
    for section in draft.sections:
        if section.heading and not section.blocks and (section.level < level or heads_contents(section.heading.text)):
            continue  # the title of the whole, or what stood above the table of contents
        begins = section.heading is None or section.level <= level
        if begins or not groups or groups[-1][0].heading is None or groups[-1][0].level < level:
            groups.append([section])
        else:
            groups[-1].append(section)
    width = max(2, len(str(len(groups))))
    return tuple(_lesson(draft, number, group, width) for number, group in enumerate(groups, 1))


def slug(text: str) -> str:
    """Return a short name of ASCII letters, digits and hyphens, "part" when the text has none of them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    while len(words) > 1 and len("-".join(words)) > _LONGEST_SLUG:
        words.pop()
    return "-".join(words)[:_LONGEST_SLUG] or "part"


def _lesson_level(draft: Draft) -> int:
    count = Counter(section.level for section in draft.sections if section.heading)
    return min((level for level, number in count.items() if number > 1), default=min(count, default=1))


def _lesson(draft: Draft, number: int, sections: list[Section], width: int) -> Lesson:
    heading = sections[0].heading
    alone = len(draft.sections) == 1
    title = heading.text if heading else draft.title if alone else _INTRODUCTION.get(draft.language, "Introduction")
    title = " ".join(title.split())
    return Lesson(number, title, f"{number:0{width}}-{slug(title)}", tuple(sections))
