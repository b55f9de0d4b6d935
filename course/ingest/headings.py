"""Tell the headings of plain text from its sentences by their shape, and their level by the number they bear.

What people say, dates, names of keys ("Language: English") and lines in brackets head nothing, however short they are.
"""

from __future__ import annotations

import re

Line = tuple[int, str]
"""The number of a line, from 1, and its text."""
BULLET = re.compile(r"(\s*)(?:[•◦▪‣·*–●○■□▶➢➤-]|(\d{1,3})[.)])\s+(?=\S)")
"""What stands before an entry of a list; the second group is its number."""
MARKED = re.compile(r"(\s*)(?=(?:\((?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,2})\)|[a-z]\)|\[[ xX]?\]|[☐☑☒✓✔])\s+\S)")
"""An entry that keeps its mark: a letter by which it is cited, such as (a), or a box."""
CLAUSE = re.compile(r"\s*\d{1,3}(?:\.\d{1,3})+\.?\s+\S")
"""The number of a clause, such as 2.1."""
_CONTENTS_HEADS = frozenset({"contents", "table of contents", "inhalt", "inhaltsverzeichnis", "sommaire", "índice"})
_RULE = re.compile(r"\s*([=~^_*#-])\1{2,}\s*")
_PART = r"(?i:chap\.?|chapter|section|part|article|appendix|annex|kapitel|abschnitt|teil|anhang|chapitre)"
NUMBERED = re.compile(
    rf"(?:{_PART}\s+|(?=\d|(?:[A-Z]|[IVXLC]{{1,6}})[.)]))"
    r"((?:\d{1,3}|[A-Z]|[IVXLC]{1,6})(?:\.\d{1,3})*)(?:[.):]|\s|$)"
)
_CHAPTER = re.compile(rf"{_PART}\s+(?:\d{{1,3}}|[IVXLC]{{1,6}})\.")
"""A number of a part that ends with a full stop, as old books print it: "CHAP. II."."""
_LONGEST = 90
_MOST_WORDS = 14
_MOST_TITLE_LINES = 6
CLOSING = (".", "!", ":", ";", ",", "…", "。", "！", "：", "；", "、", "،", "؛", "۔", "।")
_OPENING = ('"', "“", "„", "«", "»", "‘", "'", "[", "(", "—", "–", "「", "『", "<", "©")
_SAID = ('"', "”", "“", "»", "«", "]", "’", "」", "』", ",”", ',"')
_KEYS = """\
address author authors by contact copyright credits date dated editor edited email fax illustrator isbn issn language
license licence phone posted price produced published publisher release rights source subject tel telephone title to
from translator translated updated url version volume website written autor autorin datum herausgeber quelle sprache
stand verlag auteur langue éditeur fecha idioma fuente data lingua fonte"""
_KEYED = re.compile(rf"(?:{'|'.join(_KEYS.split())})(?:\s+\w+)?\s*:\s*\S", re.IGNORECASE)
_STATES = frozenset(
    """as at date dated draft edition effective final in issue issued last next no of on page pages published rev review
    reviewed revised revision since to until updated valid version ver aktualisiert fassung letzte seite stand von vom
    zuletzt mise jour actualizado actualización aggiornato última ultima""".split()  # noqa: SIM905
)
"""Words beside the numbers of a date, a version or a page, which together head nothing."""
_NOT_A_NAME = re.compile(
    r"https?://|www\.|\S@\S+\.\w|©|\bcopyright\s*(?:\(c\)|\d)|\b(?:all rights reserved|isbn|click here|share this)\b|"
    r"^(?:\W*)(?:read more|learn more|(?:to be )?continued|advertisement|the end|subscribe|illustration)\b(?:\W*)$",
    re.IGNORECASE,
)
_SMALL = frozenset(
    """a an and at by for from in of on or the to with und von der die das mit et de la le du des par y el los por di il
    e o da do het van en een end fin ende""".split()  # noqa: SIM905
)
_MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août
    septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
    diciembre monday tuesday wednesday thursday friday saturday sunday am pm th st nd rd de""".split()  # noqa: SIM905
)
_VALUE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?\s?:\s*\d|.*\S(?:\t\s*| {3,})\S")
"""A word with its number ("Approved: 12/03/2024"), or columns: neither heads anything."""
_SPEAKER = re.compile(r"[_*]{0,2}[^\W\d_]{2,14}[_*]{0,2}[.:]\s")
"""Who speaks, in a play or a dialogue: "Viat. Why, Sir?" heads nothing."""
_INSIDE = re.compile(r"[。！？](?=.)")


def heading_of(group: list[Line], *, is_last: bool) -> str:
    """Return the heading that the lines between two blank lines are, nothing when they are none.

    A heading is underlined, or it is one short line that begins with no small letter and ends like no sentence; with
    a colon it is one when it has a number or capital letters only. What ends the document heads nothing.
    """
    text = group[0][1].strip()
    if is_underlined(group):
        return text
    bullet = BULLET.match(group[0][1])
    if len(group) > 1 or is_last or (bullet and not bullet[2]) or not is_short(text) or _heads_nothing(text):
        return ""
    if text.endswith((":", "：")) and (text.isupper() or NUMBERED.match(text)):
        return text.rstrip(":： ")
    return "" if text.endswith(CLOSING) and not _CHAPTER.fullmatch(text) else text


def is_underlined(group: list[Line]) -> bool:
    """Say whether lines are a text with a rule below it."""
    return len(group) == 2 and bool(_RULE.fullmatch(group[1][1])) and says_something(group[0][1])  # noqa: PLR2004


def rule_of(group: list[Line]) -> str:
    """Return the sign of the rule below a heading, nothing where there is none."""
    return group[1][1].strip()[0] if is_underlined(group) else ""


def title_of(group: list[Line]) -> str:
    """Return the first line when the lines at the top of a document are its title page: all short, no sentences."""
    texts = [line.strip() for _, line in group]
    entries = any(BULLET.match(line) or MARKED.match(line) for _, line in group)
    several = 1 < len(texts) <= _MOST_TITLE_LINES and not is_underlined(group)
    short = is_title(texts[0]) and all(len(text) <= _LONGEST and not text.endswith(CLOSING) for text in texts)
    return texts[0] if several and short and not entries else ""


def _heads_nothing(text: str) -> bool:
    """Say whether a short line is dialogue, a date, an address, a colophon or a teaser."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if _is_date(text):
        return True
    if NUMBERED.match(text) and words:
        return False
    return (
        text.startswith((*_OPENING, "***"))
        or bool(text.endswith("?") and _SPEAKER.match(text))
        or text.endswith(_SAID)
        or bool(_VALUE.match(text) or _KEYED.match(text) or _NOT_A_NAME.search(text))
        or all(word in _SMALL for word in words)
    )


