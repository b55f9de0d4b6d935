"""A PDF without tags: tables and pictures by what is drawn, words by lines and columns, notes by their marks."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf

from course.ingest.losses import LossKind, Place
from course.ingest.readers.pdf_beside import links_of, tell_running, words_of
from course.ingest.readers.pdf_drawing import read_drawn
from course.ingest.readers.pdf_figures import figures_of, formulas_of
from course.ingest.readers.pdf_lines import Line, Order, cells_of, column_edges, line_of, lines_of
from course.ingest.readers.pdf_notes import FootNote, notes_of
from course.ingest.readers.pdf_paragraphs import Body, Writer
from course.ingest.readers.pdf_ruled import Grid, grids_of, inside, open_grids, rules_of
from course.ingest.readers.pdf_running import running_lines
from course.ingest.readers.pdf_words import Address, Piece
from course.ingest.tree import Block, Cell, Note, Table
from course.ingest.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from course.ingest.losses import Losses
    from course.ingest.readers.pdf_pictures import Box, Cutter
    from course.ingest.readers.pdf_sheet import Letter, Sheet
    from course.ingest.readers.pdf_words import Speller

_NAME = re.compile(r"\W+")
_LEAST_FILLED = 0.25
_DEEPEST = 6
_DOT, _NEAR_DOT = (1.2, 8.0), 2.0
_BY_GAPS = "kept; its columns were told by gaps, compare them with the page"


@dataclass
class _Page:
    """A page in work: its free letters, its tables, its notes."""

    sheet: Sheet
    letters: list[Letter]
    grids: list[tuple[Grid, list[Letter]]]
    blocks: list[Line]
    links: list[tuple[Box, str]]
    lines: list[Line] = field(default_factory=list)
    notes: dict[str, FootNote] = field(default_factory=dict)


@dataclass
class Placed:
    """Reads one file by the places of its letters."""

    pdf: pikepdf.Pdf
    sheets: Sequence[Sheet]
    speller: Speller
    cutter: Cutter
    losses: Losses

    def read(self) -> tuple[Block, ...]:
        """Return the blocks of the document."""
        pages = [self._page(sheet) for sheet in self.sheets]
        running = running_lines([(page.sheet, page.lines) for page in pages])
        away = set(map(id, running))
        tell_running(((line.page, line.words) for line in running), self.losses)
        for page in pages:
            page.lines = [line for line in page.lines if id(line) not in away]
        texts = [line for page in pages for line in page.lines if line.letters]
        body = Body.of(texts, self._outline())
        order: list[Line] = []
        self._by_number = {page.sheet.number: page for page in pages}
        self.writer = Writer(self.speller, body, self._pieces)
        for page in pages:
            page.lines = formulas_of(page.lines, page.sheet, self.cutter, self.losses)
            found = Order(page.sheet.size[0], len(order), self._columns).read(
                [*page.lines, *page.blocks, *self._tables(page)]
            )
            page.notes, found = notes_of(found, body.size)
            order += found
        self.writer.body = Body.of([line for line in order if line.letters], body.outline)
        blocks = self.writer.blocks(order)
        return (*blocks, *self._notes_left(pages))

    def _page(self, sheet: Sheet) -> _Page:
        """Return a page whose tables and pictures are set apart from its letters."""
        drawn = list(read_drawn(sheet))
        rules = rules_of(drawn, sheet.size[0])
        grids = [grid for grid in grids_of(rules) if _columns(grid) > 1]
        grids += open_grids(
            [rule for rule in rules if not _in_grids(rule.begin, rule.at, grids)], sheet.letters, sheet.number
        )
        free = list(sheet.letters)
        held: list[tuple[Grid, list[Letter]]] = []
        charts: list[Box] = []
        for grid in grids:
            own = [letter for letter in free if inside(letter, grid.box)]
            if _is_table(grid, own):
                held.append((grid, own))
                free = [letter for letter in free if not inside(letter, grid.box)]
            elif not any(letter.sign.strip() for letter in own) or len(grid.cells) > len(own) / 3:
                charts.append(grid.box)
        dots = [one.box for one in drawn if one.kind == "path" and (one.filled or one.bends) and _is_dot(one.box)]
        blocks, free = figures_of(drawn, charts, free, sheet=sheet, cutter=self.cutter, losses=self.losses)
        page = _Page(sheet, free, held, blocks, links_of(self.pdf.pages[sheet.number - 1], sheet))
        page.lines = [_dotted(line, dots) for line in lines_of(free, sheet.number)]
        return page

    def _outline(self) -> dict[str, int]:
        """Return the levels of the bookmarks of the file by their letters."""
        levels: dict[str, int] = {}

        def note(items: Iterable[pikepdf.OutlineItem], level: int) -> None:
            for item in items:
                if name := _NAME.sub("", item.title).casefold():
                    levels.setdefault(name, level)
                if level < _DEEPEST:
                    note(item.children, level + 1)

        broken = (pikepdf.PdfError, pikepdf.OutlineStructureError, ValueError, RecursionError, TypeError)
        with suppress(*broken), self.pdf.open_outline() as outline:
            note(outline.root, 1)
        return levels

    # Tables.

    def _tables(self, page: _Page) -> list[Line]:
        return [Line([], page.sheet.number, grid.box, self._table(page, grid, letters)) for grid, letters in page.grids]

    def _table(self, page: _Page, grid: Grid, letters: list[Letter]) -> Table:
        place = Place(page.sheet.number, "page")
        rows: list[list[Cell]] = [[] for _ in range(grid.rows)]
        bold: list[bool] = [True] * grid.rows
        left = list(letters)
        for spot in grid.cells:
            own = [letter for letter in left if inside(letter, spot.box)]
            left = [letter for letter in left if not inside(letter, spot.box)]
            blocks = self._cell(own, page.sheet.number)
            bold[spot.row] &= all(letter.style.bold for letter in own if letter.sign.isalnum())
            rows[spot.row].append(Cell(tuple(blocks), spot.wide, spot.high))
        if words := words_of(left):
            self.losses.add(place, LossKind.TABLE, words)
        if grid.is_open:
            said = " ".join(wording(cell.blocks) for row in rows for cell in row)
            self.losses.add(place, LossKind.TABLE, said, _BY_GAPS)
        heads = grid.heads or next((at for at, one in enumerate(bold) if not one), 0)
        kept = tuple(tuple(row) for row in rows if row)
        return Table(kept, heads if heads < len(kept) else 0, (), place)

    def _columns(self, rows: list[list[Line]]) -> Table:
        """Return a table that no line rules."""
        place = Place(rows[0][0].page, "page")
        edges = column_edges([line for row in rows for line in row])
        made: list[tuple[Cell, ...]] = []
        for row in rows:
            cells = cells_of(row, edges)
            made.append(
                tuple(Cell(tuple(self.writer.blocks(cells.get(at, []), heads=False))) for at in range(len(edges) + 1))
            )
        heads = int(all(line.is_bold for line in rows[0]) and not all(line.is_bold for line in rows[1]))
        said = " ".join(line.words for row in rows for line in row)
        self.losses.add(place, LossKind.TABLE, said, _BY_GAPS)
        return Table(tuple(made), heads, (), place)

    def _cell(self, letters: list[Letter], number: int) -> list[Block]:
        wide = max((one.right for one in letters), default=0) - min((one.left for one in letters), default=0)
        lines = Order(wide).read(lines_of(letters, number)) if letters else []
        return self.writer.blocks(lines, heads=False)

    # Words.

    def _pieces(self, line: Line) -> list[Piece]:
        """Return the letters of a line with the links that lie over them, and notes for their marks."""
        page = self._by_number[line.page]
        links = [(box, href) for box, href in page.links if box[1] < line.base + line.size / 2 and box[3] > line.base]
        found: list[Piece] = []
        at = 0
        while at < len(line.letters):
            letter = line.letters[at]
            mark = self._mark(line, at) if page.notes else ""
            if mark:
                note = page.notes[mark]
                note.is_cited = True
                found.append(Piece(letter, (), Note(tuple(self.writer.blocks(note.lines, heads=False)))))
                at += len(mark)
                continue
            middle = (letter.left + letter.right) / 2
            href = next((href for box, href in links if box[0] <= middle <= box[2]), "")
            found.append(Piece(letter, (Address(href),) if href else ()))
            at += 1
        return found

    def _mark(self, line: Line, at: int) -> str:
        """Return the mark of a note of the page that is raised at a place of a line."""
        first = line.letters[at]
        if first.base < line.base + 0.1 * line.size or (at and line.letters[at - 1].base == first.base):
            return ""
        raised = ""
        for letter in line.letters[at:]:
            if letter.base != first.base or not letter.sign.strip():
                break
            raised += letter.sign
        note = self._by_number[line.page].notes.get(raised)
        return raised if note is not None and not note.is_cited else ""

    def _notes_left(self, pages: Iterable[_Page]) -> list[Block]:
        """Return the notes to which no mark refers: they are paragraphs at the end."""
        left = [note for page in pages for note in page.notes.values() if not note.is_cited]
        return [block for note in left for block in self.writer.blocks(note.all_lines, heads=False)]


def _is_dot(box: Box) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return _DOT[0] < wide < _DOT[1] and abs(wide - high) < wide / 2


def _dotted(line: Line, dots: Iterable[Box]) -> Line:
    """Return a line with the bullet that is drawn before it."""
    first = line.letters[0]
    for box in dots:
        middle = (box[1] + box[3]) / 2
        if line.base <= middle <= line.base + line.size and 0 < line.left - box[2] < _NEAR_DOT * line.size:
            bullet = first._replace(sign="•", left=box[0], right=box[2])
            return line_of([bullet, first._replace(sign=" ", left=box[2], made=True), *line.letters], line.page)
    return line


def _columns(grid: Grid) -> int:
    return max(spot.column + spot.wide for spot in grid.cells)


def _in_grids(left: float, at: float, grids: Iterable[Grid]) -> bool:
    return any(
        grid.box[0] - 3 <= left <= grid.box[2] + 3 and grid.box[1] - 3 <= at <= grid.box[3] + 3 for grid in grids
    )


def _is_table(grid: Grid, letters: list[Letter]) -> bool:
    """Say whether the cells of a grid hold words, and not the lines of a chart a few labels."""
    filled = sum(any(letter.sign.strip() and inside(letter, spot.box) for letter in letters) for spot in grid.cells)
    return filled >= max(2, _LEAST_FILLED * len(grid.cells))
