"""Files that a page names, carried inside it as `data:` addresses."""

from __future__ import annotations

import base64
import mimetypes
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

_SAFE = " !$&()*+,-./:;=?@_~|^[]{}'<>"
"""What may stand in an address as it is, beside letters and digits; the rest of a drawing is short of signs."""
_URL = re.compile(r"url\((['\"]?)(?!data:|#)([^)'\"]+)\1\)")


def data_address(path: Path) -> str:
    """Return a file as an address: drawings as text, which stays searchable, others in base64."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind == "image/svg+xml":
        return f"data:{kind};utf8,{quote(path.read_text(encoding='utf-8'), safe=_SAFE)}"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def local_file(address: str, page: Path, site: Path) -> Path | None:
    """Return the file of the site that an address on a page names; None for one elsewhere, and for none."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = (page.parent / unquote(parts.path)).resolve()
    return path if path.is_file() and path.is_relative_to(site.resolve()) else None


def with_files(sheet: str, place: Path, site: Path) -> str:
    """Return a style sheet with the files that it names inside."""

    def carried(found: re.Match[str]) -> str:
        path = local_file(found[2], place, site)
        return f'url("{data_address(path)}")' if path else found[0]

    return _URL.sub(carried, sheet)
