"""Divide the blocks of a document into lessons: by its headings, of about 300 to 2,500 words where it allows.

The highest level with more than one heading makes lessons. A lesson that is too long is divided at its next level,
and where it has none between two blocks; short neighbours below one heading are joined.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from course.ingest.headings import begins_nothing, heads_contents, is_title
from course.ingest.names import slug
from course.ingest.rewriting import trimmed
from course.ingest.tree import Block, Heading, Inline, Para, Text
from course.ingest.wording import plain, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FEWEST, MOST = 300, 2500
MANY, TINY, ALLOWS = 12, 40, 3 * FEWEST
"""The words of a lesson, about: fewer are joined, more are divided; fewer than `TINY` make no lesson among long ones. A
document of less than `ALLOWS` words has no three lessons of this length, so that each of its headings may begin one, up
to `MANY`."""
_WIDE = 0.4
_UNSPACED = re.compile("[\u3040-\u9fff]")
_LONGEST = 90
_OPENING = 50
_BELOW = ": "
_INTRODUCTION = {"de": "Einleitung", "es": "Introducción", "it": "Introduzione", "nl": "Inleiding", "pt": "Introdução"}


@dataclass(frozen=True)
class Part:
    """A heading with the blocks up to the next one; `heading` is None before the first."""

    heading: Heading | None
    blocks: tuple[Block, ...]

    @property
    def level(self) -> int:
        """Return the level of its heading; what stands before the first is on level 1."""
        return self.heading.level if self.heading else 1

    @property
    def title(self) -> str:
        """Return the words of its heading as one line."""
        return " ".join(plain(self.heading.inner).split()) if self.heading else ""

    @cached_property
    def words(self) -> int:
        """Return how many words it has."""
        return count_words((*([self.heading] if self.heading else []), *self.blocks))


@dataclass(frozen=True)
class Lesson:
    """A lesson: its number from 1, its title, the name of its file, and its parts in the order of the document."""

    number: int
    title: str
    name: str
    parts: tuple[Part, ...]

    @property
    def words(self) -> int:
        """Return how many words it has."""
        return sum(part.words for part in self.parts)

    @property
    def heading(self) -> tuple[Inline, ...]:
        """Return its title as the document has it, with formulas and marks; else its words."""
        own = next((part.heading for part in self.parts if part.heading and part.title == self.title), None)
        return own.inner if own else (Text(self.title),)

    def blocks(self) -> Iterator[Block]:
        """Yield its blocks below its title: headings begin on level 2, and no level is skipped.

        The title of the whole document is that of the course, and no heading in a lesson.
        """
        above: list[int] = []
        titled = False
        for part in self.parts:
            own = not titled and (part.title == self.title or self.title.endswith(f"{_BELOW}{part.title}"))
            above_all = part.heading is not None and part.level == 0 and not own and len(self.parts) > 1
            titled = titled or own or (part.heading is not None and not above_all)
            if part.heading and not own and not above_all:
                while above and above[-1] >= part.level:
                    above.pop()
                above.append(part.level)
                yield replace(part.heading, level=min(len(above) + 1, 6))
            elif own:
                above = []
            yield from part.blocks


Group = list[Part]


def parts_of(blocks: Iterable[Block]) -> list[Part]:
    """Return the parts of blocks."""
    parts: list[Part] = []
    head: Heading | None = None
    body: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            if head or body:
                parts.append(Part(head, tuple(body)))
            head, body = block, []
        else:
            body.append(block)
    return [*parts, Part(head, tuple(body))] if head or body else parts


def entitled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take a short paragraph without a full stop that stands above all headings as the title of the document."""
    first = blocks[0] if blocks else None
    others = any(isinstance(block, Heading) for block in blocks)
    if isinstance(first, Para) and others and is_title(plain(first.inner)) and _is_words(first):
        return (Heading(0, trimmed(first.inner), first.place), *blocks[1:])
    return blocks


def _is_words(para: Para) -> bool:
    return all(isinstance(node, Text) and "\n" not in node.text for node in para.inner)


