"""A document divided: its lessons, its headings and statements in their order, and what its draft does not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from course.ingest.codes import IngestCode
from course.ingest.divide import MOST, Lesson, Rules, entitled, lessons_of, parts_of
from course.ingest.fit import fitted
from course.ingest.language import guess_language
from course.ingest.statements import Marker, Statement
from course.ingest.tree import Heading
from course.ingest.wording import plain
from course.project import LANGUAGE
from course.project.kinds import STEERS
from quizzes.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from course.ingest.losses import Loss
    from course.ingest.tree import Document

_MUCH = 1.2


@dataclass(frozen=True)
class Division:
    """What becomes a course; `media` are its pictures by the names of their files."""

    title: str
    language: str
    lessons: tuple[Lesson, ...]
    found: tuple[Statement, ...]
    media: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    losses: tuple[Loss, ...] = ()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Return the statements in the order of the document."""
        return tuple(one for one in self.found if not one.is_heading)

    @cached_property
    def headings(self) -> tuple[Statement, ...]:
        """Return the headings in the order of the document."""
        return tuple(one for one in self.found if one.is_heading)

    def ids(self) -> list[str]:
        """Return the id of each heading (H01) and statement (S01), wide enough for all."""
        numbers = {"H": 0, "S": 0}
        widths = {"H": len(str(len(self.headings))), "S": len(str(len(self.statements)))}
        names: list[str] = []
        for one in self.found:
            letter = "H" if one.is_heading else "S"
            numbers[letter] += 1
            names.append(f"{letter}{numbers[letter]:0{max(2, widths[letter])}}")
        return names

    def statement_id(self, number: int) -> str:
        """Return the id of a statement by its number, from 1."""
        return f"S{number:0{max(2, len(str(len(self.statements))))}}"


def divided(
    document: Document,
    path: Path,
    rules: Rules | None = None,
    language: str = "",
    draws: Callable[[str], bool] | None = None,
) -> Division:
    """Divide a document; pictures are looked for beside `path`, `draws` says whether an edition draws a formula."""
    shown = fitted(replace(document, blocks=entitled(document.blocks)), path.parent, draws)
    marker = Marker()
    blocks = marker.document(shown.blocks)
    title = _title(shown, path)
    spoken = language or _language(shown.language, marker.found)
    rules = rules or Rules()
    groups = rules.divide(parts_of(blocks))
    lessons = lessons_of(groups, title, spoken, rules.titles)
    found = tuple(_sizes(path, rules, lessons))
    return Division(title, spoken, lessons, tuple(marker.found), shown.media, shown.losses, found)


def _sizes(path: Path, rules: Rules, lessons: tuple[Lesson, ...]) -> Iterator[Finding]:
    """Yield what somebody should know of the sizes of lessons that nobody chose."""
    hint = "--plan prints the division to be edited; --level and --max-words choose another"
    joined = sum(sum(part.heading is not None and part.level == _top(one) for part in one.parts) > 1 for one in lessons)
    if joined and not rules.level and not rules.titles:
        message = f"short neighbours were joined in {joined} of {len(lessons)} lessons"
        yield Finding(path, 1, IngestCode.SIZES, message, Level.INFO, hint=hint)
    for one in lessons:
        if one.words > (rules.most or MOST) * _MUCH:
            message = f"the lesson '{one.title}' has {one.words:,} words and no place where it could be divided"
            yield Finding(path, 1, IngestCode.SIZES, message, Level.WARNING, hint=hint)


def _top(lesson: Lesson) -> int:
    return min((part.level for part in lesson.parts if part.heading), default=0)


def _title(document: Document, path: Path) -> str:
    """Return the title of the document, the words of the name of its file when it has none."""
    heads = [block for block in document.blocks if isinstance(block, Heading)]
    above = next((plain(head.inner) for head in heads if head.level == 0), "")
    titles = (above or document.title, plain(heads[0].inner) if heads else "")
    return next(filter(None, map(_settable, titles)), "") or re.sub(r"[_\W]+", " ", path.stem).strip() or "Document"


def _settable(title: str) -> str:
    """Return a title as course.toml takes it: on one line, without places to hyphenate and signs that steer."""
    return " ".join(STEERS.sub("", " ".join(title.split())).replace("\N{SOFT HYPHEN}", "").split())


def _language(named: str, found: list[Statement]) -> str:
    """Return the language that the document names, else the one that its words speak for."""
    code = named.replace("_", "-").partition("-")[0].lower()
    return code if LANGUAGE.fullmatch(code) else guess_language(" ".join(one.text for one in found))
