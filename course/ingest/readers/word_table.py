"""Tables of Word: cells that go on over columns and rows, heads, and what merged cells hide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind
from course.ingest.readers.word_xml import W, child_value, hexadecimal, is_on, local, value, whole, words_of
from course.ingest.rewriting import rewrite
from course.ingest.tree import Block, Box, Cell, Inline, Listing, Para, Span, Table, Text
from course.ingest.wording import plain, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from course.ingest.losses import Place
    from course.ingest.readers.word_blocks import Story

_MOST = 1000
_FIRST_ROW = 0x20
_AROUND = frozenset({"sdt", "sdtContent", "customXml", "ins", "del", "moveTo", "moveFrom", "smartTag"})
_CHANGES = {"ins": "inserted row", "del": "deleted row"}


@dataclass
class _Open:
    """A cell that later rows may make higher: its place among the rows, and how wide it is."""

    row: int
    index: int
    wide: int


def read_table(story: Story, node: Element) -> list[Block]:
    """Return a table; one of a single cell is a box around what stands in it."""
    position = story.words.position
    outer = (position.table, position.row)
    position.table, position.row = outer[0] or position.number + 1, outer[1]
    place = replace(position.place, row=0)
    rows: list[list[Cell]] = []
    open_cells: dict[int, _Open] = {}
    heads = 0
    for number, row in enumerate(_inside(story, node, "tr")):
        if not outer[0]:
            position.row = number + 1
        properties = row.find(f"{W}trPr")
        is_head = properties is not None and is_on(properties.find(f"{W}tblHeader"))
        heads += is_head and heads == number
        if properties is not None and is_on(properties.find(f"{W}hidden")):
            _hide(story, row, LossKind.HIDDEN)
            continue
        _tell_change(story, row, properties)
        rows.append([])
        _read_row(story, row, rows, open_cells, is_head=is_head)
        if properties is not None and properties.find(f"{W}del") is not None:
            rows[-1] = [replace(cell, blocks=_struck(cell.blocks)) for cell in rows[-1]]
    position.table, position.row = outer
    return _made(rows, heads or (1 if _styles_its_head(story, node) else 0), place)


def _styles_its_head(story: Story, node: Element) -> bool:
    """Say whether the style of a table sets its first row apart, and the table asks for it."""
    properties = node.find(f"{W}tblPr")
    look = None if properties is None else properties.find(f"{W}tblLook")
    asked = value(look, "firstRow") in ("1", "true") or bool(hexadecimal(value(look)) & _FIRST_ROW)
    return asked and story.words.styles.has_head(child_value(properties, "tblStyle"))


def _inside(story: Story, node: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row, also those in content controls; others are told."""
    for one in node:
        if local(one) == wanted:
            yield one
        elif local(one) in _AROUND:
            yield from _inside(story, one, wanted)
        else:
            story.words.unknown(one)


def _tell_change(story: Story, row: Element, properties: Element | None) -> None:
    for name, words in _CHANGES.items():
        if properties is not None and properties.find(f"{W}{name}") is not None:
            story.words.lose(LossKind.CHANGE, f"{words}: {words_of(row)}", "kept as a row")


def _read_row(
    story: Story, row: Element, rows: list[list[Cell]], open_cells: dict[int, _Open], *, is_head: bool
) -> None:
    column = _gap(row, "gridBefore", rows[-1])
    for cell in _inside(story, row, "tc"):
        properties = cell.find(f"{W}tcPr")
        wide = min(max(1, whole(child_value(properties, "gridSpan"), 1)), _MOST)
        merge = None if properties is None else properties.find(f"{W}vMerge")
        goes_on = merge is not None and value(merge) in ("", "continue")
        above = open_cells.get(column)
        aside = None if properties is None else properties.find(f"{W}hMerge")
        if aside is not None and value(aside) in ("", "continue") and rows[-1]:
            _hide(story, cell)
            rows[-1][-1] = replace(rows[-1][-1], wide=rows[-1][-1].wide + wide)
        elif goes_on and above is not None and above.wide == wide:
            _hide(story, cell)
            grown = rows[above.row][above.index]
            rows[above.row][above.index] = replace(grown, high=len(rows) - above.row)
        else:
            for at in range(column, column + wide):
                open_cells.pop(at, None)
            if merge is not None:
                open_cells[column] = _Open(len(rows) - 1, len(rows[-1]), wide)
            rows[-1].append(Cell(tuple(story.blocks(cell)), wide, 1, is_head))
        column += wide
    _gap(row, "gridAfter", rows[-1])


def _gap(row: Element, name: str, cells: list[Cell]) -> int:
    """Add a cell for columns that a row leaves out at an end, and return how many they are."""
    wide = min(whole(child_value(row.find(f"{W}trPr"), name)), _MOST)
    if wide > 0:
        cells.append(Cell((), wide))
    return max(0, wide)


def _struck(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a cell that was deleted with its row: words that are not marked as deleted are so."""

    def line(inner: tuple[Inline, ...]) -> tuple[Inline, ...]:
        marked = any(isinstance(node, Span) and node.kind == "del" for node in inner)
        return inner if marked or not plain(inner).strip() else (Span("del", inner),)

    return rewrite(blocks, line)


def _hide(story: Story, cell: Element, kind: LossKind = LossKind.TABLE) -> None:
    """Note the words of a cell that a merged one covers, or of a row that is hidden; its paragraphs are counted."""
    if words := words_of(cell):
        story.words.lose(kind, words if kind is LossKind.HIDDEN else f"covered by a merged cell: {words}")
    for _ in cell.iter(f"{W}p"):
        story.words.position.advance()


def _made(rows: list[list[Cell]], heads: int, place: Place) -> list[Block]:
    cells = [cell for row in rows for cell in row]
    if not any(cell.blocks for cell in cells):
        return []
    if len(cells) == 1:
        blocks = cells[0].blocks
        only_code = len(blocks) == 1 and isinstance(blocks[0], Listing)
        return [*blocks] if only_code else [Box("textbox", (), blocks, place)]
    if heads == len(rows):  # Word repeats every row that says so, and many tables say it of all
        heads = 0
    if not heads and _is_strong(rows[0]) and not all(map(_is_strong, rows[1:])):
        heads = max(cell.high for cell in rows[0])
        heads = heads if heads < len(rows) else 0
    made = (tuple(replace(cell, head=at < heads) for cell in row) for at, row in enumerate(rows))
    return [Table(tuple(made), heads, (), place)]


def _is_strong(row: list[Cell]) -> bool:
    """Say whether all words of a row are bold: the head of a table that does not say it has one."""
    paras = [block for cell in row for block in cell.blocks]
    inlines = [node for block in paras if isinstance(block, Para) for node in block.inner]
    plain_paras = all(isinstance(block, Para) for block in paras)
    bold = all(isinstance(node, Span) and node.kind == "strong" for node in inlines if not _is_blank(node))
    return plain_paras and bold and bool(wording(paras))


def _is_blank(node: object) -> bool:
    return isinstance(node, Text) and not node.text.strip()
