"""Pictures as PowerPoint takes them: drawings become PNG, by the typesetter that the course has anyway."""

from __future__ import annotations

import io
import tempfile
from functools import lru_cache
from pathlib import Path

import typst
from PIL import Image

from course.outputs.pdf.compile import FONTS

_AS_THEY_ARE = {".png", ".jpg", ".jpeg", ".gif"}
_DENSITY = 200.0
"""Dots an inch of a drawing of ten inches, sharp on a projector of 1920 dots."""


@lru_cache(maxsize=128)
def picture_bytes(path: Path) -> bytes:
    """Return a picture that a presentation can hold."""
    if path.suffix.lower() in _AS_THEY_ARE:
        return path.read_bytes()
    if path.suffix.lower() == ".svg":
        return _drawn(path)
    made = io.BytesIO()
    Image.open(path).convert("RGBA").save(made, "PNG")
    return made.getvalue()


def _drawn(path: Path) -> bytes:
    with tempfile.TemporaryDirectory(prefix="course-pptx-") as folder:
        (Path(folder) / "drawing.svg").write_bytes(path.read_bytes())
        source = Path(folder) / "drawing.typ"
        source.write_text('#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg", width: 600pt)\n')
        made = typst.compile(str(source), root=folder, font_paths=[str(FONTS)], format="png", ppi=_DENSITY)
    assert isinstance(made, bytes)
    return made
