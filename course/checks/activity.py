"""C: what course.toml promises about the activity, and what a course folder must not hold."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from course.checks.registry import Fault, check
from course.project.load import setting_line
from quizzes.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.material import Material

SOURCE_DAYS = 365
REVIEW_YEARS = 3
NOTICE_DAYS = 90


@check("C101")
def dates_are_in_order(material: Material) -> Iterator[Fault]:
    """Every activity is released, then reviewed, and expires at most three years after its review."""
    activity = material.project.tables.activity
    released, reviewed, expires = activity.released, activity.reviewed, activity.expires
    if released and reviewed and reviewed < released:
        yield _at(material, "reviewed", "the last review is before the release")
    if reviewed and reviewed > material.today:
        yield _at(material, "reviewed", "the last review lies in the future")
    if reviewed and expires and expires > _years_after(reviewed):
        yield _at(material, "expires", f"more than {REVIEW_YEARS} years after the last review")


@check("C102")
def activity_has_not_expired(material: Material) -> Iterator[Fault]:
    """No activity is past its expiry date; a warning comes 90 days before."""
    expires = material.project.tables.activity.expires
    if expires is None:
        return
    left = (expires - material.today).days
    if left < 0:
        yield _at(material, "expires", f"the activity expired {-left} days ago", "review it and set new dates")
    elif left <= NOTICE_DAYS:
        fault = _at(material, "expires", f"the activity expires in {left} days")
        yield Fault(fault.path, fault.line, fault.message, level=Level.WARNING)


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
        yield _at(material, "minutes", f"the parts take {found} minutes, not {activity.minutes}")


@check("C105")
def content_is_no_package(material: Material) -> Iterator[Fault]:
    """Folders of content hold no `__init__.py`: only conf.py is code."""
    for folder in (material.project.root, material.project.quizzes):
        for path in sorted(folder.rglob("__init__.py")):
            if "_build" not in path.parts:
                yield Fault(path, 1, "content is no Python package", hint="delete this file")


def _years_after(day: dt.date) -> dt.date:
    return dt.date(day.year + REVIEW_YEARS, day.month, min(day.day, 28) if day.month == 2 else day.day)  # noqa: PLR2004


def _at(material: Material, key: str, message: str, hint: str = "") -> Fault:
    return Fault(material.project.settings, setting_line(material.project, "activity", key), message, hint=hint)
