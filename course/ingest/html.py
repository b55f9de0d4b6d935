"""Read HTML: the main part of a page, its headings, paragraphs, lists, tables and code; never its scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bs4.element import NavigableString, Tag

from course.ingest.builder import Builder
from course.ingest.draft import Code, Entry, Statement, Table
from course.ingest.page import Page, main_part, take_out_surroundings
from course.ingest.sentences import split_lines

if TYPE_CHECKING:
    from course.ingest.draft import Draft

_HEADINGS = re.compile(r"h[1-6]")
_PHRASING = """\
a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small span
strike strong sub sup time tt u var wbr br"""
_INLINE = frozenset(_PHRASING.split())
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_html(text: str) -> Draft:
    """Divide a page; the title is its first heading, or that of its `<title>`.

    Raises RecursionError for a page that is nested deeper than Python allows.
    """
    soup = Page(text, "html.parser")
    found = soup.find("title")
    title = _SPACE.sub(" ", found.get_text()).strip() if found else ""
    page = soup.find("html")
    language = str(page.get("lang") or "").strip() if isinstance(page, Tag) else ""
    root = main_part(soup)
    walk = _Walk()
    for tag in take_out_surroundings(root):
        walk.builder.remark(_line(tag), f"<{tag.name}>", "markup", "this part is left out")
    walk.children(root)
    walk.flush()
    draft = walk.builder.finish()
    return replace(draft, title=draft.title or title, language=language)


@dataclass
class _Walk:
    builder: Builder = field(default_factory=Builder)
    loose: list[tuple[int, str]] = field(default_factory=list)

    def children(self, tag: Tag) -> None:
        """Take the children of a container: blocks one by one, loose text as paragraphs."""
        line = _line(tag)
        for child in list(tag.children):
            if isinstance(child, NavigableString):
                self.loose.append((line, str(child)))
                line += child.count("\n")
                continue
            line = _line(child) if isinstance(child, Tag) else line
            if not isinstance(child, Tag):
                continue
            if child.name in _INLINE and not child.find(_is_block):
                self.loose += self._text(child)
            else:
                self.flush()
                self._block(child)
                self.flush()
            line += child.get_text().count("\n")

    def flush(self) -> None:
        """Make a paragraph of the loose text."""
        self.builder.paragraph(_sentences(self.loose))
        self.loose = []

    def _block(self, tag: Tag) -> None:
        if _HEADINGS.fullmatch(tag.name):
            text = _joined(self._text(tag)).rstrip("¶").strip()
            self.builder.heading(text, int(tag.name[1]), _line(tag))
        elif tag.name in ("ul", "ol", "menu", "dl"):
            self._list(tag, 0)
            self.builder.close_list()
        elif tag.name == "table":
            self._table(tag)
        elif tag.name == "pre":
            content = tag.get_text().strip("\n")
            if any(letter.isalnum() for letter in content):
                self.builder.block(Code(Statement(content, _line(tag))))
        else:
            self.children(tag)

    def _list(self, tag: Tag, depth: int) -> None:
        number = _whole(tag.get("start")) if tag.name == "ol" else None
        for item in tag.find_all(["li", "dt", "dd"], recursive=False):
            own = [part for child in item.children for part in self._own(child, item)]
            statements = _sentences(own)
            if statements:
                level = depth + (item.name == "dd")
                self.builder.entry(Entry(level, statements, number))
                number = None if number is None else number + 1
            for inner in item.find_all(["ul", "ol", "menu", "dl"]):
                if inner.find_parent(["li", "dd"]) is item:
                    self._list(inner, depth + 1)

    def _own(self, child: object, item: Tag) -> list[tuple[int, str]]:
        """Return the text of an entry without the lists in it."""
        if isinstance(child, NavigableString):
            return [(_line(item), str(child))]
        if not isinstance(child, Tag) or child.name in ("ul", "ol", "menu", "dl"):
            return []
        if child.name in _INLINE:
            return self._text(child)
        return [(_line(item), " "), *(part for inner in child.children for part in self._own(inner, child))]

    def _table(self, table: Tag) -> None:
        rows: list[tuple[tuple[str, ...], Statement]] = []
        for row in table.find_all("tr"):
            if row.find_parent("table") is table:
                cells = tuple(_joined(self._text(cell)) for cell in row.find_all(["td", "th"], recursive=False))
                if any(cells):
                    rows.append((cells, Statement(" | ".join(cells), _line(row))))
        caption = table.find("caption")
        if isinstance(caption, Tag):
            self.builder.paragraph(_sentences(self._text(caption)))
        if rows:
            self.builder.block(Table(tuple(rows)))

    def _text(self, tag: Tag) -> list[tuple[int, str]]:
        """Return the text in a tag in pieces with their lines; notes links and pictures."""
        if tag.name == "br":
            return [(_line(tag), " ")]
        if tag.name == "img":
            self.builder.remark(_line(tag), str(tag.get("src", "")), "image", "the picture is left out")
            return [(_line(tag), str(tag.get("alt", "")))]
        if tag.name == "a" and str(tag.get("href", "")).strip("#"):
            self.builder.remark(_line(tag), str(tag["href"]), "link", "the address is left out")
        pieces: list[tuple[int, str]] = []
        line = _line(tag)
        for child in tag.children:
            if isinstance(child, NavigableString):
                pieces.append((line, str(child)))
            elif isinstance(child, Tag):
                gap = [] if child.name in _INLINE else [(_line(child), " ")]
                pieces += [*gap, *self._text(child), *gap]
            line = pieces[-1][0] + pieces[-1][1].count("\n") if pieces else line
        return pieces


def _whole(text: object) -> int:
    """Return the number with which a list begins."""
    return int(str(text)) if re.fullmatch(r"\d{1,6}", str(text)) else 1


def _is_block(tag: Tag) -> bool:
    return tag.name not in _INLINE


def _line(tag: Tag) -> int:
    return tag.sourceline or 1


def _joined(pieces: list[tuple[int, str]]) -> str:
    return _SPACE.sub(" ", "".join(text for _, text in pieces)).strip()


def _sentences(pieces: list[tuple[int, str]]) -> tuple[Statement, ...]:
    """Return the sentences of pieces of text, each of which begins on a known line and may have several."""
    lines: list[tuple[int, str]] = []
    for number, text in pieces:
        head, *rest = text.split("\n")
        last, before = lines.pop() if lines else (number, "")
        lines.append((last if before.strip() else number, before + head))
        lines += [(number + offset, part) for offset, part in enumerate(rest, 1)]
    tidy = [(number, _SPACE.sub(" ", text).strip()) for number, text in lines]
    return split_lines([(number, text) for number, text in tidy if text])
