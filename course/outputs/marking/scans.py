"""Scans and photos as grey pictures, a side at a time: PDF, TIFF of many pages, JPEG, PNG; nothing huge is unpacked."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from course.outputs.marking.codes import MarkCode
from quizzes.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]

PICTURES = {".tif", ".tiff", ".jpg", ".jpeg", ".png"}
MOST_PIXELS = 120_000_000
"""More is no page of paper: A3 at 600 dpi has 70 million."""
MOST_SIDES = 5000
_DPI = 200
_LONGEST = 2600
"""The pixels of the longer edge that are kept: 236 dpi of letter paper."""


@dataclass(frozen=True)
class Side:
    """One side of a scan: the file, its digest, the place in it (from 1), and the picture in grey."""

    path: Path
    digest: str
    number: int
    gray: Gray

    @property
    def name(self) -> str:
        """Return how decisions name the side: the digest of the file and the place in it."""
        return f"{self.digest}#{self.number}"


def digest_of(path: Path) -> str:
    """Return twelve signs that name the content of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def sides_in(path: Path) -> Iterator[Side | Finding]:
    """Yield the sides of a file, and a finding (A002) for what cannot be read of it."""
    try:
        digest = digest_of(path)
        pages = _of_pdf(path) if path.suffix.lower() == ".pdf" else _of_picture(path)
        for number, gray in enumerate(pages, start=1):
            if number > MOST_SIDES:
                yield _unreadable(path, number, f"the file has more than {MOST_SIDES} sides")
                return
            yield _unreadable(path, number, gray) if isinstance(gray, str) else Side(path, digest, number, gray)
    except Exception as error:  # noqa: BLE001 - readers of damaged files raise what they like
        yield _unreadable(path, 1, f"it cannot be read ({_first_line(error)})")


def _unreadable(path: Path, number: int, words: str) -> Finding:
    return Finding(path, number, MarkCode.FILE, f"side {number}: {words}", hint="scan it again")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120] or type(error).__name__


def _of_pdf(path: Path) -> Iterator[Gray | str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        for index in range(len(document)):
            page = document[index]
            try:
                yield _drawn(page)
            finally:
                page.close()
    finally:
        document.close()


def _drawn(page: Any) -> Gray | str:
    import pypdfium2.raw as pdfium

    for part in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        width, height = part.get_px_size()
        if width * height > MOST_PIXELS:
            return f"a picture of {width} x {height} pixels is no scan of a page"
    width, height = page.get_size()
    scale = min(_DPI / 72, _LONGEST / max(width, height, 1))
    return np.array(page.render(scale=scale, grayscale=True, may_draw_forms=True).to_numpy()).squeeze()


def _of_picture(path: Path) -> Iterator[Gray | str]:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a bomb is refused below, by the same measure for every file
        with Image.open(path, formats=("TIFF", "JPEG", "PNG", "MPO")) as picture:
            # What a phone adds to a photo, such as a preview, is no side.
            frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            for index in range(frames):
                picture.seek(index)
                if picture.width * picture.height > MOST_PIXELS:
                    yield f"a picture of {picture.width} x {picture.height} pixels is no scan of a page"
                    continue
                picture.draft("L", (_LONGEST, _LONGEST))
                yield _kept(np.asarray(_on_white(picture)))


def _on_white(picture: Any) -> Any:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        from PIL import Image

        colours = picture.convert("RGBA")
        paper = Image.new("RGBA", colours.size, "white")
        return Image.alpha_composite(paper, colours).convert("L")
    if picture.mode.startswith(("I", "F")):
        from PIL import Image

        values = np.asarray(picture, dtype=np.float64)
        return Image.fromarray((values / max(values.max(), 1) * 255).astype(np.uint8))
    return picture.convert("L")


def _kept(gray: Gray) -> Gray:
    """Return the picture no larger than it need be."""
    import cv2

    longest = max(gray.shape)
    if longest <= _LONGEST:
        return gray
    scale = _LONGEST / longest
    size = (max(1, round(gray.shape[1] * scale)), max(1, round(gray.shape[0] * scale)))
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
