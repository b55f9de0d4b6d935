"""C210, C211: how the time was found, and what credit it is worth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.checks.record.record import Record, is_blank, record_of
from course.checks.registry import Fault, check
from course.credit import mergener, rounded_down
from course.credit.minutes import SHORTEST
from course.material.page import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.credit import Profile
    from course.material import Material
    from course.project.provider import Accreditation

TIME = ("activity", "time")
SLACK = 0.011
"""Minutes by which a number that was typed may differ from its formula: it has two decimals."""
_TYPES = {"knowledge": 15, "application": 60, "practice": 900}
"""The least minutes of each kind of activity of ACPE, by an earlier reading that nobody repeated."""
_PENDING = {"aapa": "A74", "aafp": "A76", "eaccme": "A81"}
"""Who has a sentence of its own for the time before approval."""
_CEU = "CEU belongs to IACET, ACPE, BOC and CCCEP"


@check("C210")
def time_is_reckoned(material: Material) -> Iterator[Fault]:
    """No more is claimed than formula and pilot give, and a named person rated the difficulty."""
    record = record_of(material)
    if not record:
        return
    time = record.activity.time
    scale = (2, 4) if time.difficulty_scale == "boc" else (1, 5)
    if time.difficulty is not None:
        if not time.difficulty_by:
            message = f"the difficulty {time.difficulty:g} has no name behind it"
            yield record.at("A124", message, *TIME, "difficulty_by")
        if time.difficulty_on is None:
            yield record.at("A124", "the rating of difficulty has no date", *TIME, "difficulty_on")
        if not scale[0] <= time.difficulty <= scale[1]:
            message = f"difficulty {time.difficulty:g} is not on the scale, {scale[0]} to {scale[1]}"
            yield record.at("A111", message, *TIME, "difficulty")
    yield from _formula(record)
    yield from _told(record)


def reckoned(record: Record) -> float | None:
    """Return the minutes by the formula of the record, None where an input is missing or no formula is known."""
    time = record.activity.time
    if time.formula == "mergener" and time.words is not None and time.items is not None and time.difficulty is not None:
        return mergener(time.words, time.items, time.difficulty)
    return time.minutes_formula


def is_above(record: Record) -> bool:
    """Say whether more is claimed than the formula gives; what follows from the claim is then not told again."""
    found, claimed = reckoned(record), record.activity.time.minutes_claimed
    return found is not None and claimed is not None and claimed > found + SLACK


def minutes_of_parts(material: Material) -> int:
    """Return the minutes of lessons, start page, test and evaluation: those of their heads, or of course.toml."""
    activity, root = material.project.tables.activity, material.project.root
    lessons = [page.meta.get("minutes", 0) for page in material.lessons]
    found = sum(part for part in lessons if isinstance(part, int))
    told = activity.start_minutes + activity.test_minutes
    if told:
        return found + told
    heads = [read_page(path).meta.get("minutes", 0) for path in sorted(root.glob("[!._]*.md"))]
    return found + sum(part for part in heads if isinstance(part, int))


def _formula(record: Record) -> Iterator[Fault]:
    time, found = record.activity.time, reckoned(record)
    inputs = f"words {time.words}, questions {time.items}, difficulty {time.difficulty or 0:g}"
    if found is not None and time.minutes_formula is not None and abs(found - time.minutes_formula) > SLACK:
        message = (
            f"{inputs} give {found:.2f} minutes, not {time.minutes_formula:.2f}; one of the typed numbers is wrong"
        )
        hint = "words are counted and minutes reckoned by `course ce-matrix`: leave both out"
        yield record.at("A123", message, *TIME, "words", hint=hint)
        return
    if found is not None and found < SHORTEST:
        message = f"{inputs} give {found:.2f} minutes: below {SHORTEST:g} the formula says nothing"
        yield record.at("A123", message, *TIME)
    if time.minutes_claimed is None:
        return
    if found is None:
        message = f"{time.minutes_claimed} minutes are claimed, and nothing shows how they were found"
        yield record.at("A123", message, *TIME, "minutes_claimed")
    elif is_above(record):
        message = f"claimed {time.minutes_claimed} minutes, the formula gives {found:.2f}; credit may not be above it"
        yield record.at("A123", message, *TIME, "minutes_claimed")


def _told(record: Record) -> Iterator[Fault]:
    """Compare what learners are told with the parts, and what is claimed with that."""
    time, activity = record.activity.time, record.activity
    found = minutes_of_parts(record.material)
    if time.minutes_stated is not None and time.minutes_stated != found:
        message = f"the parts add up to {found} minutes, learners are told {time.minutes_stated}"
        yield record.at("A6", message, *TIME, "minutes_stated", warn=True)
    if time.minutes_stated is not None and (time.minutes_claimed or 0) > time.minutes_stated:
        message = f"{time.minutes_claimed} minutes are claimed, and learners are told {time.minutes_stated}"
        yield record.at("A123", message, *TIME, "minutes_claimed")
    if time.minutes_stated is not None and time.audio_video_minutes > time.minutes_stated:
        message = f"{time.audio_video_minutes:g} minutes of recordings, learners are told {time.minutes_stated}"
        yield record.at("A6", message, *TIME, "audio_video_minutes")
    hours = activity.reporting.hours_of_instruction
    if hours is None or time.minutes_claimed is None or is_above(record):
        return
    if abs(hours * 60 - time.minutes_claimed) > SLACK:
        message = f"{time.minutes_claimed} minutes are {time.minutes_claimed / 60:g} hours, not {hours:g}"
        yield record.at("A34", message, "activity", "reporting", "hours_of_instruction")


@check("C211")
def credit_is_what_the_accreditor_calls_it(material: Material) -> Iterator[Fault]:
    """Credit has the unit and the amount of its accreditor, a pasted statement, and an edition that somebody read."""
    record = record_of(material)
    if not record:
        return
    for name, block in record.blocks.items():
        profile = record.profiles().get(name)
        if profile is None:
            message = f"there is no profile '{block.profile}'"
            yield record.at("A36", message, "accreditation", name, "profile")
            continue
        yield from _credited(record, name, block, profile)
        yield from _stated(record, name, block, profile)
        yield from _waiting(record, name, block)
        yield from _of_its_own(record, name, block)
    status = record.tables.accreditation.status
    active = [name for name, block in record.blocks.items() if block.status == "active"]
    if active and status != "active" and material.release:
        message = (
            f"{', '.join(active)} is active, and status in [accreditation] is {status}: no edition may claim credit"
        )
        yield record.at("A115", message, "accreditation", "status")
    if status == "active" and not active:
        yield record.at("A115", "status is active, and no accreditation is", "accreditation", "status")


def _credited(record: Record, name: str, block: Accreditation, profile: Profile) -> Iterator[Fault]:
    way, unit, claimed = ("accreditation", name), block.credit_unit, record.activity.time.minutes_claimed
    known = {_plain(one) for one in profile.units}
    if unit and known and _plain(unit) not in known:
        message = f"{profile.name} gives {' or '.join(profile.units)}, not {unit}"
        message += f"; {_CEU}" if _plain(unit) == "ceu" else ""
        yield record.at("A21", message, *way, "credit_unit")
    if block.credit_amount is None or claimed is None or profile.minutes_per_unit is None or is_above(record):
        return
    exact = claimed / profile.minutes_per_unit
    amount = rounded_down(exact, profile.step) if profile.step else exact
    if abs(amount - block.credit_amount) > 1e-6:  # noqa: PLR2004 - floats
        number = "A21" if _plain(unit) == "ceu" else "A19"
        message = f"{claimed} minutes are {amount:g} {unit or profile.units[0]}, not {block.credit_amount:g}"
        message += f": {profile.name} counts {profile.minutes_per_unit:g} minutes for 1"
        yield record.at(number, message, *way, "credit_amount")
    if profile.smallest and block.credit_amount < profile.smallest:
        message = f"the smallest award of {profile.name} is {profile.smallest:g}"
        yield record.at("A19", message, *way, "credit_amount")


def _plain(unit: str) -> str:
    return re.sub(r"[™®*]", "", unit).casefold().removesuffix("(s)").removesuffix("s").strip()


def _stated(record: Record, name: str, block: Accreditation, profile: Profile) -> Iterator[Fault]:
    way, today = ("accreditation", name), record.material.today
    if not block.standard_edition:
        yield record.at("A107", f"{name}: the edition of the rules is not named", *way, warn=block.status != "active")
    if block.checked_on and (today - block.checked_on).days > 366:  # noqa: PLR2004 - a year
        message = f"{name}: the rules were last read on {block.checked_on}, more than 12 months ago"
        yield record.at("A36", message, *way, "checked_on", warn=True)
    if block.status == "active":
        yield from _complete(record, name, block)
    elif profile.statement_before_approval and block.statement_form in {"direct", "joint"} and block.statement:
        message = f"{name} is not approved yet: only the pending form of its statement may be used"
        yield record.at(_PENDING.get(name, "A114"), message, *way, "statement_form")


def _complete(record: Record, name: str, block: Accreditation) -> Iterator[Fault]:
    way = ("accreditation", name)
    if block.statement_form == "pending":
        message = f"{name} is active, and its statement is the pending one"
        yield record.at(_PENDING.get(name, "A114"), message, *way, "statement_form", warn=True)
    for key in ("statement", "statement_source", "statement_read_on", "credit_unit", "credit_amount"):
        if not getattr(block, key):
            yield record.at("A114", f"{name} is active and has no {key}", *way)


def _waiting(record: Record, name: str, block: Accreditation) -> Iterator[Fault]:
    """Yield what still waits for the provider in a release with an active accreditation."""
    if block.status != "active" or not record.material.release:
        return
    for key in ("standard_edition", "provider_number", "statement", "statement_source"):
        value = getattr(block, key)
        if value and is_blank(value):
            message = f"{name} is active, and {key} still waits for the provider: '{value[:40]}'"
            yield record.at("A117", message, "accreditation", name, key)


def _of_its_own(record: Record, name: str, block: Accreditation) -> Iterator[Fault]:
    """Yield what only this accreditor asks."""
    way, released = ("accreditation", name), record.activity.released_on
    if name == "ama":
        if not block.format:
            yield record.at("A113", "the designation names no learning format", *way, warn=block.status != "active")
        if block.designated_on and released and block.designated_on > released:
            message = f"credit was designated on {block.designated_on}, after the release ({released})"
            yield record.at("A113", message, *way, "designated_on")
    if name == "aafp" and block.category == "prescribed" and not block.member_in_planning:
        yield record.at("A77", "prescribed credit needs an AAFP member in planning", *way, "category")
    if name == "accme" and block.standard3_exception and record.activity.clinical:
        message = "a clinical activity has no exception from disclosure"
        yield record.at("A131", message, *way, "standard3_exception")
    if name == "acpe":
        yield from _acpe_type(record)
    yield from _of_others(record, name, block)


def _of_others(record: Record, name: str, block: Accreditation) -> Iterator[Fault]:
    way = ("accreditation", name)
    if name == "racgp" and block.status == "active" and not block.activity_number:
        yield record.at("A87", "the statement of completion needs the number of the activity", *way)
    if name == "naadac" and not block.content_areas:
        yield record.at("A37", "no area of content is named", *way, warn=True)
    if name == "mate" and not block.provider_eligible:
        yield record.at("A38", "only an organisation that the law names can give these hours", *way)
    if name == "ace" and not block.format:
        yield record.at("A126", "the format that was approved is not named", *way)


def _acpe_type(record: Record) -> Iterator[Fault]:
    kind, claimed = record.activity.acpe_type, record.activity.time.minutes_claimed
    if kind is None:
        yield record.at("A17", "nothing says of which kind the activity is", "activity", hint="write acpe_type")
    least = _TYPES.get(kind or "", 0)
    if claimed is not None and claimed < least:
        asked = f"{least // 60} hours" if least > 60 else f"{least} minutes"  # noqa: PLR2004 - an hour
        asked += " and a practice part" if kind == "practice" else ""
        message = f"a {kind} activity needs at least {asked}; claimed are {claimed / 60:g} hours"
        yield record.at("A17", message, "activity", "acpe_type")
