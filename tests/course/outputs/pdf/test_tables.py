"""Long tables on paper: the header again on each page, no last row alone, nothing lost and nothing beside the page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import page
import pikepdf

from course.outputs.pdf.tags import elements
from course.outputs.pdf.visitors import tables
from tests.course.outputs.print.marks import line_starts, page_words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

ROWS = range(34, 54)


def _table(rows: int) -> str:
    lines = "".join(f"* - Row {number}\n  - Water the bed of row number {number}\n" for number in range(1, rows + 1))
    return f"# Tables {rows}\n\n:::{{list-table}}\n:header-rows: 1\n\n* - Colhead\n  - Work\n{lines}:::\n"


def _alone(made: Any) -> list[int]:
    """Return the pages on which one row stands alone below a header."""
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        words = [page_words(sheet).split("Colhead")[1:] for sheet in document.pages]
    return [number for number, parts in enumerate(words) if any(part.count("Water the") == 1 for part in parts)]


def _tables_of_all_lengths(make_book: Callable[..., Any]) -> Any:
    """Return a book of tables each of which is one row longer than the one before, and begins a page."""
    files = {f"t{rows}.md": _table(rows) for rows in ROWS}
    listed = "\n".join(f"t{rows}" for rows in ROWS)
    return make_book(f"# Root\n\n```{{toctree}}\n{listed}\n```\n", files)


def test_no_table_ends_in_a_row_alone(make_book: Callable[..., Any]) -> None:
    """Of tables that end at every place of a page none leaves one row to the next; no tag of the means is left."""
    made = _tables_of_all_lengths(make_book)
    assert _alone(made) == []
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        cells = list(elements(document.Root.StructTreeRoot, "TD", "TH"))
        assert all(len(cell.K) for cell in cells)
        assert len(cells) == sum(2 * (rows + 1) for rows in ROWS)
    assert page.validate_pdf(str(made.path), profile="ua1").failures == []
    assert page.validate_pdf(str(made.path), profile="2a").failures == []


def test_the_rule_is_needed(make_book: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: without the rule some of these tables end in a row alone, and it is seen."""
    monkeypatch.setattr(tables, "_may_part", lambda *_: False)
    assert _alone(_tables_of_all_lengths(make_book)) != []


def test_a_table_of_three_hundred_rows_repeats_its_header(make_book: Callable[..., Any]) -> None:
    """Every row is there once, and every page of the table begins with its header."""
    made = make_book(_table(300))
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        words = [page_words(sheet) for sheet in document.pages]
        found = list(elements(document.Root.StructTreeRoot, "Table"))
    told = [text for text in words if "Water the" in text]
    assert len(told) > 5
    assert all("Colhead" in text for text in told)
    assert sum(text.count("Water the") for text in told) == 300
    assert len(found) == 1


def test_a_cell_of_five_thousand_words_runs_over_the_page(make_book: Callable[..., Any]) -> None:
    """Every word of a cell that fills pages is printed, beside the last row too."""
    words = " ".join(f"w{number}x" for number in range(5000))
    made = make_book(f"# T\n\n:::{{list-table}}\n:header-rows: 1\n\n* - A\n  - B\n* - one\n  - b\n* - two\n  - b\n"
                     f"* - three\n  - b\n* - {words}\n  - end\n:::\n")  # fmt: skip
    assert all(f"w{number}x" in made.spoken for number in range(5000))
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        assert len(document.pages) > 10


def test_a_table_wider_than_the_page_stays_on_it(make_book: Callable[..., Any]) -> None:
    """Fourteen columns of long words are divided, and no piece of text begins beyond the margin."""
    row = " | ".join(["pseudopseudohypoparathyroidism"] * 14)
    made = make_book(f"# T\n\n| {row} |\n|{'---|' * 14}\n| {row} |\n")
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        starts = [x for sheet in document.pages for x in line_starts(sheet)]
        sizes = {tuple(map(float, sheet.MediaBox[2:])) for sheet in document.pages}
    assert (792, 612) in sizes  # it stands on a page that lies on its side
    assert max(starts) < 792 - 50
    assert "".join(made.spoken.split()).replace("\u200b", "").replace("\u00ad", "").count("pseudopseudo") >= 28


def test_what_leads_elsewhere_from_a_header_does_so_once(make_book: Callable[..., Any]) -> None:
    """Links, notes and marks in a header are live on the first page; every page has the words of the header."""
    rows = "".join(f"| {number} | Water the bed | x |\n" for number in range(120))
    head = "| [Colhead](https://example.org)[^a] | Work[^a] [spot](#more) | {term}`word` |\n|---|---|---|\n"
    more = "\n(more)=\n## More\n\n:::{glossary}\nword\n  A sign.\n:::\n\n[^a]: The only note.\n"
    made = make_book(f"# T\n\nSee {{ref}}`here <more>`.\n\n{head}{rows}{more}")
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        words = [page_words(sheet) for sheet in document.pages]
        addresses = [
            str(note.A.URI)
            for sheet in document.pages
            for note in sheet.get("/Annots", [])
            if "/URI" in note.get("/A", {})
        ]
    told = [text for text in words if "Water the" in text]
    assert len(told) > 2
    assert all("Colhead" in text and "word" in text for text in told)
    assert addresses == ["https://example.org"]
    assert sum(text.count("only note") for text in words) == 1
    assert page.validate_pdf(str(made.path), profile="ua1").failures == []


def test_a_table_in_a_table_keeps_its_rows_to_itself(make_book: Callable[..., Any]) -> None:
    """The rows of the inner table are not counted as rows of the outer one, and both are whole."""
    inner = "  - ```{list-table}\n    * - x\n    * - y\n    * - z\n    ```\n"
    made = make_book(f"# Tables\n\n```{{list-table}}\n* - a\n{inner}* - b\n  - c\n```\n", {})
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        found = list(elements(document.Root.StructTreeRoot, "Table"))
        rows = [len(list(elements(table, "TR", outside="Table"))) for table in found]
    assert rows == [2, 3]
