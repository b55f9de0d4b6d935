"""C213 to C217: test and evaluation, what is kept of learners, what they are told first, words nobody may use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.checks.record.record import Record, record_of
from course.checks.registry import Fault, check
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.material import Material

YEAR = 366
"""Days after which a test is old."""
FOLLOW_UP = range(60, 91)
_PRIVATE = ("licence", "license", "birth", "e_profile_id", "npi", "ssn")
_VERIFIED = re.compile(
    r"\b(?:verified|proctored|secure|invigilated) (?:post-?)?(?:test|exam\w*|assessment|quiz)\b", re.IGNORECASE
)
_REMS = re.compile(
    r"\bREMS[- ](?:compliant|certified|approved|accredited)\b|\bcompliant with the REMS\b", re.IGNORECASE
)
_DENIED = re.compile(r"\b(?:no|not|never|nor|without|none|neither|cannot)\b", re.IGNORECASE)
_LESSON = re.compile(r"\blessons/")


@check("C213")
def test_and_evaluation_fit(material: Material) -> Iterator[Fault]:
    """Every pass mark is a whole number of questions, and the evaluation asks about bias and change."""
    record = record_of(material)
    if not record:
        return
    test = record.tables.assessment
    if test.draw is not None and test.pass_mark is not None:
        product = test.draw * test.pass_mark
        if abs(product - round(product)) > 1e-9:  # noqa: PLR2004 - floats
            message = f"{test.pass_mark:.0%} of {test.draw} is {product:g}; choose mark or number so that it is whole"
            yield record.at("A122", message, "assessment", "draw")
        elif record.activity.time.items not in {None, test.draw}:
            message = f"time reckons with {record.activity.time.items} questions, and one test draws {test.draw}"
            yield record.at("A123", message, "activity", "time", "items")
    if test.draw is not None and test.pool is not None and test.pool < test.draw:
        yield record.at("A28", f"{test.draw} are drawn of a pool of {test.pool}", "assessment", "pool")
    if record.follows("ama", "accme") and not test.pass_mark_shown_before:
        yield record.at("A25", "the pass mark must be told before the start", "assessment", "pass_mark_shown_before")
    if record.follows("ama") and test.pass_mark is None:
        yield record.at("A25", "the test has no pass mark", "assessment")
    yield from _by_profile(record)
    yield from _evaluated(record)


def _by_profile(record: Record) -> Iterator[Fault]:
    test = record.tables.assessment
    for profile in record.profiles().values():
        if profile.pass_mark and test.pass_mark is not None and test.pass_mark < profile.pass_mark:
            message = f"{profile.name} names a pass mark of {profile.pass_mark:.0%}, this is {test.pass_mark:.0%}"
            yield record.at("A26", message, "assessment", "pass_mark", warn=True)
        if profile.wait_hours and test.attempts != 1 and (test.wait_hours or 0) < profile.wait_hours:
            message = f"{profile.name} asks for {profile.wait_hours:g} hours before a second attempt"
            yield record.at("A26", message, "assessment", "wait_hours", warn=True)


def _evaluated(record: Record) -> Iterator[Fault]:
    asked = record.tables.evaluation
    if not asked.asks_bias:
        message = "the evaluation does not ask whether the course was free of bias"
        yield record.at("A29", message, "evaluation", "asks_bias")
    if not asked.asks_change:
        message = "the evaluation does not ask what learners will do differently"
        yield record.at("A29", message, "evaluation", "asks_change")
    if asked.followup_days and asked.followup_days not in FOLLOW_UP:
        message = f"a follow-up after {asked.followup_days} days; it is 60 to 90, or 0 for none"
        yield record.at("A30", message, "evaluation", "followup_days", warn=True)
    banks = {file.bank.id for file in record.material.banks}
    if asked.bank and banks and asked.bank not in banks:
        yield record.at("A29", f"there is no bank '{asked.bank}' for the evaluation", "evaluation", "bank")


@check("C214")
def learners_are_left_alone(material: Material) -> Iterator[Fault]:
    """No page asks another server or keeps what identifies a learner, and records are kept as long as rules ask."""
    record = record_of(material)
    if not record:
        return
    told, way = record.tables.privacy, "privacy"
    if told.third_party_requests:
        many = f"{told.third_party_requests} request{'s' if told.third_party_requests > 1 else ''}"
        message = f"pages make {many} to other servers; the number must be 0"
        yield record.at("A59", message, way, "third_party_requests", hint="[site] hosts lets them in")
    if told.shared_with_ineligible is None and record.discloses:
        yield record.at("A59", "nothing says whether names of learners go to companies", way)
    if told.stores_health_data:
        yield record.at(
            "A101",
            "pages keep data on health, so that rules on health records begin to apply",
            way,
            "stores_health_data",
        )
    if told.host_ineligible:
        yield record.at("A58", "an ineligible company hosts the pages", way, "host_ineligible")
    if told.stores_learner_data and (asked := [one for one in told.provider_collects if _is_private(one)]):
        message = f"a server of the course stores data of learners, and {', '.join(asked)} is among what is asked"
        yield record.at("A121", message, way, "stores_learner_data")
    if told.records_kept_by == "nobody":
        yield record.at("A33", "nobody keeps records of who completed the activity", way, "records_kept_by")
    longest = max(((one.retention_years or 0, one.name) for one in record.profiles().values()), default=(0, ""))
    if told.retention_years is not None and told.retention_years < longest[0]:
        message = f"records are kept for {told.retention_years} years, fewer than the {longest[0]} of {longest[1]}"
        yield record.at("A33", message, way, "retention_years")
    elif told.retention_years is None and longest[0]:
        yield record.at("A33", f"nothing says how long records are kept; {longest[1]} asks for {longest[0]} years", way)


def _is_private(name: str) -> bool:
    return any(part in name.casefold() for part in _PRIVATE)


@check("C215")
def provider_can_be_reached(material: Material) -> Iterator[Fault]:
    """Every provider can be reached and complained to, and learners know audience and level beforehand."""
    record = record_of(material)
    if not record:
        return
    provider = record.tables.provider
    if provider is None:
        message = "an accreditation, and no [provider] who gives the credit"
        yield record.at("A31", message, "accreditation")
        return
    for key, requirement in (
        ("name", "A31"),
        ("address", "A31"),
        ("contact_email", "A39"),
        ("accommodations", "A40"),
        ("complaints", "A125"),
        ("complaints_days", "A125"),
        ("signatory", "A32"),
    ):
        if getattr(provider, key) in ("", None):
            yield record.at(requirement, f"the provider has no {key}", "provider")
    if provider.contact_email and not re.fullmatch(
        r"(?:PLACEHOLDER\S*|[^@\s]+)@[^@\s]+\.[^@\s]+", provider.contact_email
    ):
        yield record.at("A39", f"'{provider.contact_email}' is no e-mail address", "provider", "contact_email")
    if provider.contact_phone and not re.fullmatch(r"\+[1-9]\d{6,14}", provider.contact_phone):
        message = f"'{provider.contact_phone}' is no number such as +442079460000"
        yield record.at("A39", message, "provider", "contact_phone")
    yield from _told(record)


def _told(record: Record) -> Iterator[Fault]:
    for key, value in (
        ("audience", record.activity.audience),
        ("level", record.activity.level),
        ("prerequisites", record.activity.prerequisites),
    ):
        if not value:
            yield record.at("A3", f"learners are not told the {key} beforehand", "activity", hint=f"write {key}")
    access = record.activity.accessibility
    if access.standard is None or access.tested_on is None:
        yield record.at(
            "A40",
            "nothing says by which standard accessibility was tested, and when",
            "activity",
            "accessibility",
            warn=True,
        )
    elif (record.material.today - access.tested_on).days > YEAR:
        message = f"accessibility was last tested on {access.tested_on}, more than 12 months ago"
        yield record.at("A40", message, "activity", "accessibility", "tested_on", warn=True)
    if not record.activity.technical:
        yield record.at("A39", "learners are not told what they need to open the course", "activity", warn=True)


@check("C216")
def disclosures_come_first(material: Material) -> Iterator[Fault]:
    """Disclosures stand on the start page before the first link to a lesson: the directive `{activity}`."""
    record = record_of(material)
    start = next((page for page in material.pages if page.path == material.project.root / "index.md"), None)
    if not record or start is None:
        return
    block = next((one.line for one in start.directives if one.name == "activity"), 0)
    lines = read_text(start.path).splitlines()
    link = next((place for place, line in enumerate(lines, 1) if _LESSON.search(line)), 0)
    if not block and any(one.status == "active" for one in record.blocks.values()):
        message = "disclosures stand nowhere on the start page"
        hint = "put a directive {activity} above the first link to a lesson"
        yield Fault(start.path, link or 1, message, subject="A69", hint=hint)
    elif block and link and link < block:
        message = f"the disclosures stand after the first link to the content (line {link})"
        yield Fault(start.path, block, message, subject="A11")


@check("C217", local=True)
def words_nobody_may_use(material: Material) -> Iterator[Fault]:
    """No page calls the course REMS-compliant or an open test verified, or names a brand where that is forbidden."""
    record = record_of(material)
    public = material.project.tables.assessment.keys_public is not False
    strict = [one.name for one in record.profiles().values() if not one.brands] if record else []
    drug = material.project.tables.activity.drug
    brands = [*drug.brands] if drug and strict else []
    brand = re.compile(rf"\b(?:{'|'.join(map(re.escape, brands))})\b", re.IGNORECASE) if brands else None
    for path, sentence in (*material.passages(), *material.beside_lessons()):
        if (found := _REMS.search(sentence.text)) and not _DENIED.search(sentence.text):
            yield Fault(path, sentence.line, f"'{found[0]}': the course may not call itself so", subject="A103")
        if public and (found := _VERIFIED.search(sentence.text)) and not _DENIED.search(sentence.text):
            message = f"'{found[0]}': the answers are public, so the test may not be called so"
            yield Fault(path, sentence.line, message, subject="A120")
        if brand and (found := brand.search(sentence.text)):
            yield Fault(path, sentence.line, f"'{found[0]}': {strict[0]} allows no brand names", subject="A86")
