"""One slide: what stands below its title as shapes of a presentation, from top to bottom."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from lxml.etree import SubElement
from PIL import Image
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from course.charts.measure import width_of, wrap
from course.instructor import stage
from course.outputs.pptx.pictures import picture_bytes
from course.outputs.pptx.words import BULLET, Line, Run, lines_of
from course.sphinxext.teaching.nodes import course_tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from course.outputs.pptx.template import Template

PIXEL = 9525
"""Lengths in a presentation for a pixel of the stage: 914,400 an inch of 96 pixels."""
POINTS = 0.75
"""Points of a pixel of the stage."""
TOP, LEFT, ROOM = 130, stage.SIDE, stage.WIDTH - 2 * stage.SIDE
LOWEST = stage.HEIGHT - 20
_CODE = "Courier New"
_BASELINE = {"sup": "30000", "sub": "-25000"}
"""How far words are raised, in thousandths of a percent of their size, as PowerPoint has it."""
_CHANGE = {"del": ("strike", "sngStrike"), "ins": ("u", "sng")}


@dataclass
class Painter:
    """Puts content on a slide; `y` is where the next shape begins, in pixels of the stage."""

    slide: Any
    letters: int
    language: str
    rtl: bool
    find: Callable[[nodes.image], Path | None]
    number: Callable[[nodes.Node | None], str]
    y: float = TOP

    def paint(self, children: Iterable[nodes.Node]) -> None:
        """Add every child in order: tables, pictures and choices as such, all else as text."""
        pending: list[Line] = []
        for child in children:
            pictures = [*child.findall(nodes.image)] if isinstance(child, nodes.Element) else []
            tables = [*child.findall(nodes.table)] if isinstance(child, nodes.Element) else []
            if not (pictures or tables or isinstance(child, course_tally)):
                pending += lines_of(child)
                continue
            self._text(pending)
            pending = []
            if isinstance(child, course_tally):
                self._choices(child["choices"])
            for table in tables:
                self._table(table)
            for picture in pictures:
                if not any(picture in table.findall(nodes.image) for table in tables):
                    self._picture(picture)
            for caption in child.findall(nodes.caption) if isinstance(child, nodes.Element) else ():
                number = Run(self.number(caption.parent), bold=True)
                self._text([Line([number, *(run for line in lines_of(caption) for run in line.runs)])], stage.CAPTION)
        self._text(pending)

    def _text(self, lines: list[Line], letters: int = 0) -> None:
        if not lines:
            return
        size = letters or self.letters
        high = sum(len(wrap(one.text, size, ROOM - 40 * one.level)) * 1.3 * size + 0.5 * size for one in lines)
        box = self.slide.shapes.add_textbox(*_lengths(LEFT, self.y, ROOM, high))
        write(box.text_frame, lines, size, self.language, rtl=self.rtl)
        self.y += high

    def _choices(self, choices: list[tuple[str, str]]) -> None:
        for letter, text in choices:
            line = Line([Run(f"{letter}  ", bold=True), Run(text)])
            self._text([line])

    def _table(self, table: nodes.table) -> None:
        rows = [row for row in table.findall(nodes.row) if _holder(row) is table]
        grid = [_cells(row) for row in rows]
        columns = max((len(row) for row in grid), default=0)
        if not columns:
            return
        size = max(self.letters, stage.LEAST)
        widths = _widths([[cell.astext() if cell else "" for cell in row] for row in grid], columns, size)
        shape = self.slide.shapes.add_table(len(grid), columns, *_lengths(LEFT, self.y, ROOM, 40 * len(grid)))
        made = shape.table
        made.first_row = any(isinstance(row.parent, nodes.thead) for row in rows)
        for place, width in enumerate(widths):
            made.columns[place].width = Emu(int(width * PIXEL))
        for number, row in enumerate(grid):
            for place, cell in enumerate(row):
                lines = [line for child in cell.children for line in lines_of(child)] if cell else []
                write(made.cell(number, place).text_frame, lines, size, self.language, rtl=self.rtl)
            _merge(made, row, number)
        self.y += stage._table([[c.astext() if c else "" for c in row] for row in grid], size) + 20  # noqa: SLF001

    def _picture(self, node: nodes.image) -> None:
        path = self.find(node)
        if path is None:
            self._text([Line([Run(f"[{node.get('alt', '')}]", italic=True)])])
            return
        data = picture_bytes(path)
        wide, high = Image.open(io.BytesIO(data)).size
        room = max(120.0, LOWEST - 50 - self.y)
        scale = min(ROOM / wide, room / high)
        place = _lengths(LEFT, self.y, wide * scale, high * scale)
        shape = self.slide.shapes.add_picture(io.BytesIO(data), *place)
        shape._element.nvPicPr.cNvPr.set("descr", str(node.get("alt", "")))  # noqa: SLF001 - no public way
        self.y += high * scale + 6


def write(frame: Any, lines: list[Line], size: float, language: str, *, rtl: bool = False) -> None:
    """Fill a frame with paragraphs of a size in pixels of the stage; lists are lists, whatever the template has."""
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(round(size * POINTS * 0.35))
        rules = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - indents, bullets and direction have no public way
        inset = int(size * 1.4 * PIXEL) if line.mark else 0
        rules.set("marL", str(inset + int(size * 1.4 * PIXEL) * line.level))
        rules.set("indent", str(-inset))
        if rtl:
            rules.set("rtl", "1")
            rules.set("algn", "r")
        _mark(rules, line.mark)
        for run in line.runs:
            _run(paragraph, run, size, language)


def _mark(rules: Any, mark: str) -> None:
    """Set the bullet or number of a paragraph, or that it has none: a placeholder would put its own."""
    if not mark:
        SubElement(rules, qn("a:buNone"))
    elif mark == BULLET:
        SubElement(rules, qn("a:buChar")).set("char", mark)
    else:
        number = SubElement(rules, qn("a:buAutoNum"))
        number.set("type", "arabicPeriod")
        number.set("startAt", mark.removesuffix("."))


def _run(paragraph: Any, run: Run, size: float, language: str) -> None:
    made = paragraph.add_run()
    made.text = run.text
    made.font.size = Pt(round(size * POINTS))
    made.font.bold, made.font.italic = run.bold or None, run.italic or None
    if run.code:
        made.font.name = _CODE
    if run.url:
        made.hyperlink.address = run.url
    rules = made._r.get_or_add_rPr()  # noqa: SLF001 - languages, raised and struck words have no public way
    rules.set("lang", language)
    if run.moved:
        rules.set("baseline", _BASELINE[run.moved])
    if run.change:
        rules.set(*_CHANGE[run.change])


def _lengths(*pixels: float) -> tuple[Emu, ...]:
    return tuple(Emu(int(one * PIXEL)) for one in pixels)


def _holder(row: nodes.Node) -> nodes.Node | None:
    found = row.parent
    while found is not None and not isinstance(found, nodes.table):
        found = found.parent
    return found


def _cells(row: nodes.row) -> list[nodes.entry | None]:
    """Return the cells of a row, None where a cell reaches over further columns."""
    found: list[nodes.entry | None] = []
    for cell in row.children:
        assert isinstance(cell, nodes.entry)
        found += [cell, *[None] * int(cell.get("morecols", 0))]
    return found


def _merge(made: Any, row: list[nodes.entry | None], number: int) -> None:
    for place, cell in enumerate(row):
        if cell and cell.get("morecols"):
            made.cell(number, place).merge(made.cell(number, place + int(cell["morecols"])))


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
                paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", language)  # noqa: SLF001
    return slide
