"""Front matter of a page: the table of keys and values at its head, read once as MyST reads it, and refused safely."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from quizzes.finding import Finding, FindingsError
from quizzes.yaml12 import LOADERS, Document, parse_document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CODE = "T301"
SCREEN, PAPER = "screen", "paper"
MEDIA = (SCREEN, PAPER)
"""For whom a page can be, besides for everybody: `only: screen` leaves it out of all that is printed."""
ONLY = "only"


def front_of(text: str) -> tuple[str, int] | None:
    """Return the front matter of a page without its fences, and how many lines it takes with them; None without one."""
    if not text.removeprefix("\ufeff").startswith("---"):
        return None
    first = _parser().parse(text.removeprefix("\ufeff"))[:1]
    if not first or first[0].type != "front_matter" or first[0].map is None:
        return None
    return first[0].content, first[0].map[1]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return the parser's own idea of front matter, so that nothing is one for MyST and none for us."""
    return MarkdownIt("zero").use(front_matter_plugin)


def read_front(front: str, page: Path) -> Document:
    """Read front matter; its lines count from that of the opening fence, which is 1.

    Raises FindingsError (T301) for what is not YAML, for keys given twice, and for what must not reach a reader that
    builds whatever it is told: nesting without end, aliases that grow, dates and numbers that no computer holds.
    """
    try:
        document = parse_document(f"\n{front}", page)
        found: Sequence[Finding] = document.findings
    except FindingsError as error:
        found = error.findings
    if found:
        raise FindingsError(*(_told(one) for one in found))
    if line := _line_no_value(front):
        raise FindingsError(Finding(page, line + 1, CODE, "the front matter has a date or number that does not exist"))
    return document


def _told(one: Finding) -> Finding:
    words = "is" if one.message.startswith("not ") else "cannot be read:"
    return Finding(one.path, one.line, CODE, f"the front matter {words} {one.message}", hint=one.hint)


def _line_no_value(front: str) -> int:
    """Return the first line on which the reader of MyST, which follows YAML 1.1, cannot make a value; 0 without one."""
    if _has_values(front):
        return 0
    lines = front.splitlines()
    return next((number for number, line in enumerate(lines, 1) if not _has_values(line)), 1)


def _has_values(text: str) -> bool:
    try:
        yaml.load(text, LOADERS[0])  # noqa: S506 - both are safe loaders
    except yaml.YAMLError:
        return True  # of a piece of a text; a whole one was read before
    except (ValueError, OverflowError, TypeError):
        return False
    return True
