"""Letters to lines: what runs on along one base line, in the order in which columns are read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from statistics import median
from typing import TYPE_CHECKING

from course.ingest.readers.pdf_bidi import RIGHT_TO_LEFT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from course.ingest.readers.pdf_pictures import Box
    from course.ingest.readers.pdf_sheet import Letter
    from course.ingest.tree import Block

_ON_LINE = 0.65
_GAP, _BACK = 1.4, 2.0
_SAME_BASE = 0.35
_FEWEST_IN_COLUMNS, _FEWEST_TO_PART = 8, 4
_LEAST_SHARE = 0.15
_CROSSED = 0.35
_LEAST_GUTTER = 7.0
_FULL = 0.5
_FAR = 12
_ALIGNED = 0.6
_DEEPEST = 4
_FEWEST_ROWS, _FEW_LINES = 3, 3
_NARROW = 0.4


@dataclass(eq=False)
class Line:
    """Letters on one base line, or a `block` that is no text but has its place among the lines, such as a table."""

    letters: list[Letter]
    page: int
    box: Box
    block: Block | None = None
    region: int = 0
    indent: float = 0.0
    is_short: bool = False
    size: float = 0.0
    base: float = 0.0
    is_bold: bool = False
    words: str = ""

    def __post_init__(self) -> None:
        """Ask the letters for the size, base line and weight of most of them."""
        shown = [letter for letter in self.letters if letter.sign.strip()]
        self.base = self.box[1]
        if shown:
            sizes = Counter(round(letter.size, 1) for letter in shown)
            self.size = max(sizes, key=lambda size: (sizes[size], size))
            self.base = median(letter.base for letter in shown if round(letter.size, 1) == self.size)
            self.is_bold = all(letter.style.bold for letter in shown if letter.sign.isalnum())
            self.words = " ".join("".join(letter.sign for letter in self.letters).split())

    @property
    def left(self) -> float:
        """Return where it begins."""
        return self.box[0]

    @property
    def right(self) -> float:
        """Return where it ends."""
        return self.box[2]


def lines_of(letters: Iterable[Letter], page: int) -> list[Line]:
    """Return what runs on without a wide gap, in the order of the content of the page."""
    runs: list[list[Letter]] = []
    main: Letter | None = None
    for letter in letters:
        if main is not None and letter.sign != "\n" and _goes_on(runs[-1][-1], main, letter):
            runs[-1].append(letter)
            main = letter if letter.size > 0.9 * main.size else main
        elif letter.sign.strip():
            runs.append([letter])
            main = letter
    return joined([line_of(run, page) for run in runs])


def line_of(letters: list[Letter], page: int) -> Line:
    """Return letters as a line."""
    while letters and not letters[-1].sign.strip():
        letters.pop()
    low = min(letter.base - letter.size / 4 for letter in letters)
    top = max(letter.base + letter.size * 0.75 for letter in letters)
    return Line(letters, page, (min(one.left for one in letters), low, max(one.right for one in letters), top))


def _goes_on(last: Letter, main: Letter, letter: Letter) -> bool:
    """Say whether a letter follows the last of a line, of which `main` is the last that is not raised or lowered."""
    size = max(letter.size, main.size)
    if min(abs(letter.base - last.base), abs(letter.base - main.base)) >= _ON_LINE * size:
        return False
    if _spans(letter, last) or _spans(last, letter):
        return True
    gap = letter.left - last.right
    if RIGHT_TO_LEFT.match(last.sign) or RIGHT_TO_LEFT.match(main.sign) or RIGHT_TO_LEFT.match(letter.sign):
        return max(gap, last.left - letter.right) < _FAR * size
    return -_BACK * size < gap < _GAP * max(size, 6) or 0 <= last.left - letter.right < size


def _spans(blank: Letter, letter: Letter) -> bool:
    """Say whether a blank was made where a line changes its direction: it reaches over what it parts."""
    return blank.made and blank.left <= letter.left and blank.right >= letter.right


def joined(lines: list[Line]) -> list[Line]:
    """Return lines of which pieces that follow each other closely on one base line are one."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last and _is_beside(last, line) and -0.2 * line.size <= line.left - last.right < 0.9 * line.size:
            found[-1] = _glued(last, line)
        else:
            found.append(line)
    return found


