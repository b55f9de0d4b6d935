"""Tables of PDFs without tags: cells between lines that are drawn, and columns between rules that run across."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from course.ingest.readers.pdf_lines import Line, lines_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from course.ingest.readers.pdf_drawing import Drawn
    from course.ingest.readers.pdf_pictures import Box
    from course.ingest.readers.pdf_sheet import Letter

_NEAR = 2.5
_THIN = 2.5
_SHORTEST = 8.0
_MOST_LINES = 4_000
_LEAST_GAP = 6.0
_BACK = 5.0
_MOST_RULES = 30
_FULL = 0.75


class Rule(NamedTuple):
    """A straight line: `at` is its height when it runs `across`, else its place from the left."""

    across: bool
    at: float
    begin: float
    end: float


class Spot(NamedTuple):
    """A cell of a grid: row, column, and how far it goes on."""

    row: int
    column: int
    high: int
    wide: int
    box: Box


@dataclass(frozen=True)
class Grid:
    """The cells of a ruled table, by rows; `heads` rows stand above a rule that sets them apart."""

    box: Box
    cells: tuple[Spot, ...]
    rows: int
    heads: int = 0
    is_open: bool = False


def rules_of(drawn: Iterable[Drawn], width: float) -> list[Rule]:
    """Return the straight lines of drawn paths, thin boxes and the sides of boxes; pieces of one line are one."""
    found: list[Rule] = []
    for one in drawn:
        if one.kind != "path" or one.bends:
            continue
        for left, low, right, top in one.parts or (one.box,):
            if top - low <= _THIN and right - left > _SHORTEST:
                found.append(Rule(True, (low + top) / 2, left, right))  # noqa: FBT003 - a field of a tuple
            elif right - left <= _THIN and top - low > _SHORTEST / 2:
                found.append(Rule(False, (left + right) / 2, low, top))  # noqa: FBT003
            elif min(right - left, top - low) > _THIN and right - left < 0.98 * width:
                found += [Rule(True, low, left, right), Rule(True, top, left, right)]  # noqa: FBT003
                found += [Rule(False, left, low, top), Rule(False, right, low, top)]  # noqa: FBT003
    return _merged(found[:_MOST_LINES])


def _merged(rules: list[Rule]) -> list[Rule]:
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.across, round(rule.at / _NEAR), rule.begin)):
        last = found[-1] if found else None
        if last and last.across == rule.across and abs(last.at - rule.at) < _NEAR and rule.begin <= last.end + _NEAR:
            found[-1] = last._replace(end=max(last.end, rule.end))
        else:
            found.append(rule)
    return found


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """Return the grids of lines that cross or touch, of at least two cells."""
    groups = _connected(rules)
    grids = (_grid(group) for group in groups)
    return [grid for grid in grids if grid is not None]


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    parent = list(range(len(rules)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    downs = [at for at, rule in enumerate(rules) if not rule.across]
    for at, rule in enumerate(rules):
        if rule.across:
            for other in downs:
                down = rules[other]
                touches = rule.begin - _NEAR <= down.at <= rule.end + _NEAR
                if touches and down.begin - _NEAR <= rule.at <= down.end + _NEAR:
                    parent[root(at)] = root(other)
    groups: dict[int, list[Rule]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(root(at), []).append(rule)
    return list(groups.values())


def _places(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _grid(rules: list[Rule]) -> Grid | None:
    """Return the cells between lines; two cells are one where no line parts them."""
    ups = _places(rule.at for rule in rules if rule.across)[::-1]
    xs = _places(rule.at for rule in rules if not rule.across)
    if len(ups) < 2 or len(xs) < 2 or len(ups) * len(xs) < 6:  # noqa: PLR2004 - one cell is a frame
        return None

    def parted(*, across: bool, at: float, middle: float) -> bool:
        return any(
            rule.across == across and abs(rule.at - at) <= _NEAR and rule.begin - _NEAR <= middle <= rule.end + _NEAR
            for rule in rules
        )

    taken = set[tuple[int, int]]()
    cells: list[Spot] = []
    for row in range(len(ups) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            wide = high = 1
            up = (ups[row] + ups[row + 1]) / 2
            while column + wide < len(xs) - 1 and not parted(across=False, at=xs[column + wide], middle=up):
                wide += 1
            while row + high < len(ups) - 1 and not any(
                parted(across=True, at=ups[row + high], middle=(xs[at] + xs[at + 1]) / 2)
                for at in range(column, column + wide)
            ):
                high += 1
            taken.update((row + down, column + aside) for down in range(high) for aside in range(wide))
            box = (xs[column], ups[row + high], xs[column + wide], ups[row])
            cells.append(Spot(row, column, high, wide, box))
    if len(cells) < 2:  # noqa: PLR2004
        return None
    return Grid((xs[0], ups[-1], xs[-1], ups[0]), tuple(cells), len(ups) - 1)


def open_grids(rules: Sequence[Rule], letters: Sequence[Letter], page: int) -> list[Grid]:
    """Return tables that have rules across only: at least two of one width, with columns of words between them."""
    across = sorted((rule for rule in rules if rule.across), key=lambda rule: -rule.at)
    found: list[Grid] = []
    at = 0
    while at < len(across):
        group = [across[at]]
        for rule in across[at + 1 :]:
            if abs(rule.begin - group[0].begin) < 2 * _NEAR and abs(rule.end - group[0].end) < 2 * _NEAR:
                group.append(rule)
        tried = (_open_grid(group[:end], letters, page) for end in range(min(len(group), _MOST_RULES), 1, -1))
        grid = next((one for one in tried if one is not None), None)
        if grid is not None:
            found.append(grid)
            at = max(at + 1, next((n for n, rule in enumerate(across) if rule.at < grid.box[1]), len(across)))
        else:
            at += 1
    return found


def _open_grid(group: list[Rule], letters: Sequence[Letter], page: int) -> Grid | None:
    left, right, top, low = group[0].begin, group[0].end, group[0].at, group[-1].at
    inside = [one for one in letters if left - _NEAR < one.left < right + _NEAR and low < one.base < top]
    rows = rows_of(_narrow(inside, page))
    several = [row for row in rows if len(row) > 1]
    if len(several) < 2 or len(several) < 0.6 * len(rows):  # noqa: PLR2004
        return None
    second = group[1].at if len(group) > 2 else top  # noqa: PLR2004 - what stands above it is the head
    body = [line for row in rows for line in row if line.base < second]
    xs = _separators(body, left, right)
    if len(xs) < 3:  # noqa: PLR2004
        return None
    ups, heads = [top], 0
    for one, other in pairwise(rows):
        ruled = any(other[0].base < rule.at < one[0].base for rule in group)
        if ruled or not _goes_on_below(one, other, xs):
            ups.append((min(line.box[1] for line in one) + max(line.box[3] for line in other)) / 2)
            heads += one[0].base > second
    ups.append(low)
    cells = [spot for row in range(len(ups) - 1) for spot in _spots(row, rows, ups, xs)]
    return Grid((left, low, right, top), tuple(cells), len(ups) - 1, heads if heads < len(ups) - 1 else 0, is_open=True)


def _goes_on_below(one: list[Line], other: list[Line], xs: list[float]) -> bool:
    """Say whether a row goes on with the cells above it: nothing in the first column, or a cell that was full alone."""
    if other[0].left >= xs[1]:
        return True
    if len(other) > 1 or other[0].is_bold != one[0].is_bold:
        return False
    return one[0].left < xs[1] and one[0].right - xs[0] > _FULL * (xs[1] - xs[0])


def _spots(row: int, rows: list[list[Line]], ups: list[float], xs: list[float]) -> list[Spot]:
    """Return the cells of a row; words that run across several columns, as heads do, are one cell."""
    own = [line for found in rows for line in found if ups[row + 1] < line.base < ups[row]]
    found: list[Spot] = []
    column = 0
    while column < len(xs) - 1:
        wide = 1
        while column + wide < len(xs) - 1 and any(_crosses(line, xs[column + wide]) for line in own):
            wide += 1
        found.append(Spot(row, column, 1, wide, (xs[column], ups[row + 1], xs[column + wide], ups[row])))
        column += wide
    return found


def _crosses(line: Line, at: float) -> bool:
    return line.left < at - 1 < at + 1 < line.right


def _narrow(letters: Iterable[Letter], page: int) -> list[Line]:
    """Return the words of cells: what no gap of more than a blank or two parts."""
    runs: list[list[Letter]] = []
    for letter in letters:
        last = next((one for one in reversed(runs[-1]) if one.sign.strip()), None) if runs else None
        near = (
            last is not None
            and abs(letter.base - last.base) < 0.5 * letter.size
            and -_BACK < letter.left - last.right < 0.8 * letter.size
        )
        if near or (runs and not letter.sign.strip()):
            runs[-1].append(letter)
        elif letter.sign.strip():
            runs.append([letter])
    return [line for run in runs for line in lines_of(run, page)]


def _separators(lines: Sequence[Line], left: float, right: float) -> list[float]:
    """Return the edges of the columns: the middles of strips that no cell crosses."""
    edges = [left]
    reached = None
    for line in sorted(lines, key=lambda line: line.left):
        if reached is not None and line.left - reached > _LEAST_GAP:
            edges.append((line.left + reached) / 2)
        reached = line.right if reached is None else max(reached, line.right)
    return [*edges, right]


def inside(letter: Letter, box: Box) -> bool:
    """Say whether a letter stands in a box."""
    middle = (letter.left + letter.right) / 2
    return box[0] - 1 <= middle <= box[2] + 1 and box[1] - 1 <= letter.base + letter.size / 4 <= box[3] + 1
