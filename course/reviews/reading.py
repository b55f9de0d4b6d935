"""What a reviewer reads first: the parts of a course where a mistake does most harm.

The score of a part is the number of different danger words in it (`[review] danger` in course.toml), plus 6 when it is
a statement whose verdict is `wrong`, 3 when `outdated` or `unsupported`. Highest first; then in the order of the files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.evidence import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from course.material import Material
    from course.material.page import Page

WEIGHT = {Verdict.WRONG: 6, Verdict.OUTDATED: 3, Verdict.UNSUPPORTED: 3}
"""What the verdict on a statement adds to its score."""


@dataclass(frozen=True)
class Priority:
    """A part to be read: where it is, what it is called, its score and the reasons for it."""

    path: Path
    line: int
    title: str
    score: int
    reasons: tuple[str, ...]


def what_to_read_first(material: Material) -> list[Priority]:
    """Return every section of a page, statement and item with a score above 0, most consequential first."""
    danger = danger_words(material)
    found = [*_sections(material, danger), *_statements(material, danger), *_items(material, danger)]
    scored = [one for one in found if one.score]
    return sorted(scored, key=lambda one: (-one.score, one.path, one.line))


def danger_words(material: Material) -> tuple[str, ...]:
    """Return the danger words of a course in lower case."""
    return tuple(word.lower() for word in material.project.tables.review.danger)


def _sections(material: Material, danger: Iterable[str]) -> Iterator[Priority]:
    for page in material.pages:
        if page.path.parent.name == "appendix":
            continue  # Lists that hold every word of the course and say nothing new.
        starts = [(line, title) for _, title, line in page.headings] or [(1, page.name)]
        for (line, title), end in zip(starts, [line for line, _ in starts[1:]] + [10**9], strict=True):
            reasons = hits(_text(page, line, end), danger)
            yield Priority(page.path, line, title, len(reasons), reasons)


def _text(page: Page, start: int, end: int) -> str:
    return " ".join(one.text for one in page.sentences if start <= one.line < end)


def _statements(material: Material, danger: Iterable[str]) -> Iterator[Priority]:
    for claim in material.register.statements if material.register else ():
        weight, reasons = WEIGHT.get(claim.verdict, 0), hits(f"{claim.seed_text} {claim.answer}", danger)
        if weight:
            reasons = (f"verdict {claim.verdict}", *reasons)
        score = weight + len(reasons) - bool(weight)
        yield Priority(material.project.register, claim.line, claim.id, score, reasons)


def _items(material: Material, danger: Iterable[str]) -> Iterator[Priority]:
    for file, place, item in material.items():
        reasons = hits(f"{item.stem} {item.rationale or ''}", danger)
        yield Priority(file.path, file.line("items", place), item.id, len(reasons), reasons)


def hits(text: str, danger: Iterable[str]) -> tuple[str, ...]:
    """Return the danger words that stand in a text."""
    lowered = text.lower()
    return tuple(word for word in danger if word in lowered)