@dataclass(frozen=True)
class Rules:
    """How to divide: lessons begin on `level`, 0 for the highest with several headings, and have `most` words.

    `titles` are those of the lessons where somebody chose them.
    """

    level: int = 0
    most: int = 0
    titles: tuple[str, ...] = ()

    def divide(self, parts: Sequence[Part]) -> list[Group]:
        """Return the parts of each lesson, at least one."""
        level = self.level or lesson_level(parts)
        groups = _at_level(parts, level)
        most = self.most or MOST
        if self.level and not self.most:
            return groups
        divided = [smaller for group in groups for smaller in _smaller(group, most)]
        return divided if self.level else _joined(divided, most)


def lesson_level(parts: Iterable[Part]) -> int:
    """Return the highest level that has more than one heading."""
    levels = sorted(part.level for part in parts if part.heading)
    several = (level for level, found in groupby(levels) if len(list(found)) > 1)
    return next(several, levels[0] if levels else 1)


def _at_level(parts: Sequence[Part], level: int) -> list[Group]:
    groups: list[Group] = []
    titles = [part.title for part in parts if part.heading and part.level == level]
    asides = {title for title in titles if begins_nothing(title)}
    if sum(title in asides for title in titles) * 2 > len(titles):
        asides = set()  # a diary, or a list of changes
    for part in parts:
        if groups and part.title in asides:
            groups[-1].append(part)
            continue
        if part.heading and not part.blocks and (part.level < level or heads_contents(part.title)):
            continue  # the title of the whole, or what stood above the table of contents
        begins = part.heading is None or part.level <= level
        if begins or not groups or groups[-1][0].heading is None or groups[-1][0].level < level:
            groups.append([part])
        else:
            groups[-1].append(part)
    return groups or [list(parts)]


def _smaller(group: Group, most: int) -> Iterator[Group]:
    """Yield a group in pieces of at most `most` words, by its own headings, else between blocks."""
    if sum(part.words for part in group) <= most:
        yield group
    elif len(group) > 1:
        level = min(part.level for part in group[1:])
        pieces: list[Group] = [[group[0]]]
        for part in group[1:]:
            if part.level <= level and sum(one.words for one in pieces[-1]) >= FEWEST:
                pieces.append([part])
            else:
                pieces[-1].append(part)
        if len(pieces) == 1:
            first, *rest = group
            pieces = [[first], rest]
        for piece in pieces:
            yield from _smaller(piece, most)
    else:
        yield from ([part] for part in _between_blocks(group[0], most))


