"""Recognise a bank by its head; a module of its own because it is asked for every YAML file and must cost nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SCHEMA = re.compile(rb"^(?:\xef\xbb\xbf)?[\"']?schema[\"']?:[ \t]*[\"']?quizbank/", re.MULTILINE)
_ITEMS = re.compile(rb"^items:", re.MULTILINE)
_STEM = re.compile(rb"^[ ]+(?:- )?stem:", re.MULTILINE)
_BYTES = 2048
SUFFIXES = (".yaml", ".yml")


def is_bank(path: Path) -> bool:
    """Say whether the first 2 KiB of a file have a line `schema: quizbank/…`; false for what cannot be read.

    Items with stems make a bank too: without the line it is a broken one, and must not be passed over in silence.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_BYTES)
    except (OSError, ValueError):
        return False
    return _SCHEMA.search(head) is not None or (_ITEMS.search(head) is not None and _STEM.search(head) is not None)


def find_banks(folder: Path) -> list[Path]:
    """Return the banks directly in `folder`, sorted by name."""
    return sorted(path for suffix in SUFFIXES for path in folder.glob(f"*{suffix}") if is_bank(path))
