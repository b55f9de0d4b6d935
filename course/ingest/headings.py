"""Tell the headings of plain text from its sentences by their shape, and their level by the number they bear."""

from __future__ import annotations

import re

from course.ingest.draft import Statement

Line = tuple[int, str]
BULLET = re.compile(r"(\s*)(?:[•◦▪‣·*–●○■□▶➢➤-]|(\d{1,3})[.)])\s+(?=\S)")
"""What stands before an entry of a list; the second group is its number."""
MARKED = re.compile(r"(\s*)(?=(?:\((?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,2})\)|[a-z]\)|\[[ xX]?\]|[☐☑☒✓✔])\s+\S)")
"""An entry that keeps its mark: a letter by which it is cited, such as (a), or a box."""
CLAUSE = re.compile(r"\s*\d{1,3}(?:\.\d{1,3})+\.?\s+\S")
"""The number of a clause, such as 2.1."""
_CONTENTS_HEADS = frozenset({"contents", "table of contents", "inhalt", "inhaltsverzeichnis", "sommaire", "índice"})
_RULE = re.compile(r"\s*([=~^_*#-])\1{2,}\s*")
_PART = r"(?i:chapter|section|part|article|appendix|annex|kapitel|abschnitt|teil|anhang|chapitre)"
_NUMBERED = re.compile(
    rf"(?:{_PART}\s+|(?=\d|(?:[A-Z]|[IVXLC]{{1,6}})[.)]))((?:\d{{1,3}}|[A-Z]|[IVXLC]{{1,6}})(?:\.\d{{1,3}})*)(?:[.):]|\s|$)"
)
_LONGEST = 90
_MOST_WORDS = 14
_MOST_TITLE_LINES = 6
_CLOSING = (".", "!", ":", ";", ",", "…", "。", "！", "：", "；", "、", "،", "؛", "۔", "।")
_INSIDE = re.compile(r"[。！？](?=.)")


def heading_of(group: list[Line], *, is_last: bool) -> Statement | None:
    """Return the heading that the lines between two blank lines are, or None.

    A heading is underlined, or it is one short line that begins with no small letter and ends like no sentence; with
    a colon it is one when it has a number or capital letters only. What ends the document heads nothing.
    """
    number, line = group[0]
    text = line.strip()
    if len(group) == 2 and _RULE.fullmatch(group[1][1]) and says_something(text):  # noqa: PLR2004 - text and rule
        return Statement(text, number)
    bullet = BULLET.match(line)
    if len(group) > 1 or is_last or (bullet and not bullet[2]) or not _is_short(text):
        return None
    if text.endswith((":", "：")) and (text.isupper() or _NUMBERED.match(text)):
        return Statement(text.rstrip(":： "), number)
    return None if text.endswith(_CLOSING) else Statement(text, number)


def title_of(group: list[Line]) -> Statement | None:
    """Return the first line when the lines at the top of a document are its title page: all short, no sentences."""
    texts = [line.strip() for _, line in group]
    entries = any(BULLET.match(line) or MARKED.match(line) for _, line in group)
    several = 1 < len(texts) <= _MOST_TITLE_LINES
    short = _is_short(texts[0]) and all(len(text) <= _LONGEST and not text.endswith(_CLOSING) for text in texts)
    return Statement(texts[0], group[0][0]) if several and short and not entries else None


def is_title(text: str) -> bool:
    """Say whether a paragraph at the top of a document looks like its title."""
    return _is_short(text) and not text.endswith(_CLOSING)


def level_of(text: str) -> int:
    """Return the level of a heading from 1: "4.2 Wards" is on the second."""
    found = _NUMBERED.match(text)
    return found[1].count(".") + 1 if found else 1


def heads_contents(text: str) -> bool:
    """Say whether a heading stands above a table of contents."""
    return text.casefold().strip(" :") in _CONTENTS_HEADS


def says_something(text: str) -> bool:
    """Say whether a text has a letter or a digit."""
    return any(letter.isalnum() for letter in text)


def _is_short(text: str) -> bool:
    first = next((letter for letter in text if letter.isalpha()), "")
    short = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS
    return short and says_something(text) and not first.islower() and not _INSIDE.search(text)
