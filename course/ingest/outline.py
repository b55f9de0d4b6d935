"""Divide the sections of a draft into lessons: the highest level that has more than one heading makes them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.ingest.draft import Draft, Section

_LONGEST_SLUG = 40


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


def divide(draft: Draft) -> tuple[Lesson, ...]:
    """Return the lessons of a draft, at least one; what stands before the first heading is a lesson of its own."""
    level = _lesson_level(draft)
    groups: list[list[Section]] = []
    for section in draft.sections:
        if section.heading and section.level < level and not section.blocks:
            continue  # the title of the whole
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
    title = heading.text if heading else draft.title
    return Lesson(number, title, f"{number:0{width}}-{slug(title)}", tuple(sections))
