"""The division of a document as a small text that a person edits and gives back: a line for each part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.ingest.codes import IngestCode
from course.ingest.divide import Group, Part, Rules
from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from course.ingest.division import Division

HEAD = """\
# The division of {name}: {lessons} lessons, {words:,} words.
# A line that begins with "lesson" begins a lesson, one with "part" belongs to the lesson above it.
# Change these words, and the titles of lessons; leave the lines and their order.
# Then: course new {name} DIR --by THIS-FILE
# Made with: --level {level} --max-words {most}
"""
_LINE = re.compile(r"(lesson|part)\s+([\d,]+) words\s+(.*)")
_MADE = re.compile(r"^# Made with: --level (\d) --max-words (\d{1,6})\s*$", re.MULTILINE)
NO_HEADING = "-"


def write_plan(division: Division, name: str, rules: Rules) -> str:
    """Return the plan of a division: each part with its words, deeper ones further in."""
    lessons, words = len(division.lessons), sum(one.words for one in division.lessons)
    lines = [HEAD.format(name=name, lessons=lessons, words=words, level=rules.level, most=rules.most)]
    for lesson in division.lessons:
        for number, part in enumerate(lesson.parts):
            kind = "part" if number else "lesson"
            title = lesson.title if not number else part.title or NO_HEADING
            lines.append(f"{kind:<6} {part.words:>6,} words  {'  ' * max(0, part.level - 1)}{title}\n")
    return "".join(lines)


@dataclass(frozen=True)
class PlannedRules(Rules):
    """Divides as a plan says: `begins` says for each part whether a lesson begins with it."""

    path: Path | None = None
    begins: tuple[bool, ...] = ()

    def divide(self, parts: Sequence[Part]) -> list[Group]:
        """Return the parts of each lesson.

        Raises FindingsError (N015) when the plan has another number of parts than the document.
        """
        groups: list[Group] = []
        kept = [part for group in Rules(self.level, self.most).divide(parts) for part in group]
        if len(kept) != len(self.begins):
            message = f"the plan has {len(self.begins)} lines, and the document {len(kept)} parts"
            raise FindingsError(_wrong(self.path, 1, message))
        for begins, part in zip(self.begins, kept, strict=True):
            if begins or not groups:
                groups.append([part])
            else:
                groups[-1].append(part)
        return groups


def read_plan(path: Path) -> PlannedRules:
    """Read a plan; raises FindingsError (N015) for a line that is none of a plan."""
    begins, titles = list[bool](), list[str]()
    text = read_text(path, IngestCode.PLAN, newline=None)
    made = _MADE.search(text)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if not found:
            raise FindingsError(_wrong(path, number, f"'{line.strip()[:60]}' is no line of a plan"))
        begins.append(found[1] == "lesson")
        if found[1] == "lesson" or not titles:
            titles.append(found[3].strip())
    if not begins:
        raise FindingsError(_wrong(path, 1, "the plan has no line"))
    level, most = (int(made[1]), int(made[2])) if made else (0, 0)
    return PlannedRules(level, most, tuple(titles), path, tuple(begins))


def _wrong(path: Path | None, line: int, message: str) -> Finding:
    assert path
    hint = "print it anew with `course new DOCUMENT --plan`, and change only its first words and the titles"
    return Finding(path, line, IngestCode.PLAN, message, hint=hint)
