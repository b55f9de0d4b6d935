"""Recognise a bank by its head; a module of its own because it is asked for every YAML file and must cost nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SCHEMA = re.compile(rb"(?:^|[{,])(?:\xef\xbb\xbf)?[ \t{?]*[\"']?schema[\"']?\s*:\s*[\"']?quizbank/", re.MULTILINE)
_ITEMS = re.compile(rb"^items:", re.MULTILINE)
_STEM = re.compile(rb"^[ ]+(?:- )?stem:", re.MULTILINE)
_REMARKS = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*|---[ \t]*)?\r?\n)*")
_BYTES, _REMARKED = 2048, 65_536
"""What is looked at, and where it ends however long the remarks above are."""
SUFFIXES = (".yaml", ".yml")


def is_bank(path: Path) -> bool:
    """Say whether a file has a line `schema: quizbank/…` in the 2 KiB below its remarks; false for what cannot be read.

    The key may stand in quotation marks, or in a mapping in braces as JSON has it.

    Items with stems make a bank too: without the line it is a broken one, and must not be passed over in silence.
    """
    try:
        with path.open("rb") as stream:
            head = _REMARKS.sub(b"", stream.read(_REMARKED))[:_BYTES]
    except (OSError, ValueError):
        return False
    return _SCHEMA.search(head) is not None or (_ITEMS.search(head) is not None and _STEM.search(head) is not None)


def find_banks(folder: Path) -> list[Path]:
    """Return the banks directly in `folder`, sorted by name."""
    return sorted(path for suffix in SUFFIXES for path in folder.glob(f"*{suffix}") if is_bank(path))
