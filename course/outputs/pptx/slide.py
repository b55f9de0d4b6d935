"""One slide: what stands below its title as shapes of a presentation, from top to bottom."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from PIL import Image
from pptx.util import Emu

from course.charts.measure import width_of, wrap
from course.instructor import stage
from course.instructor.drawn import ARROWS, STEPS
from course.outputs.pptx.drawn import draw_letter, draw_pairs, draw_stamp, draw_steps, draw_strip
from course.outputs.pptx.grid import grid_of, merge
from course.outputs.pptx.pictures import picture_bytes
from course.outputs.pptx.words import Line, Run, lines_of
from course.outputs.pptx.writing import LEFT, PIXEL, ROOM, lengths, write
from course.sphinxext.teaching.drawn import session_strip, slide_stamp
from course.sphinxext.teaching.nodes import course_tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from course.outputs.pptx.template import Template

TOP = 130
LOWEST = stage.HEIGHT - 20


@dataclass
class Painter:
    """Puts content on a slide; `y` is where the next shape begins, in pixels of the stage."""

    slide: Any
    letters: int
    language: str
    rtl: bool
    find: Callable[[nodes.image], Path | None]
    number: Callable[[nodes.Node | None], str]
    look: str = ""
    y: float = TOP

    def placed(self, left: float, width: float) -> float:
        """Return where a shape begins: what stands left where people read from the left, stands right elsewhere."""
        return stage.WIDTH - left - width if self.rtl else left

    def paint(self, children: Iterable[nodes.Node]) -> None:
        """Add every child in order: what is drawn, tables, pictures and choices as such, all else as text."""
        pending: list[Line] = []
        for child in children:
            if not self._is_shape(child):
                pending += lines_of(child)
                continue
            self._text(pending)
            pending = []
            assert isinstance(child, nodes.Element)
            if isinstance(child, session_strip):
                self.y = draw_strip(self, child)
            elif isinstance(child, slide_stamp):
                self.y = draw_stamp(self, child)
            elif isinstance(child, nodes.enumerated_list):
                self.y = draw_steps(self, child)
            elif isinstance(child, nodes.figure | nodes.table | nodes.image | course_tally):
                self._shapes(child)
            elif isinstance(child, nodes.TextElement):
                self._text([*lines_of(child)])
                self._shapes(child)
            else:  # a box or a list, with words beside its pictures
                self.paint(child.children)
        self._text(pending)

    def _is_shape(self, node: nodes.Node) -> bool:
        """Say whether a node is more than paragraphs."""
        steps = self.look == STEPS and isinstance(node, nodes.enumerated_list)
        holds = isinstance(node, nodes.Element) and any(any(node.findall(kind)) for kind in (nodes.image, nodes.table))
        return steps or holds or isinstance(node, session_strip | slide_stamp | course_tally)

    def _shapes(self, node: nodes.Element) -> None:
        tables = [*node.findall(nodes.table)]
        if isinstance(node, course_tally):
            self._choices(node["choices"])
        for table in tables:
            if self.look == ARROWS:
                self.y = draw_pairs(self, table)
            else:
                self._table(table)
        for picture in node.findall(nodes.image):
            if not any(picture in table.findall(nodes.image) for table in tables):
                self._picture(picture)
        for caption in node.findall(nodes.caption):
            number = Run(self.number(caption.parent), bold=True)
            self._text([Line([number, *(run for line in lines_of(caption) for run in line.runs)])], stage.CAPTION)

    def _text(self, lines: list[Line], letters: int = 0, left: float = LEFT) -> None:
        if not lines:
            return
        size, room = letters or self.letters, ROOM - (left - LEFT)
        high = sum(len(wrap(one.text, size, room - 40 * one.level)) * 1.3 * size + 0.5 * size for one in lines)
        box = self.slide.shapes.add_textbox(*lengths(self.placed(left, room), self.y, room, high))
        write(box.text_frame, lines, size, self.language, rtl=self.rtl)
        self.y += high

    def _choices(self, choices: list[tuple[str, str]]) -> None:
        for letter, text in choices:
            draw_letter(self, letter)
            self._text([Line([Run(f"{letter}  ", bold=True), Run(text)])], left=LEFT + 1.2 * self.letters)

    def _table(self, table: nodes.table) -> None:
        rows = [row for row in table.findall(nodes.row) if _holder(row) is table]
        grid = grid_of(rows)
        columns = len(grid[0]) if grid else 0
        if not columns:
            return
        size = max(self.letters, stage.LEAST)
        widths = _widths([[cell.astext() if cell else "" for cell in row] for row in grid], columns, size)
        shape = self.slide.shapes.add_table(len(grid), columns, *lengths(LEFT, self.y, ROOM, 40 * len(grid)))
        made = shape.table
        made.first_row = any(isinstance(row.parent, nodes.thead) for row in rows)
        for place, width in enumerate(widths):
            made.columns[place].width = Emu(int(width * PIXEL))
        for number, row in enumerate(grid):
            for place, cell in enumerate(row):
                lines = [line for child in cell.children for line in lines_of(child)] if cell else []
                write(made.cell(number, place).text_frame, lines, size, self.language, rtl=self.rtl)
        merge(made, grid)
        self.y += stage.table_height([[c.astext() if c else "" for c in row] for row in grid], size) + 20

    def _picture(self, node: nodes.image) -> None:
        path = self.find(node)
        if path is None:
            self._text([Line([Run(f"[{node.get('alt', '')}]", italic=True)])])
            return
        data = picture_bytes(path)
        wide, high = Image.open(io.BytesIO(data)).size
        room = max(120.0, LOWEST - 50 - self.y)
        scale = min(ROOM / wide, room / high)
        place = lengths(self.placed(LEFT, wide * scale), self.y, wide * scale, high * scale)
        shape = self.slide.shapes.add_picture(io.BytesIO(data), *place)
        shape._element.nvPicPr.cNvPr.set("descr", str(node.get("alt", "")))  # noqa: SLF001 - no public way
        self.y += high * scale + 6


def _holder(row: nodes.Node) -> nodes.Node | None:
    found = row.parent
    while found is not None and not isinstance(found, nodes.table):
        found = found.parent
    return found


def _widths(texts: list[list[str]], columns: int, size: float) -> list[float]:
    """Return the widths of columns in pixels: none narrower than its longest word, the rest by what they hold."""
    cells = [[row[n] for row in texts if n < len(row)] for n in range(columns)]
    words = [
        max((width_of(word, size, bold=True) for cell in column for word in cell.split()), default=0.0)
        for column in cells
    ]
    least = [width + size for width in words]
    if sum(least) >= ROOM:
        return [ROOM * one / sum(least) for one in least]
    shares = [max(6.0, *map(len, column)) ** 0.7 for column in cells]
    return [low + (ROOM - sum(least)) * share / sum(shares) for low, share in zip(least, shares, strict=True)]


def new_slide(template: Template, layout: Any, title: str, language: str, *, rtl: bool) -> Any:
    """Add a slide with its title, and without the placeholders that stay empty."""
    slide = template.show.slides.add_slide(layout)
    if slide.shapes.title is not None:
        slide.shapes.title.text = title
        for paragraph in slide.shapes.title.text_frame.paragraphs:
            if rtl:
                rules = paragraph._p.get_or_add_pPr()  # noqa: SLF001
                rules.set("rtl", "1")
                rules.set("algn", "r")
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", language)  # noqa: SLF001
    return slide
