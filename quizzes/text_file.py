"""Read the text of a file that an author wrote: the one way in which pages, banks, tables and settings are opened."""

from __future__ import annotations

import errno
import re
import stat
from typing import TYPE_CHECKING

from quizzes.codes import LoadCode
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 5_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""Neither HTML nor XML holds them; the page breaks and tabs that editors write are none."""


def read_text(path: Path, code: str = "", *, newline: str | None = "", limit: int = MAX_BYTES) -> str:
    """Return the text of `path` without the byte-order mark that some editors put before UTF-8.

    Line ends stay as they are; with `newline=None` each becomes a line feed, as `open` has it. Raises FindingsError
    when the file cannot be read (L001), has more than `limit` bytes (L002) or is not UTF-8 (L003); with a `code` it is
    that one.
    """
    try:
        size = _size(path)
        content = path.read_bytes() if size <= limit else b""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FindingsError(Finding(path, 1, code or LoadCode.MISSING, f"cannot be read: {reason}")) from error
    if size > limit:
        message = f"{size:,} bytes; such a file has at most {limit:,}"
        raise FindingsError(Finding(path, 1, code or LoadCode.TOO_BIG, message, hint="split it"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte {error.start} is 0x{content[error.start]:02x}"
        hint = "save it as UTF-8"
        raise FindingsError(Finding(path, line, code or LoadCode.NOT_UTF8, message, hint=hint)) from error
    return text if newline == "" else text.replace("\r\n", "\n").replace("\r", "\n")


def read_prose(path: Path, code: str = "") -> str:
    """Return the text of a page with line feeds; raises as `read_text` does, and for a sign no text has (L004)."""
    text = read_text(path, code, newline=None)
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"the control character U+{ord(found[0]):04X} does not belong in a text"
        raise FindingsError(Finding(path, line, code or LoadCode.CONTROL, message, hint="take it out"))
    return text


def _size(path: Path) -> int:
    """Return the bytes of a file; raise OSError for what is none: reading a pipe would never end."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is a folder, a pipe or a device, and no file")
    return status.st_size
