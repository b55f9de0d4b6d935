"""Read HTML into the tree, also the HTML inside of Markdown: no block is left out but those that are told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import lxml.html

from course.ingest.losses import FIRST, Losses, LossKind
from course.ingest.readers.clutter import SILENT, around, clutter, is_formula, main_part
from course.ingest.readers.html_formulas import write_formulas
from course.ingest.readers.html_lists import definitions, entries
from course.ingest.readers.html_styles import mark_styles, own_sheets, write_boxes
from course.ingest.readers.html_table import is_layout, read_table
from course.ingest.readers.html_words import MARKS, PHRASING, Words, behind, spaced, write_marks
from course.ingest.rewriting import rewrite, tidy, trimmed
from course.ingest.tree import Block, Box, Document, Heading, Image, Inline, Link, Listing, Math, Para, Span, Text, walk
from course.ingest.wording import plain, running  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

_HEADINGS = re.compile(r"h[1-6]")
_EMPTY = re.compile(r"<(embed|source|track|keygen|wbr)\b([^<>]*?)/?>", re.IGNORECASE)
"""Elements without an end of which the parser does not know it: what follows would stand in them."""
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_LANGUAGE = re.compile(r"(?:language|lang|highlight-source|highlight|brush:)[-: ]*(\w[\w+#-]*)")
ADMONITIONS = frozenset("note warning tip important caution danger attention hint error seealso".split())  # noqa: SIM905
_TITLES = frozenset({"admonition-title", "admonition-heading", "markdown-alert-title", "callout-title"})


def read_html(
    text: str, losses: Losses | None = None, *, lone_formula_shown: bool = True, sheets: str = ""
) -> Document:
    """Read a page; its title is its first heading of level 1, else that of `<title>`.

    A formula alone in its paragraph is displayed, unless its `<script>` or `<math>` decides: `lone_formula_shown`.
    `sheets` are the style sheets that it links to.

    Raises RecursionError for a page that is nested deeper than Python allows.
    """
    losses = losses or Losses()
    source = _closed(_XML_HEAD.sub(lambda found: "\n" * found.group().count("\n"), text))
    root = lxml.html.document_fromstring(source if source.strip() else "<p></p>", parser=_parser())
    title = next(root.iter("title"), None)
    mark_styles(root, losses, sheets + "\n" + own_sheets(root))
    write_boxes(root)
    write_formulas(root)
    part = main_part(root)
    reader = WebPage(Words(losses), holders(part), lone_formula_shown=lone_formula_shown)
    for element in around(part):
        reader.words.lose(element, clutter(element) or LossKind.CLUTTER)
    blocks = tuple(reader.blocks(part))
    head = next((block for block in blocks if isinstance(block, Heading) and block.level == 1), None)
    name = plain(head.inner) if head else " ".join((title.text or "" if title is not None else "").split())
    return Document(blocks, name, (root.get("lang") or "").strip(), reader.words.media, tuple(losses.found))


def read_fragment(text: str, words: Words) -> list[Block]:
    """Return the blocks of a piece of HTML, such as one inside of Markdown."""
    root = lxml.html.fragment_fromstring(_closed(text), create_parent="div", parser=_parser())
    mark_styles(root, words.losses)
    write_boxes(root)
    write_formulas(root)
    return list(WebPage(words, holders(root)).blocks(root))


def _closed(text: str) -> str:
    return _EMPTY.sub(r"<\1\2></\1>", text)


def _parser() -> lxml.html.HTMLParser:
    """Return a parser that reads everything: without `huge_tree` all from the 255th nested tag on is gone."""
    return lxml.html.HTMLParser(huge_tree=True, encoding="utf-8")


def holders(root: HtmlElement) -> frozenset[HtmlElement]:
    """Return the elements in which blocks stand."""
    found: set[HtmlElement] = set()
    for element in root.iter():
        tag = element.tag
        if isinstance(tag, str) and tag not in PHRASING and not tag.startswith("mjx-") and not _is_in_formula(element):
            parent = element.getparent()
            while parent is not None and parent not in found:
                found.add(parent)
                parent = parent.getparent()
    return frozenset(found)


def _is_in_formula(element: HtmlElement) -> bool:
    return element.tag in SILENT or any(one.tag in ("math", "svg") for one in element.iterancestors())


@dataclass
class WebPage:
    """Reads blocks; `holders` are the elements of a line in which blocks stand against the rules."""

    words: Words
    holders: frozenset[HtmlElement]
    loose: list[Inline] = field(default_factory=list)
    lone_formula_shown: bool = True

    def blocks(self, element: HtmlElement) -> list[Block]:
        """Return what stands in an element: blocks one by one, loose words as paragraphs."""
        found: list[Block] = []
        loose: list[Inline] = [Text(spaced(element.text))] if element.text else []
        line = self.words.place(element).number
        for child in element:
            if not isinstance(child.tag, str):
                self.words.comment(child)
            elif kind := clutter(child):
                self.words.lose(child, kind)
            elif is_formula(child) or (child.tag in PHRASING and child not in self.holders):
                if not plain(loose).strip():
                    line, loose = self.words.place(child).number, []
                loose += self.words.inline(child)
            else:
                own = self.block(child)
                first = own[0] if own else None
                if child.tag in PHRASING and plain(loose).strip() and isinstance(first, Para):
                    loose, own = [*loose, *first.inner], own[1:]  # a mark that nobody closed before the next block
                found += [*self._paragraphs(loose, line), *own]
                loose, line = [], self.words.place(child).number + _height(child)
            if child.tail:
                loose.append(behind(loose, child.tail))
        return found + self._paragraphs(loose, line)

    def _paragraphs(self, loose: list[Inline], line: int) -> list[Block]:
        inner = trimmed(loose)
        if not any(not isinstance(node, Text) or node.text.strip() for node in walk(inner)):
            return []
        text = running(tidy(loose))
        skipped = text[: len(text) - len(text.lstrip())].count("\n")
        if len(inner) == 1 and isinstance(inner[0], Math) and self.lone_formula_shown:
            inner = (replace(inner[0], shown=True),)
        return [Para(inner, replace(FIRST, number=line + skipped))]

    def block(self, element: HtmlElement) -> list[Block]:
        """Return the blocks that an element is."""
        tag = str(element.tag)
        if tag == "x-block":
            return self.words.given_blocks.get(element.get("id", ""), [])
        if _HEADINGS.fullmatch(tag):
            return self._heading(element)
        if tag in _MADE and not (tag == "table" and is_layout(element)):
            return _MADE[tag](self, element)
        if tag in _LINES and element not in self.holders:
            return self._paragraphs(self.words.inner(element), self.words.place(element).number)
        self.words.tell_unknown(element)
        kind = _BOXES.get(tag) or _admonition(element)
        return [self._box(kind, element)] if kind else self._wrapped(element, self.blocks(element))

    def _heading(self, element: HtmlElement) -> list[Block]:
        inner = self.words.line(element)
        place = self.words.place(element)
        if plain(inner).strip(" ¶#§"):
            tail = inner[-1]
            if isinstance(tail, Text):
                inner = trimmed((*inner[:-1], Text(tail.text.rstrip(" ¶"))))
            return [Heading(int(str(element.tag)[1]), inner, place)]
        return [Para(inner, place)] if any(isinstance(node, Image) for node in walk(inner)) else []

    def listing(self, element: HtmlElement) -> list[Block]:
        """Return a block of code as it stands."""
        for line in element.iter("br"):
            line.tail = f"\n{line.tail or ''}"
        write_marks(element)
        text = "".join(element.itertext()).strip("\n")
        names = " ".join(
            one.get("class") or "" for one in (element, *element.iter("code"), *element.iterancestors("div"))
        )
        language = _LANGUAGE.search(names)
        place = self.words.place(element)
        return [Listing(text, language[1] if language else "", place)] if text.strip() else []

    def _box(self, kind: str, element: HtmlElement) -> Box:
        head = next((one for one in element if _is_title(one)), None)
        title: tuple[Inline, ...] = ()
        if head is not None:
            title = self.words.line(head)
            head.drop_tree()
        if plain(title).casefold().strip(" :") == kind:
            title = ()
        return Box(kind, title, tuple(self.blocks(element)), self.words.place(element))

    def _wrapped(self, element: HtmlElement, blocks: list[Block]) -> list[Block]:
        """Give each line of the blocks in a mark or link its meaning: `<del><p>` is legal, and pages hold more."""
        if element.tag in MARKS:
            kind = MARKS[element.tag]
            return list(rewrite(blocks, lambda line: (Span(kind, line),) if line else line))
        href = (element.get("href") or "").strip()
        if element.tag == "a" and href and not href.startswith(("#", "javascript:")):
            return list(rewrite(blocks, lambda line: (Link(href, line),) if plain(line).strip() else line))
        return blocks


_BOXES = {"blockquote": "quote", "aside": "aside", "details": "details", "figure": "figure"}
_LINES = frozenset({"caption", "summary", "figcaption"})
_MADE: dict[str, Callable[[WebPage, HtmlElement], list[Block]]] = {
    **dict.fromkeys(("ul", "ol", "menu"), entries),
    "dl": definitions,
    "table": read_table,
    "pre": WebPage.listing,
}


def _is_title(element: Any) -> bool:
    names = set((element.get("class") or "").split()) if isinstance(element.tag, str) else set()
    return element.tag == "summary" or bool(names & _TITLES)


def _admonition(element: HtmlElement) -> str:
    """Return the kind of a box that a class names, as Sphinx, GitHub, Docusaurus and Bootstrap write it."""
    names = (element.get("class") or "").lower().split()
    kinds = [re.sub(r"^(?:markdown-alert|alert|callout|admonition)-{1,2}", "", name) for name in names]
    return next((kind for kind in kinds if kind in ADMONITIONS), "") if element.tag in ("div", "section", "p") else ""


def _height(element: HtmlElement) -> int:
    """Return how many line ends of the source an element holds, as far as its texts tell."""
    return sum(text.count("\n") for text in element.itertext())
