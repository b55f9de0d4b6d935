"""Answer sheets filled in by hand, drawn by us, and scanned badly: what the benchmark of marking is made of.

A sheet is the printed page as a picture; `fill` draws ink on it, `spoil` makes a scan or a photo of it. Everything
follows from the random generator that is given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from course.outputs.marking.record import Mark, Row, SheetSide

    Picture = NDArray[np.uint8]

INKS = {
    "ball pen blue": (150, 50, 25),
    "ball pen black": (40, 38, 35),
    "felt red": (60, 40, 190),
    "green": (60, 120, 30),
}
"""Blue, green, red of each ink."""


@dataclass
class Told:
    """What was filled in: the number, and by label what was taken; `doubtful` are rows that a person has to see."""

    number: str
    taken: dict[str, tuple[str, ...]] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)


def fill(page: Picture, side: SheetSide, scale: float, random: Generator, doubts: float = 0.004) -> Told:
    """Fill a side in place (BGR, `scale` pixels a millimetre); `doubts` is the share of rows that are made doubtful."""
    pen = Pen(page, side.bubble, scale, random)
    number = "".join(str(random.integers(10)) for _ in side.digits)
    told = Told(number)
    for column, digit in zip(side.digits, number, strict=True):
        pen.mark(column[int(digit)])
    for row in side.rows:
        if row.by_hand:
            continue
        if random.random() < doubts:
            pen.doubt(row, told)
        else:
            pen.answer(row, told)
    return told


@dataclass
class Pen:
    """One person's way to fill: ink, light or dark, fillings or crosses, neat or not."""

    page: Picture
    bubble: float
    scale: float
    random: Generator
    habit: str = ""
    colour: tuple[float, float, float] = (0, 0, 0)

    def __post_init__(self) -> None:
        kind = self.random.random()
        self.habit = "fill" if kind < 0.8 else "scribble" if kind < 0.92 else "cross"
        if self.random.random() < 0.5:
            gray = float(self.random.uniform(70, 165))  # pencil, the lightest one faint
            self.colour = (gray, gray, gray)
            if self.habit == "cross":
                self.colour = (gray * 0.7,) * 3
        else:
            self.colour = tuple(list(INKS.values())[self.random.integers(len(INKS))])  # type: ignore[assignment]

    def answer(self, row: Row, told: Told) -> None:
        """Fill a row as a person does, most of them with one answer; write down which."""
        count = int(self.random.choice([0, 1], p=[0.05, 0.95]))
        if row.several:
            count = int(self.random.integers(0, len(row.marks)))
        taken = sorted(self.random.choice(len(row.marks), size=count, replace=False)) if count else []
        free = [place for place in range(len(row.marks)) if place not in taken]
        if count and free and self.random.random() < 0.02:
            self.rubbed_out(row.marks[int(self.random.choice(free))])
        for place in taken:
            self.mark(row.marks[place])
        told.taken[row.label] = tuple(row.marks[place].name for place in taken)

    def doubt(self, row: Row, told: Told) -> None:
        """Make a row that a person has to see: two marks, a filling crossed out, one cross among fillings."""
        places = list(self.random.permutation(len(row.marks)))
        kind = self.random.integers(3)
        told.doubtful.add(row.label)
        told.taken[row.label] = ()
        if kind == 0 and not row.several:
            for place in places[:2]:
                self.mark(row.marks[int(place)])
        elif kind == 1 or self.habit == "cross":
            self.filled(row.marks[int(places[0])])
            self.cross(row.marks[int(places[0])], 1.45)
            if kind == 1:
                self.mark(row.marks[int(places[1])])
        else:
            self.cross(row.marks[int(places[0])], 0.9)

    def mark(self, mark: Mark) -> None:
        """Mark one bubble by the habit of the person."""
        {"fill": self.filled, "scribble": self.scribbled, "cross": lambda m: self.cross(m, 0.95)}[self.habit](mark)

    def _middle(self, mark: Mark) -> tuple[float, float, float]:
        half = self.bubble / 2
        shift = self.random.normal(0, 0.18, 2)
        return (mark.x + half + shift[0]) * self.scale, (mark.y + half + shift[1]) * self.scale, half * self.scale

    def _paint(self, mask: Any, strength: float = 1.0) -> None:
        cover = (cv2.GaussianBlur(mask, (3, 3), 0).astype(np.float32) / 255 * strength)[..., None]
        grain = 1 - 0.12 * self.random.random(mask.shape).astype(np.float32)[..., None]
        ink = np.array(self.colour, dtype=np.float32)
        area = self.page.astype(np.float32)
        self.page[:] = (area * (1 - cover * grain) + np.minimum(area, ink) * cover * grain).astype(np.uint8)

    def _patch(self, x: float, y: float, r: float) -> tuple[Picture, int, int]:
        reach = int(r * 2.2)
        left, top = max(0, int(x) - reach), max(0, int(y) - reach)
        return self.page[top : top + 2 * reach, left : left + 2 * reach], left, top

    def _on(self, x: float, y: float, r: float, draw: Any, strength: float = 1.0) -> None:
        whole = self.page
        patch, left, top = self._patch(x, y, r)
        mask = np.zeros(patch.shape[:2], dtype=np.uint8)
        draw(mask, x - left, y - top)
        self.page = patch
        self._paint(mask, strength)
        self.page = whole

    def filled(self, mark: Mark) -> None:
        """Fill a bubble, more or less neatly."""
        x, y, r = self._middle(mark)
        size = self.random.uniform(0.8, 1.08) * r, self.random.uniform(0.8, 1.08) * r
        angle = float(self.random.uniform(0, 180))
        self._on(x, y, r, lambda m, cx, cy: cv2.ellipse(m, ((cx, cy), (2 * size[0], 2 * size[1]), angle), 255, -1))

    def scribbled(self, mark: Mark) -> None:
        """Zigzag lines that leave some white."""
        x, y, r = self._middle(mark)
        steps = 9
        wide = max(2, round(0.5 * self.scale))

        def draw(mask: Any, cx: float, cy: float) -> None:
            points = []
            for step in range(steps + 1):
                height = -0.9 + 1.8 * step / steps
                reach = max(0.25, (1 - height * height) ** 0.5) * self.random.uniform(0.85, 1.08)
                points.append((cx + (reach if step % 2 else -reach) * r, cy + height * r))
            cv2.polylines(mask, [np.array(points, dtype=np.int32)], isClosed=False, color=255, thickness=wide)

        self._on(x, y, r, draw)

    def cross(self, mark: Mark, reach: float) -> None:
        """Cross a bubble; `reach` is the share of its radius that the lines have."""
        x, y, r = self._middle(mark)
        wide = max(2, round(0.55 * self.scale))
        turn = self.random.normal(0, 0.12)

        def draw(mask: Any, cx: float, cy: float) -> None:
            for angle in (np.pi / 4 + turn, -np.pi / 4 + turn):
                dx, dy = np.cos(angle) * r * reach, np.sin(angle) * r * reach
                ends = (round(cx - dx), round(cy - dy)), (round(cx + dx), round(cy + dy))
                cv2.line(mask, *ends, 255, wide)

        self._on(x, y, r, draw)

    def rubbed_out(self, mark: Mark) -> None:
        """Leave a smudge of what was filled and rubbed out."""
        x, y, r = self._middle(mark)
        kept, self.colour = self.colour, (175.0, 175.0, 175.0)
        strength = float(self.random.uniform(0.05, 0.3))
        draw = lambda m, cx, cy: cv2.ellipse(m, ((cx, cy), (2 * r, 1.7 * r), 30), 255, -1)  # noqa: E731
        self._on(x, y, r, draw, strength)
        self.colour = kept


