"""What a slide draws, as shapes that can be changed: steps, pairs with arrows, the bar of the time, stamps, letters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docutils import nodes
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from course.charts.measure import wrap
from course.instructor import stage
from course.instructor.votes import color_of, shape_of
from course.outputs.pptx.words import Line, Run, lines_of
from course.outputs.pptx.writing import LEFT, ROOM, lengths, write
from course.sphinxext.teaching.drawn import begun, phases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from course.outputs.pptx.slide import Painter

BRAND, TINT, INK, PALE, WHITE = "0B4A6F", "E3ECF2", "16202C", "E1E5E9", "FFFFFF"
_PHASES = {"over": "9FB0BD", "now": BRAND, "later": "D5DDE3", "pause": WHITE}
_SHAPES = {
    "circle": MSO_SHAPE.OVAL,
    "square": MSO_SHAPE.RECTANGLE,
    "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE,
    "diamond": MSO_SHAPE.DIAMOND,
    "cross": MSO_SHAPE.CROSS,
    "star": MSO_SHAPE.STAR_5_POINT,
}
_STAMPED = {"taught": (WHITE, INK), "corrected": (PALE, INK), "rejected": (INK, WHITE), "open": (WHITE, INK)}


def _shape(painter: Painter, kind: Any, box: tuple[float, float, float, float], fill: str, edge: str = "") -> Any:
    """Add a shape at left, top, width and height in pixels of the stage."""
    left, top, width, height = box
    made = painter.slide.shapes.add_shape(kind, *lengths(painter.placed(left, width), top, width, height))
    made.shadow.inherit = False
    made.fill.solid()
    made.fill.fore_color.rgb = _colored(fill)
    if edge:
        made.line.color.rgb = _colored(edge)
        made.line.width = Pt(1.5)
    else:
        made.line.fill.background()
    return made


def _colored(digits: str) -> RGBColor:
    made: RGBColor = RGBColor.from_string(digits.upper())  # type: ignore[no-untyped-call]
    return made


def _worded(painter: Painter, shape: Any, lines: list[Line], ink: str, size: float = 0) -> None:
    frame = shape.text_frame
    frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    write(frame, lines, size or painter.letters, painter.language, rtl=painter.rtl)
    for paragraph in frame.paragraphs:
        paragraph.space_after = Pt(0)
        paragraph.alignment = PP_ALIGN.RIGHT if painter.rtl else PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.color.rgb = _colored(ink)


def _words_of(node: nodes.Element) -> list[Line]:
    return [line for child in node.children for line in lines_of(child)]


def _wrapped(painter: Painter, lines: Iterable[Line], room: float) -> float:
    """Return the height of lines in a font that is wider than that of the slides, which a machine may lack."""
    size = painter.letters
    return sum(len(wrap(one.text, size, room)) * 1.3 * size for one in lines)


def draw_steps(painter: Painter, steps: nodes.enumerated_list) -> float:
    """Draw each step beside its number, and a line from one number to the next; return where they end."""
    size, y = painter.letters, painter.y
    disc = stage.DISC * size
    for number, item in enumerate(steps.children, int(steps.get("start", 1))):
        assert isinstance(item, nodes.list_item)
        lines = _words_of(item)
        left, room = LEFT + stage.STEP * size, ROOM - stage.STEP * size
        high = max(_wrapped(painter, lines, room), disc) + stage.BETWEEN * size
        if item is not steps.children[-1]:
            _shape(painter, MSO_SHAPE.RECTANGLE, (LEFT + disc / 2 - 2, y + disc, 4, high - disc), BRAND)
        made = _shape(painter, MSO_SHAPE.OVAL, (LEFT, y, disc, disc), BRAND)
        made.text_frame.margin_left = made.text_frame.margin_right = 0
        _worded(painter, made, [Line([Run(str(number), bold=True)])], WHITE)
        made.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        box = painter.slide.shapes.add_textbox(*lengths(painter.placed(left, room), y, room, high))
        write(box.text_frame, lines, size, painter.language, rtl=painter.rtl)
        y += high
    return y


def draw_pairs(painter: Painter, table: nodes.table) -> float:
    """Draw each row as an arrow with the first cell, which points to a box with the second; return where they end."""
    size, y = painter.letters, painter.y
    first = 0.36 * ROOM
    for row in table.findall(nodes.row):
        cells = [_words_of(cell) for cell in row.children if isinstance(cell, nodes.entry)]
        texts = [" ".join(line.text for line in cell) for cell in cells]
        wide = stage.pair_widths(size)
        rows = max(len(wrap(text, size * 0.95, room)) for text, room in zip(texts, wide, strict=False))
        high = (rows * 1.3 + 0.5) * size
        kind = MSO_SHAPE.PENTAGON
        made = _shape(painter, kind, (LEFT, y, first, high), TINT)
        if painter.rtl:
            made._element.spPr.xfrm.set("flipH", "1")  # noqa: SLF001 - no public way
        bold = [Line([replace(run, bold=True) for run in one.runs]) for one in cells[0]]
        _worded(painter, made, bold, INK)
        head = isinstance(row.parent, nodes.thead)
        made = _shape(painter, MSO_SHAPE.RECTANGLE, (LEFT + first, y, ROOM - first, high), WHITE, "" if head else BRAND)
        _worded(painter, made, cells[1], INK)
        y += high + stage.BETWEEN * size
    return y


def draw_strip(painter: Painter, node: Any) -> float:
    """Draw the bar of the time, and below it where it stands, or all titles; return where that ends."""
    strip, y = node["strip"], painter.y
    parts = phases(strip)
    scale, left = (ROOM - 3 * (len(parts) - 1)) / sum(minutes for minutes, _phase in parts), float(LEFT)
    for minutes, phase in parts:
        edge = "7B8A96" if phase == "pause" else ""
        _shape(painter, MSO_SHAPE.RECTANGLE, (left, y, minutes * scale, 28), _PHASES[phase], edge)
        left += minutes * scale + 3
    if strip.at is None:
        return _draw_agenda(painter, strip, y + stage.AGENDA)
    place = LEFT + ROOM * min(begun(strip), 0.8)
    room = LEFT + ROOM - place
    box = painter.slide.shapes.add_textbox(*lengths(painter.placed(place, room), y + 28, room, 44))
    write(box.text_frame, [Line([Run(strip.span, bold=True)])], stage.LEAST, painter.language, rtl=painter.rtl)
    return y + stage.STRIP


def _draw_agenda(painter: Painter, strip: Any, y: float) -> float:
    count = stage.agenda_columns(len(strip.parts))
    rows = -(-len(strip.parts) // count)
    wide = ROOM / count
    for column in range(count):
        share = strip.parts[column * rows : (column + 1) * rows]
        place = painter.placed(LEFT + column * wide, wide)
        box = painter.slide.shapes.add_textbox(*lengths(place, y, wide, stage.HEIGHT - stage.FOOT - y))
        lines = [Line([Run(f"{clock}  ", bold=True), Run(title)]) for clock, title, *_ in share]
        write(box.text_frame, lines, painter.letters, painter.language, rtl=painter.rtl)
    return stage.HEIGHT - stage.FOOT


def draw_stamp(painter: Painter, node: Any) -> float:
    """Draw the verdict on a statement: its kinds differ in edge and ground."""
    fill, ink = _STAMPED[node["outcome"]]
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if node["outcome"] == "taught" else MSO_SHAPE.RECTANGLE
    width = max(220.0, 26.0 * len(node["word"]) + 60)
    made = _shape(painter, kind, (LEFT, painter.y, width, 64), fill, INK)
    _worded(painter, made, [Line([Run(node["word"], bold=True)])], ink, 34)
    made.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    return painter.y + stage.STAMP


def draw_letter(painter: Painter, letter: str) -> None:
    """Draw the shape of a letter of a vote before its choice, as its card has it."""
    if shape := shape_of(letter):
        side = 0.8 * painter.letters
        box = (LEFT, painter.y + 0.3 * painter.letters, side, side)
        _shape(painter, _SHAPES[shape], box, color_of(letter))
