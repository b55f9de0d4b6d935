"""Read a Jupyter notebook: cells of words as Markdown, cells of code with what they printed; nothing is executed.

Source of the format: https://nbformat.readthedocs.io, versions 3 and 4.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from course.ingest.losses import Losses, LossKind, Place
from course.ingest.readers.html import read_fragment
from course.ingest.readers.html_words import Words
from course.ingest.readers.markdown import read_markdown
from course.ingest.rewriting import relined, rewrite
from course.ingest.tree import (  # fmt: skip
    Block,
    Box,
    Document,
    Heading,
    Image,
    Inline,
    Items,
    Listing,
    Math,
    Para,
    Table,
    Terms,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg"}
_DOLLARS = re.compile(r"^\s*\$\$?(.*?)\$\$?\s*$", re.DOTALL)
_ATTACHED = "attachment:"


class NotebookError(Exception):
    """The file is no notebook; the message says why."""


def read_notebook(text: str, losses: Losses | None = None) -> Document:
    """Read a notebook; raises NotebookError for what is none."""
    losses = losses or Losses()
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotebookError(f"line {error.lineno} is no JSON: {error.msg}") from error
    cells = _cells(notebook)
    meta = notebook.get("metadata") or {}
    reader = _Notebook(losses, _language(meta))
    blocks = tuple(block for number, cell in enumerate(cells, 1) for block in reader.cell(number, cell))
    title = _joined(meta.get("title") or reader.named)
    return Document(blocks, " ".join(title.split()), reader.spoken, reader.media, tuple(losses.found))


def _cells(notebook: Any) -> list[dict[str, Any]]:
    if isinstance(notebook, dict):
        sheets = notebook.get("worksheets")
        found = [cell for one in sheets for cell in one.get("cells", ())] if sheets else notebook.get("cells")
        if isinstance(found, list) and all(isinstance(cell, dict) for cell in found):
            return found
    raise NotebookError("it has no list of cells")


def _language(meta: Mapping[str, Any]) -> str:
    info, kernel = meta.get("language_info") or {}, meta.get("kernelspec") or {}
    return str(info.get("name") or kernel.get("language") or "")


def _joined(value: Any) -> str:
    """Return a text that a notebook keeps as one or as its lines."""
    return "".join(map(str, value)) if isinstance(value, list) else str(value or "")


class _Notebook:
    """Reads cells; `named` and `spoken` are title and language as the first cell of words names them."""

    def __init__(self, losses: Losses, language: str) -> None:
        self.losses, self.language = losses, language
        self.media: dict[str, bytes] = {}
        self.named = self.spoken = ""
        self.place = Place(1, "cell")

    def cell(self, number: int, cell: Mapping[str, Any]) -> list[Block]:
        """Return what a cell says; its place is its number."""
        self.place = Place(number, "cell")
        text = _joined(cell.get("source", cell.get("input")))
        match cell.get("cell_type"):
            case "markdown":
                return self._words(text, cell, is_first=number == 1)
            case "heading":
                return self._words(f"{'#' * int(cell.get('level', 1))} {text}", cell)
            case "code":
                return self._code(text, cell)
            case _:
                if text.strip():
                    self.losses.add(self.place, LossKind.MARKUP, f"raw cell: {text}")
                return []

    def _words(self, text: str, cell: Mapping[str, Any], *, is_first: bool = False) -> list[Block]:
        inner = Losses()
        document = read_markdown(text if is_first else f"\n{text}", inner)
        for loss in inner.found:
            self.losses.add(self.place, loss.kind, loss.words, loss.outcome)
        if is_first:
            self.named, self.spoken = document.title, document.language
        self.media |= document.media
        attached = self._attached(cell)
        blocks = rewrite(
            document.blocks,
            lambda line: relined(line, lambda node: (_found(node, attached),)),
            lambda block: (self._placed(block),),
        )
        return list(blocks)

    def _attached(self, cell: Mapping[str, Any]) -> dict[str, str]:
        """Return the names of the pictures that a cell holds, by those that it calls them."""
        names = {}
        for name, bundle in (cell.get("attachments") or {}).items():
            for kind in _PICTURES:
                if kind in bundle and (kept := self._keep(kind, _joined(bundle[kind]), name)):
                    names[f"{_ATTACHED}{name}"] = kept
        return names

    def _placed(self, block: Block) -> Block:
        match block:
            case Heading() | Para() | Items() | Terms() | Table() | Listing() | Box():
                return replace(block, place=self.place)

    def _code(self, text: str, cell: Mapping[str, Any]) -> list[Block]:
        language = self.language or str(cell.get("language") or "")
        blocks: list[Block] = [Listing(text.rstrip("\n"), language, self.place)] if text.strip() else []
        for output in cell.get("outputs") or ():
            blocks += self._output(output)
        return blocks

    def _output(self, output: Mapping[str, Any]) -> Iterator[Block]:
        kind = output.get("output_type")
        if kind in {"stream", "pyout"} and "text" in output:
            yield from self._printed(_joined(output.get("text")))
        elif kind in {"error", "pyerr"}:
            yield from self._printed(f"{output.get('ename', '')}: {output.get('evalue', '')}")
        else:
            yield from self._shown(output.get("data") or output)

    def _printed(self, text: str) -> Iterator[Block]:
        bare = _COLOURS.sub("", text).strip("\n")
        if bare.strip():
            yield Listing(bare, "text", self.place)

    def _shown(self, data: Mapping[str, Any]) -> Iterator[Block]:
        """Yield the richest form of a result that a course can show; the others say the same."""
        plain_text = _COLOURS.sub("", _joined(data.get("text/plain")))
        for kind in _PICTURES:
            if kind in data:
                name = self._keep(kind, _joined(data[kind]))
                yield from [Para((Image(name),), self.place)] if name else self._printed(plain_text)
                return
        if "text/markdown" in data:
            yield from self._words(_joined(data["text/markdown"]), {})
        elif "text/latex" in data and (tex := _DOLLARS.match(_joined(data["text/latex"]))):
            yield Para((Math(tex[1].strip(), shown=True),), self.place)
        elif "text/html" in data and "<table" in (page := _joined(data["text/html"])):
            yield from map(self._placed, read_fragment(page, Words(self.losses)))
        elif plain_text.strip():
            yield from self._printed(plain_text)
        elif others := [name for name in data if "/" in name]:
            self.losses.add(self.place, LossKind.MARKUP, f"result of the kinds {', '.join(sorted(others))}")

    def _keep(self, kind: str, content: str, name: str = "") -> str:
        """Keep a picture and return its name, nothing when it cannot be read."""
        if kind == "image/svg+xml" and "<svg" in content:
            data = content.encode()
        else:
            try:
                data = base64.b64decode("".join(content.split()), validate=True)
            except (binascii.Error, ValueError):
                self.losses.add(self.place, LossKind.PICTURE, name or "a result that is a picture and cannot be read")
                return ""
        kept = f"cell{self.place.number}-{len(self.media) + 1}.{_PICTURES[kind]}"
        self.media[kept] = data
        return kept


def _found(node: Inline, attached: Mapping[str, str]) -> Inline:
    return replace(node, name=attached.get(node.name, node.name)) if isinstance(node, Image) else node
