"""C220, C221: what somebody did has a day that is over; names have their form, and lists nothing twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.checks.record.record import Record, record_of
from course.checks.registry import Fault, check
from course.project.tables import LANGUAGE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from course.material import Material

Way = tuple[str | int, ...]
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
"""An id: small letters, digits, and single hyphens or underscores between them."""


@check("C220")
def what_was_done_is_over(material: Material) -> Iterator[Fault]:
    """No day on which something was read, checked, tested, signed or confirmed lies in the future."""
    record = record_of(material)
    for requirement, way, day in _days(record) if record else ():
        if record and day and day > material.today:
            yield record.at(requirement, f"{way[-1]} is {day}, which is still to come", *way)


def _days(record: Record) -> Iterator[tuple[str, Way, dt.date | None]]:
    """Yield each day of something done, with its requirement; what has to lie before another day is asked elsewhere."""
    activity = record.activity
    yield "A23", ("activity", "dates", "sources_checked"), activity.dates.sources_checked
    yield "A124", ("activity", "time", "difficulty_on"), activity.time.difficulty_on
    yield "A51", ("activity", "accessibility", "tested_on"), activity.accessibility.tested_on
    for place, use in enumerate(activity.ai.use if activity.ai else ()):
        way: Way = ("activity", "ai", "use", place)
        yield "A56", (*way, "checked_on"), use.checked_on
    for way, person in record.people:
        yield "A67", (*way, "disclosure_confirmed_on"), person.disclosure_confirmed_on
        for place, one in enumerate(person.relationship or ()):
            yield "A11", (*way, "relationship", place, "from"), one.begin
    for name, block in record.blocks.items():
        for key in ("checked_on", "statement_read_on"):
            yield "A107", ("accreditation", name, key), getattr(block, key)


@check("C221")
def names_have_their_form(material: Material) -> Iterator[Fault]:
    """Every id, profession and language is written so that other tables, files and registries can use it."""
    record = record_of(material)
    if not record:
        return
    for way, name in _ids(record):
        if name and not _ID.fullmatch(name):
            hint = "small letters, digits, and hyphens or underscores between them"
            yield record.at("A118", f"{way[-1]} is '{name}', which is no name for other tables", *way, hint=hint)
    for code in record.activity.languages:
        if not LANGUAGE.fullmatch(code):
            message = f"languages has '{code}', which is no code such as en, de or pt-BR"
            yield record.at("A118", message, "activity", "languages")
    for way, names in _lists(record):
        for twice in sorted({one for one in names if names.count(one) > 1}):
            yield record.at("A118", f"{way[-1]} names {twice} twice", *way)


def _lists(record: Record) -> Iterator[tuple[Way, list[str]]]:
    """Yield lists in which nothing can stand twice: whoever counts or reports them would count it twice."""
    activity = record.activity
    for key in ("audience", "languages", "designed_to_change"):
        yield ("activity", key), [*getattr(activity, key)]
    if activity.drug:
        for key in ("brands", "labeled_indications"):
            yield ("activity", "drug", key), [*getattr(activity.drug, key)]
    yield ("activity", "reporting", "reporting_years"), [str(year) for year in activity.reporting.reporting_years]


def _ids(record: Record) -> Iterator[tuple[Way, str]]:
    yield ("activity", "id"), record.activity.id
    yield from ((("activity", "audience"), one) for one in record.activity.audience)
    yield from ((("activity", "objective_audience", one), one) for one in record.activity.objective_audience)
    for way, person in record.people:
        yield (*way, "id"), person.id
        yield (*way, "profession"), person.profession