def _is_beside(one: Line, other: Line) -> bool:
    large, small = max(one.size, other.size), min(one.size, other.size)
    share = _SAME_BASE if small > 0.86 * large else _ON_LINE
    return bool(one.letters and other.letters) and abs(one.base - other.base) < share * large


def _glued(one: Line, other: Line) -> Line:
    end = one.letters[-1]
    blank = end._replace(sign=" ", left=end.right, made=True)
    return line_of([*one.letters, blank, *other.letters], one.page)


@dataclass
class Order:
    """Puts the lines of a page in the order in which they are read.

    `width` is that of the page, `regions` counts its columns; `table` makes a block of rows of lines that stand in
    columns, one below the other.
    """

    width: float
    regions: int = 0
    table: Callable[[list[list[Line]]], Block] | None = None
    found: list[Line] = field(default_factory=list)

    def read(self, lines: list[Line]) -> list[Line]:
        """Return lines in their order, pieces of one row of a column joined."""
        self._columns(lines, 0)
        return self.found

    def _columns(self, lines: list[Line], depth: int) -> None:
        gutter = _gutter(lines) if depth < _DEEPEST else None
        if gutter is None:
            self._column(lines)
            return
        left, right = gutter
        sides: tuple[list[Line], list[Line]] = ([], [])
        across: list[Line] = []
        for line in sorted(lines, key=lambda line: -line.box[3]):
            side = 0 if line.right <= right and line.left < left else 1 if line.left >= left else 2
            if side == 2:  # noqa: PLR2004 - it runs across both columns
                self._sides(sides, depth)
                sides = ([], [])
                across.append(line)
                continue
            if across:
                self._column(across)
                across = []
            sides[side].append(line)
        self._sides(sides, depth)
        if across:
            self._column(across)

    def _sides(self, sides: tuple[list[Line], list[Line]], depth: int) -> None:
        below = _below(sides)
        for side in (*sides, below):
            rest = [line for line in side if line not in below] if side is not below else below
            if rest:
                self._columns(rest, depth + 1)

    def _column(self, lines: list[Line]) -> None:
        """Add the lines of one column from top to bottom, and say how far each stands in."""
        made: list[Line] = []
        for row in self._tabled(rows_of(lines)):
            line = row[0]
            for other in row[1:]:
                if line.letters and other.letters:
                    line = _glued(line, other)
                else:
                    made.append(line)
                    line = other
            made.append(line)
        self.regions += 1
        texts = [line for line in made if line.letters]
        if texts:
            left = median(line.left for line in texts)
            right = sorted(line.right for line in texts)[int(0.8 * (len(texts) - 1))]
            few = len(texts) < _FEW_LINES  # then nothing tells how wide a full one is
            for line in texts:
                line.indent, line.is_short = line.left - left, line.right < right - 0.12 * (right - left)
                if few and line.right - line.left < _NARROW * self.width:
                    line.is_short = True
        for line in made:
            line.region = self.regions
        self.found += made

    def _tabled(self, rows: list[list[Line]]) -> list[list[Line]]:
        """Return rows of which those that stand in columns are one line, a table."""
        found: list[list[Line]] = []
        at = 0
        while at < len(rows):
            end = at
            while end < len(rows) and _has_columns(rows[end]):
                end += 1
            if self.table is not None and end - at >= _FEWEST_ROWS and are_columns(rows[at:end]):
                boxes = [line.box for row in rows[at:end] for line in row]
                box = (
                    min(b[0] for b in boxes),
                    min(b[1] for b in boxes),
                    max(b[2] for b in boxes),
                    max(b[3] for b in boxes),
                )
                found.append([Line([], rows[at][0].page, box, self.table(rows[at:end]))])
                at = end
            else:
                found.append(rows[at])
                at += 1
        return found


def _has_columns(row: list[Line]) -> bool:
    return len(row) > 1 and all(line.letters for line in row)


def are_columns(rows: list[list[Line]]) -> bool:
    """Say whether pieces of rows stand below each other in columns that no piece crosses."""
    edges = column_edges([line for row in rows for line in row])
    return len(edges) > 0 and all(len(cells_of(row, edges)) > 1 for row in rows)


