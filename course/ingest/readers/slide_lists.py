"""Bullets and numbers of slides: a paragraph has them by itself, by its shape, by its layout or by the master."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.ingest.readers.word_xml import A, local, whole
from course.ingest.rewriting import tidy, trimmed
from course.ingest.tree import Block, Inline, Item, Items, Para, Text
from course.ingest.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from course.ingest.losses import Place
    from course.ingest.readers.package import Package
    from course.ingest.readers.slide_words import Words

Entry = tuple[int, str | None, tuple[Inline, ...]]
"""Level, mark (None without one, empty for a bullet, else a kind of number and where it begins), words."""
_BODIES = frozenset({"", "body", "obj"})
_MARKS = ("buNone", "buChar", "buAutoNum", "buBlip")
_LEVELS = 9


class Bullets:
    """Knows what the layout of a slide and its master say of the paragraphs of each placeholder."""

    def __init__(self, package: Package, part: str) -> None:
        layout = next(package.related(part, "slideLayout"), "")
        master = next(package.related(layout, "slideMaster"), "") if layout else ""
        self._layout = package.part(layout) if layout else None
        self._master = package.part(master) if master else None

    def kind(self, shape: Element) -> str:
        """Return the kind of a placeholder, nothing for one of any content, "none" for another shape."""
        found = next((one for one in shape.iter() if local(one) == "ph"), None)
        return "none" if found is None else found.get("type", "")

    def entries(self, shape: Element, words: Words) -> list[Entry]:
        """Return the paragraphs of a shape that have words."""
        return [one for node in shape.iter(f"{A}p") for one in self._entry(shape, node, words)]

    def _entry(self, shape: Element, node: Element, words: Words) -> Iterator[Entry]:
        settings = node.find(f"{A}pPr")
        level = whole("0" if settings is None else settings.get("lvl", "0"))
        line = words.paragraph(node)
        if plain(line).strip() or any(not isinstance(one, Text) for one in line):
            yield level, self._mark(shape, settings, level), trimmed(line)

    def _mark(self, shape: Element, settings: Element | None, level: int) -> str | None:
        for one in (settings, *self._inherited(shape, level)):
            mark = None if one is None else next((each for each in one if local(each) in _MARKS), None)
            if mark is not None:
                return _told(mark)
        return None

    def _inherited(self, shape: Element, level: int) -> list[Element | None]:
        """Return what shape, layout and master say of a level, the nearest first."""
        name = f"lvl{min(level, _LEVELS - 1) + 1}pPr"
        own = [one.find(f"{A}{name}") for one in shape.iter(f"{A}lstStyle")]
        if self.kind(shape) not in _BODIES:
            return own
        mine = next((one for one in shape.iter() if local(one) == "ph"), None)
        index = "" if mine is None else mine.get("idx", "")
        for one in () if self._layout is None else self._layout.iter("{*}sp"):
            other = next((each for each in one.iter() if local(each) == "ph"), None)
            if other is not None and other.get("idx", "") == index:
                own += [each.find(f"{A}{name}") for each in one.iter(f"{A}lstStyle")]
        styles = () if self._master is None else self._master.iter("{*}bodyStyle")
        return own + [one.find(f"{A}{name}") for one in styles]


def _told(mark: Element) -> str | None:
    match local(mark):
        case "buNone":
            return None
        case "buAutoNum":
            return f"{mark.get('type', 'arabicPeriod')} {whole(mark.get('startAt', '1'), 1)}"
    return ""


def nested(entries: Sequence[Entry], place: Place) -> list[Block]:
    """Return entries as paragraphs and lists, deeper ones inside of those above."""
    blocks: list[Block] = []
    at = 0
    while at < len(entries):
        level, mark, line = entries[at]
        if mark is None:
            blocks.append(Para(line, place))
            at += 1
            continue
        end = at
        while (
            end < len(entries)
            and entries[end][1] is not None
            and (entries[end][0] > level or (entries[end][0] == level and entries[end][1] == mark))
        ):
            end += 1
        blocks.append(_list(entries[at:end], level, mark, place))
        at = end
    return blocks


def _list(entries: Sequence[Entry], level: int, mark: str, place: Place) -> Items:
    starts = [at for at, one in enumerate(entries) if one[0] == level]
    kind, _, start = mark.partition(" ")
    items = []
    for number, (at, end) in enumerate(zip(starts, [*starts[1:], len(entries)], strict=True)):
        line = entries[at][2]
        if kind and not kind.startswith("arabic"):
            line = tidy((Text(f"{_letter(kind, int(start) + number)} "), *line))
        items.append(Item((Para(line, place), *nested(entries[at + 1 : end], place))))
    return Items(tuple(items), int(start) if kind.startswith("arabic") else None, place)


def _letter(kind: str, number: int) -> str:
    """Return a letter or Roman number as PowerPoint shows it: alphaLcParenR is b)."""
    if kind.startswith("roman"):
        values = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
        text = ""
        for value, sign in values:
            text += sign * (number // value)
            number %= value
    else:
        text = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
    text = text.upper() if "Uc" in kind else text
    return {"ParenBoth": f"({text})", "ParenR": f"{text})", "Period": f"{text}."}.get(kind.partition("c")[2], text)
