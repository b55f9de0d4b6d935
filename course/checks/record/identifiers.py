"""C212: the numbers that accreditors and registries gave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.checks.record.record import Record, is_blank, record_of
from course.checks.registry import Fault, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.material import Material
    from course.project.provider import Accreditation

_UAN = re.compile(r"(\d{4})-(\d{4})-(\d{2})-(\d{3})-([A-Z])(\d{2})-([A-Z])")


@check("C212")
def identifiers_are_well_formed(material: Material) -> Iterator[Fault]:
    """Every number of an accreditor or registry has its form, and the numbers of one activity agree."""
    record = record_of(material)
    if record:
        for name, block in record.blocks.items():
            profile = record.profiles().get(name)
            number = block.provider_number
            if profile and profile.number and not is_blank(number) and not re.fullmatch(profile.number, number):
                message = f"'{number}' is no provider number of {profile.name}, such as {profile.number_example}"
                yield record.at("A18" if name == "acpe" else "A117", message, "accreditation", name, "provider_number")
        if "acpe" in record.blocks:
            yield from _uans(record, record.blocks["acpe"])
        if "cccep" in record.blocks:
            yield from _cccep(record, record.blocks["cccep"])
        yield from _reporting(record)
    yield from _cebroker(material)


def _uans(record: Record, block: Accreditation) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    first: re.Match[str] | None = None
    for place, one in enumerate(block.uan):
        way = ("accreditation", "acpe", "uan", place, "value")
        parts = _UAN.fullmatch(one.value)
        if one.value in seen:
            yield record.at("A18", f"{one.value} is given twice", *way)
        seen[one.value] = place
        if parts is None:
            form = "0129-0000-27-001-H01-P: six blocks, 4, 4, 2, 3, 3 and 1 signs long"
            yield record.at("A18", f"'{one.value}' is no universal activity number, such as {form}", *way)
            continue
        for message in _uan(record, block, one.audience, parts):
            yield record.at("A18", f"{one.value}: {message}", *way)
        if int(parts[6]) not in range(1, 9) or parts[5] in "BC":
            yield record.at(
                "A18", f"{one.value}: topic or letter {parts[5]}{parts[6]} is not confirmed", *way, warn=True
            )
        if first and parts[1] == first[1] and parts[4] != first[4]:
            message = f"{one.value}: the numbers of one activity share the sequence ({first[4]})"
            yield record.at("A18", message, *way)
        first = first or parts
    if not block.uan and block.status == "active":
        yield record.at("A18", "acpe is active and has no universal activity number", "accreditation", "acpe")


def _uan(record: Record, block: Accreditation, audience: str, parts: re.Match[str]) -> Iterator[str]:
    """Yield what is wrong with one number whose blocks have the right lengths."""
    provider, joint, year, _, letter, _, people = parts.groups()
    released, kind = record.activity.released_on, record.activity.kind
    together = bool(record.tables.provider and record.tables.provider.joint)
    if provider != block.provider_number and block.provider_number:
        yield f"the first block is {provider}, and the provider has the number {block.provider_number}"
    if joint not in {"0000", "9999"}:
        yield f"the second block is {joint} and must be 0000, or 9999 with a joint provider"
    elif (joint == "9999") != together:
        yield (
            "9999 stands for a joint provider, and none is named"
            if not together
            else "with a joint provider it is 9999"
        )
    if released and int(year) != released.year % 100:
        yield f"the year block {year} does not fit the release {released.year}"
    if letter not in "HLBC":
        yield f"{letter} is no format: H is home study, L is live"
    elif letter == "L" and kind == "enduring":
        yield "L is for live activities, this one is enduring (H)"
    elif letter == "H" and kind == "live":
        yield "H is for home study, this activity is live (L)"
    if people not in {"P", "T"}:
        yield f"{people} is no audience: P is pharmacists, T is technicians"
    elif audience and audience != people:
        yield f"it ends in {people}, and audience is {audience}"


def _cccep(record: Record, block: Accreditation) -> Iterator[Fault]:
    number = block.activity_number
    if not is_blank(number) and not re.fullmatch(r"\d{3,5}-\d{4}-\d{1,5}-[LIBC]-[PTZ]", number):
        message = f"'{number}' is no number of CCCEP, such as 1092-2009-356-L-P"
        yield record.at("A80", message, "accreditation", "cccep", "activity_number")


def _reporting(record: Record) -> Iterator[Fault]:
    told, way = record.activity.reporting.provider_activity_id, ("activity", "reporting", "provider_activity_id")
    if told and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,49}", told):
        message = f"'{told}' is no activity id: letters, digits, '.', '_' and '-', at most 50"
        yield record.at("A34", message, *way)
    for place, board in enumerate(record.activity.moc.boards):
        known = ("ABA", "ABIM", "ABOS", "ABOHNS", "ABPath", "ABP", "ABS", "ABTS")
        if board not in known:
            message = f"'{board}' is no board of those that ACCME's template names: {', '.join(known)}"
            yield record.at("A34", message, "activity", "moc", "boards", place, warn=True)


def _cebroker(material: Material) -> Iterator[Fault]:
    """Look at the numbers of CE Broker; they belong to no accreditor."""
    broker = material.project.tables.registry.cebroker
    if broker is None:
        return
    record = Record(material, material.project.tables.accreditation.blocks())
    for key, start, other in (("provider", "50-", "course"), ("course", "20-", "provider")):
        value = getattr(broker, key)
        way = ("registry", "cebroker", key)
        if value and not value.startswith(start):
            wrong = {"50-": "20-", "20-": "50-"}[start]
            said = f", this is a {other} number" if value.startswith(wrong) else ""
            yield record.at("A92", f"'{value}': a {key} number begins with {start}{said}", *way)
        elif value and not re.fullmatch(r"\d{1,9}", value[3:]):
            yield record.at("A92", f"'{value}': {start} is followed by 1 to 9 digits", *way)
    if len(broker.own_course_code) > 80:  # noqa: PLR2004 - the limit of the registry
        yield record.at("A96", "own_course_code has more than 80 characters", "registry", "cebroker", "own_course_code")
    for job, code in broker.profession_codes.items():
        if not re.fullmatch(r"[A-Z0-9]{1,10}", code):
            message = f"'{code}' is no code of a profession, such as RN"
            yield record.at("A92", message, "registry", "cebroker", "profession_codes", job)
