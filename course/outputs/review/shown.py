"""How a block is shown to a reviewer: pages as read, items with key and feedback, rows by column, figures drawn."""

from __future__ import annotations

import csv
import mimetypes
from base64 import b64encode
from functools import cached_property
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from course.charts.draw import draw
from course.charts.model import GridFigure
from course.charts.words import Table, in_words
from course.outputs.onefile.carried import data_address
from course.outputs.review.markup import Markup
from quizzes.finding import FindingsError
from quizzes.text_file import read_text
from quizzes.yaml12 import nearest_line, read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from course.charts import FigureFile
    from course.material import Material
    from course.reviews.blocks import Block

_PAGE_KINDS = {
    "heading",
    "paragraph",
    "list",
    "table",
    "quote",
    "box",
    "code",
    "formula",
    "html",
    "definition",
    "target",
}
_LARGEST = 400_000
"""Bytes of a picture that the page carries; a larger one is named."""
_LONGEST = 60_000
"""Letters of a file that is one block."""
_FIRST = ("stem", "choices", "rationale", "title", "text")
"""What of an item comes first."""


class Shown:
    """Shows the blocks of one course; `links` has the place of pages, works and banks in the page of the reviewer."""

    def __init__(self, material: Material, links: Mapping[str, str]) -> None:
        self.material = material
        self.markup = Markup(links, self._figure_of, self._picture)
        self.figures = {file.path: file for file in material.figures}

    def html(self, block: Block) -> str:
        """Return a block as HTML that does nothing."""
        if block.path in self.figures and block.kind == "figure":
            return self._figure(self.figures[block.path])
        if block.kind in _PAGE_KINDS:
            return self.markup.html(self.raw(block))
        if block.kind == "row":
            return self._row(block)
        if block.kind in {"item", "bank"}:
            return self._entry(block)
        if block.path.suffix.lower() in _PICTURES:
            return self._carried(block.path, block.name)
        text = block.text if block.kind == "settings" else self.raw(block)
        text = text if len(text) <= _LONGEST else block.text
        return f"<pre>{escape(text)}</pre>" if text else f"<p><i>{escape(block.name)}</i></p>"

    def raw(self, block: Block) -> str:
        """Return the lines of a block as its file has them."""
        lines = self._lines(block.path)
        return "\n".join(lines[block.line - 1 : block.end or len(lines)])

    def _lines(self, path: Path) -> list[str]:
        if path not in self._read:
            try:
                self._read[path] = read_text(path).split("\n")
            except FindingsError:
                self._read[path] = []  # a picture, or what is no UTF-8: it has no words
        return self._read[path]

    @cached_property
    def _read(self) -> dict[Path, list[str]]:
        return {}

    @cached_property
    def _entries(self) -> dict[Path, dict[int, Any]]:
        return {}

    def _row(self, block: Block) -> str:
        lines = self._lines(block.path)
        head = next(csv.reader(lines[:1]), [])
        cells = next(csv.reader(f"{line}\n" for line in lines[block.line - 1 : block.end or block.line]), [])
        pairs = [(name.strip(), cell) for name, cell in zip(head, cells, strict=False) if cell.strip()]
        return _pairs((name, self.markup.html(cell)) for name, cell in pairs)

    def _entry(self, block: Block) -> str:
        if block.path not in self._entries:
            document = read_document(block.path)
            items = document.data["items"]
            rest = {key: value for key, value in document.data.items() if key != "items"}
            starts = {nearest_line(document.lines, ("items", place)): item for place, item in enumerate(items)}
            self._entries[block.path] = {0: rest, **starts}
        found = self._entries[block.path]
        return self._value(found[0] if block.kind == "bank" else found.get(block.line, {}))

    def _value(self, value: Any) -> str:
        if isinstance(value, dict):
            if "text" in value and ({"correct", "feedback"} & set(value) or "id" in value):
                return self._choice(value)
            keys = sorted(value, key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))
            return _pairs((str(key), self._value(value[key])) for key in keys if value[key] not in (None, "", [], {}))
        if isinstance(value, list | tuple):
            if all(not isinstance(one, dict | list) for one in value):
                return escape(", ".join(map(str, value)))
            return "<ol>" + "".join(f"<li>{self._value(one)}</li>" for one in value) + "</ol>"
        return self.markup.html(value) if isinstance(value, str) else escape(str(value))

    def _choice(self, choice: dict[str, Any]) -> str:
        key = "<b>✓ </b>" if choice.get("correct") is True else ""
        rest = {name: one for name, one in choice.items() if name not in {"text", "correct"} and one not in (None, "")}
        more = self._value(rest) if rest else ""
        return f'<div class="{"key" if key else "choice"}">{key}{self.markup.html(str(choice["text"]))}{more}</div>'

    def _figure_of(self, name: str) -> str:
        file = next((one for one in self.material.figures if one.figure.id == name), None)
        return self._figure(file) if file else f"<p><i>{escape(name)}</i></p>"

    def _figure(self, file: FigureFile) -> str:
        figure = file.figure
        words = in_words(figure)
        told = _table(words) if isinstance(words, Table) else f"<ul>{_items(words.lines)}</ul>"
        title = f'<p class="box-name">{escape(figure.title)}</p>'
        caption = self.markup.html(figure.caption)
        if isinstance(figure, GridFigure):
            return f"{title}{told}{caption}"
        address = "data:image/svg+xml;base64," + b64encode(draw(figure)).decode()
        drawn = f'<img src="{address}" alt="{escape(figure.alt)}">'
        return f"{title}{drawn}{caption}<p><i>{escape(figure.alt)}</i></p>{told}"

    def _picture(self, address: str, words: str) -> str:
        name = PurePosixPath(address.split("#", maxsplit=1)[0]).as_posix().lstrip("/")
        root = self.material.project.root.resolve()
        places = [(page.parent / name).resolve() for page in (root / "index.md", root / "lessons" / "x.md")]
        path = next((one for one in places if one.is_file() and one.is_relative_to(root)), None)
        return self._carried(path, words) if path else f"<i>{escape(words or address)}</i>"

    def _carried(self, path: Path, words: str) -> str:
        kind = mimetypes.guess_type(path.name)[0] or ""
        if kind.startswith("image/") and path.stat().st_size <= _LARGEST:
            return f'<img src="{escape(data_address(path))}" alt="{escape(words)}">'
        return f"<p><i>{escape(words)}</i> <code>{escape(path.name)}</code></p>"


_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{shown}</dd>" for name, shown in pairs) + "</dl>"


def _items(lines: Iterable[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
