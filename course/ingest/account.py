"""Account for the lines of a text that pandoc reads: one of which the draft has nothing is told with its words.

A line counts as lost when more than half of its words and numbers stand neither in the draft nor in its losses. Marks
of the format, such as commands, options, tags and names of pictures, are no words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from course.ingest.losses import Losses, LossKind, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_MARKS = {
    "latex": re.compile(
        r"(?<!\\)%.*|\\def\b.*|\\begin\{(?:long)?tabu?l?\w*\*?\}.*"
        r"|\\(?:begin|end|label|ref|cite\w*|usepackage|includegraphics|input|include)\*?(?:\[[^\]]*\])?\{[^{}]*\}"
        r"|\\[A-Za-z@]+\*?(?:\[[^\]]*\])?"
    ),
    "rst": re.compile(r"^\s*:[\w -]+:.*|^\s*\.\. .*"),
    "asciidoc": re.compile(r"^:[\w-]+:.*|^\[.*\]\s*$|^//.*|^ifn?def::.*|^endif::.*|^toc::.*|\bimage:"),
    "org": re.compile(r"^\s*:[\w-]+:.*|^#\+.*|^\s*(?:SCHEDULED|CLOSED|DEADLINE):.*"),
    "mediawiki": re.compile(
        r"<!--.*?-->|__[A-Z]+__|^\{\|.*|^\|-.*|(?:col|row)span=\S+|style=\"[^\"]*\"|class=\"[^\"]*\"|\bFile:"
    ),
    "textile": re.compile(r"\{[^{}]*\}"),
}
_TAGS = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"https?://\S+|\bfile:\S+|[\w/.-]+\.(?:png|jpe?g|gif|svg|webp|pdf|eps)\b", re.IGNORECASE)


def tell_missing(text: str, form: str, said: str, losses: Losses, head: int = 0) -> None:
    """Note each line, behind the line `head`, of which neither `said`, the words of the draft, nor a loss has much."""
    known = set(_words([said, *(loss.words for loss in losses.found)]))
    marks = _MARKS.get(form)
    bare_text = _TAGS.sub(lambda found: "\n" * found[0].count("\n") or " ", text)
    for number, (line, given) in enumerate(zip(text.split("\n"), bare_text.split("\n"), strict=True), 1):
        bare = _ADDRESS.sub(" ", marks.sub(" ", given) if marks else given)
        words = list(_words([bare])) if number > head else []
        missing = sum(word not in known for word in words)
        if missing * 2 > len(words):
            losses.add(Place(number), LossKind.MARKUP, f"line that the draft lacks: {line}")


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
