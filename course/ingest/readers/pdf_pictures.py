"""Pictures of a PDF: cut out of the page as it is drawn, since a picture may be letters, lines and images together."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.ingest.readers.pdf_sheet import Sheet, drawn
from course.ingest.tree import Image

if TYPE_CHECKING:
    import PIL.Image

Box = tuple[float, float, float, float]
"""Left, low, right, top on the sheet, in points."""
_SCALE = 2.5
_SMALLEST = 3.0
_POINTS_PER_CM = 72 / 2.54
_MOST_BYTES = 60_000_000


@dataclass
class Cutter:
    """Cuts pictures out of the pages of one document; `media` holds them by the names of their files."""

    media: dict[str, bytes] = field(default_factory=dict)
    drawn: tuple[int, PIL.Image.Image] | None = None
    held: int = 0

    def cut(self, sheet: Sheet, box: Box, alt: str) -> Image | None:
        """Return what the page shows in a box, None for a box beside the page or one that is next to nothing."""
        wide, high = sheet.size
        left, low, right, top = max(0.0, box[0]), max(0.0, box[1]), min(wide, box[2]), min(high, box[3])
        if right - left < _SMALLEST or top - low < _SMALLEST or self.held > _MOST_BYTES:
            return None
        page = self._drawn(sheet)
        scale = page.width / wide
        shown = page.crop(
            (int(left * scale), int((high - top) * scale), int(right * scale) + 1, int((high - low) * scale) + 1)
        )
        file = io.BytesIO()
        shown.save(file, "PNG")
        name = f"page-{sheet.number}-{1 + sum(one.startswith(f'page-{sheet.number}-') for one in self.media)}.png"
        self.media[name] = file.getvalue()
        self.held += len(self.media[name])
        return Image(name, alt, f"{(right - left) / _POINTS_PER_CM:.2f}cm")

    def _drawn(self, sheet: Sheet) -> PIL.Image.Image:
        if self.drawn is None or self.drawn[0] != sheet.number:
            self.drawn = (sheet.number, drawn(sheet, _SCALE).convert("RGB"))
        return self.drawn[1]


def around(boxes: list[Box]) -> Box | None:
    """Return the box around boxes, None for none."""
    if not boxes:
        return None
    lefts, lows, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(tops)
