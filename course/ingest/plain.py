"""Read plain text: a heading is a short line without final punctuation that stands between blank lines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from course.ingest.draft import Block, Bullets, Draft, Paragraph, Section, Statement
from course.ingest.sentences import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

Line = tuple[int, str]
_BULLET = re.compile(r"^(\s*)(?:[•◦▪‣·*–-]|(\d{1,3})[.)])\s+(?=\S)")
_RULE = re.compile(r"^\s*([=~^_*#-])\1{2,}\s*$")
_LONGEST_HEADING = 90
_MOST_WORDS = 14
_CLOSING = (".", "!", ":", ";", ",", "…")
_INDENT = 2


def read_plain(text: str) -> Draft:
    """Divide plain text; the title is the first heading, and empty when there is none."""
    sections: list[Section] = []
    blocks: list[Block] = []
    heading: Statement | None = None
    groups = list(_groups(text))
    for place, group in enumerate(groups):
        found = _heading(group, is_last=place == len(groups) - 1)
        if found is None:
            blocks += _blocks(group, blocks)
            continue
        if heading or blocks:
            sections.append(Section(heading, 1, tuple(blocks)))
        heading, blocks = found, []
    sections.append(Section(heading, 1, tuple(blocks)))
    sections = _with_title(sections)
    return Draft(next((section.heading.text for section in sections if section.heading), ""), tuple(sections))


def _groups(text: str) -> Iterator[list[Line]]:
    """Yield the lines between blank lines."""
    group: list[Line] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            group.append((number, line))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _heading(group: list[Line], *, is_last: bool) -> Statement | None:
    number, line = group[0]
    text = line.strip()
    underlined = len(group) == 2 and _RULE.match(group[1][1]) is not None  # noqa: PLR2004 - text and rule
    if underlined and _says_something(text):
        return Statement(text, number, quote=f"{text}\n{group[1][1].strip()}")
    if len(group) > 1 or is_last or len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_WORDS:
        return None
    bullet = _BULLET.match(line)
    if (bullet and not bullet[2]) or text.endswith(_CLOSING) or not _says_something(text):
        return None
    first = next((letter for letter in text if letter.isalpha()), "")
    return None if first.islower() else Statement(text, number)


def _with_title(sections: list[Section]) -> list[Section]:
    """Take the first of two headings at the very top as the title of the whole, one level above the others."""
    first = sections[0]
    if len(sections) > 2 and first.heading and not first.blocks:  # noqa: PLR2004 - a title and two parts
        return [first, *(replace(section, level=2) for section in sections[1:])]
    return sections


def _blocks(group: list[Line], before: list[Block]) -> list[Block]:
    """Return the paragraph and the list of a group of lines."""
    if all(not _says_something(line) for _, line in group):
        _append_rule(group, before)
        return []
    start = next((place for place, (_, line) in enumerate(group) if _BULLET.match(line)), len(group))
    blocks: list[Block] = []
    if start:
        blocks.append(Paragraph(split_lines([(number, line.strip()) for number, line in group[:start]])))
    if start < len(group):
        blocks.append(_bullets(group[start:]))
    return blocks


def _bullets(group: list[Line]) -> Bullets:
    entries: list[tuple[int, list[Line]]] = []
    margins: list[int] = []
    for number, line in group:
        bullet = _BULLET.match(line)
        if bullet:
            margins.append(len(bullet[1].expandtabs()))
            entries.append((margins[-1], [(number, line[bullet.end() :].strip())]))
        else:
            entries[-1][1].append((number, line.strip()))
    depths = {margin: depth for depth, margin in enumerate(sorted(set(margins)))}
    first = _BULLET.match(group[0][1])
    numbered = first is not None and first[2] is not None
    return Bullets(tuple((depths[margin], split_lines(lines)) for margin, lines in entries), numbered)


def _append_rule(group: list[Line], before: list[Block]) -> None:
    """Let the statement before a rule quote the rule too, so that the register leaves nothing of the document out."""
    if before and isinstance(before[-1], Paragraph):
        last = before[-1].statements[-1]
        rule = "\n".join(line.strip() for _, line in group)
        before[-1] = Paragraph((*before[-1].statements[:-1], replace(last, quote=f"{last.quoted}\n{rule}")))


def _says_something(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
