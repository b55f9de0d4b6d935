"""What is alive in a drawing (SVG): the first script, handler or address in it that a picture must not have.

Beside pictures a page offers files, and a browser that opens a drawing by itself runs what is in it, in the name of the
site. The list is that of the elements, attributes and addresses that run or load something in SVG 1.1, 1.2 Tiny and 2.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING
from xml.parsers import expat

from quizzes.address import leads_on

if TYPE_CHECKING:
    from collections.abc import Mapping

_ELEMENTS = frozenset({"script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "audio", "video"})
_PIXELS = re.compile(r"\s*data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_MOVED = re.compile(r"(?:[\w-]+:)?href|on\w+", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_LOADED = re.compile(r"@import|url\(\s*[\"']?\s*(?!#|data:|[\"')\s])|expression\(|javascript:", re.IGNORECASE)


class _Alive(Exception):  # noqa: N818 - no error: what was looked for
    """What was found."""


def alive_in(content: bytes) -> str:
    """Return what is alive in a drawing, in words; empty for one that only shows something.

    A file that is no XML is told too: nobody knows what a forgiving reader makes of it.
    """
    parser, look = expat.ParserCreate(namespace_separator="}"), _Look()
    parser.StartElementHandler = look.begin
    parser.CharacterDataHandler = look.words
    parser.EndElementHandler = look.end
    parser.EntityDeclHandler = _entity
    parser.ProcessingInstructionHandler = _instruction
    try:
        parser.Parse(content, True)  # noqa: FBT003 - the last piece
    except _Alive as found:
        return str(found)
    except expat.ExpatError as error:
        return f"is no XML on line {error.lineno}: {expat.errors.messages.get(error.code, error)}"
    return ""


class _Look:
    """What is read of a drawing, piece by piece; `style` holds the words of a style sheet while one is open."""

    def __init__(self) -> None:
        self.style: list[str] | None = None

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = _local(name)
        if tag.lower() in _ELEMENTS:
            raise _Alive(f"holds <{tag}>")
        for attribute, value in attributes.items():
            _attribute(tag, _local(attribute), value)
        if tag.lower() == "style":
            self.style = []

    def words(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def end(self, name: str) -> None:
        if self.style is not None and _local(name).lower() == "style":
            _style("".join(self.style))
            self.style = None


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _attribute(tag: str, name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise _Alive(f"holds the handler {name}")
    if name.lower() == "attributename" and _MOVED.fullmatch(value.strip()):
        raise _Alive(f"changes {value.strip()[:20]} while it is shown")
    if name.lower() in {"href", "src"} and tag != "color-profile" and not _stays(tag, value):
        raise _Alive(f"leads to {value.strip()[:60]}")
    _style(value)


def _stays(tag: str, address: str) -> bool:
    """Say whether an address is that of a link, or lies in the drawing itself."""
    if tag.lower() == "a":
        return leads_on(address)
    return not address.strip() or address.strip().startswith("#") or bool(_PIXELS.match(address))


def _style(text: str) -> None:
    """Raise for a style that loads something, spelt in whatever escapes of CSS."""
    text = _ESCAPE.sub(lambda code: chr(min(int(code[1], 16), sys.maxunicode)), text)
    if found := _LOADED.search(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)):
        raise _Alive(f"has a style that loads something: {found[0].strip()}")


def _entity(name: str, _parameter: int, value: str | None, *_places: str | None) -> None:
    if value is None:
        raise _Alive(f"loads the entity {name[:20]}")


def _instruction(target: str, _data: str) -> None:
    raise _Alive(f"holds the instruction {target[:20]}")
