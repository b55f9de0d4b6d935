"""C226, C227: what two tables say of the same thing agrees, and names lead to something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.checks.record.record import Record, is_blank, record_of
from course.checks.registry import Fault, check
from course.credit import profile_of
from quizzes.model.use import Use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.material import Material

Way = tuple[str | int, ...]
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_WRITERS = {"author", "item_writer"}


@check("C226")
def tables_agree(material: Material) -> Iterator[Fault]:
    """No two tables of the record contradict each other: dates, support, accreditations, test, registries."""
    record = record_of(material)
    if not record:
        return
    yield from _twice(record)
    yield from _languages(record)
    yield from _status(record)
    yield from _supported(record)
    yield from _tested(record)
    yield from _registered(record)
    if record.activity.time.minutes_claimed == 0:
        message = "0 minutes are claimed, which is no claim: leave it out"
        yield record.at("A123", message, "activity", "time", "minutes_claimed")


def _twice(record: Record) -> Iterator[Fault]:
    """Compare the dates of [activity.dates] with those of the older place."""
    activity = record.activity
    for key in ("released", "reviewed", "expires"):
        new, old = getattr(activity.dates, key), getattr(activity, key)
        if new and old and new != old:
            message = f"{key} is {old} here and {new} in [activity.dates]"
            yield record.at("A22", message, "activity", key, hint="leave this one out")


def _languages(record: Record) -> Iterator[Fault]:
    told, own = record.activity.languages, record.material.project.language
    if told and own not in told:
        message = f"languages does not name the language of the course, {own}"
        yield record.at("A118", message, "activity", "languages")


def _status(record: Record) -> Iterator[Fault]:
    status = record.tables.accreditation.status
    for name, block in record.blocks.items():
        if block.status == "active" and status != "active":
            message = f"{name} is active, and the status of [accreditation] is '{status}': no credit is given"
            yield record.at("A115", message, "accreditation", "status", warn=status == "draft")
        if block.profile and profile_of(block.profile) not in {None, profile_of(name)}:
            message = f"the table {name} follows the rules of {block.profile}"
            yield record.at("A36", message, "accreditation", name, "profile")


def _supported(record: Record) -> Iterator[Fault]:
    table = record.tables.provider
    provider = table.name if table else ""
    for place, one in enumerate(record.tables.support):
        if one.company == provider:
            yield record.at("A13", f"{provider} provides and supports itself", "support", place, "company")
        if one.parties and one.company not in one.parties:
            message = f"{one.company} is no party of its own agreement"
            yield record.at("A70", message, "support", place, "parties")
        if one.currency and not _CURRENCY.fullmatch(one.currency):
            message = f"'{one.currency}' is no currency such as USD or EUR"
            yield record.at("A13", message, "support", place, "currency")
    if any(one.name == provider for one in (table.joint if table else ())):
        yield record.at("A71", f"{provider} is named as its own joint provider", "provider", "joint")


def _tested(record: Record) -> Iterator[Fault]:
    test, banks = record.tables.assessment, record.material.banks
    pool = [item for one in banks if one.bank.use is Use.POOL for item in one.bank.items]
    if test.pass_mark == 0:
        yield record.at("A122", "with a pass mark of 0 everybody passes", "assessment", "pass_mark")
    if test.pool is not None and pool and not test.private_pool and test.pool != len(pool):
        message = f"pool is {test.pool}, and the banks of the pool have {len(pool)} questions"
        yield record.at("A28", message, "assessment", "pool", hint="leave it out: it is counted", warn=True)
    if test.keys_public is False and pool and not test.private_pool:
        message = "keys_public is false, and the pool lies in the public banks with its keys"
        yield record.at("A120", message, "assessment", "keys_public", hint="name private_pool, or write true")
    if not record.tables.evaluation.bank and record.discloses:
        yield record.at("A29", "no bank of an evaluation is named", "evaluation", "bank", hint="write bank")
    if record.tables.privacy.stores_learner_data and is_blank(record.tables.privacy.host):
        yield record.at("A58", "data of learners is stored, and nothing says who hosts it", "privacy", "host")


def _registered(record: Record) -> Iterator[Fault]:
    broker, moc = record.tables.registry.cebroker, record.activity.moc
    if bool(moc.boards) != bool(moc.credit_type):
        said = "a kind of credit and no board" if moc.credit_type else "boards and no kind of credit"
        yield record.at("A34", f"maintenance of certification has {said}", "activity", "moc")
    if broker is None:
        return
    way = ("registry", "cebroker")
    if not broker.course and not broker.own_course_code:
        yield record.at("A92", "neither a course number nor an own code for CE Broker", *way)
    if record.tables.privacy.provider_collects and "licence" not in record.tables.privacy.provider_collects:
        message = "CE Broker asks for licences, and provider_collects does not name licence"
        yield record.at("A92", message, "privacy", "provider_collects")
    for job in broker.profession_codes:
        if record.activity.audience and job not in record.activity.audience:
            message = f"a code for {job}, who is none of the audience"
            yield record.at("A92", message, *way, "profession_codes", job, warn=True)


@check("C227")
def people_and_places_exist(material: Material) -> Iterator[Fault]:
    """Everybody who is named by an id is in the record once, somebody wrote and another reviewed, and parts exist."""
    record = record_of(material)
    if not record:
        return
    yield from _held(record)
    yield from _employed(record)
    ids = {person.id for _, person in record.people}
    for requirement, way, name in _named(record):
        if name and _ID.fullmatch(name) and name not in ids:
            message = f"{way[-1]} is '{name}', who is no person of the record"
            yield record.at(requirement, message, *way, hint="write the id of a person, or a name")
    root = material.project.root
    for place, use in enumerate(record.activity.ai.use if record.activity.ai else ()):
        for part in use.parts:
            inside = part.partition("/")[0] != "quizzes"  # the banks may lie anywhere
            if inside and not any((root / f"{part}{end}").exists() for end in ("", ".md")):
                message = f"{use.tool or 'a tool'} touched {part}, which does not exist"
                yield record.at("A55", message, "activity", "ai", "use", place, "parts", warn=True)
    drug = record.activity.drug
    for brand in drug.brands if drug else ():
        if drug and brand.casefold() == drug.generic.casefold():
            yield record.at("A16", f"{brand} is brand and generic name at once", "activity", "drug", "brands")


def _named(record: Record) -> Iterator[tuple[str, Way, str]]:
    time = record.activity.time
    yield "A124", ("activity", "time", "difficulty_by"), time.difficulty_by
    for place, use in enumerate(record.activity.ai.use if record.activity.ai else ()):
        yield "A56", ("activity", "ai", "use", place, "checked_by"), use.checked_by


def _held(record: Record) -> Iterator[Fault]:
    """Look for a person who is named twice, and for authors and for reviewers who are none."""
    seen: dict[str, str] = {}
    for way, person in record.people:
        name = " ".join(person.name.casefold().split())
        if name in seen:
            message = f"{person.name} is named twice, as {seen[name] or 'somebody'} and as {person.id or 'somebody'}"
            yield record.at("A118", message, *way, "name", hint="one table a person, with all roles")
        seen[name] = person.id
        for role in sorted({role for role in person.roles if person.roles.count(role) > 1}):
            yield record.at("A10", f"{person.id or person.name} has the role {role} twice", *way, "roles", warn=True)
    roles = [{*person.roles} for _, person in record.people]
    if not roles or not all(roles):
        return  # who has no role is told already
    if not any(held & _WRITERS for held in roles):
        yield record.at("A9", "nobody among the people is an author", "person")
    if not any("reviewer" in held and not held & _WRITERS for held in roles):
        yield record.at("A8", "nobody reviews who did not write: no reviewer is other than the authors", "person")


def _employed(record: Record) -> Iterator[Fault]:
    """Find employees of a company that supports, or of an ineligible one, however it is written."""
    companies = {one.company: "which supports the activity" for one in record.tables.support}
    for _, person in record.people:
        told = [one.company for one in person.relationship or () if one.ineligible]
        companies |= dict.fromkeys(told, "an ineligible company")
    for way, person in record.people:
        owns = {one.company for one in person.relationship or () if one.nature in {"owner", "employee"}}
        for place, one in enumerate(person.relationship or ()):
            if one.begin and one.mitigated_on and one.mitigated_on < one.begin:
                message = f"the relationship with {one.company} was mitigated before it began"
                yield record.at("A65", message, *way, "relationship", place, "mitigated_on")
        if person.employer in companies and person.employer not in owns:
            message = f"{person.id or person.name} is employed by {person.employer}, {companies[person.employer]}"
            yield record.at("A12", message, *way, "employer", hint="who is an employee there controls no content")
    if record.tables.provider and record.tables.provider.complaints_days == 0:
        yield record.at("A125", "a complaint is answered after 0 days: write how many", "provider", "complaints_days")
