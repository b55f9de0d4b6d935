"""Our own checks of a finished book: what no validator sees, because only the source knows how it should be."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary

from course.outputs.pdf.fieldchecks import field_problems
from course.outputs.pdf.tags import elements
from quizzes.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pikepdf import Object, OutlineItem

    from course.outputs.pdf.manuscript import TableShape

_LEAVES = ("http:", "https:", "mailto:", "tel:", "doi:")


@dataclass(frozen=True)
class Expectation:
    """What the source says about the book; `headings` are (level, text) in order, without the contents page."""

    title: str
    language: str
    headings: tuple[tuple[int, str], ...]
    tables: tuple[TableShape, ...]
    images: int
    formulas: int
    fields: int = 0


def check_pdf(pdf: bytes, path: Path, expected: Expectation) -> list[Finding]:
    """Compare a PDF with its source; return an error for each difference, `path` being the PDF's."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        # One walk for all: a book of hundreds of pages has hundreds of thousands of tags.
        tags = list(elements(document.Root.get("/StructTreeRoot", Dictionary()), "Table", "Figure", "Formula"))
        problems = [
            *_identity(document, expected),
            *_outline(document, expected),
            *_tables(_only(tags, "Table"), expected),
            *_pictures(tags, expected),
            *_links(document),
            *field_problems(document, expected.fields),
        ]
    return [Finding(path, 1, code, message) for code, message in problems]


def _identity(document: pikepdf.Pdf, expected: Expectation) -> Iterator[tuple[str, str]]:
    root = document.Root
    if str(root.get("/Lang", "")) != expected.language:
        yield "P201", f"the language of the PDF is '{root.get('/Lang', '')}', not '{expected.language}'"
    with document.open_metadata() as metadata:
        title = metadata.get("dc:title", "")
    if title != expected.title:
        yield "P202", f"the title of the PDF is '{title}', not '{expected.title}'"
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "P202", "the title of the PDF is not shown in the window"
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "P203", "the PDF is not tagged"


def _outline(document: pikepdf.Pdf, expected: Expectation) -> Iterator[tuple[str, str]]:
    with document.open_outline() as outline:
        found = list(_bookmarks(outline.root, 1))
    wanted = [(level, _plain(text)) for level, text in expected.headings]
    for place, (have, want) in enumerate(zip(found, wanted, strict=False), start=1):
        if have != want:
            yield "P204", f"bookmark {place} is {have}, and the contents have {want}"
            return
    if len(found) != len(wanted):
        yield "P204", f"the PDF has {len(found)} bookmarks, and the contents {len(wanted)} entries"


def _bookmarks(items: list[OutlineItem], level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, _plain(item.title)
        yield from _bookmarks(item.children, level + 1)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())  # where a long word may break, the book has a sign


def _only(tags: list[Dictionary], kind: str) -> list[Dictionary]:
    return [tag for tag in tags if str(tag.S)[1:] == kind]


def _tables(found: list[Dictionary], expected: Expectation) -> Iterator[tuple[str, str]]:
    if len(found) != len(expected.tables):
        yield "P205", f"the PDF has {len(found)} tables, and the source {len(expected.tables)}"
        return
    for number, (table, shape) in enumerate(zip(found, expected.tables, strict=True), start=1):
        below = list(elements(table, "TR", "TH", outside="Table"))
        rows, heads = len(_only(below, "TR")), len(_only(below, "TH"))
        if rows != shape.rows:
            yield "P205", f"table {number} has {rows} rows, and in the source {shape.rows}"
        if heads != shape.heads:
            yield "P206", f"table {number} has {heads} header cells, and in the source {shape.heads}"


def _pictures(tags: list[Dictionary], expected: Expectation) -> Iterator[tuple[str, str]]:
    for kind, wanted in (("Figure", expected.images), ("Formula", expected.formulas)):
        found = _only(tags, kind)
        if len(found) != wanted:
            yield "P207", f"the PDF has {len(found)} tags {kind}, and the source {wanted}"
        if any(not str(element.get("/Alt", "")).strip() for element in found):
            yield "P208", f"a tag {kind} has no alternative text"


def _links(document: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    pages = {(int(page.obj.objgen[0]), int(page.obj.objgen[1])) for page in document.pages}
    names = _named_destinations(document)
    for number, page in enumerate(document.pages, start=1):
        for annotation in page.get("/Annots", Array()):
            if annotation.get("/Subtype") != "/Link":
                continue
            action = annotation.get("/A", Dictionary())
            address = str(action.get("/URI", ""))
            if address:
                if not address.startswith(_LEAVES):
                    yield "P210", f"page {number} has a link to '{address}'"
            elif not _arrives(annotation.get("/Dest", action.get("/D")), pages, names):
                yield "P209", f"page {number} has a link that leads nowhere"


def _named_destinations(document: pikepdf.Pdf) -> dict[str, Object]:
    tree = document.Root.get("/Names", Dictionary()).get("/Dests")
    return {} if tree is None else {str(key): value for key, value in pikepdf.NameTree(tree).items()}


def _arrives(target: Object | None, pages: set[tuple[int, int]], names: dict[str, Object]) -> bool:
    if target is not None and not isinstance(target, Array | Dictionary):
        target = names.get(str(target))
    if isinstance(target, Dictionary):
        target = target.get("/D")
    return isinstance(target, Array) and len(target) > 0 and getattr(target[0], "objgen", (0, 0)) in pages