def _is_date(text: str) -> bool:
    """Say whether a text is a date, a version or the number of a page, with words."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    has_number = any(letter.isdigit() for letter in text)
    return bool(words) and has_number and all(word in _MONTHS or word in _STATES for word in words)


def begins_nothing(text: str) -> bool:
    """Say whether a heading of the document itself is a date, a colophon or a teaser, with which no lesson begins."""
    return _is_date(text) or bool(_NOT_A_NAME.search(text))


def is_title(text: str) -> bool:
    """Say whether a paragraph at the top of a document looks like its title."""
    return is_short(text) and not text.endswith(CLOSING) and not _heads_nothing(text)


def level_of(text: str) -> int:
    """Return the level of a heading from 1: "4.2 Wards" is on the second."""
    found = NUMBERED.match(text)
    return found[1].count(".") + 1 if found else 1


def kind_of(text: str) -> str:
    """Return by what a heading is numbered: the word of its part ("chapter"), "number", "letter", or nothing."""
    found = NUMBERED.match(text)
    if not found:
        return ""
    word = text[: found.start(1)].strip().casefold()
    return word or ("number" if found[1][0].isdigit() else "letter")


def heads_contents(text: str) -> bool:
    """Say whether a heading stands above a table of contents."""
    return text.casefold().strip(" :") in _CONTENTS_HEADS


def says_something(text: str) -> bool:
    """Say whether a text has a letter or a digit."""
    return any(letter.isalnum() for letter in text)


def is_short(text: str) -> bool:
    """Say whether a line is short enough for a heading and begins with no small letter."""
    first = next((letter for letter in text if letter.isalpha()), "")
    short = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS
    return short and says_something(text) and not first.islower() and not _INSIDE.search(text)
