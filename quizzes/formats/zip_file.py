"""Archives of packages: written byte by byte the same, read without trust."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from quizzes.finding import FindingsError
from quizzes.formats.loss import unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_TIME = (1980, 1, 1, 0, 0, 0)
MOST_ENTRIES, MOST_ENTRY, MOST_BYTES = 20_000, 50_000_000, 300_000_000


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files by their names: sorted, all of one date, without traces of this machine."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, files[name])
    return stream.getvalue()


def unpacked(path: Path, content: bytes) -> dict[str, bytes]:
    """Return the files of an archive by their names; nothing is written to a disk, so no name can lead anywhere.

    Raises FindingsError for an archive that is damaged or locked, and for one that is too large when unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            size = sum(one.file_size for one in entries)
            if len(entries) > MOST_ENTRIES or size > MOST_BYTES or any(one.file_size > MOST_ENTRY for one in entries):
                raise FindingsError(unreadable(path, 1, f"{len(entries):,} files of {size:,} bytes are too much"))
            return {one.filename: archive.read(one) for one in entries}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise FindingsError(unreadable(path, 1, f"the archive cannot be read: {error}")) from error
