"""Our own checks of a finished book: what no validator sees, because only the source knows how it should be."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary

from course.outputs.pdf.fieldchecks import field_problems
from course.outputs.pdf.tags import elements
from course.outputs.pdf.whereabouts import Whereabouts, destination, named_destinations, place_of_lost
from quizzes.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, OutlineItem

    from course.outputs.pdf.fields import Field
    from course.outputs.pdf.manuscript import Heading, Place, TableShape, Told
    from course.outputs.pdf.whereabouts import Problem

_LEAVES = ("http:", "https:", "mailto:", "tel:", "doi:")


@dataclass(frozen=True)
class Expectation:
    """What the source says about the book; `headings` are in order, without the contents page."""

    title: str
    language: str
    headings: tuple[Heading, ...]
    tables: tuple[TableShape, ...]
    images: tuple[Told, ...]
    formulas: tuple[Told, ...]
    fields: tuple[Field, ...] = ()


def check_pdf(pdf: bytes, place: Place, expected: Expectation) -> list[Finding]:
    """Compare a PDF with its source; return an error for each difference, where the author has written what differs.

    `place` is for what stands in no page.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        # One walk for all: a book of hundreds of pages has hundreds of thousands of tags.
        tags = list(elements(document.Root.get("/StructTreeRoot", Dictionary()), "Table", "Figure", "Formula"))
        problems = [
            *_identity(document, expected),
            *_outline(document, expected),
            *_tables(_only(tags, "Table"), expected),
            *_pictures(tags, expected),
            *_links(document),
            *field_problems(document, len(expected.fields)),
        ]
        known = Whereabouts(document, expected.headings, expected.fields, place)
        return [Finding(*known.of(where), code, message) for code, message, where in problems]


def _identity(document: pikepdf.Pdf, expected: Expectation) -> Iterator[Problem]:
    root = document.Root
    if str(root.get("/Lang", "")) != expected.language:
        yield "P201", f"the language of the PDF is '{root.get('/Lang', '')}', not '{expected.language}'", None
    with document.open_metadata() as metadata:
        title = metadata.get("dc:title", "")
    if title != expected.title:
        yield "P202", f"the title of the PDF is '{title}', not '{expected.title}'", None
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "P202", "the title of the PDF is not shown in the window", None
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "P203", "the PDF is not tagged", None


def _outline(document: pikepdf.Pdf, expected: Expectation) -> Iterator[Problem]:
    with document.open_outline() as outline:
        found = list(_bookmarks(outline.root, 1))
    wanted = [(heading.level, _plain(heading.words)) for heading in expected.headings]
    for number, (have, want) in enumerate(zip(found, wanted, strict=False), start=1):
        if have != want:
            place = expected.headings[number - 1].place
            yield "P204", f"bookmark {number} is {have}, and the contents have {want}", place
            return
    if len(found) != len(wanted):
        place = expected.headings[len(found)].place if len(found) < len(wanted) else None
        yield "P204", f"the PDF has {len(found)} bookmarks, and the contents {len(wanted)} entries", place


def _bookmarks(items: list[OutlineItem], level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, _plain(item.title)
        yield from _bookmarks(item.children, level + 1)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())  # where a long word may break, the book has a sign


def _only(tags: list[Dictionary], kind: str) -> list[Dictionary]:
    return [tag for tag in tags if str(tag.S)[1:] == kind]


def _tables(found: list[Dictionary], expected: Expectation) -> Iterator[Problem]:
    sizes = [_size(table) for table in found]
    wrong = [shape for shape, size in zip(expected.tables, sizes, strict=False) if size != (shape.rows, shape.heads)]
    if len(found) != len(expected.tables):
        first = next((shape.place for shape in (*wrong, *expected.tables[len(found) :])), None)
        yield "P205", f"the PDF has {len(found)} tables, and the source {len(expected.tables)}", first
        return
    for number, (shape, (rows, heads)) in enumerate(zip(expected.tables, sizes, strict=True), start=1):
        if rows != shape.rows:
            yield "P205", f"table {number} has {rows} rows, and in the source {shape.rows}", shape.place
        if heads != shape.heads:
            yield "P206", f"table {number} has {heads} header cells, and in the source {shape.heads}", shape.place


def _size(table: Dictionary) -> tuple[int, int]:
    """Return how many rows and header cells a table has, without those of tables in it."""
    below = list(elements(table, "TR", "TH", outside="Table"))
    return len(_only(below, "TR")), len(_only(below, "TH"))


def _pictures(tags: list[Dictionary], expected: Expectation) -> Iterator[Problem]:
    for kind, wanted in (("Figure", expected.images), ("Formula", expected.formulas)):
        found = _only(tags, kind)
        spoken = [str(element.get("/Alt", "")).strip() for element in found]
        place = place_of_lost(wanted, spoken) if len(found) != len(wanted) or not all(spoken) else None
        if len(found) != len(wanted):
            yield "P207", f"the PDF has {len(found)} tags {kind}, and the source {len(wanted)}", place
        if not all(spoken):
            yield "P208", f"a tag {kind} has no alternative text", place


def _links(document: pikepdf.Pdf) -> Iterator[Problem]:
    pages = {(int(page.obj.objgen[0]), int(page.obj.objgen[1])) for page in document.pages}
    names = named_destinations(document)
    for number, page in enumerate(document.pages, start=1):
        for annotation in page.get("/Annots", Array()):
            if annotation.get("/Subtype") != "/Link":
                continue
            action = annotation.get("/A", Dictionary())
            address = str(action.get("/URI", ""))
            if address:
                if not address.startswith(_LEAVES):
                    yield "P210", f"page {number} has a link to '{address}'", number
            elif not _arrives(annotation.get("/Dest", action.get("/D")), pages, names):
                yield "P209", f"page {number} has a link that leads nowhere", number


def _arrives(target: Object | None, pages: set[tuple[int, int]], names: dict[str, Object]) -> bool:
    found = destination(target, names)
    return found is not None and getattr(found[0], "objgen", (0, 0)) in pages
