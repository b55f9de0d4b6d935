"""Rule B213: what is published for learners holds nothing of a post-test that is not theirs to see."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from quizzes.finding import Finding, Level
from quizzes.lint.text_measures import norm, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quizzes.load import BankFile
    from quizzes.model.types import Item

CODE = "B213"
_TAG = re.compile(r"<[^<>]*>")
SHORTEST_OPTION = 4
"""Options of fewer words are too common to prove a leak; their stems and ids are looked for all the same."""


def find_leaks(secret: Iterable[BankFile], pages: Iterable[tuple[Path, str]]) -> list[Finding]:
    """Return a finding for each page that holds an item id, a stem, a long option or a hash of a key of these banks.

    `pages` are published files and their text (HTML, or the text of a PDF or EPUB). Call it for the banks that must not
    be seen: the pool of a test that counts, the overlay of a private pool; not for editions built with the key.
    """
    marks = [(mark, item.id) for file in secret for item in file.bank.items for mark in _marks(item)]
    found: list[Finding] = []
    for path, text in pages:
        flat = f" {norm(text)}  {norm(plain(_TAG.sub('', text)))} "
        leaked = dict.fromkeys(name for mark, name in marks if mark in flat)
        for name in leaked:
            message = f"the page holds item {name} of the post-test"
            found.append(Finding(path, 1, CODE, message, Level.ERROR, name, "build the learner edition without it"))
    return found


def _marks(item: Item) -> Iterator[str]:
    yield f" {norm(item.id)} "
    yield f" {norm(plain(item.stem))} "
    for choice in getattr(item, "choices", ()):
        text = norm(plain(choice.text))
        if len(text.split()) >= SHORTEST_OPTION:
            yield f" {text} "
    for key in getattr(item, "key", ()):
        for secret in (f"{item.id}:{key}", f"{item.id}{key}"):
            yield hashlib.sha256(secret.encode()).hexdigest()
