"""Read Markdown: headings, paragraphs, lists, tables and code; links, images and markup are left out and listed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from course.ingest.builder import Builder
from course.ingest.draft import Code, Entry, Statement, Table
from course.ingest.sentences import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from course.ingest.draft import Draft

_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_DIRECTIVE = re.compile(r"^(?:\{[\w:.-]+\}|\w+::)")


def read_markdown(text: str) -> Draft:
    """Divide a Markdown document; the title comes from its front matter when that names one.

    A footnote stays where it stands, behind its mark in brackets.
    """
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(footnote_plugin, inline=False)
    parser.disable("footnote_tail")
    return _Walk().run(parser.parse(text))


@dataclass
class _Walk:
    builder: Builder = field(default_factory=Builder)
    title: str = ""
    lists: list[int | None] = field(default_factory=list)
    fresh_item: bool = False
    note: str = ""

    def run(self, tokens: Sequence[Token]) -> Draft:
        """Take all tokens and return the draft."""
        stream = iter(tokens)
        for token in stream:
            self._take(token, stream)
        return self.builder.finish(self.title)

    def _take(self, token: Token, stream: Iterator[Token]) -> None:
        line = token.map[0] + 1 if token.map else 1
        match token.type:
            case "heading_open":
                inline = next(stream)
                text = " ".join(part for _, part in self._lines(inline, line))
                self.builder.heading(" ".join(text.split()), int(token.tag[1]), line)
            case "inline":
                self._paragraph(split_lines(self._lines(token, line)))
            case "bullet_list_open" | "ordered_list_open":
                self.lists.append(int(token.attrs.get("start", 1)) - 1 if token.tag == "ol" else None)
            case "bullet_list_close" | "ordered_list_close":
                self._end_list()
            case "list_item_open":
                self._next_item()
            case "table_open":
                self._table(stream)
            case "footnote_reference_open":
                self.note = f"[{token.meta['label']}] "
            case "fence" | "code_block":
                self._code(token, line)
            case "html_block" | "front_matter":
                self._leave_out(token, line)

    def _leave_out(self, token: Token, line: int) -> None:
        what = "HTML is left out"
        if token.type == "front_matter":
            found = _TITLE.search(token.content)
            self.title, what = found[1] if found else "", "the front matter is left out"
        self.builder.remark(line, token.content.strip(), "markup", what)

    def _next_item(self) -> None:
        self.fresh_item = True
        last = self.lists[-1]
        self.lists[-1] = None if last is None else last + 1

    def _end_list(self) -> None:
        self.lists.pop()
        if not self.lists:
            self.builder.close_list()

    def _paragraph(self, statements: tuple[Statement, ...]) -> None:
        if not self.lists:
            self.builder.paragraph(statements)
        elif statements:
            entry = Entry(len(self.lists) - 1, statements, self.lists[-1])
            self.builder.entry(entry, joined=not self.fresh_item)
            self.fresh_item = False

    def _lines(self, inline: Token, line: int) -> list[tuple[int, str]]:
        """Return the plain text of each line of a paragraph."""
        parts, self.note = [self.note], ""
        for child in inline.children or []:
            number = line + len(parts) - 1
            match child.type:
                case "text" | "code_inline" | "text_special":
                    parts[-1] += child.content
                case "footnote_ref":
                    parts[-1] += f"[{child.meta['label']}]"
                case "softbreak" | "hardbreak":
                    parts.append("")
                case "image":
                    parts[-1] += child.content
                    self.builder.remark(number, str(child.attrs.get("src", "")), "image", "the picture is left out")
                case "link_open":
                    self.builder.remark(number, str(child.attrs.get("href", "")), "link", "the address is left out")
                case "html_inline":
                    self.builder.remark(number, child.content, "markup", "HTML is left out")
                case _:
                    pass
        return [(line + place, part.strip()) for place, part in enumerate(parts) if part.strip()]

    def _code(self, token: Token, line: int) -> None:
        if _DIRECTIVE.match(token.info):
            self.builder.remark(line, token.info.strip(), "markup", "a directive is kept as its source")
        content = token.content.rstrip("\n")
        if any(letter.isalnum() for letter in content):
            self.builder.block(Code(Statement(content, line + (token.type == "fence"))))

    def _table(self, stream: Iterator[Token]) -> None:
        rows: list[tuple[tuple[str, ...], Statement]] = []
        cells: list[str] = []
        line = 1
        for token in stream:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                cells, line = [], token.map[0] + 1 if token.map else line
            elif token.type == "inline":
                cells.append(" ".join(part for _, part in self._lines(token, line)))
            elif token.type == "tr_close" and any(cells):
                rows.append((tuple(cells), Statement(" | ".join(cells), line)))
        if rows:
            self.builder.block(Table(tuple(rows)))
