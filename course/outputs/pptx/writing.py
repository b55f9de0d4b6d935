"""How words are written into a frame of a presentation: paragraphs of a size, lists as lists, the language marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml.etree import SubElement
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from course.instructor import stage
from course.outputs.pptx.words import BULLET

if TYPE_CHECKING:
    from course.outputs.pptx.words import Line, Run

PIXEL = 9525
"""Lengths in a presentation for a pixel of the stage: 914,400 an inch of 96 pixels."""
POINTS = 0.75
"""Points of a pixel of the stage."""
LEFT, ROOM = stage.SIDE, stage.WIDTH - 2 * stage.SIDE
_CODE = "Courier New"
_BASELINE = {"sup": "30000", "sub": "-25000"}
"""How far words are raised, in thousandths of a percent of their size, as PowerPoint has it."""
_CHANGE = {"del": ("strike", "sngStrike"), "ins": ("u", "sng")}


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
        rules.set("algn", "l")
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


def lengths(*pixels: float) -> tuple[Emu, ...]:
    """Return pixels of the stage as lengths of a presentation."""
    return tuple(Emu(int(one * PIXEL)) for one in pixels)
