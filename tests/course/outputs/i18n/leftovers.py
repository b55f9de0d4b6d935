"""What of a pseudo-translated edition can still be read in plain letters."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, NavigableString

from course.outputs.pdf.reading import read_aloud
from course.sphinxext.learner.scripts import WORDS
from tests.course.outputs.i18n.pseudo_locale import pseudo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORD = re.compile(r"[A-Za-z]{2,}")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:)\S+|\b[0-9a-f]{32,}\b"
    r"|\b\d{1,2} [A-Z][a-z]{2} \d{4}\b|\bCC BY(?:-[A-Z]{2})* \d\.\d\b"  # days, as CLDR has them, and licences by name
)
_UNREAD = ("script", "style", "noscript > style", ".course-code", "div.citation", "dl.citation", "head > meta")
"""What nobody reads, codes of questions, and the works of the list: these keep the language they were published in."""
_READ = ("alt", "aria-label", "placeholder", "data-light", "data-dark", "data-auto")


def plain_words(texts: Iterator[str]) -> list[str]:
    """Return the texts, each once, that hold a word of two plain letters or more; addresses and hashes do not count."""
    return list(dict.fromkeys(text.strip() for text in texts if _WORD.search(_ADDRESS.sub("", text))))


def page_texts(page: str) -> Iterator[str]:
    """Yield what an HTML page shows, says to a screen reader, and hands to its scripts."""
    soup = BeautifulSoup(page, "html.parser")
    for tag in soup.select("[data-strings]"):
        yield from json.loads(str(tag["data-strings"])).values()
    for tag in soup.select("[data-page]#course-page"):
        yield from _page_data(json.loads(str(tag["data-page"])))
    for tag in soup.select('meta[name="description"]'):
        yield str(tag["content"])
    for tag in soup.select(", ".join(_UNREAD)):
        tag.decompose()
    for tag in soup.select("*"):
        yield from (str(tag[name]) for name in _READ if name in tag.attrs)
        # The tooltip of a citation is the work itself.
        if "title" in tag.attrs and "references.html" not in str(tag.get("href", "")):
            yield str(tag["title"])
    yield from (str(text) for text in soup.find_all(string=True) if type(text) is NavigableString)


def _page_data(data: dict[str, Any]) -> Iterator[str]:
    yield data.get("title", "")
    yield from data.get("titles", {}).values()
    for text, _docname, lesson in data.get("objectives", {}).values():
        yield from (text, lesson)


def script_words(site: Path) -> Iterator[str]:
    """Yield the words that all scripts share, and those that a bundle brings with it."""
    data = _json_after("Course.data = ", site / "_static" / "course-data.js")
    yield from (data["title"], data["subtitle"], *data["words"].values())
    for name in WORDS:
        yield from _json_after("Course.data.words, ", site / "_static" / name).values()


def _json_after(mark: str, script: Path) -> dict[str, Any]:
    text = script.read_text(encoding="utf-8")
    data: dict[str, Any] = json.JSONDecoder().raw_decode(text[text.index(mark) + len(mark) :])[0]
    return data


def picture_texts(picture: str) -> Iterator[str]:
    """Yield the words drawn in a figure."""
    soup = BeautifulSoup(picture, "html.parser")
    for tag in soup.select("style"):
        tag.decompose()
    yield from (str(text) for text in soup.find_all(string=True) if type(text) is NavigableString)


def book_texts(pdf: bytes) -> list[str]:
    """Return the lines of a PDF as read aloud, without the list of works."""
    lines = read_aloud(pdf).split("\n")
    first, after = (len(lines) - 1 - lines[::-1].index(pseudo(title)) for title in ("References", "Answer key"))
    return [*lines[:first], *lines[after:]]