def column_edges(lines: Iterable[Line]) -> list[float]:
    """Return the middles of the strips between columns of pieces."""
    edges: list[float] = []
    reached: float | None = None
    for line in sorted(lines, key=lambda line: line.left):
        if reached is not None and line.left - reached > _LEAST_GUTTER:
            edges.append((line.left + reached) / 2)
        reached = line.right if reached is None else max(reached, line.right)
    return edges


def cells_of(row: Iterable[Line], edges: list[float]) -> dict[int, list[Line]]:
    """Return the pieces of a row by their column."""
    cells: dict[int, list[Line]] = {}
    for line in row:
        cells.setdefault(sum(edge <= line.left for edge in edges), []).append(line)
    return cells


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Return lines from top to bottom, those on one base line together from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if rows and _is_beside(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _gutter(lines: Sequence[Line]) -> tuple[float, float] | None:
    """Return the widest blank strip that parts two columns of text, None where there are none."""
    texts = [line for line in lines if line.letters]
    if len(texts) < _FEWEST_TO_PART:
        return None
    left, right = min(line.left for line in texts), max(line.right for line in texts)
    strips = sorted(_strips(texts, left, right), key=lambda strip: strip[0] - strip[1])
    return next((strip for strip in strips if _parts_columns(texts, strip, left, right)), None)


def _strips(lines: Sequence[Line], left: float, right: float) -> Iterator[tuple[float, float]]:
    """Yield strips that next to no line crosses."""
    width = int(right - left) + 2
    steps = [0] * (width + 1)
    for line in lines:
        steps[int(line.left - left)] += 1
        steps[int(line.right - left) + 1] -= 1
    cover = list(accumulate(steps))
    limit, begin = max(cover) * _CROSSED, None
    for x in range(width):
        if cover[x] <= limit:
            begin = x if begin is None else begin
        elif begin is not None:
            if x - begin >= _LEAST_GUTTER and begin > 0:
                yield left + begin, left + x
            begin = None


def _is_entry(line: Line) -> bool:
    return line.words[:1] in "•●▪■◦○‣–-" and bool(line.words)


def _parts_columns(lines: Sequence[Line], strip: tuple[float, float], left: float, right: float) -> bool:
    """Say whether a strip parts columns of text, and not the cells of a table or what a form asks for."""
    sides = [line for line in lines if line.right <= strip[1]], [line for line in lines if line.left >= strip[0]]
    if all(len(side) > 1 and sum(map(_is_entry, side)) >= len(side) / 2 for side in sides):
        return True  # lists beside each other, as on slides
    if len(lines) < _FEWEST_IN_COLUMNS or min(map(len, sides)) < max(3, _LEAST_SHARE * len(lines)):
        return False
    widths = (strip[0] - left, right - strip[1])
    full = all(
        median(line.right - line.left for line in side) >= _FULL * width
        for side, width in zip(sides, widths, strict=True)
    )
    bases = [line.base for line in sides[1]]
    aligned = sum(any(abs(line.base - base) < 1 for base in bases) for line in sides[0])
    return full or (aligned < _ALIGNED * min(map(len, sides)) and min(widths) > 0.25 * (right - left))


def _below(sides: tuple[list[Line], list[Line]]) -> list[Line]:
    """Return the lines of the left side that stand apart, below where both columns end on one height."""
    if not sides[0] or not sides[1]:
        return []
    end = min(line.box[1] for line in sides[1])
    left = sorted(sides[0], key=lambda line: -line.box[3])
    for at, (line, after) in enumerate(pairwise(left)):
        apart = line.box[1] - after.box[3] > 0.9 * max(line.size, 6) or after.block is not None
        if abs(line.box[1] - end) < 1.6 * max(line.size, 6) and after.box[3] < end and apart:
            return left[at + 1 :]
    return []


def typed(lines: Iterable[Line]) -> str:
    """Return lines of a program with the blanks at which they begin, those on one base line as one."""
    rows = rows_of(lines)
    if not rows:
        return ""
    left = min(line.left for row in rows for line in row)
    shown = [letter for row in rows for line in row for letter in line.letters if letter.sign.strip()]
    wide = median(letter.right - letter.left for letter in shown) or 1.0
    written = []
    for row in rows:
        text = ""
        for line in row:
            text = text.ljust(round((line.left - left) / wide)) + "".join(one.sign for one in line.letters).rstrip()
        written.append(text)
    return "\n".join(written)
