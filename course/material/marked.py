"""Take marked parts out of lessons, with the line they stand on, so that slides repeat no text of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.material.page import Directive, Page, read_page
from quizzes.content import reread

if TYPE_CHECKING:
    from pathlib import Path

_TERM = re.compile(r"\{(?:term|index|doc|ref)\}`([^`<]*?)(?:\s*<[^`>]*>)?`")
_MARK = re.compile(r"[ \t]*\{claim\}`[^`]*`")
_CITE = re.compile(r"\{cite:\w+\}`[^`]*`")
_WORD = re.compile(r"[^\W_]+(?:[-'’./%][^\W_]+)*%?")
_TABLE_RULE = re.compile(r"^[\s|:-]+$")


@dataclass(frozen=True)
class Taken:
    """A text of a course and where its first line stands."""

    title: str
    text: str
    path: Path
    line: int


def read_lesson(folder: Path, lesson: str) -> Page:
    """Return a lesson as it is read."""
    return reread(read_page, folder / f"{lesson}.md")


def take(folder: Path, lesson: str, name: str, title: str = "") -> Taken | None:
    """Return the directive `name` of a lesson (the one with the argument `title`, else the first), or None."""
    found = next((one for one in read_lesson(folder, lesson).directives if _fits(one, name, title)), None)
    if found is None:
        return None
    return Taken(found.argument, for_slides(found.body), folder / f"{lesson}.md", found.body_line)


def _fits(one: Directive, name: str, title: str) -> bool:
    return one.name == name and (not title or one.argument == title)


def for_slides(text: str) -> str:
    """Return a text of a lesson without marks of statements, and with the bare words of terms and index entries.

    No line is added or taken, so that warnings keep their place.
    """
    return _TERM.sub(lambda match: match[1].strip(), _MARK.sub("", text))


def count_words(text: str) -> int:
    """Count the words that a slide shows: citations and the rules of tables are none."""
    lines = [line for line in _CITE.sub("", text).splitlines() if not _TABLE_RULE.match(line)]
    return len(_WORD.findall(" ".join(lines)))
