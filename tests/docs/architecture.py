"""Draw what imports what, from the graph that import-linter judges: `python -m tests.docs.architecture` writes the SVG.

Each package is drawn in floors: a part stands above everything that it imports. An arrow that follows from others is
left out (transitive reduction).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import grimp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "explanation" / "architecture.svg"
PACKAGES = ("course", "quizzes")
LEFT_OUT = {"__main__"}
WIDTH, FLOOR, BOX, HEAD = 1020, 56, 26, 40
LETTER, MARGIN = 7.4, 12
SWEEPS = 12
STYLE = (
    "text{font:13px sans-serif;fill:#1d2530}.box{fill:#f4f7fa;stroke:#43607c;stroke-width:1.2}"
    ".house{fill:none;stroke:#c3ced9}.name{font-weight:bold;font-size:15px}"
    "path{fill:none;stroke:#7d93a8;stroke-width:1.1}"
)


@dataclass
class House:
    """The parts of one package: for each the parts that it imports, as long as no other import implies them."""

    name: str
    imports: dict[str, set[str]]
    floors: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give each part the number of its floor, from below."""
        for part in self.imports:
            self._floor(part)

    def _floor(self, part: str) -> int:
        if part not in self.floors:
            self.floors[part] = 1 + max(map(self._floor, sorted(self.imports[part])), default=-1)
        return self.floors[part]


def houses() -> Iterator[House]:
    """Yield both packages as their modules import each other now."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    for package in PACKAGES:
        parts = sorted(name for name in graph.find_children(package) if name.rpartition(".")[2] not in LEFT_OUT)
        imports = {
            part: {
                other
                for other in parts
                if other != part and graph.direct_import_exists(importer=part, imported=other, as_packages=True)
            }
            for part in parts
        }
        yield House(package, {part: _needed(part, imports) for part in parts})


def _needed(part: str, imports: dict[str, set[str]]) -> set[str]:
    implied = {far for near in imports[part] for far in _reached(imports[near], imports)}
    return imports[part] - implied


def _reached(parts: Iterable[str], imports: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(parts)
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting += imports[part]
    return found


@dataclass
class Sheet:
    """Where everything stands: floors from above, each a list of parts and of bends of long arrows."""

    rows: list[list[str]]
    links: list[tuple[str, str]]
    labels: dict[str, str]

    def places(self) -> dict[str, float]:
        """Return the middle of everything across the sheet, after sorting each floor by its neighbours."""
        middle: dict[str, float] = {}
        for row in self.rows:
            middle |= self._spread(row)
        for sweep in range(SWEEPS):
            for row in self.rows if sweep % 2 == 0 else reversed(self.rows):
                row.sort(key=lambda one: (self._wish(one, middle), one))
                middle |= self._spread(row)
        return middle

    def _wish(self, one: str, middle: dict[str, float]) -> float:
        near = [middle[b if a == one else a] for a, b in self.links if one in (a, b)]
        return sum(near) / len(near) if near else WIDTH / 2

    def _spread(self, row: list[str]) -> dict[str, float]:
        widths = [self.width(one) for one in row]
        gap = (WIDTH - 2 * MARGIN - sum(widths)) / (len(row) + 1)
        assert gap > 0, f"too many parts on one floor: {row}"
        found, x = {}, MARGIN + gap
        for one, width in zip(row, widths, strict=True):
            found[one] = x + width / 2
            x += width + gap
        return found

    def width(self, one: str) -> float:
        """Return how broad the box of a part is; a bend has next to no breadth."""
        return len(self.labels[one]) * LETTER + 16 if one in self.labels else 4


def sheet_of(house: House) -> Sheet:
    """Lay a package out in floors; an arrow over several of them bends once on each."""
    top = max(house.floors.values())
    rows: list[list[str]] = [[] for _ in range(top + 1)]
    for part, floor in house.floors.items():
        rows[top - floor].append(part)
    links: list[tuple[str, str]] = []
    for part, others in house.imports.items():
        for other in sorted(others):
            chain = [part]
            for floor in range(house.floors[part] - 1, house.floors[other], -1):
                chain.append(f"{part}>{other}@{floor}")
                rows[top - floor].append(chain[-1])
            links += zip(chain, [*chain[1:], other], strict=False)
    return Sheet(rows, links, {part: part.rpartition(".")[2] for part in house.imports})


def draw() -> str:
    """Return the picture as SVG."""
    parts, y = [], 4.0
    for house in houses():
        sheet = sheet_of(house)
        height = HEAD + FLOOR * len(sheet.rows) - (FLOOR - BOX) + MARGIN
        parts += [
            f'<rect class="house" x="2" y="{y:g}" width="{WIDTH - 4}" height="{height}" rx="8"/>',
            f'<text class="name" x="16" y="{y + 26:g}">{house.name}</text>',
            *_drawn(sheet, y + HEAD),
        ]
        y += height + 34
    note = "course imports quizzes, never back"
    first = next(number for number, part in enumerate(parts) if ">quizzes<" in part) - 1
    border = float(re.findall(r' y="([\d.]+)"', parts[first])[0])
    parts.insert(first, f'<text x="{WIDTH / 2:g}" y="{border - 13:g}" text-anchor="middle">{note}</text>')
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y - 30:g}" role="img">\n'
        f"<title>What imports what</title>\n<style>{STYLE}</style>\n"
        f'<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'
    )


def _drawn(sheet: Sheet, top: float) -> Iterator[str]:
    middle = sheet.places()
    level = {one: top + FLOOR * number for number, row in enumerate(sheet.rows) for one in row}
    for a, b in sheet.links:
        begin, end = level[a] + BOX, level[b]
        half = (begin + end) / 2
        x, to = f"{middle[a]:.1f}", f"{middle[b]:.1f}"
        yield f'<path d="M{x} {begin:g}C{x} {half:g} {to} {half:g} {to} {end:g}"/>'
        if b not in sheet.labels:
            yield f'<path d="M{to} {end:g}v{BOX}"/>'
    for one, label in sheet.labels.items():
        width = sheet.width(one)
        yield (
            f'<rect class="box" x="{middle[one] - width / 2:.1f}" y="{level[one]:g}" width="{width:.1f}" '
            f'height="{BOX}" rx="4"/>'
            f'<text x="{middle[one]:.1f}" y="{level[one] + 17:g}" text-anchor="middle">{escape(label)}</text>'
        )


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
