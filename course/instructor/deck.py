"""The slides of a format or of one of its meetings: what every session begins with, then segment by segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.credit.disclosures import people_told, support_told
from course.instructor.clock import minutes, timetable
from course.instructor.drawn import strip_of
from course.instructor.frames import Frame, chart, frames_for
from course.instructor.texts import Block, as_text, bullets, flat, spoken
from course.instructor.words import _, labelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from course.instructor.clock import Row
    from course.instructor.stock import Stock
    from course.sessions.plan import Activity, Meeting, Segment, SessionFormat

OBJECTIVES_PER_SLIDE, DISCLOSURES_PER_SLIDE = 8, 5
FEWEST_PARTS = 3
"""A session of fewer parts has no slide of what comes when."""


def opening(stock: Stock, segments: tuple[Segment, ...]) -> list[Frame]:
    """Return slides 2, 3 and 4 and their like: disclosure, accreditation, objectives, safety."""
    plan, path, line = stock.plan, stock.file.path, stock.file.line
    texts = [(str(_("Disclosures")), plan.disclosure, "disclosure")]
    texts += [(str(_("Accreditation")), plan.accreditation, "accreditation")]
    frames = [Frame(title, [Block(text, path, line(key))], line=line(key)) for title, text, key in texts]
    frames[1:1] = _recorded(stock)
    for frame in frames:
        frame.notes.append(_do(stock, str(_("Read the slide aloud. Leave it on for questions."))))
    frames += _objectives(stock, segments)
    safe = Frame(str(_("Safe in this room")), [Block(bullets(plan.safety), path, line("safety"))], line=line("safety"))
    safe.notes.append(_do(stock, str(_("Read every line aloud, in your own voice. Then point to the quiet place."))))
    return [*frames, safe]


def _recorded(stock: Stock) -> Iterator[Frame]:
    """Yield the slides of what the record of the course discloses, after what the plan says."""
    tables = stock.project.tables
    told = [as_text(line) for line in (*people_told(tables), *support_told(tables))]
    settings = stock.project.settings
    for start in range(0, len(told), DISCLOSURES_PER_SLIDE):
        shown = bullets(told[start : start + DISCLOSURES_PER_SLIDE])
        yield Frame(str(_("Disclosures")), [Block(shown, settings)])


def _objectives(stock: Stock, segments: tuple[Segment, ...]) -> Iterator[Frame]:
    """Yield the objectives that the segments practice, shared evenly among as few slides as hold them."""
    wanted = {name for segment in segments for name in stock.plan.objectives_in(segment)}
    texts = [each.text for name, each in stock.objectives.items() if name in wanted]
    slides = -(-len(texts) // OBJECTIVES_PER_SLIDE)
    size = -(-len(texts) // slides) if slides else 1
    path = stock.project.objectives or stock.file.path
    for number, start in enumerate(range(0, len(texts), size), 1):
        title = str(_("Objectives")) if slides == 1 else str(_("Objectives (%1)")).replace("%1", str(number))
        lead = f"{_('At the end you will be able to:')}\n\n{bullets(texts[start : start + size])}"
        do = str(
            _("Do not read them all: let everybody choose the one that they came for. Each part shows its own again.")
        )
        yield Frame(title, [Block(lead, path)], [_do(stock, do)])


def _do(stock: Stock, text: str) -> Block:
    return Block(f"**{_('DO')}**\n\n- {text}", stock.file.path)


def deck(stock: Stock, one: SessionFormat, meeting: int = 0) -> Iterator[list[Frame]]:
    """Yield the segments of a format with their slides, of the meeting with that number only where one is given.

    The first slide of each segment has the notes of the segment. Raises KeyError for a meeting that there is not.
    """
    table = timetable(stock.plan, one)
    if meeting:
        if meeting > len(table):
            raise KeyError(f"{one.id} {meeting}")
        table = table[meeting - 1 : meeting]
    for frames in _segments(stock, one, table):
        for frame in frames:
            frame.say = stock.say
        yield frames


def _segments(stock: Stock, one: SessionFormat, table: list[tuple[Meeting, list[Row]]]) -> Iterator[list[Frame]]:
    first = opening(stock, tuple(row.segment for _meeting, rows in table for row in rows))
    yield [*first, *agenda_frame(stock, table)]
    for sitting, rows in table:
        for place, row in enumerate(rows):
            frames = [*frames_of(stock, one, row)]
            frames[0].clock = strip_of(rows, place)
            if len(table) > 1 and place == 0:
                frames[0].title = f"{sitting.title}: {frames[0].title}"
                if frames[0].picture and row.activity and row.activity.chart:
                    frames[0].picture = chart(stock, row.activity.chart, frames[0].title, 1).picture
            yield frames


def agenda_frame(stock: Stock, table: list[tuple[Meeting, list[Row]]]) -> Iterator[Frame]:
    """Yield the slide that says what comes when, for one meeting of several parts."""
    if len(table) == 1 and len(table[0][1]) >= FEWEST_PARTS:
        notes = [_do(stock, str(_("Say when the pauses are and when you end. No more of it now.")))]
        yield Frame(str(_("What comes when")), [], notes, clock=strip_of(table[0][1]))


def numbered(stock: Stock, one: SessionFormat, meeting: int = 0) -> Mapping[int, tuple[int, int]]:
    """Return the first and last slide of each segment by its place in the format.

    The title is slide 1; what every session begins with belongs to the first segment.
    """
    table = timetable(stock.plan, one)
    rows = [row for _meeting, rows in (table[meeting - 1 : meeting] if meeting else table) for row in rows]
    groups = [*deck(stock, one, meeting)]
    found, first, last = {}, 2, 1 + len(groups[0])
    for row, frames in zip(rows, groups[1:], strict=True):
        last += len(frames)
        found[row.place] = (first, last)
        first = last + 1
    return found


def frames_of(stock: Stock, one: SessionFormat, row: Row) -> Iterator[Frame]:
    """Yield the slides of a segment: its title with a figure or what people practice, then its content."""
    path, activity = stock.file.path, row.activity
    when = Block(f"**{row.span}, {minutes(row.segment.minutes)}**", path)
    if activity is None:
        yield _between(row, when)
        return
    place = stock.place_of(activity)
    line = stock.file.line("activities", place)
    online = one.producer
    said = [(str(_("DO")), activity.do), (str(_("SAY")), activity.say), (str(_("ASK")), activity.ask)]
    said += [(str(_("PRODUCER")), (activity.producer,))] if online and activity.producer else []
    purpose = Block(labelled(_("Purpose"), flat(activity.purpose)), path, line)
    notes = [when, purpose, *(Block(text, path, line) for text in spoken(said))]
    slides = [*stock.plan.slides_in(row.segment)]
    first = slides if not (activity.chart or activity.objectives) else []
    if not first:
        yield _opener(stock, row, activity, notes)
    for number, slide in slides:
        where = stock.file.line("activities", place, "slides", number)
        for frame in frames_for(stock, slide, where, online=online):
            if first:  # a slide with nothing but a title is none
                frame.notes, first, frame.opens = [*notes, *frame.notes], [], True
            yield frame


def _between(row: Row, when: Block) -> Frame:
    """Return the slide of a pause, or of time to spare, which holds the questions that are still open."""
    if row.segment.slack:
        open_still = str(_("What is still open? Ask, or write it down."))
        spare = str(_("Time to spare: use it where people need it, and leave it out when you are late."))
        return Frame(row.title, [Block(open_still, when.path)], [when, Block(spare, when.path)], opens=True)
    back = str(_("Back in %1.")).replace("%1", minutes(row.segment.minutes))
    return Frame(row.title, [Block(back, when.path)], [when], opens=True)


def _opener(stock: Stock, row: Row, activity: Activity, notes: list[Block]) -> Frame:
    """Return the first slide of a segment: what it is for is the trainer's to say, so it stands in the notes."""
    path, line = stock.file.path, stock.file.line("activities", stock.place_of(activity))
    texts = [stock.objectives[name].text for name in activity.objectives]
    practice = Block(f"{_('You will practice to:')}\n\n{bullets(texts)}", path, line) if texts else None
    if activity.chart is None:
        time = Block(f"**{minutes(row.segment.minutes)}**", path, line)
        return Frame(activity.title, [practice or time], notes, line=line, opens=True)
    frame = chart(stock, activity.chart, activity.title, line)
    frame.notes = [*notes, *([practice] if practice else [])]
    frame.opens, frame.line = True, line
    return frame
