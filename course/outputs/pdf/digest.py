"""Knowing that a book need not be made again: a digest of everything that goes into it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def digest_of(texts: Sequence[str], paths: Iterable[Path] = ()) -> str:
    """Return the SHA-256 of texts and of the contents of files, in this order."""
    found = hashlib.sha256()
    for data in (*(text.encode() for text in texts), *(path.read_bytes() for path in paths)):
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


def is_current(record: Path, digest: str, target: Path) -> bool:
    """Say whether `target` is the very file that was made from this digest."""
    if not (record.is_file() and target.is_file()):
        return False
    return record.read_text(encoding="utf-8") == _line(digest, target)


def keep_digest(record: Path, digest: str, target: Path) -> None:
    """Note what `target` was made from."""
    record.write_text(_line(digest, target), encoding="utf-8")


def _line(digest: str, target: Path) -> str:
    return f"{digest} {hashlib.sha256(target.read_bytes()).hexdigest()}\n"
