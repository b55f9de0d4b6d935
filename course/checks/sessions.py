"""I0: the session plan names only what the course has, its minutes add up, and every objective is practiced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.checks.registry import Fault, check
from course.instructor.answers import asked_by_id
from course.instructor.clock import total
from course.instructor.kits import KITS, kits_of
from course.instructor.stock import Stock
from course.material import once
from course.sessions.load import PlanFile, plan_or_findings, plan_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from course.material import Material
    from course.sessions.plan import Activity, SessionFormat, Slide
    from quizzes.finding import Finding


@check("I001")
def plan_is_read(material: Material) -> Iterator[Fault]:
    """Every key of the session plan is known: it is YAML of the schema sessions/1."""
    for finding in read_plan(material)[1]:
        yield Fault(finding.path, finding.line, finding.message, finding.subject, finding.hint)


@check("I002")
def named_things_exist(material: Material) -> Iterator[Fault]:
    """Every lesson, objective, question, statement, handout, kit, figure, role play and work of the plan exists."""
    file = read_plan(material)[0]
    if file is None:
        return
    known = _known(material, file)
    for place, activity in enumerate(file.plan.activities):
        for key, kind in _KINDS.items():
            yield from _unknown(file, ("activities", place, key), getattr(activity, key), known[kind], kind)
        charts = filter(None, [activity.chart])
        yield from _unknown(file, ("activities", place, "chart"), charts, known["figure"], "figure")
        for number, slide in enumerate(activity.slides):
            yield from _unknown_on_slide(file, ("activities", place, "slides", number), slide, known)
    for place, play in enumerate(file.plan.role_plays):
        yield from _unknown(file, ("role_plays", place, "objectives"), play.objectives, known["objective"], "objective")
    yield from _unknown(file, ("sort_claims",), file.plan.sort_claims, known["statement"], "statement")
    for place, one in enumerate(file.plan.formats):
        yield from _unknown_in_format(file, place, one, known)
    yield from _unknown_works(material, file)


def _unknown_works(material: Material, file: PlanFile) -> Iterator[Fault]:
    if material.works is None:
        return
    cited = (one for path, one in material.passages() if path == file.path)
    for key, line in ((key, one.line) for one in cited for key in one.citations):
        if key not in material.works:
            yield Fault(file.path, line, f"there is no work '{key}'", key)


_KINDS = {
    "lessons": "lesson",
    "objectives": "objective",
    "items": "question",
    "claims": "statement",
    "handouts": "handout",
    "role_plays": "role play",
    "kits": "kit",
}
_ON_SLIDE = {
    "case": "lesson",
    "keypoints": "lesson",
    "discussion": "lesson",
    "chart": "figure",
    "claim": "statement",
    "poll": "question",
}


def _known(material: Material, file: PlanFile) -> dict[str, set[str]]:
    return {
        "lesson": {page.name for page in material.lessons},
        "objective": set(material.objectives),
        "question": {item.id for _, _, item in material.items()},
        "statement": set(material.register.by_id) if material.register else set(),
        "handout": {page.name.partition("-")[0] for page in material.handouts},
        "figure": {one.figure.id for one in material.figures},
        "role play": {one.id for one in file.plan.role_plays},
        "kit": set(kits_of(file.plan)),
        "activity": {one.id for one in file.plan.activities},
        "format": {one.id for one in file.plan.formats if one.meetings},
    }


def _unknown(
    file: PlanFile, loc: tuple[str | int, ...], names: Iterable[str], known: set[str], kind: str
) -> Iterator[Fault]:
    for number, name in enumerate(names):
        if name not in known:
            yield Fault(file.path, file.line(*loc, number), f"there is no {kind} '{name}'", name)


def _unknown_on_slide(
    file: PlanFile, loc: tuple[str | int, ...], slide: Slide, known: dict[str, set[str]]
) -> Iterator[Fault]:
    kind = _ON_SLIDE.get(slide.takes)
    if kind:
        yield from _unknown(file, (*loc, slide.takes), [getattr(slide, slide.takes)], known[kind], kind)


def _unknown_in_format(file: PlanFile, place: int, one: SessionFormat, known: dict[str, set[str]]) -> Iterator[Fault]:
    loc: tuple[str | int, ...] = ("formats", place)
    yield from _unknown(file, (*loc, "same_as"), filter(None, [one.same_as]), known["format"], "format with meetings")
    for number, out in enumerate(one.out_of_scope):
        where = (*loc, "out_of_scope", number, "objectives")
        yield from _unknown(file, where, out.objectives, known["objective"], "objective")
    for number, meeting in enumerate(one.meetings):
        for row, segment in enumerate(meeting.segments):
            where = (*loc, "meetings", number, "segments", row)
            yield from _unknown(file, where, filter(None, [segment.activity]), known["activity"], "activity")
            for key in ("items", "objectives", "handouts", "role_plays", "kits"):
                yield from _unknown(file, (*where, key), getattr(segment, key) or (), known[_KINDS[key]], _KINDS[key])
            if segment.activity in known["activity"]:
                slides = file.plan.activity(segment.activity or "").slides
                shown = {"discussion", "instructor"} | {name for slide in slides for name in slide.names}
                yield from _unknown(file, (*where, "skip"), segment.skip, shown, "slide")


@check("I003")
def ids_are_unique(material: Material) -> Iterator[Fault]:
    """No two activities, formats, role plays or forms of the plan share an id, and no form has that of another kit."""
    file = read_plan(material)[0]
    for key in ("activities", "formats", "role_plays", "forms") if file else ():
        assert file
        seen: set[str] = {*KITS} if key == "forms" else set()
        for place, one in enumerate(getattr(file.plan, key)):
            if one.id in seen:
                ours = key == "forms" and one.id in KITS
                taken = "belongs to a kit that every course has" if ours else f"is used twice under '{key}'"
                yield Fault(file.path, file.line(key, place), f"the id '{one.id}' {taken}", one.id)
            seen.add(one.id)


@check("I004")
def minutes_add_up(material: Material) -> Iterator[Fault]:
    """Every meeting lasts as long as its segments, every format as long as its meetings."""
    file = read_plan(material)[0]
    for place, one in enumerate(file.plan.formats) if file else ():
        assert file
        loc: tuple[str | int, ...] = ("formats", place)
        for number, meeting in enumerate(one.meetings):
            if total(meeting) != meeting.minutes:
                line = file.line(*loc, "meetings", number, "minutes")
                message = f"the segments make {total(meeting)} minutes, and the meeting has {meeting.minutes}"
                yield Fault(file.path, line, message, one.id)
        known = {each.id for each in file.plan.formats}
        if one.same_as is None or one.same_as in known:
            whole = sum(meeting.minutes for meeting in file.plan.meetings(one))
            if whole != one.minutes:
                message = f"the meetings make {whole} minutes, and the format has {one.minutes}"
                yield Fault(file.path, file.line(*loc, "minutes"), message, one.id)


@check("I005")
def objectives_are_practiced(material: Material) -> Iterator[Fault]:
    """Every objective is practiced at least once in each format, or left out there with a reason."""
    stock = stock_of(material)
    for place, one in enumerate(stock.plan.formats) if stock else ():
        assert stock
        done = {name for segment in stock.plan.segments(one) for name in stock.plan.objectives_in(segment)}
        left = {name for out in one.out_of_scope for name in out.objectives}
        for name in material.objectives:
            line = stock.file.line("formats", place)
            if name not in done | left:
                yield Fault(stock.file.path, line, f"no segment of '{one.id}' practices it", name)
            if name in done & left:
                yield Fault(stock.file.path, line, f"'{one.id}' practices it and lists it as left out", name)


@check("I006")
def activities_practice_their_lessons(material: Material) -> Iterator[Fault]:
    """Every objective that an activity practices belongs to one of its lessons, and a question or role play asks it."""
    stock = stock_of(material)
    for place, activity in enumerate(stock.plan.activities) if stock else ():
        assert stock
        asked = _practiced(stock, activity)
        line = stock.file.line("activities", place, "objectives")
        for name in activity.objectives:
            if stock.objectives[name].lesson not in activity.lessons:
                message = f"'{activity.id}' does not list the lesson {stock.objectives[name].lesson}"
                yield Fault(stock.file.path, line, message, name)
            elif name not in asked:
                message = f"no question, role play or task of '{activity.id}' asks it"
                yield Fault(stock.file.path, line, message, name, "name an item, a role play, a kit or lines under ask")


def _practiced(stock: Stock, activity: Activity) -> set[str]:
    """Return what the questions and role plays of an activity ask; its own tasks (`ask`, kits) may ask anything."""
    if activity.ask or activity.kits:
        return set(activity.objectives)
    found = {name for item in activity.items for name in stock.asked[item].item.objective}
    plays = (play for play in stock.plan.role_plays if play.id in activity.role_plays)
    return found | {name for play in plays for name in play.objectives}


@check("I007")
def producers_know_their_part(material: Material) -> Iterator[Fault]:
    """Every activity of a format with a producer says what the producer does."""
    stock = stock_of(material)
    used = {
        segment.activity
        for one in (stock.plan.formats if stock else ())
        if stock and one.producer
        for segment in stock.plan.segments(one)
    }
    for place, activity in enumerate(stock.plan.activities) if stock else ():
        assert stock
        if activity.id in used and not activity.producer:
            line = stock.file.line("activities", place)
            yield Fault(stock.file.path, line, f"'{activity.id}' says nothing for the producer", activity.id)


@check("I010")
def role_plays_are_known(material: Material) -> Iterator[Fault]:
    """Every `{role-play}` of a lesson names one of the plan, and every `{slide}` has a title."""
    file = read_plan(material)[0]
    known = {one.id for one in file.plan.role_plays} if file else set()
    for page in material.pages:
        for directive in page.directives:
            if directive.name == "role-play" and directive.argument not in known:
                yield Fault(page.path, directive.line, f"the session plan has no role play '{directive.argument}'")
            if directive.name == "slide" and not directive.argument:
                yield Fault(page.path, directive.line, "the slide has no title")


AMOUNT = re.compile(
    r"\d[\d.,]*\s*(?:mg|mcg|µg|milligrams?|micrograms?|mL|millilit(?:er|re)s?|drops?)\b"
    r"|\b(?:half|one|two|three|\d+)\s+(?:a\s+)?(?:tablets?|pills?)\s+(?:a|per|each|every)\b",
    re.IGNORECASE,
)


@check("I011")
def nobody_is_told_an_amount(material: Material) -> Iterator[Fault]:
    """No card, slide or word of the session plan names an amount of a medicine to take."""
    file = read_plan(material)[0]
    for loc, text in file.texts() if file else ():
        assert file
        if found := AMOUNT.search(text):
            message = f"'{found[0]}' is an amount of a medicine"
            yield Fault(
                file.path, file.line(*loc), message, hint="percent, pace and dates; the rest is the prescriber's"
            )


def read_plan(material: Material) -> tuple[PlanFile | None, tuple[Finding, ...]]:
    """Return the session plan of a course, and what is wrong with it."""
    return plan_or_findings(plan_path(material.project))


@once
def stock_of(material: Material) -> Stock | None:
    """Return what the sessions draw on, None while something that they name is missing, which is a finding of I002."""
    file = read_plan(material)[0]
    if file is None or material.register is None or any(named_things_exist(material)):
        return None
    asked = asked_by_id(material.banks)
    return Stock(material.project, file, asked, material.register, material.objectives)
