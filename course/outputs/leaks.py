"""Search a finished edition, PDF and EPUB included, for traces of a private pool (rule B213)."""

from __future__ import annotations

import base64
import gzip
import io
import re
import tarfile
import zipfile
import zlib
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from course.project.pool import overlay_at_hand
from quizzes.finding import Finding
from quizzes.overlay import RULE, Secret, leaked, load_pool, secrets_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from course.project import Project

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff", ".woff2", ".otf", ".ttf", ".ico"})
_PLAIN = re.compile(r"data:image/svg\+xml[^,\"]*,([^\"]*)")
_BASE64 = re.compile(r"(?:;base64,|type=\"text/plain\"[^>]*>)([A-Za-z0-9+/]{16,}=*)")
DEEPEST = 4
"""So many archives in each other are opened."""
_HINT = "a private item belongs into no page; remove it and build again"


def private_traces(project: Project) -> list[Secret]:
    """Return the traces of the private pool of a course; none where this machine does not have the pool.

    Raises FindingsError for a pool that is broken, or lies where it would be published.
    """
    overlay = overlay_at_hand(project)
    if overlay is None:
        return []
    public, private = load_pool(project.quizzes, overlay)
    return secrets_of(private, public)


def find_leaks(folder: Path, secrets: Sequence[Secret]) -> list[Finding]:
    """Return an error for each item and file that gives a trace away; `folder` holds a finished edition."""
    found: dict[Finding, None] = {}
    if secrets:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            for content in contents(path):
                for secret in leaked(content, secrets):
                    message = f"the file holds the {secret.kind} of a private item"
                    found[Finding(path, 1, RULE, message, subject=secret.item, hint=_HINT)] = None
    return list(found)


def contents(path: Path) -> Iterator[str]:
    """Yield everything in a file that can be read: a PDF as it is spoken, an EPUB and other archives by their members.

    Of the form fields of a PDF it is names, tips and values.
    """
    yield from _contents(path.name, path.read_bytes())


def _contents(name: str, content: bytes, depth: int = 0) -> Iterator[str]:
    """Yield everything in a file of this name, archives in archives included."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".pdf":
        from course.outputs.pdf.fieldchecks import field_texts
        from course.outputs.pdf.reading import read_aloud

        yield read_aloud(content)
        yield field_texts(content)
    elif depth < DEEPEST and (members := _members(content)) is not None:
        for member, inner in members:
            yield member
            yield from _contents(member, inner, depth + 1)
    elif suffix not in _PICTURES:
        text = _decoded(suffix, content)
        yield f"{name}\n{text}"
        if suffix == ".html":
            yield from _packed(text)


def _packed(page: str) -> Iterator[str]:
    """Yield what a page carries packed: files as `data:` addresses, and the data of a website in one file."""
    yield from (unquote(found[1]) for found in _PLAIN.finditer(page))
    for found in _BASE64.finditer(page):
        try:
            content = base64.b64decode(found[1])
            yield zlib.decompress(content).decode("utf-8", "ignore")
        except zlib.error:
            yield content.decode("utf-8", "ignore")
        except ValueError:
            continue


def _members(content: bytes) -> list[tuple[str, bytes]] | None:
    """Return name and content of what an archive holds, None for what is no archive."""
    if content[:2] == b"\x1f\x8b":
        return [("packed.tar" if _is_tar(inner := gzip.decompress(content)) else "packed", inner)]
    if _is_tar(content):
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            return [(one.name, found.read()) for one in archive if (found := archive.extractfile(one))]
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return [(name, book.read(name)) for name in book.namelist()]
    return None


def _is_tar(content: bytes) -> bool:
    return content[257:262] == b"ustar"


def _decoded(suffix: str, content: bytes) -> str:
    if suffix == ".inv":
        # An inventory is four lines of text, then compressed names.
        head, packed = b"\n".join(content.split(b"\n", 4)[:4]), content.split(b"\n", 4)[-1]
        try:
            content = head + b"\n" + zlib.decompress(packed)
        except zlib.error:
            return head.decode("utf-8", "ignore")
    return content.decode("utf-8", "ignore")
