"""The style sheets that lie beside a saved page: without them an exponent that only a class raises reads as a digit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import lxml.html

from course.ingest.losses import WHOLE, Losses, LossKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_BYTES = 4_000_000
_NOT_READ = "not read: words that only it raises or strikes out are plain ones"
_HIDES = re.compile(r"(?<![-\w])(?:display|visibility)\s*:[^;{}]*")
"""What a sheet of a site hides, its readers unfold: parts, answers, tables. It is kept, as without the sheet."""


def linked_sheets(text: str, folder: Path, losses: Losses) -> str:
    """Return the sheets that a page links to, in their order, as far as they lie in its folder; the others are told."""
    found: list[str] = []
    missing: list[str] = []
    for address in _addresses(text):
        sheet = _sheet(folder, address)
        if sheet is None:
            missing.append(address)
        else:
            found.append(_HIDES.sub("", sheet))
    if missing:
        losses.add(WHOLE, LossKind.MARKUP, f"style sheet {' '.join(dict.fromkeys(missing))}", _NOT_READ)
    return "\n".join(found)


def _addresses(text: str) -> Iterator[str]:
    if "<link" not in text.lower():
        return
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8")
    for link in lxml.html.document_fromstring(text.encode(errors="replace"), parser=parser).iter("link"):
        kinds, media = (link.get("rel") or "").lower().split(), (link.get("media") or "all").lower()
        address = (link.get("href") or "").strip()
        if "stylesheet" in kinds and "alternate" not in kinds and address and ("all" in media or "screen" in media):
            yield address


def _sheet(folder: Path, address: str) -> str | None:
    """Return a sheet that lies in the folder of the page, None for one that does not."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    try:
        path = (folder / unquote(parts.path)).resolve()
        inside = path.is_relative_to(folder.resolve()) and path.is_file() and path.stat().st_size <= _MOST_BYTES
        return path.read_text(encoding="utf-8", errors="replace") if inside else None
    except (OSError, ValueError):
        return None
