"""A sheet to draw on: shapes and wrapped text become one SVG without scripts or outside references.

The look is in presentation attributes, because a PDF engine knows no CSS classes; one style for dark screens changes
the colors alone. The picture brings its own panel and can therefore be read on any page; nothing is said by color
alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from course.charts.measure import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH, NARROW = 720.0, 360.0
"""Of a sheet for paper, slides and large screens, and of one for a phone: there 12.5 units are 10 to 12 CSS pixels."""
MARGIN, NARROW_MARGIN = 24.0, 14.0
SIZE, SMALL, TITLE = 14.0, 12.5, 17.0
LEADING = 1.32
FONTS = "Inter, Helvetica, Arial, 'Liberation Sans', sans-serif"

INK, MUTED, RULE, PANEL, EDGE = "#17202e", "#414b5c", "#c3cad5", "#ffffff", "#8e99ab"
DARK, MIDDLE, LIGHT, PALE = "#1d4673", "#8fb3da", "#d9e6f4", "#f2f6fb"
DANGER = "#7c1d1d"
NIGHT = {
    INK: "#e4e9ef", MUTED: "#a9b4c0", RULE: "#36404b", PANEL: "#14181d", EDGE: "#8793a1",
    DARK: "#7cc4ee", MIDDLE: "#36648c", LIGHT: "#22374a", PALE: "#1c2733", DANGER: "#ff9d94",
}  # fmt: skip
"""What each color becomes on a dark screen. A browser asks the page that shows the picture, not the device."""
DASHES = {"solid": "", "dashed": "10 6", "dotted": "2 5", "dashdot": "12 5 2 5"}
HATCH = "url(#hatch)"
_HATCH = (
    '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="7" height="7" fill="{PANEL}"/><rect width="2.4" height="7" fill="{DARK}"/></pattern></defs>'
)


def number(value: float) -> str:
    """Return a coordinate with at most two decimals, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


class Canvas:
    """Collects shapes from the top down; `y` is where the next block may begin, `low` asks for little height.

    What is drawn stays between `left` and `right`; on a `narrow` sheet labels stand above what they name. A low sheet
    is for a slide, and as narrow as its letters are large: it is laid out as a wide one. A `brief` one leaves notes
    and explanations to what is said beside it.
    """

    def __init__(self, title: str, *, low: bool = False, width: float = WIDTH, brief: bool = False) -> None:
        self.low = low
        self.brief = brief
        self.width = width
        self.narrow = not low and width < (WIDTH + NARROW) / 2
        self.left = NARROW_MARGIN if self.narrow else MARGIN
        self.right = width - self.left
        self.room = self.right - self.left
        self.parts: list[str] = []
        self._hatched = False
        self.y = self.text(wrap(title, TITLE, self.room, bold=True), self.left, MARGIN, TITLE, bold=True) + 12

    def widen(self, more: float) -> None:
        """Make the sheet wider for what cannot be narrower: small type can be enlarged, type beyond the edge cannot."""
        self.width, self.right, self.room = self.width + more, self.right + more, self.room + more

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        stroke: str = "none",
        weight: float = 1,
        radius: float = 0,
        dash: str = "",
    ) -> None:
        """Draw a rectangle."""
        self._hatched |= fill == HATCH
        place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
        corner = f' rx="{number(radius)}"' if radius else ""
        self.parts.append(f"<rect {place}{corner}{_look(fill, stroke, weight, dash)}/>")

    def circle(self, x: float, y: float, radius: float, *, fill: str, stroke: str = INK, weight: float = 1.5) -> None:
        """Draw a circle."""
        place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
        opacity = ' fill-opacity="0.55"' if fill not in {DARK, PANEL, DANGER, "none"} else ""
        self.parts.append(f"<circle {place}{_look(fill, stroke, weight, '')}{opacity}/>")

    def lines(
        self, points: Sequence[tuple[float, float]], *, stroke: str = INK, weight: float = 1.5, dash: str = ""
    ) -> None:
        """Draw a line through the points."""
        path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self.parts.append(f'<polyline points="{path}"{_look("none", stroke, weight, dash)} stroke-linejoin="round"/>')

    def shape(
        self, points: Sequence[tuple[float, float]], *, fill: str, stroke: str = INK, weight: float = 1.5
    ) -> None:
        """Draw a closed polygon."""
        path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self.parts.append(f'<polygon points="{path}"{_look(fill, stroke, weight, "")} stroke-linejoin="round"/>')

    def text(
        self,
        lines: Iterable[str],
        x: float,
        y: float,
        size: float = SIZE,
        *,
        anchor: str = "start",
        bold: bool = False,
        color: str = INK,
    ) -> float:
        """Write lines of text below `y` and return where the next may begin."""
        weight = ' font-weight="700"' if bold else ""
        side = f' text-anchor="{anchor}"' if anchor != "start" else ""
        for line in lines:
            base = y + size * 1.02
            place = f'x="{number(x)}" y="{number(base)}" font-size="{number(size)}"'
            self.parts.append(f'<text {place}{side}{weight} fill="{color}">{escape(line)}</text>')
            y += size * LEADING
        return y

    def label(self, text: str, x: float, y: float, size: float = SMALL, *, anchor: str = "middle") -> None:
        """Write one line on a patch of the panel, so that lines under it do not cross the words."""
        width = width_of(text, size) + 8
        left = {"middle": x - width / 2, "start": x - 4, "end": x - width + 4}[anchor]
        self.rect(left, y, width, size * LEADING, fill=PANEL)
        self.text([text], x, y, size, anchor=anchor)

    def arrow(self, points: Sequence[tuple[float, float]], *, stroke: str = INK) -> None:
        """Draw a line that ends in an arrow head."""
        self.lines(points, stroke=stroke)
        (x0, y0), (x1, y1) = points[-2:]
        length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 0.01)
        ux, uy = (x1 - x0) / length, (y1 - y0) / length
        base = (x1 - 9 * ux, y1 - 9 * uy)
        side = (4.5 * -uy, 4.5 * ux)
        ends = [(x1, y1), (base[0] + side[0], base[1] + side[1]), (base[0] - side[0], base[1] - side[1])]
        self.shape(ends, fill=stroke, stroke=stroke, weight=1)

    def render(self) -> bytes:
        """Return the picture: the panel, and on it everything drawn."""
        height = number(self.y + MARGIN - 8)
        width = number(self.width)
        panel = f'<rect x="0.5" y="0.5" width="{number(self.width - 1)}" height="{number(self.y + MARGIN - 9)}" rx="12"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family={quoteattr(FONTS)}>'
        ground = f'{_HATCH if self._hatched else ""}{panel} fill="{PANEL}" stroke="{RULE}"/>'
        body = "\n".join([ground, *self.parts])
        return f"{head}{_night(body)}{body}\n</svg>\n".encode()


def _night(body: str) -> str:
    """Return the style for dark screens: a rule for each color of fills and lines in the body."""
    rules = (
        f'[{part}="{color}"]{{{part}:{dark}}}'
        for color, dark in NIGHT.items()
        for part in ("fill", "stroke")
        if f'{part}="{color}"' in body
    )
    return f"<style>@media screen and (prefers-color-scheme:dark){{{''.join(rules)}}}</style>"


def _look(fill: str, stroke: str, weight: float, dash: str) -> str:
    line = "" if stroke == "none" else f' stroke="{stroke}" stroke-width="{number(weight)}"'
    pattern = f' stroke-dasharray="{dash}"' if dash else ""
    return f' fill="{fill}"{line}{pattern}'
