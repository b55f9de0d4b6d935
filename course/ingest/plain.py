"""Read plain text: headings by their shape, lists by their bullets, and paragraphs between blank lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from course.evidence.source import CONTENTS
from course.ingest.draft import Block, Bullets, Draft, Entry, Paragraph, Remark, Section, Statement
from course.ingest.headings import (
    BULLET,
    CLAUSE,
    MARKED,
    Line,
    heading_of,
    level_of,
    says_something,
    title_of,
)
from course.ingest.sentences import split_lines, stand_alone

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS = (".", ":", ";", "!", "?")


def read_plain(text: str) -> Draft:
    """Divide plain text; the title is the first heading, and empty when there is none."""
    lines = list(enumerate(text.split("\n"), 1))
    left = [(number, line.strip()) for number, line in lines if CONTENTS.fullmatch(line)]
    remarks = tuple(Remark(number, line, "contents", "the table of contents is left out") for number, line in left)
    groups = list(_groups((number, "" if CONTENTS.fullmatch(line) else line) for number, line in lines))
    title = title_of(groups[0]) if len(groups) > 1 else None
    sections = list(_sections(groups, title))
    if title is None:
        sections = _with_title(sections)
    first = next((section.heading.text for section in sections if section.heading), "")
    return Draft(first, tuple(sections), remarks)


def _groups(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Yield the lines between blank lines."""
    group: list[Line] = []
    for number, line in lines:
        if line.strip():
            group.append((number, line))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _sections(groups: list[list[Line]], title: Statement | None) -> Iterator[Section]:
    heading, level, blocks = title, 0, list[Block]()
    if title:
        blocks += [Paragraph(split_lines([(number, line.strip())])) for number, line in groups[0][1:]]
    rest = groups[1:] if title else groups
    for place, group in enumerate(rest):
        found = heading_of(group, is_last=place == len(rest) - 1)
        if found is None:
            blocks += _blocks(group)
            continue
        if heading or blocks:
            yield Section(heading, level if heading else 1, tuple(blocks))
        heading, level, blocks = found, level_of(found.text), []
    yield Section(heading, level if heading else 1, tuple(blocks))


def _with_title(sections: list[Section]) -> list[Section]:
    """Take the first of two headings at the very top as the title of the whole, one level above the others."""
    first, *rest = sections
    if len(rest) > 1 and first.heading and not first.blocks and first.level <= min(one.level for one in rest):
        return [replace(first, level=0), *rest]
    return sections


def _blocks(group: list[Line]) -> list[Block]:
    """Return the paragraphs and the list of a group of lines."""
    start = next((place for place, (_, line) in enumerate(group) if _entry(line)), len(group))
    paragraphs = _paragraphs([(number, line.strip()) for number, line in group[:start]])
    return [*paragraphs, _bullets(group[start:])] if start < len(group) else paragraphs


def _entry(line: str) -> tuple[int, int | None, str] | None:
    """Return margin, number and text of a line that begins an entry of a list."""
    found = BULLET.match(line)
    number = int(found[2]) if found and found[2] else None
    found = found or MARKED.match(line)
    return (len(found[1].expandtabs()), number, line[found.end() :].strip()) if found else None


def _paragraphs(lines: list[Line]) -> list[Block]:
    """Return the paragraphs of lines without bullets: one, or one a numbered clause, or a list of single lines."""
    if not lines:
        return []
    if stand_alone([text for _, text in lines]):
        return [Bullets(tuple(Entry(0, split_lines([line])) for line in lines if says_something(line[1])))]
    parts = [[lines[0]]]
    for line in lines[1:]:
        if CLAUSE.match(line[1]) and parts[-1][-1][1].endswith(_ENDS):
            parts.append([line])
        else:
            parts[-1].append(line)
    return [Paragraph(statements) for part in parts if (statements := split_lines(part))]


def _bullets(group: list[Line]) -> Bullets:
    entries: list[tuple[int, int | None, list[Line]]] = []
    for number, line in group:
        if found := _entry(line):
            margin, counted, text = found
            entries.append((margin, counted, [(number, text)]))
        else:
            entries[-1][2].append((number, line.strip()))
    depths = {margin: depth for depth, margin in enumerate(sorted({margin for margin, _, _ in entries}))}
    return Bullets(tuple(Entry(depths[margin], split_lines(lines), counted) for margin, counted, lines in entries))
