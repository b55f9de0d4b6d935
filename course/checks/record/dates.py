"""C201, C202: the shortest limit wins, and no accreditation ends before the activity does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.checks.record.record import Record, record_of, years_after
from course.checks.registry import Fault, check

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from course.material import Material

SOURCE_DAYS = 366
_TERM = {"aapa": "A73", "cccep": "A79", "eaccme": "A81", "acpe": "A90", "ancc_approved": "A108"}
"""The requirement on how long an accreditation may last."""


@check("C201")
def the_record_has_dates(material: Material) -> Iterator[Fault]:
    """Every record says when the activity was released and reviewed, and when it ends; sources are fresh."""
    record = record_of(material)
    if not record:
        return
    activity = record.activity
    for key, day in (("released", activity.released_on), ("reviewed", activity.reviewed_on)):
        if day is None:
            yield record.at("A22", f"no day on which the activity was {key}", "activity", "dates", key)
    if activity.expires_on is None and activity.kind != "live":
        names = ", ".join(name for name, profile in record.profiles().items() if profile.expires_years)
        message = f"no expiry date: an {activity.kind} activity needs one, and these limit it: {names or 'none named'}"
        yield record.at("A22", message, "activity", "dates")
    if activity.released_on and activity.expires_on and activity.expires_on < activity.released_on:
        yield record.at("A22", "the activity expires before it is released", "activity", "dates", "expires")
    read = activity.dates.sources_checked
    if read and (material.today - read).days > SOURCE_DAYS:
        months = (material.today.year - read.year) * 12 + material.today.month - read.month
        message = f"all sources were last checked {months} months ago; a release asks for 12 at most"
        yield record.at("A23", message, "activity", "dates", "sources_checked", warn=not material.release)
    yield from _reported(record)


def _reported(record: Record) -> Iterator[Fault]:
    """Compare what registries are told with the dates of the activity."""
    told, activity = record.activity.reporting, record.activity
    for key, day, own in (
        ("start", told.start, activity.released_on),
        ("end", told.end, activity.expires_on),
    ):
        if day and own and day != own:
            yield record.at("A97", f"{key} is {day}, and the activity says {own}", "activity", "reporting", key)
    if told.reporting_years and activity.released_on and activity.expires_on:
        years = [*range(activity.released_on.year, activity.expires_on.year + 1)]
        if sorted(told.reporting_years) != years:
            message = f"reporting_years must name every calendar year of the activity: {years}"
            yield record.at("A97", message, "activity", "reporting", "reporting_years")


def limits(record: Record) -> Iterator[tuple[dt.date, str]]:
    """Yield the last day that each accreditor allows, with its name; drafts too."""
    for name, profile in record.profiles().items():
        begin = record.activity.reviewed_on if profile.counts_from == "review" else record.blocks[name].starts
        if begin and profile.expires_years:
            yield years_after(begin, profile.expires_years), name


@check("C202")
def accreditations_outlast_the_activity(material: Material) -> Iterator[Fault]:
    """No accreditation is longer than its accreditor allows, and none ends before the activity."""
    record = record_of(material)
    if not record:
        return
    yield from _too_short(record)
    for name, block in record.blocks.items():
        way = ("accreditation", name)
        profile = record.profiles().get(name)
        draft = block.status != "active"
        if block.starts and block.expires and profile and profile.expires_years:
            last = years_after(block.starts, profile.expires_years)
            if block.expires > last:
                years = f"{profile.expires_years} year{'' if profile.expires_years == 1 else 's'}"
                message = (
                    f"an accreditation of {profile.name} lasts {years} from its start ({block.starts}), so until {last}"
                )
                yield record.at(_TERM.get(name, "A22"), message, *way, "expires")
        if block.starts and block.expires and block.expires < block.starts:
            yield record.at("A116", f"{name} ends before it starts", *way, "expires")
        if not draft and (block.starts is None or block.expires is None):
            yield record.at("A116", f"{name} is active and does not say from when to when", *way)
        if not draft and block.expires and block.expires < material.today:
            message = f"the accreditation {name} ended on {block.expires}; its credit may not be claimed any more"
            yield record.at("A116", message, *way, "expires")


def _too_short(record: Record) -> Iterator[Fault]:
    """Yield the accreditation that ends first, when that is before the activity; it names the others."""
    ends = record.activity.expires_on
    found = sorted(
        (block.status != "active", block.expires, name)
        for name, block in record.blocks.items()
        if block.expires and ends and block.expires < ends
    )
    if found:
        draft, day, name = found[0]
        others = ", ".join(other for _, _, other in found[1:])
        more = f"; so do {others}" if others else ""
        message = f"the accreditation {name} ends on {day}, before the activity ({ends}){more}"
        hint = "shorten the activity, or separate the editions"
        yield record.at("A116", message, "accreditation", name, "expires", hint=hint, warn=draft)
