"""Inlines of pandoc: words with their meaning, notes, formulas, pictures; and the words of what cannot be kept."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from course.ingest.losses import Losses, LossKind, Place
from course.ingest.readers.style_marks import declared, kinds, styled
from course.ingest.rewriting import tidy
from course.ingest.tree import Block, Break, Code, Image, Inline, Link, Math, Note, Span, SpanKind, Text
from course.ingest.wording import plain  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Node = Any
_SPANS: dict[str, SpanKind] = {
    "Emph": "emph", "Strong": "strong", "Superscript": "sup", "Subscript": "sub", "Strikeout": "del",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([A-Za-z]+)(?:\s[^<>]*)?>")
_LABEL = re.compile(r"\s*\\label\{[^{}]*\}")
_SHOWN = re.compile(
    r"\\begin\{(?P<name>(?:equation|align|gather)\*?|displaymath)\}(?P<inner>.*)\\end\{(?P=name)\}", re.DOTALL
)
_STYLE = re.compile(r"\bstyle\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_MARKING: dict[str, SpanKind | None] = {
    "s": "del", "strike": "del", "del": "del", "ins": "ins", "sup": "sup", "sub": "sub", "b": "strong",
    "strong": "strong", "i": "emph", "em": "emph", "span": None, "u": None, "small": None, "big": None, "font": None,
    "center": None,
}  # fmt: skip
_Open = tuple[str, tuple[SpanKind, ...], list[Inline]]
"""A tag that is open: its name, what it says of its words, and these so far."""
_CHANGED: dict[str, SpanKind] = {"insertion": "ins", "deletion": "del"}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_TARGET = re.compile(r"\s*<[^<>]*>$")
_LENGTH = re.compile(r"\d+(?:\.\d+)?(?:px|cm|mm|in|pt|em|%)")
_TYPED = frozenset({"kbd", "command", "file", "program", "samp", "option", "envvar", "code", "literal"})
"""Roles of reStructuredText of which the words are those of a keyboard or program; others are words."""


class Words:
    """Reads lines of words; `place` is the paragraph in hand, `used` the pictures that stand in the document."""

    def __init__(self, losses: Losses, media: Mapping[str, bytes]) -> None:
        self.losses, self.media = losses, media
        self.figure: Mapping[str, str] = {}
        self.place = Place(1, "paragraph")
        self._files: dict[str, bytes] = {}
        self._count = 0

    @property
    def used(self) -> Mapping[str, bytes]:
        """Return the pictures by the names of their files."""
        return MappingProxyType(self._files)

    def next(self) -> Place:
        """Go on to the next paragraph and return its place."""
        self._count += 1
        self.place = Place(self._count, "paragraph")
        return self.place

    def lose(self, kind: LossKind, words: str) -> None:
        """Note a loss of this paragraph, if it has words."""
        if words.strip():
            self.losses.add(self.place, kind, words)

    def line(self, nodes: Iterable[Node]) -> tuple[Inline, ...]:
        """Return nodes as a line of words; tags of HTML between them mark the words that they enclose."""
        stack: list[_Open] = [("", (), [])]
        for node in nodes:
            tag = _tag(node)
            if tag is None:
                stack[-1][2].extend(self._inline(node["t"], node.get("c")))
            elif tag.startswith("/"):
                if tag[1:] in (name for name, _, _ in stack[1:]):
                    while stack[-1][0] != tag[1:]:
                        _closed(stack)
                    _closed(stack)
            else:
                stack.append((tag, _kinds(tag, node["c"][1]), []))
        while len(stack) > 1:
            _closed(stack)
        return tidy(stack[0][2])

    def meta(self, value: Node) -> tuple[Inline, ...]:
        """Return a value of the head of a document as a line of words."""
        match value and value["t"]:
            case "MetaInlines":
                return self.line(value["c"])
            case "MetaString":
                return (Text(value["c"]),)
            case "MetaBlocks":
                return self.line(node for block in value["c"] if block["t"] in {"Para", "Plain"} for node in block["c"])
        return ()

    def said(self, value: Node) -> str:
        """Return the words of a value of the head."""
        match value and value["t"]:
            case "MetaList":
                return ", ".join(filter(None, map(self.said, value["c"])))
            case "MetaMap":
                return ", ".join(f"{name} {self.said(one)}" for name, one in value["c"].items())
            case "MetaBool":
                return str(value["c"]).lower()
        return plain(self.meta(value)).strip()

    def all_words(self, value: Node) -> str:
        """Return every word in a node of any kind."""
        if isinstance(value, dict):
            return f"{value['c']} " if value.get("t") == "Str" else self.all_words(value.get("c"))
        if isinstance(value, list):
            return "".join(map(self.all_words, value))
        return f"{value} " if isinstance(value, str) else ""

    def raw_blocks(self, form: str, text: str) -> list[Block]:
        """Return what markup of another format says: HTML is read, the rest is lost."""
        if form.startswith("html"):
            from course.ingest.readers.html import read_fragment
            from course.ingest.readers.html_words import Words as HtmlWords

            return read_fragment(text, HtmlWords(self.losses))
        if re.search(r"\w", text):
            self.lose(LossKind.MARKUP, text)
        return []

    def _inline(self, kind: str, c: Node) -> list[Inline]:  # noqa: C901, PLR0911, PLR0912 - one return a kind
        match kind:
            case "Str":
                return [Text(c)]
            case "Space" | "SoftBreak":
                return [Text(" ")]
            case "LineBreak":
                return [Break()]
            case "Code":
                return self._code(c)
            case "Math":
                return [Math(_bare_formula(c[1].strip()), c[0]["t"] == "DisplayMath")]
            case "Link" if c[2][0].startswith("##SUBST##"):
                return list(self.line(c[1]))  # a substitution of reStructuredText that nothing defines; pandoc warns
            case "Link":
                return [Link(c[2][0], self.line(c[1]))]
            case "Image":
                return [self._image(c)]
            case "Note":
                return [self._note(c)]
            case "Quoted":
                left, right = _QUOTES[c[0]["t"]]
                return [Text(left), *self.line(c[1]), Text(right)]
            case "Cite":
                return self._cited(c)
            case "Span":
                return self._spanned(c)
            case "Underline" | "SmallCaps":
                return list(self.line(c))
            case "RawInline":
                return self._raw(c)
            case _ if kind in _SPANS:
                return [Span(_SPANS[kind], self.line(c))]
        self.lose(LossKind.MARKUP, self.all_words(c))
        return []

    def _code(self, c: Node) -> list[Inline]:
        (_, classes, values), text = c
        role = dict(values).get("role", "")
        if "interpreted-text" not in classes or role in _TYPED:
            return [Code(text)]
        return [Text(_TARGET.sub("", text).lstrip("~!"))]

    def _image(self, c: Node) -> Image:
        (_, _, values), inner, (address, title) = c
        given = {**self.figure, **dict(values)}
        self.figure = {}
        width = given.get("width", "")
        width = f"{width}px" if width.isdecimal() else width
        title = title.removeprefix("fig:") or given.get("title", "")
        alt = plain(self.line(inner)).strip()
        alt = given.get("alt", "") if alt in ("", address, "image") else alt
        if alt and title != address and title.casefold() not in alt.casefold():
            self.lose(LossKind.HIDDEN, f"title of a picture: {title}")
        alt = alt or (title if title != address else "")
        name = address
        if address in self.media:
            name = PurePosixPath(address).name
            if self._files.get(name, self.media[address]) != self.media[address]:
                name = f"{len(self._files) + 1}-{name}"
            self._files[name] = self.media[address]
        return Image(name, alt, width if _LENGTH.fullmatch(width) else "")

    def _note(self, c: Node) -> Note:
        from course.ingest.readers.pandoc import Reader

        return Note(tuple(Reader(self).blocks(c)))

    def _cited(self, c: Node) -> list[Inline]:
        keys, inner = c
        if all(node["t"] == "RawInline" for node in inner):
            return [Text(f"[{', '.join(map(self._key, keys))}]")]
        return list(self.line(inner))

    def _key(self, key: Node) -> str:
        """Return a citation as words: what stands before its key, the key, and what stands behind."""
        around = (plain(self.line(key.get(name, ()))).strip() for name in ("citationPrefix", "citationSuffix"))
        before, behind = around
        return " ".join(filter(None, (before, key["citationId"], behind)))

    def _spanned(self, c: Node) -> list[Inline]:
        (_, classes, values), inner = c
        meant = [_CHANGED[name] for name in classes if name in _CHANGED]
        styles = declared(dict(values).get("style", ""))
        meant += kinds(classes, {name: value for name, (value, _) in styles.items()})
        line = self.line(inner)
        for kind in dict.fromkeys(meant) if plain(line).strip() else ():
            line = (Span(kind, line),)
        return list(line)

    def _raw(self, c: Node) -> list[Inline]:
        form, text = c
        if form.startswith("html") and re.fullmatch(r"<br\s*/?>", text.strip(), re.IGNORECASE):
            return [Break()]
        if re.search(r"\w", text):
            self.lose(LossKind.MARKUP, text)
        return []


def _tag(node: Node) -> str | None:
    """Return the name of a tag of HTML that marks words, with a slash when it ends; None for anything else."""
    if node["t"] != "RawInline" or not node["c"][0].startswith(("html", "mediawiki")):
        return None
    found = _TAG.fullmatch(node["c"][1].strip())
    return f"{found[1]}{found[2].lower()}" if found and found[2].lower() in _MARKING else None


def _bare_formula(tex: str) -> str:
    """Return a formula without the environment that only shows and numbers it, and without its labels.

    Several lines below each other stand in `aligned`, which every edition draws.
    """
    bare = _LABEL.sub("", tex)
    found = _SHOWN.fullmatch(bare)
    inner = found["inner"].strip() if found else bare
    is_several = found is not None and found["name"].startswith(("align", "gather"))
    return rf"\begin{{aligned}}{inner}\end{{aligned}}" if is_several else inner


def _kinds(tag: str, text: str) -> tuple[SpanKind, ...]:
    """Return what an opening tag says of its words, by its name and its style."""
    kind, style = _MARKING[tag], _STYLE.search(text)
    return (*([kind] if kind else []), *styled((style[1] or style[2] or "") if style else ""))


def _closed(stack: list[_Open]) -> None:
    """Put the words of the innermost tag into those around it."""
    _, kinds, inner = stack.pop()
    for kind in kinds:
        inner = [Span(kind, tidy(inner))]
    stack[-1][2].extend(inner)
