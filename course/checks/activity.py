"""C: what course.toml promises about the activity, and what a course folder must not hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from course.checks.record.dates import limits
from course.checks.record.record import record_of, years_after
from course.checks.registry import Fault, check
from course.project.activity import LONGEST_YEARS
from course.project.load import setting_line
from quizzes.finding import Level, counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from course.material import Material

SOURCE_DAYS = 365
EARLY_DAYS = 31
"""Days: a review of what is about to be released may be so much older."""
NOTICE_DAYS = 90


@check("C101")
def dates_are_in_order(material: Material) -> Iterator[Fault]:
    """Every activity is reviewed by its release, and expires within the shortest limit after its last review."""
    activity, way = material.project.tables.activity, _dated(material)
    released, reviewed, expires = activity.released_on, activity.reviewed_on, activity.expires_on
    early = (released - reviewed).days if released and reviewed else 0
    if early > EARLY_DAYS:
        message = f"the last review ({reviewed}) is {early} days before the release ({released}); at most {EARLY_DAYS}"
        yield _at(material, way("reviewed"), message, "review it again, or correct one of the dates")
    if reviewed and reviewed > material.today:
        yield _at(material, way("reviewed"), "the last review lies in the future")
    if expires and reviewed:
        last, whose = _shortest(material, reviewed)
        if expires > last:
            yield _at(material, way("expires"), f"expires on {expires}, later than {last}: {whose}")


def _shortest(material: Material, reviewed: dt.date) -> tuple[dt.date, str]:
    """Return the last day that is allowed, and whose limit that is; what is no more than a draft is named only."""
    record = record_of(material)
    own = years_after(reviewed, LONGEST_YEARS)
    found = sorted(limits(record)) if record else []
    active = [(day, name) for day, name in found if record and record.blocks[name].status == "active"]
    last, name = min([(own, ""), *active])
    whose = f"the limit of {name}" if name else f"{LONGEST_YEARS} years after the last review ({reviewed})"
    more = f"; the shortest limit of all in the record is that of {found[0][1]}, {found[0][0]}" if found else ""
    return last, whose + more


@check("C102")
def activity_has_not_expired(material: Material) -> Iterator[Fault]:
    """No activity is past its expiry date; a warning comes 90 days before."""
    expires, way = material.project.tables.activity.expires_on, _dated(material)
    if expires is None:
        return
    left = (expires - material.today).days
    if left < 0:
        yield _at(
            material, way("expires"), f"the activity expired {counted(-left, 'day')} ago", "review it and set new dates"
        )
    elif left <= NOTICE_DAYS:
        fault = _at(material, way("expires"), f"the activity expires in {counted(left, 'day')}")
        yield replace(fault, level=Level.WARNING)


@check("C103", Level.WARNING)
def sources_are_fresh(material: Material) -> Iterator[Fault]:
    """Every source was looked at in the last twelve months; in a release an older one is an error."""
    level = Level.ERROR if material.release else Level.WARNING
    for work in (material.works or {}).values():
        days = (material.today - work.accessed).days if work.accessed else 0
        if days > SOURCE_DAYS and material.project.bibliography:
            message = f"'{work.key}' was last accessed {days} days ago"
            yield Fault(material.project.bibliography, work.line, message, level=level)
    for fact in material.facts:
        days = (material.today - fact.read_on).days if fact.read_on else 0
        if days > SOURCE_DAYS and material.project.facts:
            message = f"the sources were last read {days} days ago"
            yield Fault(material.project.facts, fact.line, message, fact.id, level=level)


@check("C104")
def minutes_add_up(material: Material) -> Iterator[Fault]:
    """Every minute is counted: those of lessons, start and test add up to those of the activity."""
    activity = material.project.tables.activity
    if activity.minutes is None:
        return
    lessons = [page.meta.get("minutes", 0) for page in material.lessons]
    found = activity.start_minutes + activity.test_minutes + sum(part for part in lessons if isinstance(part, int))
    if found != activity.minutes:
        yield _at(material, ("activity", "minutes"), f"the parts take {found} minutes, not {activity.minutes}")


@check("C105")
def content_is_no_package(material: Material) -> Iterator[Fault]:
    """Folders of content hold no `__init__.py`: only conf.py is code."""
    for folder in (material.project.root, material.project.quizzes):
        for path in sorted(folder.rglob("__init__.py")):
            if "_build" not in path.parts:
                yield Fault(path, 1, "content is no Python package", hint="delete this file")


def _dated(material: Material) -> Callable[[str], tuple[str, ...]]:
    """Return where a date of the activity stands: in [activity.dates], or directly in [activity]."""
    dates = material.project.tables.activity.dates
    return lambda key: ("activity", "dates", key) if getattr(dates, key) else ("activity", key)


def _at(material: Material, way: tuple[str, ...], message: str, hint: str = "") -> Fault:
    subject = "A22" if record_of(material) and way[-1] != "minutes" else ""
    return Fault(material.project.settings, setting_line(material.project, *way), message, subject=subject, hint=hint)
