"""C203, C204, C207: who controls what the activity says, what they disclosed, and who had to plan it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.checks.record.record import Record, record_of, words_of, years_after
from course.checks.registry import Fault, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.material import Material
    from course.project.provider import Person, Relationship

Way = tuple[str | int, ...]
LOOK_BACK_YEARS = 2
CONFIRM_DAYS = 366
EXCEPTIONS = ("a", "b", "c")
MITIGATIONS = ("recusal", "peer_review", "topic_change", "attestation", "divested")


@check("C203")
def people_disclose_first(material: Material) -> Iterator[Fault]:
    """Everybody in control of content has an id and degrees, and disclosed before the role began."""
    record = record_of(material)
    if not record:
        return
    if not record.people:
        yield record.at("A9", "nobody is named: a record needs the people in control of content", hint="add [[person]]")
    seen: set[str] = set()
    for way, person in record.people:
        yield from _named(record, way, person, seen)
        if record.discloses:
            yield from _disclosed(record, way, person)


def _named(record: Record, way: Way, person: Person, seen: set[str]) -> Iterator[Fault]:
    name = person.id or person.name
    if not person.id:
        yield record.at("A118", f"{name} has no id", *way, hint="write id, a short name for other tables")
    elif person.id in seen:
        yield record.at("A118", f"two people have the id {person.id}", *way, "id")
    seen.add(person.id)
    if not person.letters:
        yield record.at("A9", f"{name} has no degree or credential to show", *way, "degrees")
    if not person.roles:
        yield record.at("A10", f"{name} has no role", *way, "roles", hint="write roles, such as author or reviewer")


def _disclosed(record: Record, way: Way, person: Person) -> Iterator[Fault]:
    name, told, began = person.id or person.name, person.disclosed_on, person.role_began
    if told is None:
        yield record.at("A10", f"{name} has a role and no disclosure; without one there is no role", *way)
        return
    if person.relationship is None:
        hint = "write relationship = [] when there are none"
        yield record.at("A10", f"{name}: nothing is said about relationships", *way, hint=hint)
    if told > record.material.today:
        yield record.at("A10", f"the disclosure of {name} lies in the future: {told}", *way, "disclosed_on")
    if began is None:
        yield record.at("A10", f"{name}: nothing says when the role began", *way, hint="write role_began")
    elif told > began:
        days = (told - began).days
        message = f"{name} began the role on {began}, {days} days before the disclosure of {told}"
        yield record.at("A10", message, *way, "disclosed_on")
    yield from _covered(record, way, person)


def _covered(record: Record, way: Way, person: Person) -> Iterator[Fault]:
    name, told, since = person.id or person.name, person.disclosed_on, person.disclosure_covers_from
    assert told
    if since is None:
        message = f"{name}: nothing says from when on the disclosure covers"
        yield record.at("A10", message, *way, hint="write disclosure_covers_from")
    elif years_after(since, LOOK_BACK_YEARS) > told:
        months = max((told.year - since.year) * 12 + told.month - since.month - (told.day < since.day), 0)
        message = f"the disclosure of {name} covers {months} months; 24 are asked"
        yield record.at("A10", message, *way, "disclosure_covers_from")
    released = record.activity.released_on
    last = person.disclosure_confirmed_on or told
    if released and (released - last).days > CONFIRM_DAYS:
        message = f"the disclosure of {name} was last confirmed on {last}, more than 12 months before the release"
        yield record.at("A67", message, *way, "disclosure_confirmed_on", hint="ask again", warn=True)


@check("C204")
def relationships_are_mitigated(material: Material) -> Iterator[Fault]:
    """Every relevant relationship was mitigated by somebody else before the role began; owners have no role."""
    record = record_of(material)
    if not record or not record.discloses:
        return
    for way, person in record.people:
        for place, one in enumerate(person.relationship or ()):
            here = (*way, "relationship", place)
            yield from _sound(record, here, person, one)
            if one.ineligible and one.relevant and not _excluded(one):
                yield from _mitigated(record, here, person, one)


def _excluded(one: Relationship) -> bool:
    """Say whether the relationship forbids the role, so that mitigation is no question any more."""
    return one.nature in {"owner", "employee"} and one.exception not in EXCEPTIONS


def _sound(record: Record, way: Way, person: Person, one: Relationship) -> Iterator[Fault]:
    name, owns = person.id or person.name, one.nature in {"owner", "employee"}
    if one.nature is None:
        yield record.at("A11", f"the relationship of {name} with {one.company} has no nature", *way)
    if any(sign in one.company for sign in ("<", "![", "](", "http", "®", "™")):
        message = f"{one.company} is more than a name: learners read names of companies and nothing else of them"
        yield record.at("A11", message, *way, "company")
    if one.begin and one.ended and one.ended < one.begin:
        yield record.at("A65", f"the relationship of {name} ended before it began", *way, "ended")
    if one.exception and (one.exception not in EXCEPTIONS or not owns):
        message = f"exception is '{one.exception}': it must be a, b or c, and only for an owner or employee"
        yield record.at("A12", message, *way, "exception")
    elif owns and one.ineligible and not one.exception:
        message = f"{name} is {one.nature} of an ineligible company and may not control content"
        hint = "take the role away, or record exception a, b or c with its reason"
        yield record.at("A12", message, *way, "nature", hint=hint)
    elif one.exception and not one.exception_reason:
        yield record.at("A12", f"exception {one.exception} of {name} has no reason", *way, "exception")
    if one.exception in EXCEPTIONS and record.activity.clinical and one.exception == "a":
        message = (
            f"exception a of {name} is for content that is not about the company's business: a person must confirm"
        )
        yield record.at("A12", message, *way, "exception", warn=True)


def _mitigated(record: Record, way: Way, person: Person, one: Relationship) -> Iterator[Fault]:
    name, began = person.id or person.name, person.role_began
    if not one.mitigation:
        yield record.at("A65", f"the relevant relationship of {name} has no mitigation", *way, "mitigation")
        return
    if one.mitigation not in MITIGATIONS:
        message = f"mitigation is '{one.mitigation}', which is not one of {', '.join(MITIGATIONS)}"
        yield record.at("A65", message, *way, "mitigation")
    if one.mitigated_by == name:
        yield record.at("A65", f"{name}: nobody mitigates an own relationship", *way, "mitigated_by")
    elif one.mitigated_by not in {other.id for _, other in record.people}:
        message = f"the mitigation for {name} is by '{one.mitigated_by}', who is no person of the record"
        yield record.at("A65", message, *way, "mitigated_by")
    if one.mitigated_on is None:
        yield record.at("A65", f"the mitigation for {name} has no date", *way)
    elif began and one.mitigated_on > began:
        days = (one.mitigated_on - began).days
        message = f"{name} began on {began}, the mitigation of {one.mitigated_on} is {days} days later"
        yield record.at("A65", message, *way, "mitigated_on")


# accreditor, requirement, roles that must be held, profession that must hold one of them
_ASKED = (
    (("ancc", "ancc_approved"), "A106", "nurse_planner", ""),
    (("ancc", "ancc_approved"), "A106", "content_expert", ""),
    (("racgp",), "A85", "planner", "general_practitioner_au"),
    (("apa",), "A105", "planner", "psychologist"),
)


@check("C207")
def the_right_people_planned(material: Material) -> Iterator[Fault]:
    """Every role that an accreditor asks for is held, and an activity for a team has planners of two professions."""
    record = record_of(material)
    if not record:
        return
    held = [(role, person.profession) for _, person in record.people for role in person.roles]
    for names, requirement, role, profession in _ASKED:
        if record.follows(*names) and not any(role == one and profession in ("", job) for one, job in held):
            kind = (
                f"no {words_of(profession)} among the planners"
                if profession
                else f"no {words_of(role)} among the people"
            )
            yield record.at(requirement, kind, "accreditation", names[0])
    planners = [person for _, person in record.people if {"planner", "nurse_planner"}.intersection(person.roles)]
    for name in ("ancc", "ancc_approved"):
        if name in record.blocks and len(planners) < 2:  # noqa: PLR2004 - two people, as the rule says
            yield record.at("A106", "one planner alone: at least two people plan", "accreditation", name)
    nurses = {"nurse", "registered_nurse", "nurse_practitioner"}
    for way, person in record.people:
        if "nurse_planner" in person.roles and person.profession not in nurses:
            message = f"{person.id or person.name} is nurse planner and by profession '{person.profession}'"
            yield record.at("A106", message, *way, "profession")
    yield from _teams(record, planners)


def _teams(record: Record, planners: list[Person]) -> Iterator[Fault]:
    if not record.activity.ipce:
        return
    jobs = {person.profession for person in planners if person.profession}
    if len(jobs) < 2:  # noqa: PLR2004 - a team is two professions
        kind = f"all planners are of one profession ({', '.join(jobs) or 'none is given'})"
        yield record.at("A35", f"ipce is true and {kind}; two are needed", "activity", "ipce")
    if outside := sorted(jobs.difference(record.activity.audience)):
        message = f"planners are of professions outside of the audience: {', '.join(outside)}"
        yield record.at("A35", message, "activity", "ipce", warn=True)
    if not record.follows("ja"):
        message = "ipce is true, and the record has no [accreditation.ja]"
        yield record.at("A35", message, "activity", "ipce", warn=True)
