"""The pictures of a document: which can be kept in the course, under which name, and what has to be said of them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from course.ingest.losses import Losses, LossKind, Place
from course.ingest.tree import Image, Inline, Link, Text
from quizzes.drawing import alive_in

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT = {".png": ".png", ".jpg": ".jpg", ".jpeg": ".jpg", ".jpe": ".jpg", ".gif": ".gif", ".svg": ".svg"}
"""Suffixes of pictures that every edition shows, and under which they are kept."""
_MADE_PNG = frozenset({".bmp", ".tif", ".tiff", ".webp", ".dib", ".ico", ".ppm"})
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_WIDTH = re.compile(r"(\d{1,5}(?:\.\d+)?)(px|pt|cm|mm|in|em|%)?")
_MOST_BYTES = 20_000_000
_MOST_DOTS = 50_000_000


@dataclass
class Pictures:
    """Takes pictures from the document or from the folder beside it; `used` holds those of the draft by their names."""

    losses: Losses
    folder: Path | None
    media: dict[str, bytes]
    used: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def fit(self, image: Image, place: Place) -> Iterable[Inline]:
        """Return a picture that is kept in the course, else its words; each change is told."""
        name = self.names.get(image.name) or self._taken(image.name, place)
        alt = " ".join(image.alt.split())
        if not name:
            self.losses.add(place, LossKind.PICTURE, f"{alt} {image.name[:300]}".strip())
            return self._words(image.name, alt)
        self.names[image.name] = name
        if not alt:
            alt = f"Picture {Path(name).stem}"
            self.losses.add(place, LossKind.NO_ALT, image.name[:300], "kept; say in words what it shows")
        found = _WIDTH.fullmatch(image.width)
        return [Image(name, alt, f"{found[1]}{found[2] or 'px'}" if found else "")]

    @staticmethod
    def _words(address: str, alt: str) -> list[Inline]:
        words = Text(f"[{alt}]") if alt else None
        if words is None:
            return []
        return [Link(address, (words,))] if re.match(r"https?://[^\s<>]+$", address) else [words]

    def _taken(self, name: str, place: Place) -> str:
        """Return the name under which a picture is kept, nothing when it cannot be."""
        content = self.media.get(name)
        if content is None:
            content = self._beside(name)
        suffix = Path(name).suffix.lower().partition("?")[0]
        if content is None or len(content) > _MOST_BYTES:
            return ""
        if suffix in _MADE_PNG or content.startswith(b"RIFF"):
            made = _as_png(content)
            if made is None:
                return ""
            self.losses.add(place, LossKind.PICTURE, name[:300], "kept as PNG")
            return self._keep(name, made, ".png")
        suffix = KEPT.get(suffix, "") or _by_content(content)
        if not suffix or (suffix == ".svg" and alive_in(content)) or not _is_sound(content, suffix):
            return ""
        return self._keep(name, content, suffix)

    def _keep(self, name: str, content: bytes, suffix: str) -> str:
        stem = re.sub(r"[^a-z0-9]+", "-", Path(unquote(name)).stem.lower()).strip("-")[:40] or "picture"
        kept, number = f"{stem}{suffix}", 1
        while self.used.get(kept, content) != content:
            number += 1
            kept = f"{stem}-{number}{suffix}"
        self.used[kept] = content
        return kept

    def _beside(self, name: str) -> bytes | None:
        """Return the bytes of a picture that lies in the folder of the document or below it: none from elsewhere."""
        if self.folder is None or _ELSEWHERE.match(name):
            return None
        try:
            folder = self.folder.resolve()
            path = (folder / unquote(name.partition("?")[0].partition("#")[0])).resolve()
            if not path.is_relative_to(folder) or not path.is_file() or path.stat().st_size > _MOST_BYTES:
                return None
            return path.read_bytes()
        except (OSError, ValueError):
            return None


def _by_content(content: bytes) -> str:
    """Return the suffix that the first bytes of a picture tell."""
    if content.startswith(b"\x89PNG"):
        return ".png"
    if content.startswith(b"\xff\xd8"):
        return ".jpg"
    if content.startswith(b"GIF8"):
        return ".gif"
    return ".svg" if b"<svg" in content[:1000] else ""


def _is_sound(content: bytes, suffix: str) -> bool:
    """Say whether a picture can be opened and is of a size that can be printed."""
    if suffix == ".svg":
        return b"<svg" in content
    from PIL import Image as Pillow

    try:
        with Pillow.open(io.BytesIO(content)) as picture:
            wide, high = picture.size
            return wide * high <= _MOST_DOTS
    except Exception:  # noqa: BLE001 - a broken picture raises errors of many kinds
        return False


def _as_png(content: bytes) -> bytes | None:
    from PIL import Image as Pillow

    made = io.BytesIO()
    try:
        with Pillow.open(io.BytesIO(content)) as picture:
            wide, high = picture.size
            if wide * high > _MOST_DOTS:
                return None
            picture.convert("RGBA" if "A" in picture.getbands() else "RGB").save(made, "PNG")
    except Exception:  # noqa: BLE001 - a broken picture raises errors of many kinds
        return None
    return made.getvalue()
