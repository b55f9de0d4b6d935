"""Account for the lines of a text that pandoc reads: one of which the draft has nothing is told with its words.

A line counts as lost when more than half of its words and numbers stand neither in the draft nor in its losses. Marks
of the format, such as commands, options, tags and names of pictures, are no words.
"""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from typing import TYPE_CHECKING

from course.ingest.losses import Losses, LossKind, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_ENTRY = re.compile(r"^[\s>*]*(?:\d{1,3}|#)[.)](?=\s)|\[\^?\d+\]_?|\[fn:\w+\]|&#x?[0-9a-fA-F]+;|<\d+>")
"""Numbers of entries and of notes, which a draft counts itself."""
_MARKS = {
    "latex": re.compile(
        r"(?<!\\)%.*|\\def\b.*|\\begin\{(?:long)?tabu?l?\w*\*?\}.*"
        r"|\\begin\{[^{}]*\}(?:\[[^\]]*\])+|\\(?:begin|end|label|ref|cite\w*|usepackage|includegraphics|input|include)\*?(?:\[[^\]]*\])?\{[^{}]*\}"
        r"|\\[A-Za-z@]+\*?(?:\[[^\]]*\])?"
    ),
    "rst": re.compile(
        r"^\s*:[\w -]+:.*|^\s*\.\. (?:_|(?:image|figure|code\S*|sourcecode|literalinclude|include|toctree|highlight"
        r"|role|default-role|container|rst-class|grid|grid-item|raw|math|contents|sectnum|meta|class|module|currentmodule|index|tabularcolumns)::).*"
        r"|^\s*\.\. (?:\|[^|]+\| image::.*|[\w:-]+::)?"
    ),
    "asciidoc": re.compile(
        r"(?:(?<=\s)|^)[\d.]+[+*](?=[<^>.adehlmsv]*\|)|^:[\w-]+:.*|^\[.*\]\s*$|^//.*|^ifn?def::.*|^endif::.*|^toc::.*|\bimage:"
        r"|(?:width|height|scaledwidth|link|role|align|float|window)=[^,\]]*|,\s*\d+(?=\s*[,\]])"
    ),
    "org": re.compile(r"^\s*:[\w-]+:.*|^#\+.*|^\s*(?:SCHEDULED|CLOSED|DEADLINE):.*"),
    "mediawiki": re.compile(
        r"<!--.*?-->|__[A-Z]+__|^\{\|.*|^\|-.*|(?:col|row)span=\S+|style=\"[^\"]*\"|class=\"[^\"]*\"|\bFile:"
        r"|\|\s*(?:\d*x?\d+px|thumb|frame|upright=?[\d.]*)\s*(?=[|\]])"
    ),
    "textile": re.compile(r"\{[^{}]*\}|[\\/]\d+|^(?:h|fn)\d\w*\.|^#_?\d+"),
}
_NO_WORDS = re.compile(r"<(head|style|script|nav)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_NOTE_MARK = re.compile(
    r"<a\b[^<>]*(?:noteref|#)[^<>]*>\s*(?:<sup>)?\s*[\[(]?\d+[\])]?\s*(?:</sup>)?\s*</a>", re.IGNORECASE
)
"""The number of a note, which a draft counts itself."""
_TAGS = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"https?://\S+|\bfile:\S+|[\w/.-]+\.(?:png|jpe?g|gif|svg|webp|pdf|eps)\b", re.IGNORECASE)
_MOVED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[₀₁₂₃₄₅₆₇₈₉]+")
"""Raised and lowered numbers stand apart from what is before them: 10⁹ is no 109."""


def tell_missing(text: str, form: str, said: str, losses: Losses, *, head: int = 0, part: str = "") -> None:
    """Note each line, behind the line `head`, of which neither `said`, the words of the draft, nor a loss has much.

    A line with a number that neither has is one of them: a dose is a word among twenty. `part` names the file of a
    package in which the lines stand.
    """
    known = set(_words([said, *(loss.words for loss in losses.found)]))
    marks = _MARKS.get(form)
    bare_text = _TAGS.sub(lambda found: "\n" * found[0].count("\n") or " ", text)
    for number, given in enumerate(bare_text.split("\n"), 1):
        bare = _ADDRESS.sub(" ", marks.sub(" ", _ENTRY.sub(" ", given)) if marks else given)
        words = list(_words([bare])) if number > head else []
        missing = [word for word in words if word not in known]
        if len(missing) * 2 > len(words) or any(word.isdecimal() for word in missing):
            losses.add(Place(number, part=part), LossKind.MARKUP, f"line that the draft lacks: {given}")


def tell_missing_pages(content: bytes, said: str, losses: Losses) -> None:
    """Do the same for the pages of an e-book; its navigation repeats their headings and counts as contents."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            for name in book.namelist():
                if name.lower().endswith((".xhtml", ".html", ".htm")):
                    page = _NO_WORDS.sub(_lines_of, book.read(name).decode("utf-8", "replace"))
                    page = _NOTE_MARK.sub(_lines_of, page)
                    tell_missing(html.unescape(page), "html", said, losses, part=name)
    except (OSError, ValueError, zipfile.BadZipFile, KeyError, RuntimeError):
        return  # the reader says what is wrong with it


def _lines_of(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _words(texts: Iterable[str]) -> Iterator[str]:
    for given in texts:
        text = _MOVED.sub(r" \g<0>", given)
        yield from _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
