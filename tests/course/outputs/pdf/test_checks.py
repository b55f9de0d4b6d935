"""Our own checks: the good book passes, and each planted defect is found by the check that is meant for it."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from course.outputs.pdf.checks import check_pdf
from course.outputs.pdf.settings import book_settings
from course.outputs.pdf.tags import elements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SETTINGS = Path("conf.py"), 1


def expectation(book: Any) -> Any:
    return book.builder._expectation(book_settings(book.app.config))


def damaged(pdf: bytes, damage: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        damage(document)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def first(document: pikepdf.Pdf, kind: str) -> Dictionary:
    return next(elements(document.Root.StructTreeRoot, kind))


def links(document: pikepdf.Pdf, key: str) -> Iterator[Any]:
    return (a for p in document.pages for a in p.obj.get("/Annots", []) if key in a)


def _drop_outline_entry(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root.pop()


def _rename_bookmark(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root[1].title = "Another"


def _dangling(document: pikepdf.Pdf) -> None:
    link = next(links(document, "/Dest"))
    link.Dest = Array([document.make_indirect(Dictionary(Type=Name.Page)), Name.Fit])


def _address(address: str) -> Callable[[pikepdf.Pdf], None]:
    def damage(document: pikepdf.Pdf) -> None:
        next(link for link in links(document, "/A") if "/URI" in link.A).A.URI = String(address)

    return damage


def _title(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as metadata:
        metadata["dc:title"] = "Another book"


def _split_table(document: pikepdf.Pdf) -> None:
    table = first(document, "Table")
    table.P.K = Array([table, document.make_indirect(Dictionary(S=Name.Table, P=table.P, K=Array()))])


DEFECTS: dict[str, tuple[str, str, Callable[[pikepdf.Pdf], object]]] = {
    "language lost": ("P201", "conf.py:1", lambda d: d.Root.__delitem__("/Lang")),
    "other language": ("P201", "conf.py:1", lambda d: setattr(d.Root, "Lang", String("de"))),
    "other title": ("P202", "conf.py:1", _title),
    "title not shown": ("P202", "conf.py:1", lambda d: setattr(d.Root.ViewerPreferences, "DisplayDocTitle", False)),
    "not marked": ("P203", "conf.py:1", lambda d: setattr(d.Root.MarkInfo, "Marked", False)),
    "bookmark lost": ("P204", "conf.py:1", _drop_outline_entry),
    "bookmark renamed": ("P204", "text.md:2", _rename_bookmark),
    "table split": ("P205", "tables.md:21", _split_table),
    "row lost": ("P205", "tables.md:3", lambda d: setattr(first(d, "TR"), "S", Name.Div)),
    "header cell lost": ("P206", "tables.md:3", lambda d: setattr(first(d, "TH"), "S", Name.TD)),
    "figure lost": ("P207", "figures.md:3", lambda d: setattr(first(d, "Figure"), "S", Name.Div)),
    "formula lost": ("P207", "formulas.md:3", lambda d: setattr(first(d, "Formula"), "S", Name.Span)),
    "alternative text lost": ("P208", "figures.md:3", lambda d: first(d, "Figure").__delitem__("/Alt")),
    "link to nowhere": ("P209", "conf.py:1", _dangling),
    "link without target": ("P209", "conf.py:1", lambda d: next(links(d, "/Dest")).__delitem__("/Dest")),
    "link to a field": ("P210", "text.md:53", _address("field:single:1:a")),
    "link to a file": ("P210", "text.md:53", _address("file:///etc/hosts")),
}


def test_the_good_book_passes(book: Any) -> None:
    """Without a defect there is no finding."""
    assert check_pdf(book.pdf, SETTINGS, expectation(book)) == []


@pytest.mark.parametrize("name", DEFECTS)
def test_a_planted_defect_is_found(book: Any, name: str) -> None:
    """Each defect gives a finding with the code of its check, where the author has written what is wrong."""
    code, place, damage = DEFECTS[name]
    found = check_pdf(damaged(book.pdf, damage), SETTINGS, expectation(book))
    assert (code, place) in [(one.code, f"{one.path.name}:{one.line}") for one in found]


def test_a_row_header_that_was_not_marked_is_found(book: Any) -> None:
    """A source with one row header more than the PDF is a finding, so the finishing pass cannot be forgotten."""
    wanted = expectation(book)
    more = dataclasses.replace(wanted.tables[0], column_heads=wanted.tables[0].column_heads + 1)
    findings = check_pdf(book.pdf, SETTINGS, dataclasses.replace(wanted, tables=(more, *wanted.tables[1:])))
    assert [finding.code for finding in findings] == ["P206"]


def test_row_headers_are_scoped_and_named_by_their_cells(book: Any) -> None:
    """Cells of a stub column are TH of scope Row, and the cells beside them name them and their column's head."""
    with pikepdf.open(io.BytesIO(book.pdf)) as document:
        table = first(document, "Table")
        scopes = [str(a.Scope) for cell in elements(table, "TH") for a in cell.A if "/Scope" in a]
        headers = [[str(h) for a in cell.A if "/Headers" in a for h in a.Headers] for cell in elements(table, "TD")]
        names = {str(cell.ID) for cell in elements(table, "TH")}
    assert scopes == ["/Column"] * 3 + ["/Row"] * 2
    assert all(len(row) == 2 and set(row) <= names for row in headers)


def test_a_table_over_many_pages_is_one_table(book: Any) -> None:
    """Ninety rows are one Table with one header, however many pages they take."""
    with pikepdf.open(io.BytesIO(book.pdf)) as document:
        tables = list(elements(document.Root.StructTreeRoot, "Table"))
        rows = [sum(1 for _ in elements(table, "TR")) for table in tables]
    assert rows.count(91) == 1
    assert len(tables) == 7
