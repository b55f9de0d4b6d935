"""Read plain text into the tree: headings by their shape, lists by their bullets, paragraphs between blank lines."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from course.evidence.source import CONTENTS
from course.ingest.headings import (
    BULLET,
    CLAUSE,
    MARKED,
    Line,
    heading_of,
    is_underlined,
    kind_of,
    level_of,
    rule_of,
    says_something,
    title_of,
)
from course.ingest.losses import Losses, LossKind, Place
from course.ingest.sentences import stand_alone
from course.ingest.tree import Block, Cell, Document, Heading, Item, Items, Para, Table, Text
from course.ingest.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ENDS = (".", ":", ";", "!", "?")
_TICKS = {"[ ]": False, "[]": False, "☐": False, "[x]": True, "[X]": True, "☑": True, "☒": True}
_FEWEST, _MOST = 8, 0.6
_COLUMNS = re.compile(r"\t\s*| {3,}")
_ROWS = 2
"""The fewest rows and columns of a table in plain text: columns stand apart by a tab or three blanks."""


def read_plain(text: str, losses: Losses | None = None) -> Document:
    """Read plain text; its title is its first heading, and empty when there is none."""
    losses = losses or Losses()
    lines = list(enumerate(text.split("\n"), 1))
    for number, line in lines:
        if CONTENTS.fullmatch(line):
            losses.add(Place(number), LossKind.CONTENTS, line)
    groups = list(_groups((number, "" if CONTENTS.fullmatch(line) else line) for number, line in lines))
    blocks = tuple(_blocks(groups))
    first = next((plain(block.inner) for block in blocks if isinstance(block, Heading)), "")
    return Document(blocks, first, losses=tuple(losses.found))


def _groups(lines: Iterable[Line]) -> Iterator[list[Line]]:
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


def _blocks(groups: list[list[Line]]) -> Iterator[Block]:
    title = title_of(groups[0]) if len(groups) > 1 else ""
    if title:
        yield Heading(0, (Text(title),), Place(groups[0][0][0]))
        yield from (_para([line]) for line in groups[0][1:])
    rest = groups[1:] if title else groups
    heads = _heads(rest)
    if not title:
        heads = _with_title(rest, heads)
    for group, (text, level) in zip(rest, heads, strict=True):
        if text:
            yield Heading(level, (Text(text),), Place(group[0][0]))
        else:
            yield from _of_group(group)


def _heads(groups: list[list[Line]]) -> list[tuple[str, int]]:
    """Return the heading that each group is, with its level, by the evidence of all.

    Where most lines look like headings, as in verse or an index, only those with a number or a rule are.
    """
    texts = [heading_of(group, is_last=place == len(groups) - 1) for place, group in enumerate(groups)]
    weak = [
        bool(text) and not kind_of(text) and not is_underlined(group) for text, group in zip(texts, groups, strict=True)
    ]
    stacked = sum(one and after for one, after in pairwise(weak))
    if sum(weak) > _FEWEST and stacked > _MOST * sum(weak):
        texts = ["" if one else text for text, one in zip(texts, weak, strict=True)]
    return list(zip(texts, _levels(groups, texts), strict=True))


def _levels(groups: list[list[Line]], texts: list[str]) -> list[int]:
    """Return the levels of headings: those without a number stand below those of the kind that divides the whole."""
    kinds = [kind_of(text) if text else "" for text in texts]
    count = Counter(kind for kind in kinds if kind)
    several = bool(count) and max(count.values()) > 1
    signs = list(dict.fromkeys(filter(None, map(rule_of, groups))))
    levels, current = [], 0
    for group, text, kind in zip(groups, texts, kinds, strict=True):
        level = level_of(text)
        if len(signs) > 1 and (sign := rule_of(group)):
            level = current = signs.index(sign) + 1
        elif several and kind:
            current = level
        elif several and text and current and not is_underlined(group):
            level = current + 1
        levels.append(level)
    return levels


def _with_title(groups: list[list[Line]], heads: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Take the first of two headings at the very top as the title of the whole, one level above the others.

    So is a heading at the top that alone has a rule below it.
    """
    levels = [level for text, level in heads if text]
    alone = bool(groups and rule_of(groups[0])) and not any(map(rule_of, groups[1:]))
    above = alone or all(text for text, _ in heads[:2])
    if len(levels) > 2 and above and heads[0][1] <= min(levels[1:]):  # noqa: PLR2004
        return [(heads[0][0], 0), *heads[1:]]
    return heads


