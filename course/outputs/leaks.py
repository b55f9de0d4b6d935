"""Search a finished edition, PDF and EPUB included, for traces of a private pool (rule B213)."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from course.project.pool import overlay_at_hand
from quizzes.finding import Finding
from quizzes.overlay import RULE, Secret, leaked, load_pool, secrets_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from course.project import Project

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff", ".woff2", ".otf", ".ttf", ".ico"})
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
    if path.suffix == ".pdf":
        from course.outputs.pdf.fieldchecks import field_texts
        from course.outputs.pdf.reading import read_aloud

        yield read_aloud(path.read_bytes())
        yield field_texts(path.read_bytes())
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                yield f"{name}\n{book.read(name).decode('utf-8', 'ignore')}"
    elif path.suffix not in _PICTURES:
        yield f"{path.name}\n{_decoded(path)}"


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    if path.suffix == ".inv":
        # An inventory is four lines of text, then compressed names.
        head, packed = b"\n".join(content.split(b"\n", 4)[:4]), content.split(b"\n", 4)[-1]
        try:
            content = head + b"\n" + zlib.decompress(packed)
        except zlib.error:
            return head.decode("utf-8", "ignore")
    return content.decode("utf-8", "ignore")
