"""The finishing pass over a compiled PDF: row headers, which Typst cannot tag, and a repeatable file id."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String

from course.outputs.pdf.clusters import tell_once, write_widths_apart
from course.outputs.pdf.fields import add_fields
from course.outputs.pdf.rightleft import tell_in_order
from course.outputs.pdf.streams import AMBIGUOUS, end_packs_well, end_texts_well
from course.outputs.pdf.tags import children, elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pikepdf import Object

    from course.outputs.pdf.fields import Field
    from course.outputs.pdf.manuscript import TableShape

    # The tag of a table, and what the table is in the source.
    _Table = tuple[Dictionary, TableShape]


def finish(
    pdf: bytes,
    tables: Sequence[TableShape],
    fields: Sequence[Field] = (),
    titles: Sequence[str | None] = (),
    *,
    foreign: bool = True,
) -> bytes:
    """Return the PDF with its row headers tagged and its fields fillable; the same input gives the same bytes.

    `titles` are those of the bookmarks in order; None leaves one as Typst has made it. A book that is not `foreign` has
    neither letters drawn in pieces nor emoji, and is not searched for them.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tell_in_order(document)
        if foreign:
            tell_once(document)
            write_widths_apart(document)
        # One walk for both: a book of hundreds of pages has hundreds of thousands of tags.
        found = list(zip(elements(document.Root.StructTreeRoot, "Table"), tables, strict=False))
        drop_guards(document, found)
        mark_row_headers(document, found)
        add_fields(document, fields)
        retitle(document, titles)
        end_texts_well(document)
        packed = end_packs_well(_saved(document, ObjectStreamMode.generate))
        return packed if AMBIGUOUS not in packed else _saved(document, ObjectStreamMode.disable)


def _saved(document: pikepdf.Pdf, mode: ObjectStreamMode) -> bytes:
    out = io.BytesIO()
    document.save(out, deterministic_id=True, object_stream_mode=mode)
    return out.getvalue()


def retitle(document: pikepdf.Pdf, titles: Sequence[str | None]) -> None:
    """Give bookmarks the words of their headings: Typst reads formulas sign by sign, and passes pictures over."""
    if any(titles):
        for bookmark, title in zip(_bookmarks(document.Root.get("/Outlines", Dictionary())), titles, strict=False):
            if title is not None:
                bookmark.Title = String(title)


def _bookmarks(above: Object) -> Iterator[Object]:
    """Yield the bookmarks below one, each before those below it."""
    one = above.get("/First")
    while one is not None:
        yield one
        yield from _bookmarks(one)
        one = one.get("/Next")


def drop_guards(document: pikepdf.Pdf, tables: Sequence[_Table]) -> None:
    """Take away the tags of the empty cells that keep the last rows of a table together: no reader shall meet them."""
    root = document.Root.StructTreeRoot
    for table, shape in tables:
        if shape.guarded:
            rows = body_rows(table)
            head = next((children(part)[0] for part in children(table) if Name.THead == part.S), None)
            for row in (head, rows[0], rows[-2]):
                if row is not None:
                    _drop_last_cell(row, root)


def _drop_last_cell(row: Dictionary, root: Object) -> None:
    cell = children(row)[-1]
    assert not children(cell), "the cell of a guard is empty"
    if "/ID" in cell:
        del pikepdf.NameTree(root.IDTree)[str(cell.ID)]
    del row.K[len(row.K) - 1]


def mark_row_headers(document: pikepdf.Pdf, tables: Sequence[_Table]) -> None:
    """Turn the cells that head a row into TH of scope Row, and name them in the Headers of the cells beside them."""
    root = document.Root.StructTreeRoot
    names = pikepdf.NameTree(root.IDTree) if "/IDTree" in root else None
    if names is None and any(any(shape.row_heads) for _, shape in tables):
        root.IDTree = document.make_indirect(Dictionary(Names=Array()))
        names = pikepdf.NameTree(root.IDTree)
    for number, (table, shape) in enumerate(tables, start=1):
        for row_number, (row, heads) in enumerate(zip(body_rows(table), shape.row_heads, strict=False)):
            ids: list[str] = []
            for position, cell in enumerate(children(row)):
                if position in heads and names is not None:
                    ids.append(f"R{number}x{row_number}x{position}")
                    cell.S, cell.ID = Name.TH, String(ids[-1])
                    cell.A = Array([*_spans(cell), Dictionary(O=Name.Table, Scope=Name.Row)])
                    names[ids[-1]] = cell
                elif ids:
                    _add_headers(cell, ids)


def body_rows(table: Dictionary) -> list[Dictionary]:
    """Return the rows below the header of a table, in order."""
    found = []
    for part in children(table):
        if part.S == Name.TR:
            found.append(part)
        elif Name.TBody == part.S:
            found += children(part)
    return found


def _attributes(cell: Dictionary) -> list[Dictionary]:
    listed = cell.get("/A", Array())
    found = list(listed) if isinstance(listed, Array) else [listed]
    return [attribute for attribute in found if isinstance(attribute, Dictionary)]


def _spans(cell: Dictionary) -> list[Dictionary]:
    """Keep how far a cell spans, which Typst has written as a table attribute."""
    kept = Dictionary(O=Name.Table)
    for attribute in _attributes(cell):
        for key in ("/RowSpan", "/ColSpan"):
            if key in attribute:
                kept[key] = attribute[key]
    return [kept] if len(kept.keys()) > 1 else []


def _add_headers(cell: Dictionary, ids: list[str]) -> None:
    for attribute in _attributes(cell):
        if attribute.get("/O") == Name.Table and "/Headers" in attribute:
            attribute.Headers = Array([*attribute.Headers, *map(String, ids)])
            return
    cell.A = Array([*_attributes(cell), Dictionary(O=Name.Table, Headers=Array(map(String, ids)))])
