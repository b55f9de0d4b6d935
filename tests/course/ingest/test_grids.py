"""Tables that Markdown draws with signs: read as pandoc reads them, or kept as their lines and told."""

from __future__ import annotations

import pytest

from course.ingest.readers.markdown import read_markdown
from course.ingest.tree import Document, Heading, Listing, Para, Table
from course.ingest.wording import wording

GRID = """\
+---------------------+----------+
| Drug                | mg       |
+=============+=======+==========+
|             | min   | 1 & **2**|
| diazepam    +-------+----------+
| or 漢字     | max   | - a      |
|             |       | - b      |
+-------------+-------+----------+
"""
SIMPLE = """\
 Right Left
------ -------
    12 12 mg
   123 a longer one
"""
LINES = """\
---------------------
 Drug      Dose
 name      mg
--------- -----------
 first     12.0

 second    5.0 and
           more
---------------------
"""
BARE = "----- -----\n   12 13\n----- -----\n"


def shapes(document: Document) -> list[list[tuple[str, int, int]]]:
    """Return the words, width and height of the cells of the only table."""
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return [[(wording(cell.blocks), cell.wide, cell.high) for cell in row] for row in table.rows]


def test_a_grid_keeps_its_merged_cells_and_what_is_in_them() -> None:
    """Heads, cells over rows and columns, lists and marks in cells, signs of double width."""
    document = read_markdown(f"Before.\n\n{GRID}\nBehind.\n")
    assert shapes(document) == [
        [("Drug", 2, 1), ("mg", 1, 1)],
        [("diazepam or 漢字", 1, 2), ("min", 1, 1), ("1 & 2", 1, 1)],
        [("max", 1, 1), ("a b", 1, 1)],
    ]
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert (table.heads, document.losses) == (1, ())
    assert [wording([block]) for block in document.blocks if isinstance(block, Para)] == ["Before.", "Behind."]


@pytest.mark.parametrize(
    ("text", "rows", "heads"),
    [
        (SIMPLE, [["Right", "Left"], ["12", "12 mg"], ["123", "a longer one"]], 1),
        (LINES, [["Drug name", "Dose mg"], ["first", "12.0"], ["second", "5.0 and more"]], 1),
        (BARE, [["12", "13"]], 0),
    ],
)
def test_columns_below_dashes_are_tables(text: str, rows: list[list[str]], heads: int) -> None:
    """A row a line, rows of several lines, and none that is a head."""
    document = read_markdown(f"Before.\n\n{text}\nBehind.\n")
    assert [[words for words, _, _ in row] for row in shapes(document)] == rows
    assert [block.heads for block in document.blocks if isinstance(block, Table)] == [heads]
    assert wording(document.blocks[-1:]) == "Behind."


@pytest.mark.parametrize(
    "text",
    ["+---+---+\n| a | b\n| c |\n+---+---+\n", "Drug  mg\n----  ----\ndiazepam 5\n"],
)
def test_what_is_no_table_is_kept_as_its_lines_and_told(text: str) -> None:
    """A grid that is open at its side, and a word that reaches into the next column."""
    document = read_markdown(f"{text}\nBehind.\n")
    (listing,) = (block for block in document.blocks if isinstance(block, Listing))
    assert listing.text == text.rstrip("\n")
    assert [(str(one.kind), one.outcome) for one in document.losses] == [
        ("table", "kept as its lines: they are no table that can be read")
    ]


@pytest.mark.parametrize("text", ["Head\n----\n\nText.\n", "+ one\n+ two\n", "a -- b -- c\n\n---\n", "+--\n| a\n"])
def test_other_lines_of_dashes_are_what_they_were(text: str) -> None:
    """Headings, lists, rules."""
    document = read_markdown(text)
    assert not any(isinstance(block, Table | Listing) for block in document.blocks)
    assert any(isinstance(block, Heading) for block in document.blocks) == text.startswith("Head")