def spoil(page: Picture, scale: float, random: Generator) -> tuple[Picture, dict[str, float]]:
    """Return a grey scan or photo of a page at 100 to 300 dpi: turned, tilted, shaded, blurred, noisy, as a JPEG."""
    dpi = float(random.uniform(100, 300))
    photo = random.random() < 0.3
    height, width = page.shape[:2]
    zoom = dpi / 25.4 / scale
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    angle = np.radians(random.uniform(-5, 5))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved = (corners - (width / 2, height / 2)) @ turn.T * zoom
    tilt = 0.05 if photo else 0.004
    moved += random.uniform(-tilt, tilt, (4, 2)) * (width * zoom)
    margin = 0.03 * width * zoom if photo else 0
    moved -= moved.min(axis=0) - margin
    size = tuple(int(v + margin) + 1 for v in moved.max(axis=0))
    desk = int(random.integers(60, 256)) if photo else 255
    way = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    gray = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    if zoom < 0.7:
        gray = cv2.GaussianBlur(gray, (0, 0), 0.4 / zoom)
    shown = cv2.warpPerspective(gray, way, size, flags=cv2.INTER_LINEAR, borderValue=desk).astype(np.float32)
    shown = cv2.GaussianBlur(shown, (0, 0), float(random.uniform(0.3, 0.9)) * max(1.0, dpi / 150))
    y, x = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    if photo or random.random() < 0.2:  # a shadow that falls over a part of the page
        direction = random.uniform(0, 2 * np.pi)
        along = (x / size[0] - 0.5) * np.cos(direction) + (y / size[1] - 0.5) * np.sin(direction)
        shown *= 1 - float(random.uniform(0.1, 0.45)) / (1 + np.exp(-along * 12))
    shown = shown * float(random.uniform(0.82, 1.0)) + float(random.uniform(0, 12))
    shown += random.normal(0, float(random.uniform(1, 9)), shown.shape).astype(np.float32)
    made = shown.clip(0, 255).astype(np.uint8)
    quality = int(random.integers(55, 96))
    _, packed = cv2.imencode(".jpg", made, [cv2.IMWRITE_JPEG_QUALITY, quality])
    made = np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE))
    turns = int(random.integers(4)) if random.random() < 0.5 else 0
    return np.ascontiguousarray(np.rot90(made, turns)), {"dpi": dpi, "photo": float(photo), "turns": turns}
