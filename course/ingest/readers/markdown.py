"""Read Markdown of any kind into the tree; the HTML in it is read by the reader of HTML, directives by their own."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from course.ingest.losses import Losses, LossKind, Place
from course.ingest.readers.critic import without_critic
from course.ingest.readers.html import read_fragment
from course.ingest.readers.html_words import Words
from course.ingest.readers.markdown_blocks import BLOCKS, DIRECTIVE, Part, closing
from course.ingest.readers.markdown_parser import parser
from course.ingest.readers.markdown_words import Line
from course.ingest.rewriting import trimmed
from course.ingest.tree import Block, Document, Heading, Inline, Para, Text
from course.ingest.wording import plain, wording  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_NAMED = re.compile(r"^(title|lang|language):\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)


def read_markdown(text: str, losses: Losses | None = None) -> Document:
    """Read a document; its title comes from its front matter, else from its first heading of level 1."""
    losses = losses or Losses()
    text = without_critic(text, losses)
    reader = Reader(losses)
    blocks = tuple(reader.document(text))
    head = next((block for block in blocks if isinstance(block, Heading) and block.level == 1), None)
    title = reader.named.get("title") or (plain(head.inner) if head else "")
    language = reader.named.get("lang") or reader.named.get("language") or ""
    return Document(blocks, title, language, reader.media, tuple(losses.found))


@dataclass
class Reader:
    """Reads the text of a document and of the boxes in it, which know the notes and links of the whole."""

    losses: Losses
    media: dict[str, bytes] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    references: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, tuple[Sequence[Token], int]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    within: list[str] = field(default_factory=list)

    def document(self, text: str) -> list[Block]:
        """Return the blocks of a whole document; notes and links may be defined anywhere, also behind their use."""
        self._define(text, 0)
        return [*self.read(text, 0), *self._unused_notes()]

    def _unused_notes(self) -> list[Block]:
        """Return the notes to which nothing refers, behind their marks."""
        found: list[Block] = []
        for label in [label for label in self.notes if label not in self.used]:
            first, *rest = self._note(label) or (Para(()),)
            if isinstance(first, Para):
                first = replace(first, inner=(Text(f"[{label}] "), *first.inner))
            found += [first, *rest]
        return found

    def _define(self, text: str, shift: int) -> None:
        """Find the definitions of links and notes, also in boxes."""
        env: dict[str, Any] = {}
        tokens = parser().parse(text, env)
        for name, reference in env.get("references", {}).items():
            self.references.setdefault(name, reference)
        for number, token in enumerate(tokens):
            if token.type == "footnote_reference_open":
                inner = tokens[number + 1 : closing(tokens, number)]
                self.notes.setdefault(str(token.meta["label"]), (inner, shift))
            elif (token.type == "box" and token.map) or (
                token.type == "fence" and token.map and DIRECTIVE.match(token.info)
            ):
                self._define(token.content, shift + token.map[0] + 1)

    def read(self, text: str, shift: int) -> list[Block]:
        """Return the blocks of a part whose first line is the line `shift` + 1 of the document."""
        refs = dict.fromkeys((f":{label}" for label in self.notes), -1)
        env = {"references": dict(self.references), "footnotes": {"refs": refs, "list": {}}}
        return self.run(parser().parse(text, env), shift)

    def run(self, tokens: Sequence[Token], shift: int) -> list[Block]:
        """Return the blocks of tokens that stand beside each other; HTML among them may open in one and end later."""
        parts: list[tuple[Token, list[Block] | None]] = []
        at = 0
        while at < len(tokens):
            token, end = tokens[at], closing(tokens, at)
            inner = tokens[at + 1 : end] if token.nesting == 1 else []
            is_html = token.type == "html_block"
            parts.append((token, None if is_html else self.block(token, inner, shift)))
            at = end + 1 if token.nesting == 1 else at + 1
        if not any(blocks is None for _, blocks in parts):
            return [block for _, blocks in parts for block in blocks or []]
        return self._through_html(parts, shift)

    def _through_html(self, parts: list[tuple[Token, list[Block] | None]], shift: int) -> list[Block]:
        """Read blocks among which HTML stands as HTML, in which blocks of Markdown stand as numbered elements."""
        text, given = "", dict[str, list[Block]]()
        first = next(token.map[0] for token, _ in parts if token.map)
        for token, blocks in parts:
            line = (token.map[0] if token.map else first) - first
            text += "\n" * max(0, line - text.count("\n"))
            if blocks is None:
                text += _closed(token.content.rstrip("\n"))
            else:
                number = str(len(given))
                given[number] = blocks
                text += f'<x-block id="{number}">{html.escape(" ".join(wording(blocks).split()))}</x-block>'
        return read_fragment(
            text, Words(self.losses, self.media, shift + first, given_blocks=given, tells_scripts=True)
        )

    def block(self, token: Token, inside: Sequence[Token], shift: int) -> list[Block]:
        """Return the blocks of one token with what is inside of it."""
        place = Place(shift + token.map[0] + 1) if token.map else Place(shift + 1)
        name = token.type.removesuffix("_open")
        if name in BLOCKS:
            return BLOCKS[name](self, Part(token, inside, place, shift))
        if name == "front_matter":
            self.named = dict(_NAMED.findall(token.content))
            if token.content.strip():
                self.losses.add(place, LossKind.FRONT_MATTER, token.content, "title and language are taken")
        elif token.content.strip():
            self.losses.add(place, LossKind.MARKUP, token.content)
        return []

    def line(self, inside: Sequence[Token], place: Place) -> tuple[Inline, ...]:
        """Return the words of a paragraph."""
        children = [child for token in inside if token.type == "inline" for child in token.children or []]
        return Line(place, self.losses, self._note, self._html_line).read(children)

    def words(self, text: str, place: Place) -> tuple[Inline, ...]:
        """Return a text of one line, such as a title, as inlines."""
        blocks = self.read(text, place.number - 1)
        return blocks[0].inner if len(blocks) == 1 and isinstance(blocks[0], Para) else (Text(text),) if text else ()

    def _html_line(self, text: str, place: Place, given: dict[str, tuple[Inline, ...]]) -> tuple[Inline, ...]:
        words = Words(self.losses, self.media, place.number - 1, given=given, tells_scripts=True)
        blocks = read_fragment(text, words)
        found: list[Inline] = []
        for block in blocks:
            found += [Text(" ")] if found else []
            found += block.inner if isinstance(block, Para | Heading) else (Text(wording([block])),)
        return trimmed(found)

    def _note(self, label: str) -> tuple[Block, ...] | None:
        if label not in self.notes or label in self.within:
            return None
        self.within.append(label)
        tokens, shift = self.notes[label]
        blocks = tuple(self.run(tokens, shift))
        self.within.pop()
        self.used.add(label)
        return blocks


def _closed(text: str) -> str:
    """Return HTML in which a comment that nobody ended is ended: it would hide the rest of the document."""
    return f"{text} -->" if text.rfind("<!--") > text.rfind("-->") else text
