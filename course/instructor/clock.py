"""The agenda of a format: what begins when, and how many minutes that makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.locale import get_translator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.sessions.plan import Activity, Meeting, Plan, Segment, SessionFormat


@dataclass(frozen=True)
class Row:
    """One row of an agenda; `start` counts minutes from the beginning of its meeting.

    `activity` is as it is taught here, with the segment's own words and things.
    """

    start: int
    segment: Segment
    activity: Activity | None
    place: int

    @property
    def clock(self) -> str:
        """Return the start as hours and minutes, for example 1:25."""
        return clock(self.start)

    @property
    def span(self) -> str:
        """Return start and end, for example 1:25–1:50."""
        return f"{self.clock}–{clock(self.start + self.segment.minutes)}"

    @property
    def title(self) -> str:
        """Return what the agenda calls the segment."""
        return self.activity.title if self.activity else (self.segment.pause or self.segment.slack or "")


def clock(after: int) -> str:
    """Return minutes as hours and minutes."""
    return f"{after // 60}:{after % 60:02d}"


def minutes(number: int) -> str:
    """Return a number of minutes in words, for example '20 minutes'."""
    return str(get_translator("course").ngettext("%1 minute", "%1 minutes", number)).replace("%1", str(number))


def rows(plan: Plan, meeting: Meeting, first: int = 0) -> Iterator[Row]:
    """Yield the rows of a meeting; `place` numbers the segments of the whole format from `first`."""
    start = 0
    for place, segment in enumerate(meeting.segments, first):
        yield Row(start, segment, plan.taught(segment), place)
        start += segment.minutes


def timetable(plan: Plan, one: SessionFormat) -> list[tuple[Meeting, list[Row]]]:
    """Return the meetings of a format with their rows."""
    found, first = [], 0
    for meeting in plan.meetings(one):
        found.append((meeting, list(rows(plan, meeting, first))))
        first += len(meeting.segments)
    return found


def total(meeting: Meeting) -> int:
    """Return the sum of the minutes of the segments."""
    return sum(segment.minutes for segment in meeting.segments)


def counted(plan: Plan, one: SessionFormat) -> int:
    """Return the minutes of a format that are teaching: without pauses and time to spare."""
    return sum(segment.minutes for segment in plan.segments(one) if segment.activity and segment.counted)
