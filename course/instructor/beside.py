"""What stands beside a lesson for its trainer: the notes of each activity that teaches it, in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.instructor.clock import minutes, timetable
from course.instructor.guide import handout_link, slides_of, ways_out
from course.instructor.texts import Block, Part, bullets, flat, spoken
from course.instructor.words import _, labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.instructor.stock import Stock
    from course.sessions.plan import Activity


def beside(stock: Stock, lesson: str) -> Iterator[Part]:
    """Yield a part for each activity that teaches the lesson: when, what to do, say and ask, mistakes, ways out."""
    for place, activity in enumerate(stock.plan.activities):
        if lesson in activity.lessons:
            path, line = stock.file.path, stock.file.line("activities", place)
            title = str(_("Do, say and ask: %1")).replace("%1", activity.title)
            texts = [bullets(_glance(stock, activity)), *_said(activity)]
            ends = Block(ways_out(activity, last=False), path, line)
            blocks = [*(Block(text, path, line) for text in texts), *_mistakes(stock, activity, lesson), ends]
            yield Part(title, [*blocks])


def _glance(stock: Stock, activity: Activity) -> Iterator[str]:
    yield from (labelled(title, span) for title, span in when(stock, activity))
    yield labelled(_("Purpose"), flat(activity.purpose))
    yield labelled(_("Method"), activity.method)
    kits = (str(_("kit %1")).replace("%1", name) for name in activity.kits)
    used = [*(handout_link(stock, name) for name in activity.handouts), *kits, *activity.materials]
    if used:
        yield labelled(_("Materials"), "; ".join(used))


def when(stock: Stock, activity: Activity) -> Iterator[tuple[str, str]]:
    """Yield each format with the time and the slides of the activity in it."""
    for one in stock.plan.formats:
        for number, (meeting, rows) in enumerate(timetable(stock.plan, one), 1):
            pages = slides_of(stock, one, number)
            for row in rows:
                if row.activity and row.activity.id == activity.id:
                    where = f"{one.title}, {meeting.title}" if len(stock.plan.meetings(one)) > 1 else one.title
                    slides = str(_("slides %1")).replace("%1", pages[row.place])
                    yield where, f"{row.span} ({minutes(row.segment.minutes)}), {slides}"


def _said(activity: Activity) -> Iterator[str]:
    said = ((str(_("DO")), activity.do), (str(_("SAY")), activity.say), (str(_("ASK")), activity.ask))
    yield from spoken([*said, (str(_("Answers to expect")), activity.expect)])


def _mistakes(stock: Stock, activity: Activity, lesson: str) -> Iterator[Block]:
    """Yield what is believed behind the wrong choices of the questions asked; question and key stand in the lesson."""
    asked = [stock.asked[name] for name in activity.items]
    for one in asked:
        wrong = [*one.answered()]
        if wrong and (one.item.lesson or one.file.bank.lesson) == lesson:
            lead = str(_("Mistakes to expect at question %1:")).replace("%1", one.item.id)
            yield Block(f"{lead}\n\n{bullets(wrong)}", one.file.path, one.line("choices"))
