"""The facilitator guide of a format: agenda, then one part for each segment; and the checklists of every session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.instructor.clock import clock, counted, minutes, timetable, total
from course.instructor.deck import numbered
from course.instructor.texts import Block, Part, boxes, bullets, cited, flat, sized_table, spoken
from course.instructor.words import _, labelled
from course.material.marked import take

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.instructor.answers import Asked
    from course.instructor.clock import Row
    from course.instructor.stock import Stock
    from course.sessions.plan import Activity, Meeting, SessionFormat


def agenda(stock: Stock, one: SessionFormat) -> list[Part]:
    """Return one table for each meeting, with the sum of its minutes in the last row."""
    path = stock.file.path
    found = []
    for number, (meeting, rows) in enumerate(timetable(stock.plan, one), 1):
        heads = (_("Clock"), _("Minutes"), _("What"), _("Method"), _("Slides"), _("Handouts"))
        head = [*map(str, heads), *([str(_("Producer"))] if one.producer else [])]
        pages = slides_of(stock, one, number)
        lines = [_row(stock, row, pages[row.place], producer=one.producer) for row in rows]
        last = [clock(total(meeting)), f"**{total(meeting)}**", f"**{_('In all')}**"]
        widths = (8, 9, 19, 14, 9, 9, 32) if one.producer else (9, 11, 32, 24, 11, 13)
        last += [""] * (len(head) - len(last))
        found.append(Part(meeting.title, [Block(sized_table(head, [*lines, last], widths), path)]))
    closing = str(_("%1 in all, %2 of them without the pauses."))
    closing = closing.replace("%1", minutes(one.minutes)).replace("%2", str(counted(stock.plan, one)))
    found[-1].blocks.append(Block(closing, path))
    return found


def slides_of(stock: Stock, one: SessionFormat, number: int) -> dict[int, str]:
    """Return which slides each segment of a meeting has, as the slides of the meeting are numbered."""
    meetings = len(stock.plan.meetings(one))
    spans = numbered(stock, one, number if meetings > 1 else 0)
    return {place: str(a) if a == b else f"{a}–{b}" for place, (a, b) in spans.items()}


def _row(stock: Stock, row: Row, pages: str, *, producer: bool) -> list[str]:
    activity = row.activity
    cells = [row.clock, str(row.segment.minutes), row.title, activity.method if activity else "–", pages]
    cells.append(", ".join(handout_link(stock, name) for name in activity.handouts) if activity else "")
    return [*cells, (activity.producer or "") if activity else ""] if producer else cells


def handout_link(stock: Stock, name: str) -> str:
    """Return a handout as a link, or its bare name where there is no such page."""
    page = stock.handout(name)
    return f"{{doc}}`{name.upper()} </{page}>`" if page else name.upper()


def guide(stock: Stock, one: SessionFormat) -> list[Part]:
    """Return the meetings of a format with a part for each segment, pauses too."""
    found = []
    for number, (meeting, rows) in enumerate(timetable(stock.plan, one), 1):
        pages = slides_of(stock, one, number)
        parts = [_part(stock, one, row, pages[row.place], last=row is rows[-1]) for row in rows]
        found.append(Part(_steps(meeting), parts=parts))
    return found


def _steps(meeting: Meeting) -> str:
    return str(_("%1: step by step")).replace("%1", meeting.title)


def heading(row: Row) -> str:
    """Return the title of a segment with its time, for example '0:15 · Check the claim (20 minutes)'."""
    return f"{row.clock} · {row.title} ({minutes(row.segment.minutes)})"


def _part(stock: Stock, one: SessionFormat, row: Row, pages: str, *, last: bool) -> Part:
    if row.activity is None:
        pause = _("A pause. Say when you go on, and go on then.")
        spare = _("Time to spare: use it where people need it, and leave it out when you are late.")
        return Part(heading(row), [Block(str(spare if row.segment.slack else pause), stock.file.path)])
    return Part(heading(row), [*segment(stock, one, row, pages, last=last)])


def segment(stock: Stock, one: SessionFormat, row: Row, pages: str, *, last: bool = False) -> Iterator[Block]:
    """Yield all that a trainer needs for a segment: plan, discussions and notes of its lessons, questions, ways out."""
    activity = row.activity
    assert activity
    place = stock.place_of(activity)
    path, line = stock.file.path, stock.file.line("activities", place)
    yield from (Block(text, path, line) for text in body(stock, one, row, pages))
    yield from talks(stock, row)
    for name in activity.items:
        yield from expected(stock.asked[name])
    yield Block(ways_out(activity, last=last), path, line)


def talks(stock: Stock, row: Row) -> Iterator[Block]:
    """Yield the discussions and the notes of the lessons of a segment, none of those that it skips."""
    activity = row.activity
    assert activity
    for lesson in activity.lessons:
        if "discussion" not in row.segment.skip and not _discussed_elsewhere(stock, activity, lesson):
            yield from discussion(stock, lesson)
        note = take(stock.lessons, lesson, "instructor")
        if note and "instructor" not in row.segment.skip:
            said = str(_("Note in the lesson %1")).replace("%1", lesson)
            yield Block(f"**{said}.** {note.text.strip()}", note.path, note.line)


def ways_out(activity: Activity, *, last: bool) -> str:
    """Return what to do when time is short or long, and what leads on, as a list in Markdown."""
    ends = [labelled(_("If time is short"), flat(activity.if_short))]
    ends.append(labelled(_("If there is time"), flat(activity.if_long)))
    return bullets([*ends, *([] if last else [labelled(_("Transition"), flat(activity.transition))])])


def _discussed_elsewhere(stock: Stock, activity: Activity, lesson: str) -> bool:
    """Say whether another activity has the discussion of the lesson on a slide."""
    shown = [one.id for one in stock.plan.activities if any(slide.discussion == lesson for slide in one.slides)]
    return bool(shown) and activity.id not in shown


def discussion(stock: Stock, lesson: str) -> Iterator[Block]:
    """Yield the question for the room that a lesson has, with the answers to expect below it."""
    found = take(stock.lessons, lesson, "discussion")
    if found:
        said = str(_("Discuss (lesson %1)")).replace("%1", lesson)
        yield Block(f"**{said}:** {found.text.strip()}", found.path, found.line)


def body(stock: Stock, one: SessionFormat, row: Row, pages: str) -> Iterator[str]:
    """Yield the plan of a segment in Markdown: at a glance, objectives, what to do, say and ask, what to expect."""
    activity = row.activity
    assert activity
    yield bullets(_glance(stock, one, row, pages))
    objectives = [f"{name}: {stock.objectives[name].text}" for name in activity.objectives]
    if objectives:
        yield f"**{_('Participants practice to:')}**\n\n{bullets(objectives)}"
    said = ((str(_("DO")), activity.do), (str(_("SAY")), activity.say), (str(_("ASK")), activity.ask))
    yield from spoken([*said, (str(_("Answers to expect")), activity.expect)])


def _glance(stock: Stock, one: SessionFormat, row: Row, pages: str) -> Iterator[str]:
    activity = row.activity
    assert activity
    yield labelled(_("Time"), row.span)
    yield labelled(_("Slides"), pages)
    yield labelled(_("Purpose"), flat(activity.purpose))
    yield labelled(_("Method"), activity.method)
    if one.producer and activity.producer:
        yield labelled(_("Producer"), flat(activity.producer))
    yield labelled(_("Materials"), "; ".join(_materials(stock, activity)))


def _materials(stock: Stock, activity: Activity) -> Iterator[str]:
    yield from (handout_link(stock, name) for name in activity.handouts)
    yield from (str(_("kit %1")).replace("%1", f"{{doc}}`/instructor/kits/{name}`") for name in activity.kits)
    yield from activity.materials
    if not (activity.handouts or activity.kits or activity.materials):
        yield str(_("slides only"))


def expected(asked: Asked) -> Iterator[Block]:
    """Yield what a question of the bank is about: stem, key, why, and the mistakes behind the other answers."""
    path, item = asked.file.path, asked.item
    level = f", {item.bloom}" if item.bloom else ""
    name = str(_("Question %1")).replace("%1", item.id)
    lead = f"**{name}** ({', '.join(item.objective)}{level}). {flat(item.stem)}"
    yield Block(lead, path, asked.line("stem"))
    why = [labelled(_("Why"), f"{flat(item.rationale)} {cited(asked)}")] if item.rationale else []
    yield Block(bullets([labelled(_("Key"), "; ".join(asked.key)), *why]), path, asked.line("rationale"))
    wrong = [*asked.answered()]
    if wrong:
        lead = str(_("Mistakes to expect, and what answers them:"))
        yield Block(f"{lead}\n\n{bullets(wrong)}", path, asked.line("choices"))


def scope(stock: Stock, one: SessionFormat) -> Block:
    """Return what the format is for."""
    place = stock.plan.formats.index(one)
    return Block(one.about, stock.file.path, stock.file.line("formats", place, "about"))


def left_out(stock: Stock, one: SessionFormat) -> list[Part]:
    """Return what the format leaves out, with the reasons, as a part to stand behind the agenda."""
    line = stock.file.line("formats", stock.plan.formats.index(one), "out_of_scope")
    left = [f"{', '.join(out.objectives)}: {flat(out.reason)}" for out in one.out_of_scope]
    title = str(_("Left out in this format, on purpose"))
    return [Part(title, [Block(bullets(left), stock.file.path, line)])] if left else []


def checklists(stock: Stock) -> Iterator[Part]:
    """Yield what to do before, during and after a session as boxes to tick, then the room and its safety words."""
    path, line, lists = stock.file.path, stock.file.line, stock.plan.checklists
    named = (
        (_("Before"), "before", lists.before),
        (_("During"), "during", lists.during),
        (_("After"), "after", lists.after),
    )
    for title, key, ticks in named:
        yield Part(str(title), [Block(boxes(ticks), path, line("checklists", key))])
    yield Part(str(_("The room")), [Block(bullets(stock.plan.room), path, line("room"))])
    yield Part(str(_("Words for a safe room")), [Block(bullets(stock.plan.safety), path, line("safety"))])
