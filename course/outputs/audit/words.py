"""Count the words that a learner must read, on the built pages and by a stated rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULE = (
    "Words of the article of each built lesson page: text, tables, captions, boxes, also those that the text asks to "
    "open. Not counted: questions with their feedback, lists of sources, drawings and the tables of their data, what "
    "only screen readers say, the notice on reviews, and navigation. A word is a run of letters or digits, with "
    "hyphens, apostrophes and decimals inside."
)
_SKIPPED = (
    "script|style|svg|nav|button|template|noscript|form|iframe|math",
    "headerlink|quiz|quiz-set|quiz-item|footnote-list|citation-list|bibliography|footnote|course-report|visually-hidden|sr-only|course-notice|course-figure-words",
)
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


def words_on(page: Path) -> int:
    """Return the words of the article of a built page."""
    tree = html.fromstring(page.read_bytes())
    article = tree.find(".//article")
    return len(_WORD.findall(" ".join(_texts(tree if article is None else article))))


def words_of_lessons(site: Path, lessons: list[str]) -> int | None:
    """Return the words of all lessons of a built site, None when one of them is not there."""
    pages = [site / "lessons" / f"{name}.html" for name in lessons]
    return sum(map(words_on, pages)) if pages and all(page.is_file() for page in pages) else None


def _texts(node: html.HtmlElement) -> Iterator[str]:
    """Yield the texts that a reader sees."""
    if node.text:
        yield node.text
    for child in node:
        if not _hidden(child):
            yield from _texts(child)
        if child.tail:
            yield child.tail


def _hidden(node: html.HtmlElement) -> bool:
    if not isinstance(node.tag, str):
        return True
    tags, classes = _SKIPPED
    named = set(classes.split("|")).intersection(node.get("class", "").split())
    return node.tag in tags.split("|") or bool(named) or node.get("hidden") is not None
