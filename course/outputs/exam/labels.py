"""How dark the letter in each empty bubble is, measured in the printed page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pypdfium2
from PIL import Image, ImageDraw, ImageStat

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCALE = 6.0
"""Pixels of a millimetre."""
INSIDE = 0.74
"""The share of its radius within which a bubble is looked at: the outline stays outside."""


def measure_labels(pdf: bytes, placed: Sequence[dict[str, Any]]) -> None:
    """Give each bubble among what was placed its darkness, `dark`, from 0 (white) to 1; in place."""
    pages = {one["page"] for one in placed if one["kind"] == "bubble"}
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        shown = {page: _drawn(document, page) for page in pages}
    masks: dict[int, Image.Image] = {}
    for one in placed:
        if one["kind"] == "bubble":
            size = round(one["w"] * _SCALE)
            mask = masks.setdefault(size, _disc(size))
            left, top = round(one["x"] * _SCALE), round(one["y"] * _SCALE)
            part = shown[one["page"]].crop((left, top, left + size, top + size))
            one["dark"] = round(1 - ImageStat.Stat(part, mask).mean[0] / 255, 3)


def _drawn(document: pypdfium2.PdfDocument, page: int) -> Image.Image:
    picture: Image.Image = document[page - 1].render(scale=_SCALE * 25.4 / 72, grayscale=True).to_pil()
    return picture


def _disc(size: int) -> Image.Image:
    mask = Image.new("1", (size, size))
    edge = size * (1 - INSIDE) / 2
    ImageDraw.Draw(mask).ellipse((edge, edge, size - 1 - edge, size - 1 - edge), fill=1)
    return mask
