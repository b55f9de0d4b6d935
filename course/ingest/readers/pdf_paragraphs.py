"""Lines of a PDF without tags to paragraphs, lists and headings: by gaps, indents, sizes, weight and numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from course.ingest.losses import Place
from course.ingest.readers.pdf_contents import LEADER
from course.ingest.readers.pdf_lines import typed
from course.ingest.readers.pdf_raised import moved
from course.ingest.readers.pdf_words import Piece, pieces_of
from course.ingest.rewriting import trimmed
from course.ingest.statements import cut
from course.ingest.tree import Block, Heading, Inline, Item, Items, Listing, Para, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from course.ingest.readers.pdf_lines import Line
    from course.ingest.readers.pdf_words import Speller

BULLET = re.compile(r"(?:[•●▪■◦○‣∙·➢➤▶►❖✦⁃◆◇□☐☑☒✓✔]|[–—*-](?=\s))\s*(?=\S)")
_TICKS = {"☐": False, "□": False, "☑": True, "☒": True, "✓": True, "✔": True}
_ENTRY = re.compile(r"(?:(\d{1,3})[.)]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)|\[\d{1,3}\])\s+(?=\S)")
_NUMBER = re.compile(
    r"(?:(?:chapter|section|part|kapitel|teil|appendix|anhang)\s+)?(?:\d{1,2}|[A-Z]|[IVX]{1,5})((?:\.\d{1,2})*)\.?\s+\S",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?:。！？；：][”\"’»)\]]?$")
_NO_HEADING_END = re.compile(r"[.;,。，；]$|[.!?][”\"’]$")
_LETTERS = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff]")
_LONGEST, _MOST_LINES = 150, 4
_BIGGER = 1.1
_GAP = 1.32
_PUSHED = 1.5
_OTHER_SIZE = 0.6
_CAPTION = re.compile(r"(?:table|figure|fig\.|tab\.|abb\.|box|tabelle|abbildung|tableau|tabla)\s*\d", re.IGNORECASE)
_ADDRESS = re.compile(r"@|https?:|www\.")
_NAME = re.compile(r"\W+")
_ITS_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])[.)]?\s+", re.IGNORECASE)


@dataclass
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]

    @property
    def first(self) -> Line:
        """Return its first line."""
        return self.lines[0]

    @property
    def words(self) -> str:
        """Return its words as they stand in its lines."""
        return " ".join(line.words for line in self.lines)


@dataclass
class Body:
    """What most lines of a document are like: the size of most letters, and the gap from line to line by size."""

    size: float
    pitch: Mapping[float, float]
    is_bold: bool
    outline: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Sequence[Line], outline: Mapping[str, int]) -> Body:
        """Measure lines in their order."""
        sizes, bold = Counter[float](), 0
        drops: dict[float, list[float]] = {}
        for line in lines:
            sizes[line.size] += len(line.words)
            bold += len(line.words) * line.is_bold
        for one, other in pairwise(lines):
            drop = one.base - other.base
            if one.region == other.region and one.size == other.size and 0.8 * one.size < drop < 3 * one.size:
                drops.setdefault(one.size, []).append(drop)
        pitch = {size: sorted(found)[len(found) // 3] for size, found in drops.items()}
        size = max(sizes, key=lambda one: (sizes[one], one), default=10.0)
        return cls(size, pitch, 2 * bold > sizes.total(), outline)

    def gap(self, line: Line) -> float:
        """Return how far below a line the next one of its paragraph stands at most."""
        return _GAP * self.pitch.get(line.size, 1.2 * line.size)


def _room(last: Line, line: Line) -> float:
    """Return how much wider a gap may be where raised or lowered letters push two lines of one sentence apart."""
    moved = any(letter.base > line.base for letter in line.letters) or any(
        letter.base < last.base for letter in last.letters
    )
    return _PUSHED if moved and not last.is_short and not _ENDS.search(last.words) else 1.0


@dataclass
class Writer:
    """Makes blocks of lines; `pieces` gives the letters of a line with the links and notes around them."""

    speller: Speller
    body: Body
    pieces: Callable[[Line], list[Piece]]

    def blocks(self, lines: Sequence[Line], *, heads: bool = True) -> list[Block]:
        """Return lines, in their order, as blocks; without `heads` none is a heading, as in cells of tables."""
        paragraphs = list(self._paragraphs(lines))
        levels = self._levels(paragraphs) if heads else {}
        found: list[Block] = []
        entries: list[tuple[Paragraph, str]] = []
        for paragraph in paragraphs:
            first = paragraph.first
            if first.block is not None:
                found += [*self._list(entries), first.block]
                entries = []
                continue
            mark = _mark(paragraph)
            if mark and id(paragraph) not in levels:
                if (
                    entries
                    and _kind(entries[0][1]) != _kind(mark)
                    and first.left <= entries[0][0].first.left + first.size / 2
                ):
                    found += self._list(entries)
                    entries = []
                entries.append((paragraph, mark))
                continue
            found += self._list(entries)
            entries = []
            block = self._block(paragraph, levels.get(id(paragraph)))
            found += [block] if block is not None else []
        return [*found, *self._list(entries)]

    def _block(self, paragraph: Paragraph, level: int | None) -> Block | None:
        place = Place(paragraph.first.page, "page")
        if level is not None:
            words = self._line(paragraph, weighs=False)
            return Heading(level, words, place) if words else None
        if self._is_program(paragraph):
            return Listing(typed(paragraph.lines), "", place)
        words = self._line(paragraph)
        return Para(words, place) if words else None

    def _line(self, paragraph: Paragraph, *, weighs: bool = True) -> tuple[Inline, ...]:
        pieces: list[Piece] = []
        for line in paragraph.lines:
            if pieces:
                end = pieces[-1].letter
                pieces.append(Piece(end._replace(sign="\n", left=end.right, made=True)))
            pieces += self.pieces(line)
        return self.speller.line(pieces, Place(paragraph.first.page, "page"), weighs=weighs)

    def _is_program(self, paragraph: Paragraph) -> bool:
        shown = [letter for line in paragraph.lines for letter in line.letters if letter.sign.strip()]
        mono = all(letter.style.mono and not letter.style.struck for letter in shown)
        if not (self.speller.mono_is_code and mono and len(paragraph.lines) > 1):
            return False
        return not any(any(moved(pieces_of(line.letters))) for line in paragraph.lines)

    # Paragraphs.

    def _paragraphs(self, lines: Sequence[Line]) -> Iterator[Paragraph]:
        held: Paragraph | None = None
        for at, line in enumerate(lines):
            after = lines[at + 1] if at + 1 < len(lines) else None
            if held is None or self._begins(held, line, after):
                if held is not None:
                    yield held
                held = Paragraph([line])
            else:
                held.lines.append(line)
        if held is not None:
            yield held

    def _begins(self, held: Paragraph, line: Line, after: Line | None) -> bool:
        """Say whether a line begins a paragraph below the lines of another."""
        last = held.lines[-1]
        if line.block is not None or last.block is not None or LEADER.search(last.words):
            return True
        if abs(line.size - last.size) > _OTHER_SIZE or (line.is_bold != last.is_bold and not _is_run_in(last, line)):
            return True
        if _begins_entry(held, line) or (all(map(self._is_mono, held.lines)) and not self._has_mono(line)):
            return True
        if line.region != last.region or line.page != last.page:
            return self._begins_elsewhere(last, line)
        drop = last.base - line.base
        if drop > self.body.gap(last) * _room(last, line) or drop < -line.size:
            return True
        big = line.size > _BIGGER * self.body.size
        return not big and not self._is_mono(line) and self._begins_by_indent(held, line, after)

    @staticmethod
    def _begins_by_indent(held: Paragraph, line: Line, after: Line | None) -> bool:
        """Say whether a line begins a paragraph because it stands further in or out than those above it."""
        last, first = held.lines[-1], held.first
        hung = held.lines[1].left if len(held.lines) > 1 else first.left
        if _mark_of(first):
            return line.left < max(first.left - 0.5 * line.size, hung - line.size if hung > first.left else 0)
        if hung - first.left > 0.7 * line.size:
            return abs(line.left - first.left) < 0.4 * line.size
        if line.left - last.left > 0.7 * line.size:  # a first line when the next goes back, else the second that hangs
            goes_back = after is not None and after.region == line.region and after.left < line.left - 0.5 * line.size
            return len(held.lines) > 1 or last.is_short or goes_back
        return last.is_short and bool(_ENDS.search(last.words))

    @staticmethod
    def _is_mono(line: Line) -> bool:
        return all(letter.style.mono for letter in line.letters)

    @staticmethod
    def _has_mono(line: Line) -> bool:
        return any(letter.style.mono for letter in line.letters)

    def _begins_elsewhere(self, last: Line, line: Line) -> bool:
        """Say whether a line at the head of a column or page begins a paragraph."""
        if line.size > _BIGGER * self.body.size:
            return True
        ended = bool(_ENDS.search(last.words))
        return (ended and (last.is_short or line.indent > 0.7 * line.size)) or (
            last.is_short and line.words[:1].isupper()
        )

    # Lists.

    def _list(self, entries: Sequence[tuple[Paragraph, str]]) -> list[Block]:
        """Return entries as lists, one that stands further in below the one above it."""
        if not entries:
            return []
        rows: list[tuple[Paragraph, str, list[tuple[Paragraph, str]]]] = []
        for paragraph, mark in entries:
            above, first = (rows[-1][0].first if rows else None), paragraph.first
            if above and first.region == above.region and first.left > above.left + 0.8 * first.size:
                rows[-1][2].append((paragraph, mark))
            else:
                rows.append((paragraph, mark, []))
        numbers = [_ENTRY.match(row[0].first.words) for row in rows]
        starts = [int(one[1]) if one and one[1] else None for one in numbers]
        start = starts[0]
        counted = start is not None and all(one == start + at for at, one in enumerate(starts))
        if not counted and any(one is not None for one in starts) and not all(one is not None for one in starts):
            return [block for row in rows for block in self._list_of([row], None)]
        return self._list_of(rows, start if counted else None)

    def _list_of(
        self, rows: Sequence[tuple[Paragraph, str, list[tuple[Paragraph, str]]]], start: int | None
    ) -> list[Block]:
        place = Place(rows[0][0].first.page, "page")
        items: list[Item] = []
        loose: list[Block] = []
        for paragraph, mark, below in rows:
            words = self._line(paragraph)
            bullet = BULLET.match(f"{mark}.")
            if bullet or start is not None:
                words = _without(words, len(mark))
            elif not below:
                loose.append(Para(words, place))
                continue
            items.append(Item((Para(words, place), *self._list(below)), _TICKS.get(mark.strip())))
        if loose and not items:
            return loose
        return [*loose, Items(tuple(items), start, place)]

    # Headings.

    def _levels(self, paragraphs: Sequence[Paragraph]) -> dict[int, int]:
        """Return the levels of those paragraphs that are headings, by their identity."""
        looks: dict[int, tuple[float, bool]] = {}
        named: dict[int, int] = {}
        for at, paragraph in enumerate(paragraphs):
            if not self._may_head(paragraph, paragraphs[at + 1] if at + 1 < len(paragraphs) else None):
                continue
            level = self._outlined(paragraph.words)
            line = paragraph.first
            bigger = line.size > _BIGGER * self.body.size
            below = paragraphs[at + 1].first.block  # bold words above a table are its caption, or the row of its heads
            heavy = (
                line.is_bold
                and not isinstance(below, Table)
                and not self.body.is_bold
                and line.size >= 0.93 * self.body.size
            )
            if level is not None:
                named[id(paragraph)] = level
            if bigger or (heavy and not _mark(paragraph)) or (heavy and _NUMBER.match(paragraph.words)):
                looks[id(paragraph)] = (line.size, line.is_bold)
        return {**_ranked(paragraphs, looks), **named}

    def _outlined(self, words: str) -> int | None:
        """Return the level that the bookmarks of the file give a heading."""
        for text in (words, _ITS_NUMBER.sub("", words)):
            if (level := self.body.outline.get(_NAME.sub("", text).casefold())) is not None:
                return level
        return None

    @staticmethod
    def _may_head(paragraph: Paragraph, below: Paragraph | None) -> bool:
        words, line = paragraph.words, paragraph.first
        if line.block is not None or below is None or len(words) > _LONGEST or len(paragraph.lines) > _MOST_LINES:
            return False
        raised = sum(letter.size < 0.8 * line.size and letter.sign.isalnum() for letter in line.letters)
        if _CAPTION.match(words):
            return False
        begins_raised = line.letters[0].base > line.base + 0.1 * line.size
        if BULLET.match(words) or begins_raised or raised > 1 or words.count(",") > 3 or _ADDRESS.search(words):  # noqa: PLR2004 - names of authors
            return False
        if words.endswith((":", "：")) and not (words.isupper() or _NUMBER.match(words)):
            return False
        return bool(_LETTERS.search(words)) and not _NO_HEADING_END.search(words)


def _ranked(paragraphs: Sequence[Paragraph], looks: Mapping[int, tuple[float, bool]]) -> dict[int, int]:
    """Return levels by size and weight; of one look, the number that a heading bears says how deep it stands.

    What is bigger than everything else, once, above all other headings, is the title.
    """
    order = sorted(set(looks.values()), reverse=True)
    headed = [paragraph for paragraph in paragraphs if id(paragraph) in looks]
    if not headed:
        return {}
    tops = [paragraph for paragraph in headed if looks[id(paragraph)] == order[0]]
    titled = len(tops) == 1 and tops[0] is headed[0] and len(headed) > 2  # noqa: PLR2004
    dots = {id(one): number[1].count(".") for one in headed if (number := _NUMBER.match(one.words))}
    least: dict[tuple[float, bool], int] = {}
    for paragraph in headed:
        if id(paragraph) in dots:
            look = looks[id(paragraph)]
            least[look] = min(dots[id(paragraph)], least.get(look, 9))
    levels: dict[int, int] = {}
    for paragraph in headed:
        look = looks[id(paragraph)]
        deeper = dots.get(id(paragraph), least.get(look, 0)) - least.get(look, 0)
        levels[id(paragraph)] = min(6, order.index(look) + (not titled) + deeper)
    return levels


def _begins_entry(held: Paragraph, line: Line) -> bool:
    """Say whether a line begins an entry of a list, and does not end a sentence with a number: "0800 123 / 456."."""
    last, mark = held.lines[-1], _mark_of(line)
    if not mark or (line.region == last.region and line.base == last.base):
        return False
    if BULLET.match(f"{mark}."):
        return True
    before, own = _ENTRY.match(held.first.words), _ENTRY.match(line.words)
    follows = before and own and before[1] and own[1] and int(own[1]) == int(before[1]) + 1
    return bool(follows) or last.is_short or bool(_ENDS.search(last.words))


def _kind(mark: str) -> str:
    """Return whether a mark is a bullet, a number that counts, or one by which its entry is cited."""
    if BULLET.match(f"{mark}."):
        return "bullet"
    found = _ENTRY.match(f"{mark}.")
    return "number" if found and found[1] else "cited"


def _is_run_in(last: Line, line: Line) -> bool:
    """Say whether two lines differ in weight because bold words begin or end in one of them."""
    return any(letter.style.bold for letter in last.letters) and any(letter.style.bold for letter in line.letters)


def _mark(paragraph: Paragraph) -> str:
    return _mark_of(paragraph.first)


def _mark_of(line: Line) -> str:
    """Return the bullet or number with which a line begins an entry of a list."""
    if line.block is not None:
        return ""
    found = BULLET.match(line.words) or _ENTRY.match(line.words)
    return found[0] if found else ""


def _without(words: tuple[Inline, ...], count: int) -> tuple[Inline, ...]:
    """Return words without the mark of a list at their beginning."""
    parts = cut(words, [count])
    return trimmed(parts[-1]) if len(parts) > 1 else words