def _of_group(group: list[Line]) -> list[Block]:
    """Return the paragraphs and the list of a group of lines."""
    start = next((place for place, (_, line) in enumerate(group) if _entry(line)), len(group))
    paragraphs = _paragraphs(group[:start])
    return [*paragraphs, *_lists(group[start:])] if start < len(group) else paragraphs


def _entry(line: str) -> tuple[int, int | None, str] | None:
    """Return margin, number and text of a line that begins an entry of a list."""
    found = BULLET.match(line)
    number = int(found[2]) if found and found[2] else None
    found = found or MARKED.match(line)
    return (len(found[1].expandtabs()), number, line[found.end() :].strip()) if found else None


def _para(lines: list[Line]) -> Para:
    return Para((Text("\n".join(line.strip() for _, line in lines)),), Place(lines[0][0]))


def _paragraphs(lines: list[Line]) -> list[Block]:
    """Return the paragraphs of lines without bullets: one, or one a numbered clause, or a list of single lines."""
    if not lines:
        return []
    if table := _table(lines):
        return [table]
    if stand_alone([text.strip() for _, text in lines]):
        items = tuple(Item((_para([line]),)) for line in lines if says_something(line[1]))
        return [Items(items, None, Place(lines[0][0]))]
    parts = [[lines[0]]]
    for line in lines[1:]:
        if CLAUSE.match(line[1]) and parts[-1][-1][1].rstrip().endswith(_ENDS):
            parts.append([line])
        else:
            parts[-1].append(line)
    return [_para(part) for part in parts if any(says_something(line) for _, line in part)]


def _table(lines: list[Line]) -> Table | None:
    """Return lines that all have the same number of columns as a table, which one paragraph would run together.

    A rule below the first line makes it the head.
    """
    ruled = len(lines) > _ROWS and not says_something(lines[1][1])
    lines = [line for line in lines if says_something(line[1])]
    rows = [_COLUMNS.split(text.strip()) for _, text in lines]
    if len(rows) < _ROWS or len(rows[0]) < _ROWS or any(len(row) != len(rows[0]) for row in rows):
        return None
    places = [Place(number) for number, _ in lines]
    cells = [
        tuple(Cell((Para((Text(text),), place),)) for text in row) for row, place in zip(rows, places, strict=True)
    ]
    return Table(tuple(cells), int(ruled), place=places[0])


def _lists(group: list[Line]) -> list[Block]:
    """Return the lists of a group whose first line begins an entry; margins make depths."""
    entries: list[tuple[int, int | None, list[Line]]] = []
    for number, line in group:
        if found := _entry(line):
            margin, counted, text = found
            entries.append((margin, counted, [(number, text)]))
        else:
            entries[-1][2].append((number, line))
    return _nested(entries)


def _nested(entries: list[tuple[int, int | None, list[Line]]]) -> list[Block]:
    """Return entries as lists: one that stands further in is in the one before; numbers that jump begin anew."""
    lists: list[tuple[int | None, list[Item]]] = []
    at = 0
    margin, following = entries[0][0], None
    while at < len(entries):
        _, counted, lines = entries[at]
        end = at + 1
        while end < len(entries) and entries[end][0] > margin:
            end += 1
        inner = _nested(entries[at + 1 : end]) if end > at + 1 else []
        if not lists or counted != following:
            lists.append((counted, []))
        lists[-1][1].append(_item(lines, inner))
        following = None if counted is None else counted + 1
        at = end
    place = Place(entries[0][2][0][0])
    return [Items(tuple(items), start, place) for start, items in lists]


def _item(lines: list[Line], inner: list[Block]) -> Item:
    first = lines[0][1]
    mark = next((mark for mark in _TICKS if first.startswith(f"{mark} ")), "")
    para = _para([(lines[0][0], first.removeprefix(mark).strip()), *lines[1:]])
    return Item((para, *inner), _TICKS.get(mark))
