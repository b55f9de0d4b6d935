"""The words of an HTML element as inlines: marks, links, formulas, pictures and code."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml.html import defs

from course.ingest.losses import Losses, LossKind, Place
from course.ingest.readers.clutter import clutter, is_formula, is_silent, words_of
from course.ingest.readers.mathml import mathml_to_tex
from course.ingest.rewriting import tidy, trimmed
from course.ingest.tree import Break, Code, Image, Inline, Link, Math, Span, SpanKind, Text
from course.ingest.wording import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from course.ingest.tree import Block

MARKS: dict[str, SpanKind] = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emph"),
    "sup": "sup", "sub": "sub", "ins": "ins",
    **dict.fromkeys(("del", "s", "strike"), "del"),
}  # fmt: skip
CODE = frozenset({"code", "kbd", "samp", "tt"})
PHRASING = frozenset(
    """a abbr acronym bdi bdo big br center data font img label mark math nobr picture q rb rp rt ruby small source span
    time u wbr mjx-container mjx-assistive-mml input button x-inline""".split()  # noqa: SIM905
) | set(MARKS) | CODE  # fmt: skip
"""Elements of a line; all others begin a block."""
_KNOWN = PHRASING | defs.tags | {"hgroup", "search", "slot", "dialog", "menu", "picture", "main"}
_EXPLAINED = frozenset({"abbr", "acronym", "dfn", "img"})
_TAG = re.compile(r"<[^<>]*>")
_STYLED = re.compile(r"^\{\\(?:display|text)style\s*(.*)\}$", re.DOTALL)
_TEX_ALT = re.compile(r"\s*\{?\\(?:displaystyle|textstyle)\s+(.*?)\}?\s*", re.DOTALL)
_SPACE = re.compile(r"[ \t\f\r]*\n\s*|[ \t\r\f]+")
_DATA = re.compile(r"data:image/([\w.+-]+);base64,(.*)", re.DOTALL | re.IGNORECASE)
_SUFFIX = {"jpeg": "jpg", "svg+xml": "svg"}


def spaced(text: str) -> str:
    """Return text with single blanks; the line ends of the source stay in it."""
    return _SPACE.sub(lambda found: "\n" * found.group().count("\n") or " ", text)


def behind(before: Sequence[Inline], tail: str) -> Text:
    """Return words behind an element; where nothing of it is kept, the blanks around it are one."""
    text, last = spaced(tail), before[-1] if before else None
    ends = isinstance(last, Text) and last.text.endswith((" ", "\n"))
    return Text(text.lstrip(" ") if ends else text)


@dataclass
class Words:
    """Reads lines of words; `media` and `losses` fill as it goes, `shift` is added to each line of the source.

    `given` and `given_blocks` are what the elements `x-inline` and `x-block` of a page stand for, by their id;
    with `tells_scripts` scripts and styles are told, which every page has and a text seldom.
    """

    losses: Losses
    media: dict[str, bytes] = field(default_factory=dict)
    shift: int = 0
    given: Mapping[str, tuple[Inline, ...]] = field(default_factory=dict)
    given_blocks: Mapping[str, list[Block]] = field(default_factory=dict)
    tells_scripts: bool = False

    def place(self, element: HtmlElement) -> Place:
        """Return where an element begins."""
        return Place((element.sourceline or 1) + self.shift)

    def lose(self, element: HtmlElement, kind: LossKind) -> None:
        """Note that an element is left out, unless it says nothing."""
        words = words_of(element) or ((element.get("value") or "").strip() if element.tag == "input" else "")
        if element.tag in {"input", "textarea"}:
            words = " ".join(filter(None, (words, (element.get("placeholder") or "").strip())))
        address = element.get("src") or element.get("data") or ""
        if kind in (LossKind.MEDIA, LossKind.PICTURE):
            inner = _TAG.sub(" ", element.get("srcdoc") or "")
            named = (element.get("title") or element.get("aria-label") or "", words, inner, address[:200])
            words = " ".join(" ".join(named).split()) or "no words"
        if is_silent(element):
            words = (element.text or "").strip() if self.tells_scripts else ""
        if words:
            self.losses.add(self.place(element), kind, words)

    def tell_unknown(self, element: HtmlElement) -> None:
        """Note an element that HTML does not know, such as a component of a program: its words are kept."""
        name = str(element.tag)
        if name not in _KNOWN and not name.startswith(("x-", "mjx-", "o:")):
            values = " ".join(f'{key}="{value}"' for key, value in element.items())
            self.losses.add(
                self.place(element), LossKind.MARKUP, f"<{name} {values}".strip() + ">", "its words are kept"
            )

    def inner(self, element: HtmlElement) -> list[Inline]:
        """Return the words in an element."""
        found: list[Inline] = [Text(spaced(element.text))] if element.text else []
        for child in element:
            if isinstance(child.tag, str):
                kind = clutter(child)
                if kind:
                    self.lose(child, kind)
                else:
                    found += self.inline(child)
            else:
                self.comment(child)
            if child.tail:
                found.append(behind(found, child.tail))
        return found

    def line(self, element: HtmlElement) -> tuple[Inline, ...]:
        """Return the words in an element without blanks at the ends."""
        return trimmed(self.inner(element))

    def comment(self, comment: HtmlElement) -> None:
        """Note a comment that has words."""
        if any(letter.isalnum() for letter in comment.text or ""):
            self.losses.add(self.place(comment), LossKind.COMMENT, comment.text or "")

    def inline(self, element: HtmlElement) -> list[Inline]:
        """Return an element of a line."""
        tag = element.tag
        if tag in _EXPLAINED and (title := (element.get("title") or element.get("data-title") or "").strip()):
            self._explained(element, title)
        if is_formula(element):
            return self._formula(element)
        match tag:
            case "br":
                return [Break()]
            case "img":
                return self._picture(element)
            case "x-inline":
                return list(self.given.get(element.get("id", ""), ()))
            case "code" | "kbd" | "samp" | "tt":
                write_marks(element)
                found = " ".join(str(element.text_content()).split())
                return [Code(found)] if found else []
        return self._marked(element, self.inner(element))

    def _explained(self, element: HtmlElement, title: str) -> None:
        """Note the words that a page shows only under the pointer, unless they stand in it."""
        if title.casefold() not in f"{words_of(element)} {element.get('alt') or ''}".casefold():
            self.losses.add(self.place(element), LossKind.HIDDEN, f"shown under the pointer: {title}")

    def _marked(self, element: HtmlElement, inner: list[Inline]) -> list[Inline]:
        """Return words with the meaning that their element gives them."""
        tag = element.tag
        self.tell_unknown(element)
        if tag in MARKS:
            return [Span(MARKS[tag], tidy(inner))] if plain(inner).strip() else inner
        if tag == "a":
            return self._link(element, inner)
        if tag == "q":
            return [Text("“"), *inner, Text("”")]
        if tag == "rt" and not element.xpath("ancestor::ruby[1]//rp"):
            return [Text("("), *inner, Text(")")]
        return inner if tag in PHRASING else [Text(" "), *inner, Text(" ")]

    def _link(self, element: HtmlElement, inner: list[Inline]) -> list[Inline]:
        href = (element.get("href") or "").strip()
        if not href or href == "#" or href.lower().startswith("javascript:"):
            return inner
        if plain(inner).strip(" ¶#§") or any(isinstance(node, Image) for node in inner):
            return [Link(href, tidy(inner))]
        return []

    def _formula(self, element: HtmlElement) -> list[Inline]:
        if element.tag == "script":
            return [Math(words_in(element), shown="display" in (element.get("type") or ""))]
        found = next(element.iter("math"))
        shown = found.get("display") == "block"
        tex = next((one.text for one in found.iter("annotation") if one.get("encoding") == "application/x-tex"), "")
        tex = (tex or found.get("alttext") or "").strip()
        if tex:
            styled = _STYLED.match(tex)
            return [Math(styled[1].strip() if styled else tex, shown=shown)]
        if tex := mathml_to_tex(found):
            return [Math(tex, shown=shown)]
        signs = " ".join(" ".join(found.itertext()).split())
        self.losses.add(self.place(element), LossKind.EQUATION, signs, "kept as its bare signs")
        return [Text(signs)]

    def _picture(self, element: HtmlElement) -> list[Inline]:
        alt = " ".join((element.get("alt") or "").split())
        if tex := _TEX_ALT.fullmatch(alt):
            return [Math(tex[1])]
        name = element.get("src") or ""
        if not name or (name.startswith("data:") and element.get("data-src")):
            name = element.get("data-src") or element.get("data-original") or name
        if name.startswith("data:"):
            name = self._embedded(name)
        if not name:
            self.losses.add(self.place(element), LossKind.PICTURE, alt or "<img>")
            return [Text(alt)] if alt else []
        width = re.fullmatch(r"\s*(\d+(?:\.\d+)?)(px|%)?\s*", element.get("width") or "")
        return [Image(name, alt, f"{width[1]}{width[2] or 'px'}" if width else "")]

    def _embedded(self, address: str) -> str:
        """Return the name under which the bytes of a picture in the page are kept, nothing when they are none."""
        found = _DATA.fullmatch(address)
        try:
            content = base64.b64decode(found[2], validate=False) if found else b""
        except (binascii.Error, ValueError):
            content = b""
        if not found or not content:
            return ""
        kind = found[1].lower()
        name = f"picture-{len(self.media) + 1}.{_SUFFIX.get(kind, kind)}"
        self.media[name] = content
        return name


def write_marks(element: HtmlElement) -> None:
    """Write raised, lowered, deleted and inserted words in code as words: code has no marks, and 10⁹ is not 109."""
    for child in reversed(list(element.iter("sup", "sub", "del", "s", "strike", "ins"))):
        child.text = plain((Span(MARKS[str(child.tag)], (Text(str(child.text_content())),)),))
        for inner in list(child):
            child.remove(inner)


def words_in(element: HtmlElement) -> str:
    """Return the content of a script."""
    return (element.text or "").strip()
