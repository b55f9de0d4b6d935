"""The facilitator guide of a format: agenda, then one part for each segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.instructor.clock import clock, counted, timetable, total
from course.instructor.lessons import take
from course.instructor.texts import Block, Part, bullets, cited, flat, sized_table, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.instructor.answers import Asked
    from course.instructor.clock import Row
    from course.instructor.plan import Activity, Format
    from course.instructor.stock import Stock


def agenda(stock: Stock, one: Format) -> list[Part]:
    """Return one table for each meeting, with the sum of its minutes in the last row."""
    path = stock.file.path
    found = []
    for meeting, rows in timetable(stock.plan, one):
        head = ["Clock", "Minutes", "What", "Method", "Handouts"] + (["Producer"] if one.producer else [])
        lines = [_row(stock, row, producer=one.producer) for row in rows]
        last = [clock(total(meeting)), f"**{total(meeting)}**", "**In all**", "", ""] + ([""] if one.producer else [])
        widths = (8, 10, 24, 20, 12, 26) if one.producer else (10, 12, 34, 28, 16)
        found.append(Part(meeting.title, [Block(sized_table(head, [*lines, last], widths), path)]))
    teaching = counted(stock.plan, one)
    closing = f"{one.minutes} minutes in all, {teaching} of them without the pauses."
    found[-1].blocks.append(Block(closing, path))
    return found


def _row(stock: Stock, row: Row, *, producer: bool) -> list[str]:
    activity = row.activity
    cells = [row.clock, str(row.segment.minutes), row.title, activity.method if activity else "–"]
    cells.append(", ".join(_handout(stock, name) for name in activity.handouts) if activity else "")
    return [*cells, (activity.producer or "") if activity else ""] if producer else cells


def _handout(stock: Stock, name: str) -> str:
    page = stock.handout(name)
    return f"{{doc}}`{name.upper()} </{page}>`" if page else name.upper()


def guide(stock: Stock, one: Format) -> list[Part]:
    """Return the meetings of a format with a part for each segment, pauses too."""
    found = []
    for meeting, rows in timetable(stock.plan, one):
        parts = [_segment(stock, one, row, rows[number + 1 :]) for number, row in enumerate(rows)]
        found.append(Part(f"{meeting.title}: step by step", parts=parts))
    return found


def _segment(stock: Stock, one: Format, row: Row, after: list[Row]) -> Part:
    title = f"{row.clock} · {row.title} ({row.segment.minutes} minutes)"
    path, activity = stock.file.path, row.activity
    if activity is None:
        return Part(title, [Block("A pause. Say when you go on, and go on then.", path)])
    place = stock.plan.activities.index(activity)
    line = stock.file.line("activities", place)
    blocks = [Block(text, path, line) for text in _body(stock, one, row, activity)]
    for lesson in activity.lessons:
        note = take(stock.lessons, lesson, "instructor")
        blocks += [Block(f"**Note in the lesson {lesson}.** {note.text.strip()}", note.path, note.line)] if note else []
    for name in stock.plan.items_in(row.segment):
        blocks += expected(stock.asked[name])
    ends = [f"**If time is short:** {flat(activity.if_short)}", f"**If there is time:** {flat(activity.if_long)}"]
    if after:
        ends.append(f"**Transition:** {flat(activity.transition)}")
    return Part(title, [*blocks, Block(bullets(ends), path, line)])


def _body(stock: Stock, one: Format, row: Row, activity: Activity) -> Iterator[str]:
    objectives = [f"{name}: {stock.objectives[name].text}" for name in stock.plan.objectives_in(row.segment)]
    yield bullets(filter(None, [
        f"**Time:** {row.span}",
        f"**Purpose:** {flat(activity.purpose)}",
        f"**Method:** {activity.method}",
        f"**In this format:** {flat(row.segment.focus)}" if row.segment.focus else "",
        f"**Producer:** {flat(activity.producer)}" if one.producer and activity.producer else "",
        f"**Materials:** {'; '.join(_materials(stock, activity))}",
    ]))  # fmt: skip
    if objectives:
        yield f"**Participants practice to:**\n\n{bullets(objectives)}"
    yield from spoken([("DO", activity.do), ("SAY", activity.say), ("ASK", activity.ask)])
    if activity.expect:
        yield f"**Answers to expect**\n\n{bullets(activity.expect)}"


def _materials(stock: Stock, activity: Activity) -> Iterator[str]:
    yield from (_handout(stock, name) for name in activity.handouts)
    yield from (f"kit {{doc}}`/instructor/kits/{name}`" for name in activity.kits)
    yield from activity.materials
    if not (activity.handouts or activity.kits or activity.materials):
        yield "slides only"


def expected(asked: Asked) -> Iterator[Block]:
    """Yield what a question of the bank is about: stem, key, why, and the mistakes behind the other answers."""
    path, item = asked.file.path, asked.item
    level = f", {item.bloom}" if item.bloom else ""
    lead = f"**Question {item.id}** ({', '.join(item.objective)}{level}). {flat(item.stem)}"
    yield Block(lead, path, asked.line("stem"))
    key = [f"**Key:** {asked.key[0]}"] if len(asked.key) == 1 else [f"**Key:** {'; '.join(asked.key)}"]
    why = [f"**Why:** {flat(item.rationale)} {cited(asked)}"] if item.rationale else []
    yield Block(bullets([*key, *why]), path, asked.line("rationale"))
    wrong = [f"*{said}*{f' ({tag})' if tag else ''}: {flat(answer)}" for said, tag, answer in asked.mistakes()]
    if wrong:
        yield Block(f"Mistakes to expect, and what answers them:\n\n{bullets(wrong)}", path, asked.line("choices"))


def scope(stock: Stock, one: Format) -> list[Block]:
    """Return what the format is for and what it leaves out, with the reason."""
    place = stock.plan.formats.index(one)
    blocks = [Block(one.about, stock.file.path, stock.file.line("formats", place, "about"))]
    left = [f"{', '.join(out.objectives)}: {flat(out.reason)}" for out in one.out_of_scope]
    if left:
        text = f"Left out in this format, on purpose:\n\n{bullets(left)}"
        blocks.append(Block(text, stock.file.path, stock.file.line("formats", place, "out_of_scope")))
    return blocks
