"""The file that a presentation begins as: its layouts, the trainer's own or those of python-pptx made wide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WIDTH, HEIGHT = Inches(40 / 3), Inches(7.5)
"""A sheet of 16 to 9: 1280 by 720 pixels of the stage at 96 to the inch."""
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
_BODIES = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}
FONT = "Arial"
"""On every machine, and as wide on all of them as the measures of the slides expect."""
_BRAND = "0B4A6F"


@dataclass(frozen=True)
class Template:
    """An empty presentation and the three layouts that slides take, found by their placeholders."""

    show: Any
    title: Any
    text: Any
    free: Any


def open_template(path: Path | None, place: tuple[Path, int]) -> Template:
    """Return the template without slides of its own; `place` is where its name is written.

    Raises FindingsError (C098) for a file that is no presentation or lacks a layout.
    """
    try:
        show = Presentation(str(path) if path else None)
    except (PackageNotFoundError, KeyError, ValueError) as error:
        message = f"the template {path and path.name} is no presentation of PowerPoint (.pptx)"
        raise FindingsError(Finding(*place, "C098", message, hint="save it as .pptx")) from error
    if path is None:
        _widen(show)
    _empty(show)
    found = [(layout, _kinds(layout.placeholders)) for layout in show.slide_layouts]
    text = next((one for one, kinds in found if kinds & _TITLES and kinds & _BODIES), None)
    free = next((one for one, kinds in found if kinds & _TITLES and not kinds & _BODIES and not _sub(kinds)), None)
    title = next((one for one, kinds in found if kinds & _TITLES and _sub(kinds)), text)
    if text is None:
        message = "the template has no layout with a title and a text"
        raise FindingsError(Finding(*place, "C098", message, hint="add a layout such as 'Title and Content'"))
    return Template(show, title, text, free or text)


def _kinds(placeholders: Iterable[Any]) -> set[Any]:
    return {one.placeholder_format.type for one in placeholders}


def _sub(kinds: set[Any]) -> bool:
    return PP_PLACEHOLDER.SUBTITLE in kinds


def _empty(show: Any) -> None:
    """Drop the slides that a template brings as samples: its layouts are wanted."""
    listed = show.slides._sldIdLst  # noqa: SLF001 - python-pptx has no way to drop a slide
    for one in list(listed):
        show.part.drop_rel(one.rId)
        listed.remove(one)


def _widen(show: Any) -> None:
    """Make the sheets of python-pptx, which are 4 to 3, as wide as the stage, with titles at the left."""
    share = WIDTH / show.slide_width
    for sheet in (show.slide_master, *show.slide_layouts):
        for shape in sheet.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is not None:  # noqa: SLF001 - others take it from the master
                shape.left, shape.width = Emu(int(shape.left * share)), Emu(int(shape.width * share))
    show.slide_width, show.slide_height = WIDTH, HEIGHT
    theme = show.slide_master.part.part_related_by(RT.THEME)
    theme._blob = re.sub(rb'(<a:latin typeface=")[^"]*', rb"\1" + FONT.encode(), theme.blob)  # noqa: SLF001
    style = show.slide_master._element.find(qn("p:txStyles")).find(qn("p:titleStyle"))  # noqa: SLF001
    style.find(qn("a:lvl1pPr")).set("algn", "l")


def brand() -> RGBColor:
    """Return the colour of titles where the template is ours."""
    made: RGBColor = RGBColor.from_string(_BRAND)  # type: ignore[no-untyped-call]
    return made