def _between_blocks(part: Part, most: int) -> Iterator[Part]:
    """Yield a part without headings in pieces of about one length; a container, a list and a table stay whole."""
    pieces = -(-part.words // most)
    target = part.words / pieces
    held: list[Block] = []
    head, number, words = part.heading, 1, 0
    for block in part.blocks:
        size = count_words([block])
        if held and words + size / 2 > target and number < pieces:
            yield Part(head, tuple(held))
            number, held, words = number + 1, [], 0
            head = None
        held.append(block)
        words += size
    yield Part(head, tuple(held))


def _joined(groups: list[Group], most: int) -> list[Group]:
    """Return groups without bare headings, and of which short neighbours are one lesson.

    The two neighbours that are shortest together are joined, again and again, until none is short. A document of less
    than `ALLOWS` words keeps a lesson for each heading, unless these are more than `MANY`.
    """
    joined: list[Group] = []
    for group in groups:
        bare = joined and not any(part.blocks for part in joined[-1])
        if bare and group[0].heading and group[0].level >= joined[-1][0].level:
            joined[-1].extend(group)
        else:
            joined.append(list(group))
    joined = _without_tiny(joined)
    sizes = [sum(part.words for part in group) for group in joined]
    allows = sum(sizes) >= ALLOWS
    while len(joined) > (1 if allows else MANY):
        across = len(joined) > MANY
        able = [at for at in range(len(joined) - 1) if _may_join(joined, sizes, at, most, across=across)]
        if not able:
            break
        at = min(able, key=lambda one: sizes[one] + sizes[one + 1])
        joined[at : at + 2] = [joined[at] + joined[at + 1]]
        sizes[at : at + 2] = [sizes[at] + sizes[at + 1]]
    return joined


def _without_tiny(groups: list[Group]) -> list[Group]:
    """Return groups of which one of a few words, among long ones, begins the next or ends the one before.

    So does what stands below the title of the whole, such as a date, among groups of any length.
    """
    sizes = [sum(part.words for part in group) for group in groups]
    least = min(TINY, sum(sizes) / len(sizes) / 5) if sizes else 0
    kept: list[Group] = []
    held: Group = []
    for number, (group, size) in enumerate(zip(groups, sizes, strict=True)):
        whole = not number and len(groups) > 1 and group[0].heading is not None and group[0].level == 0
        if size < (TINY if whole else least):
            held += group
        else:
            kept.append(held + group)
            held = []
    if held and kept:
        kept[-1] += held
    return kept or groups


def _may_join(groups: list[Group], sizes: list[int], at: int, most: int, *, across: bool) -> bool:
    """Say whether a group and the next are short, and the next neither stands above nor in another document.

    `across` lets lessons of several documents be one, where there are too many.
    """
    first, second = groups[at][0], groups[at + 1][0]
    if not across and first.heading and second.heading and first.heading.place.part != second.heading.place.part:
        return False
    short = min(sizes[at], sizes[at + 1]) < FEWEST and sizes[at] + sizes[at + 1] <= most
    return short and first.heading is not None and second.heading is not None and second.level >= first.level


def lessons_of(groups: Sequence[Group], title: str, language: str, titles: Sequence[str] = ()) -> tuple[Lesson, ...]:
    """Return the lessons of groups with the names of their files, and with `titles` where somebody chose them."""
    width = max(2, len(str(len(groups))))
    lessons: list[Lesson] = []
    several = {name for name, count in Counter(group[0].title for group in groups).items() if count > 1}
    above: list[Part] = []
    for number, group in enumerate(groups, 1):
        below = _heading_above(group[0], above)
        name = _title(group, lessons, title if len(groups) == 1 else "", language)
        if name in several and below and len(below) + len(name) <= _LONGEST:
            name = f"{below}{_BELOW}{name}"
        name = titles[number - 1] if titles else name
        above += group
        lessons.append(Lesson(number, name, f"{number:0{width}}-{slug(name)}", tuple(group)))
    return tuple(lessons)


def _heading_above(part: Part, before: Sequence[Part]) -> str:
    """Return the title of the heading below which a part stands, nothing where that is the title of the whole."""
    over = (one for one in reversed(before) if one.heading and one.level < part.level)
    return next((one.title for one in over if one.level > 0), "")


def _title(group: Group, before: Sequence[Lesson], whole: str, language: str) -> str:
    """Return the title of a lesson: its heading, those of parts that were joined, or that of the one that goes on."""
    bare_title = group[0].heading is not None and group[0].level == 0 and group[0].words < TINY
    group = group[1:] if bare_title and not whole and len(group) > 1 else group
    top = min((part.level for part in group if part.heading), default=0)
    heads = [part.title for part in group if part.heading and part.level == top]
    heads = [head for head in heads if not begins_nothing(head)] or heads
    if group[0].heading is None and heads:
        return heads[0]
    if group[0].heading is None and before:
        stem, _, number = before[-1].title.rpartition(" (")
        goes_on = stem and number.rstrip(")").isdigit()
        if before[-1].parts[0].heading is None and (opening := _opening(group)):
            return opening
        return f"{stem} ({int(number.rstrip(')')) + 1})" if goes_on else f"{before[-1].title} (2)"
    if group[0].heading is None:
        return whole or _INTRODUCTION.get(language, "Introduction")
    if len(heads) > 1 and group[0].level == top:
        together = "; ".join(heads)
        return together if len(together) <= _LONGEST else f"{heads[0]} – {heads[-1]}"
    return group[0].title


def _opening(group: Group) -> str:
    """Return the first words of a group below no heading, which say more than that an introduction goes on."""
    text = next((plain(block.inner) for block in group[0].blocks if isinstance(block, Para)), "")
    words: list[str] = []
    for word in text.split():
        if len(" ".join([*words, word])) > _OPENING:
            return f"{' '.join(words)} …" if words else ""
        words.append(word)
    return " ".join(words).rstrip(".:;,")


def count_words(blocks: Iterable[Block]) -> int:
    """Return how many words blocks have; a script without blanks counts two signs as a word."""
    text = wording(blocks)
    wide = len(_UNSPACED.findall(text)) if not text.isascii() else 0
    return len(text.split()) if wide < _WIDE * len(text) else len(text) // 2
