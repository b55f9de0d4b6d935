"""Split a lesson at one of its headings: the part below it becomes a lesson of its own, behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.authoring.add import begin, next_number
from course.authoring.edits import Edits, line_end
from course.authoring.rename import FRONT
from course.authoring.starts import with_entry
from course.authoring.things import ThingKind, find_thing, require_free
from course.ingest.names import slug
from course.material import read_page
from quizzes.explain import suggest
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from course.material import Page
    from course.project import Project

_USED = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_NOTES = re.compile(r"(?m)^\[\^([^\]\s]+)\]:[^\n]*\n(?:(?:[ \t]+[^\n]*|[ \t]*)\n(?=[ \t]+\S))*(?:[ \t]+\S[^\n]*\n)*")
_MINUTES = re.compile(r"(?m)^minutes:[ \t]*(\d+)")
_OBJECTIVES = re.compile(r"(?m)^objectives:[^\n]*\n(?:[ \t]+[^\n]*\n|-[^\n]*\n)*")
_QUIZ = re.compile(r"(?m)^\s*(?:`{3,}|:{3,})\{quiz\}")
_TOP = 2


def plan_split(project: Project, lesson: str, heading: str, name: str = "") -> Edits:
    """Plan to make a lesson of a section of level 2 and those below it; the section with the questions stays.

    The minutes are shared out by words, footnotes go where they are used, deeper headings come up by one level. Raises
    FindingsError for an unknown lesson or heading (C076), or one that is the first or has nothing below (C079).
    """
    thing = find_thing(project, lesson, ThingKind.LESSON)
    page = read_page(thing.path)
    edits = Edits()
    text = edits.read(thing.path)
    lines = text.splitlines(keepends=True)
    start, end, title = _section(page, heading, lines)
    first = re.match(r"\d+", thing.name)
    name = name or f"{first[0] if first else thing.name}b-{slug(title)}"
    path = thing.path.with_name(f"{name}.md")
    require_free(project, ThingKind.LESSON, name, path)
    bank, objective = begin(project, edits, name, title, next_number(project))
    moved = _raised("".join(lines[start + 1 : end]), page, start + 2)
    kept = "".join([*lines[:start], *lines[end:]])
    kept, moved = _noted(kept, moved)
    front = FRONT.match(kept)
    head, kept = (front[0], kept[front.end() :]) if front else ("", kept)
    here, there = _shared(head, kept, moved)
    rest = _MINUTES.sub(f"minutes: {here}", head)
    objectives = _OBJECTIVES.sub(f"objectives: [{objective}]{line_end(text)}", _MINUTES.sub(f"minutes: {there}", head))
    body = f"\n\n# {title}\n\n:::{{objectives}}\n:::\n\n{moved.strip()}\n\n## Practice\n\n```{{quiz}} {bank}\n```\n"
    edits.write(thing.path, rest + re.sub(r"(\r?\n){3,}", r"\1\1", kept))
    edits.write(path, objectives + body.replace("\n", line_end(text)) if line_end(text) != "\n" else objectives + body)
    edits.change(project.root / "index.md", lambda one: with_entry(one, f"lessons/{name}", "", f"lessons/{thing.name}"))
    edits.notes.append(
        f"questions of the part that moved stay in the bank of {thing.name}: move those that belong to it"
    )
    return edits


def _section(page: Page, heading: str, lines: list[str]) -> tuple[int, int, str]:
    """Return the first line of a section, that behind it (both from 0), and its title."""
    tops = [(line, title) for level, title, line in page.headings if level == _TOP]
    found = next((place for place, (_, title) in enumerate(tops) if title.casefold() == heading.casefold()), None)
    if found is None:
        close = suggest(heading, [title for _, title in tops])
        message = f"the lesson has no heading '{heading}' of level 2{close}"
        raise FindingsError(Finding(page.path, 1, "C076", message))
    ends = [*(line for line, _ in tops[1:]), len(lines) + 1]
    stays = next(
        (at for at in range(found, len(tops)) if _QUIZ.search("".join(lines[tops[at][0] - 1 : ends[at] - 1]))), None
    )
    start, end = tops[found][0] - 1, (tops[stays][0] - 1 if stays is not None else len(lines))
    before = any(one.line <= start and not one.inside for one in page.prose)
    if not "".join(lines[start + 1 : end]).strip() or not before:
        message = f"'{heading}' has nothing above it, or nothing below it, that could be a lesson"
        raise FindingsError(Finding(page.path, start + 1, "C079", message))
    return start, end, tops[found][1]


def _raised(text: str, page: Page, line: int) -> str:
    """Return a part of a page that begins on a line, with its headings below level 2 one level higher."""
    lines = text.splitlines(keepends=True)
    for level, _, at in page.headings:
        if level > _TOP and 0 <= at - line < len(lines):
            lines[at - line] = lines[at - line].replace("#" * level, "#" * (level - 1), 1)
    return "".join(lines)


def _noted(kept: str, moved: str) -> tuple[str, str]:
    """Return both parts with the footnotes that each uses, and no others."""
    notes = {found[1]: found[0] for found in (*_NOTES.finditer(kept), *_NOTES.finditer(moved))}
    parts = []
    for text in (kept, moved):
        bare = _NOTES.sub("", text)
        used = [notes[name] for name in dict.fromkeys(_USED.findall(bare)) if name in notes]
        own = [found[0] for found in _NOTES.finditer(text)]
        if sorted(used) == sorted(own):
            parts.append(text)
        else:
            parts.append(f"{bare.rstrip()}\n\n{''.join(one.rstrip() + chr(10) * 2 for one in used)}")
    return parts[0], parts[1]


def _shared(head: str, kept: str, moved: str) -> tuple[int, int]:
    """Return the minutes of both parts: together those of the whole, by their words, and one each at least."""
    found = _MINUTES.search(head)
    minutes = int(found[1]) if found else 2
    words, others = len(kept.split()), len(moved.split())
    there = min(max(1, round(minutes * others / max(1, words + others))), max(1, minutes - 1))
    return max(1, minutes - there), there
