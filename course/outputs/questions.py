"""How many questions a course has: each bank is counted once, and known again by what it holds."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from quizzes.content import digest_of
from quizzes.load import find_banks, load_banks

if TYPE_CHECKING:
    from pathlib import Path

    from course.project import Project

NAME = "questions.json"
"""The file in the cache: the number of items by the digest of their bank, for the banks that are there now."""


def count_questions(project: Project, cache: Path) -> int:
    """Count the items of all readable banks; a bank that is in memory, or was counted before, is not read again."""
    known, total = _read(cache), 0
    counts: dict[str, int] = {}
    for path in find_banks(project.quizzes):
        digest = digest_of(path)
        count = known.get(digest)
        if not isinstance(count, int):
            banks, _ = load_banks([path])
            count = len(banks[0].bank.items) if banks else None
        total += count or 0
        if digest and count is not None:
            counts[digest] = count
    if counts != known:
        _write(cache, counts)
    return total


def _read(cache: Path) -> dict[str, int]:
    try:
        known = json.loads((cache / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _write(cache: Path, counts: dict[str, int]) -> None:
    """Write the counts; what cannot be written is only work done again."""
    beside = cache / f"{NAME}.{os.getpid()}"
    try:
        beside.write_text(json.dumps(counts), encoding="utf-8")
        beside.replace(cache / NAME)
    except OSError:
        beside.unlink(missing_ok=True)
