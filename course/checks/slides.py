"""I0: every slide of a session can be made, is short and can be read; every format has its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.checks.registry import Fault, check
from course.checks.sessions import read_plan, stock_of
from course.instructor.clock import timetable
from course.instructor.deck import agenda_frame, frames_of, opening
from course.instructor.drawn import has_pairs
from course.instructor.frames import SLIDE_WORDS
from course.instructor.kits import kits_of
from course.material import once
from course.material.marked import take
from course.material.page import read_page
from course.sessions.load import FOLDER
from quizzes.content import reread
from quizzes.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.instructor.frames import Frame
    from course.instructor.stock import Stock
    from course.material import Material
    from course.material.page import Page
    from course.sessions.plan import Activity, Slide


@check("I008")
def slides_can_be_made(material: Material) -> Iterator[Fault]:
    """Every part is marked in its lesson, every vote has choices, and `arrows` have a table of two columns."""
    stock = stock_of(material)
    for place, activity in enumerate(stock.plan.activities) if stock else ():
        assert stock
        for number, slide in enumerate(activity.slides):
            message = _missing(stock, slide, activity) or _wrong_arrows(stock, slide)
            if message:
                yield Fault(stock.file.path, stock.file.line("activities", place, "slides", number), message)


def _missing(stock: Stock, slide: Slide, activity: Activity) -> str:
    if slide.poll:
        if not stock.asked[slide.poll].choices:
            return f"the question '{slide.poll}' has no choices to vote on"
        if slide.poll not in activity.items:
            return f"the question '{slide.poll}' is not among the items of '{activity.id}'"
    if slide.part:
        lesson, _, title = slide.part.partition("#")
        if take(stock.lessons, lesson, "slide", title) is None:
            return f"the lesson '{lesson}' has no {{slide}} with the title '{title}'"
    for name in ("case", "keypoints", "discussion"):
        lesson = getattr(slide, name)
        if lesson and take(stock.lessons, lesson, name) is None:
            return f"the lesson '{lesson}' has no {{{name}}}"
    return ""


def _wrong_arrows(stock: Stock, slide: Slide) -> str:
    lesson, _, title = (slide.part or "").partition("#")
    taken = take(stock.lessons, lesson, "slide", title) if slide.part else None
    text = taken.text if taken else slide.text or ""
    return "`arrows` need a table of two columns" if slide.arrows and not has_pairs(text) else ""


@check("I009", Level.WARNING)
def slides_are_short(material: Material) -> Iterator[Fault]:
    """No slide shows more than 105 words."""
    for frame, path in _frames(material):
        if frame.words > SLIDE_WORDS:
            message = f"the slide '{frame.title}' has {frame.words} words; {SLIDE_WORDS} are the most"
            yield Fault(path, frame.line, message, hint="shorten it, or mark two slides")


@check("I012")
def slides_can_be_read(material: Material) -> Iterator[Fault]:
    """Every slide and every figure on one fits its stage in letters of at least 28 of 1280 pixels."""
    for frame, path in _frames(material):
        if frame.letters < frame.least:
            message = f"the slide '{frame.title}' fits only in letters of {frame.letters}; {frame.least} are the least"
            yield Fault(path, frame.line, message, hint="shorten it, mark two slides, or make the figure lower")


@once
def slides_are_sound(material: Material) -> bool:
    """Say whether every slide of the plan can be made."""
    return not any(slides_can_be_made(material))


@once
def _frames(material: Material) -> list[tuple[Frame, Path]]:
    """Return every slide of every format once, with the file of the plan."""
    stock = stock_of(material)
    if stock is None or not slides_are_sound(material):
        return []
    found: dict[tuple[int, str, int], Frame] = {}
    for one in stock.plan.formats:
        for meeting, rows in timetable(stock.plan, one):
            frames = [*opening(stock, meeting.segments), *agenda_frame(stock, [(meeting, rows)])]
            frames += [frame for row in rows for frame in frames_of(stock, one, row)]
            found.update({(frame.line, frame.title, frame.letters): frame for frame in frames})
    return [(frame, stock.file.path) for frame in found.values()]


@check("I013")
def formats_have_their_pages(material: Material) -> Iterator[Fault]:
    """Every format has a guide and slides, of several meetings slides for each; every kit named has a page."""
    file = read_plan(material)[0]
    if file is None:
        return
    pages = [reread(read_page, path) for path in sorted((material.project.root / FOLDER).rglob("*.md"))]
    kits = set(kits_of(file.plan))
    yield from _wrong_pages(pages, {one.id for one in file.plan.formats}, kits)
    made = {(one.name, one.argument) for page in pages for one in page.directives}
    for place, one in enumerate(file.plan.formats):
        known = one.same_as is None or one.same_as in {other.id for other in file.plan.formats}
        meetings = len(file.plan.meetings(one)) if known else 1
        decks = [one.id] if meetings == 1 else [f"{one.id} {number}" for number in range(1, meetings + 1)]
        wanted = [("session-guide", one.id), ("agenda", one.id), *(("deck", deck) for deck in decks)]
        for name, argument in wanted:
            if (name, argument) not in made:
                message = f"no page under {FOLDER}/ has {{{name}}} {argument}"
                yield Fault(file.path, file.line("formats", place), message, one.id)
    for place, activity in enumerate(file.plan.activities):
        for number, kit in enumerate(activity.kits):
            if kit in kits and ("kit", kit) not in made:
                where = file.line("activities", place, "kits", number)
                yield Fault(file.path, where, f"no page under {FOLDER}/ has {{kit}} {kit}", kit)


def _wrong_pages(pages: list[Page], formats: set[str], kits: set[str]) -> Iterator[Fault]:
    """Yield every directive of a page that names no format or no kit."""
    for page in pages:
        for one in page.directives:
            if one.name == "kit" and one.argument not in kits:
                yield Fault(page.path, one.line, f"there is no kit '{one.argument}'", one.argument)
            if one.name in {"agenda", "session-guide", "deck"} and one.argument.partition(" ")[0] not in formats:
                yield Fault(page.path, one.line, f"there is no format '{one.argument}'", one.argument)
