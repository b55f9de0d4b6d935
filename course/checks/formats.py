"""I0: each format can be held as its guide says: its words fit what it has, its slides their minutes, and it has slack.

Words are known in English and German; names of handouts and role plays in any language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.checks.registry import Fault, check
from course.checks.sessions import stock_of
from course.checks.slides import slides_are_sound
from course.instructor.clock import timetable
from course.instructor.deck import numbered
from course.instructor.guide import talks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.instructor.clock import Row
    from course.instructor.stock import Stock
    from course.material import Material
    from course.sessions.plan import Activity, SessionFormat
    from quizzes.yaml12 import Loc

SLACK = 0.05
"""The share of a meeting that is time to spare; a first-time trainer never keeps to the minute."""
SECONDS = 30
"""The least time that a slide takes."""
CARDS = {"claim-cards", "obstacle-cards", "vote-cards", "role-plays"}
VOTES, PLAYS, CARD_WORDS, PAPERS = "vote", "role play", "card", "handout"
_WORDS = {
    "en": {
        VOTES: re.compile(r"\bvot(?:e|es|ed|ing)\b", re.IGNORECASE),
        PLAYS: re.compile(r"\brole[- ]?plays?\b|\bobservers?\b", re.IGNORECASE),
        CARD_WORDS: re.compile(r"\bcards?\b", re.IGNORECASE),
        PAPERS: re.compile(r"\bhandouts?\b", re.IGNORECASE),
    },
    "de": {
        VOTES: re.compile(r"\b(?:ab)?stimm(?:t|en)\b|\babstimmung(?:en)?\b", re.IGNORECASE),
        PLAYS: re.compile(r"\brollenspiele?s?\b|\bbeobachter(?:in)?\b", re.IGNORECASE),
        CARD_WORDS: re.compile(r"\bkart(?:e|en)\b|\bkärtchen\b", re.IGNORECASE),
        PAPERS: re.compile(r"\bhandzettel\b|\barbeitsbl(?:att|ätter)\b", re.IGNORECASE),
    },
}
_WORD_FIELDS = ("method", "do", "say", "ask", "expect", "if_short", "if_long", "producer")


@dataclass(frozen=True)
class Said:
    """Words that a trainer reads in a segment, and where they are written."""

    text: str
    path: Path
    line: int


@check("I014")
def words_fit_the_format(material: Material) -> Iterator[Fault]:
    """No segment speaks of a handout, role play, card or vote that it does not have in its format."""
    stock = stock_of(material)
    for place, one in enumerate(stock.plan.formats) if stock else ():
        assert stock
        rows = [row for _meeting, rows in timetable(stock.plan, one) for row in rows] if one.meetings else []
        for row, loc in zip(rows, _places(one, place), strict=False):
            for said in _said(stock, one, row, loc) if row.activity else ():
                assert row.activity
                for word, missing in _missing(material, stock, row, said.text):
                    message = f"'{word}' is said in '{row.title}' of '{one.id}', which has no such {missing}"
                    hint = "give the segment words of its own, or what they speak of"
                    yield Fault(said.path, said.line, message, one.id, hint)


def _places(one: SessionFormat, place: int) -> Iterator[Loc]:
    for number, meeting in enumerate(one.meetings):
        for row in range(len(meeting.segments)):
            yield ("formats", place, "meetings", number, "segments", row)


def _said(stock: Stock, one: SessionFormat, row: Row, loc: Loc) -> Iterator[Said]:
    """Yield what guide and notes print for a segment."""
    activity = row.activity
    assert activity
    home: Loc = ("activities", stock.place_of(activity))
    fields = [key for key in _WORD_FIELDS if key != "producer" or one.producer]
    for key in fields:
        value, begin = getattr(activity, key), (*(loc if key in row.segment.own else home), key)
        lines = (
            [(begin, value)] if isinstance(value, str) else [((*begin, n), each) for n, each in enumerate(value or ())]
        )
        yield from (Said(text, stock.file.path, stock.file.line(*where)) for where, text in lines)
    for number, slide in stock.plan.slides_in(row.segment):
        text = "\n".join((slide.title or "", slide.text or "", *slide.do, *slide.say, *slide.ask))
        yield Said(text, stock.file.path, stock.file.line(*home, "slides", number))
    yield from (Said(block.text, block.path, block.line) for block in talks(stock, row))


def _missing(material: Material, stock: Stock, row: Row, text: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a text for what the segment lacks, and what that is."""
    activity = row.activity
    assert activity
    for name in sorted({page.name.partition("-")[0] for page in material.handouts} - {*activity.handouts}):
        if found := re.search(rf"\b{re.escape(name.upper())}\b", text):
            yield found[0], PAPERS
    for play in stock.plan.role_plays:
        title = play.title.partition(":")[0].strip()
        if play.id not in activity.role_plays and title.casefold() in text.casefold():
            yield title, PLAYS
    lacking = {kind for kind, has in _has(stock, row, activity).items() if not has}
    for kind, pattern in _WORDS.get(stock.project.language.partition("-")[0], {}).items():
        if kind in lacking and (found := pattern.search(text)) and not _brought(activity, pattern):
            yield found[0], kind


def _has(stock: Stock, row: Row, activity: Activity) -> dict[str, bool]:
    kits = {*activity.kits}
    return {
        VOTES: any(slide.poll for _place, slide in stock.plan.slides_in(row.segment)) or bool(activity.items),
        PLAYS: bool(activity.role_plays),
        CARD_WORDS: bool(kits & CARDS or activity.role_plays),
        PAPERS: bool(activity.handouts),
    }


def _brought(activity: Activity, pattern: re.Pattern[str]) -> bool:
    """Say whether the trainer brings what is named: 'six name cards' among the materials."""
    return any(pattern.search(one) for one in activity.materials)


@check("I015")
def slides_fit_their_minutes(material: Material) -> Iterator[Fault]:
    """Every segment has half a minute for each of its slides; those that open a session belong to its first."""
    stock = stock_of(material)
    if stock is None or not slides_are_sound(material):
        return
    for place, one in enumerate(stock.plan.formats):
        spans: dict[int, tuple[int, int]] = {}
        for number in range(1, len(one.meetings) + 1):
            spans |= numbered(stock, one, number)
        rows = [row for _meeting, rows in timetable(stock.plan, one) for row in rows] if one.meetings else []
        for row, loc in zip(rows, _places(one, place), strict=False):
            first, last = spans[row.place]
            opens = row.start == 0
            slides = last - first + 1 + opens  # the title
            if slides * SECONDS > row.segment.minutes * 60:
                message = f"'{row.title}' of '{one.id}' has {slides} slides for {row.segment.minutes} minutes"
                hint = f"a slide takes {SECONDS} seconds at least: skip some, or give it more minutes"
                yield Fault(stock.file.path, stock.file.line(*loc), message, one.id, hint)


@check("I016")
def formats_have_slack(material: Material) -> Iterator[Fault]:
    """Every meeting has time to spare (`slack`), one minute in twenty at least."""
    stock = stock_of(material)
    for place, one in enumerate(stock.plan.formats) if stock else ():
        assert stock
        for number, meeting in enumerate(one.meetings):
            spare = sum(segment.minutes for segment in meeting.segments if segment.slack)
            if spare < SLACK * meeting.minutes:
                least = -(-meeting.minutes // 20)
                message = f"'{meeting.title}' of '{one.id}' has {spare} minutes to spare; {least} are the least"
                line = stock.file.line("formats", place, "meetings", number, "minutes")
                yield Fault(stock.file.path, line, message, one.id, 'add {slack: "Open questions", minutes: …}')
