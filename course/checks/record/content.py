"""C205, C206, C208, C209: gaps and objectives, uses outside of the label, AI tools, and who pays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.checks.record.record import Record, record_of, words_of
from course.checks.registry import Fault, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.material import Material
    from course.project.activity import ToolUse
    from course.project.provider import Support

YEAR = 366
"""Days after which a label is read again."""
_SETID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_COMPANY = re.compile(r"<|!\[|\]\(|https?:|®|™")
"""What a name of a company must not carry: marks, links, pictures."""


@check("C205")
def support_is_told_and_agreed(material: Material) -> Iterator[Fault]:
    """Every support is agreed in writing before the release, and no ineligible company provides."""
    record = record_of(material)
    if not record:
        return
    said, listed = record.activity.commercial_support, record.tables.support
    if said is None and record.discloses:
        yield record.at("A13", "nothing is said about commercial support", "activity", hint="write none or listed")
    if said == "listed" and not listed:
        yield record.at("A13", "support is announced, but no [[support]] is listed", "activity", "commercial_support")
    if said != "listed" and listed:
        message = f"[[support]] lists {listed[0].company}, and commercial_support is '{said or 'not given'}'"
        yield record.at("A13", message, "activity", "commercial_support")
    for place, one in enumerate(listed):
        yield from _agreed(record, place, one)
    yield from _provided(record)


def _agreed(record: Record, place: int, one: Support) -> Iterator[Fault]:
    released, provider = record.activity.released_on, record.tables.provider
    if _COMPANY.search(one.company):
        yield record.at("A13", f"{one.company} is more than the name of a company", "support", place, "company")
    if one.form is None:
        yield record.at("A13", f"the support of {one.company} has no form: money or in_kind", "support", place)
    if one.agreement_signed_on is None:
        yield record.at("A70", f"the support of {one.company} has no signed agreement", "support", place)
    elif released and one.agreement_signed_on > released:
        message = f"the agreement with {one.company} was signed on {one.agreement_signed_on}, after the release"
        yield record.at("A70", message, "support", place, "agreement_signed_on")
    if provider and provider.name not in one.parties:
        yield record.at("A70", f"{provider.name} is no party of the agreement with {one.company}", "support", place)


def _provided(record: Record) -> Iterator[Fault]:
    provider = record.tables.provider
    if provider is None:
        return
    if provider.kind == "ineligible":
        yield record.at("A72", "an ineligible company may not provide an accredited activity", "provider", "kind")
    elif provider.kind is None:
        yield record.at("A72", "nothing says what kind of organisation the provider is", "provider", hint="write kind")
    for place, one in enumerate(provider.joint):
        if one.ineligible is not False:
            said = "is an ineligible company" if one.ineligible else "does not say whether it is an ineligible company"
            yield record.at("A71", f"the joint provider {one.name} {said}", "provider", "joint", place)
    for name, block in record.blocks.items():
        way = ("accreditation", name, "statement_form")
        if block.statement_form == "direct" and provider.joint:
            yield record.at("A71", f"{name}: with joint providers the statement has the joint form", *way)
        if block.statement_form == "joint" and not provider.joint:
            yield record.at("A71", f"{name}: the joint form, and no joint provider is named", *way)
    if provider.joint and "aafp" in record.blocks:
        message = "AAFP knows no joint providers: who plans and hosts applies alone"
        yield record.at("A78", message, "accreditation", "aafp", warn=True)


@check("C206")
def objectives_answer_gaps(material: Material) -> Iterator[Fault]:
    """Every objective answers a gap with evidence, and the evaluation measures what the activity is to change."""
    record = record_of(material)
    if not record:
        return
    gaps = [gap.id for gap in record.activity.gap]
    if not gaps and record.discloses:
        yield record.at("A1", "no gap in practice is recorded", "activity", hint="add [[activity.gap]]")
        return
    yield from _gaps(record)
    for name, gap in record.activity.objective_gap.items():
        way = ("activity", "objective_gap", name)
        if gap not in gaps:
            yield record.at("A1", f"objective {name} names gap {gap}, which does not exist", *way)
        if material.objectives and name not in material.objectives:
            yield record.at("A1", f"there is no objective {name}", *way)
    for name in material.objectives if gaps else ():
        if name not in record.activity.objective_gap:
            yield record.at("A1", f"objective {name} belongs to no gap", "activity", "objective_gap")
    yield from _changes(record)
    yield from _separate(record)


def _gaps(record: Record) -> Iterator[Fault]:
    seen: set[str] = set()
    works = record.material.works or {}
    for place, gap in enumerate(record.activity.gap):
        way = ("activity", "gap", place)
        if gap.id in seen:
            yield record.at("A1", f"two gaps have the id {gap.id}", *way, "id")
        seen.add(gap.id)
        for key in ("current", "desired", "cause", "evidence"):
            if not getattr(gap, key):
                yield record.at("A1", f"gap {gap.id} has no {key}", *way)
        for key in gap.evidence:
            if key not in works:
                yield record.at("A1", f"gap {gap.id} cites '{key}', which is not in the bibliography", *way, "evidence")
    for key in sorted(seen.difference(record.activity.objective_gap.values())):
        yield record.at("A1", f"gap {key} is answered by no objective", "activity", "objective_gap", warn=True)


def _changes(record: Record) -> Iterator[Fault]:
    designed, measured = record.activity.designed_to_change, record.tables.evaluation.measures
    if not designed and record.follows("accme", "ja"):
        message = "nothing says what the activity is designed to change"
        yield record.at("A2", message, "activity", hint="write designed_to_change")
    if missing := [words_of(one) for one in designed if one not in measured]:
        has = ", ".join(map(words_of, measured)) or "nothing"
        message = f"{' and '.join(missing)} is to change, but the evaluation measures only {has}"
        yield record.at("A2", message, "activity", "designed_to_change")


def _separate(record: Record) -> Iterator[Fault]:
    """Two numbers of ACPE are two audiences with objectives of their own."""
    told, way = record.activity.objective_audience, ("activity", "objective_audience")
    numbers = {one.audience for one in record.blocks["acpe"].uan} if "acpe" in record.blocks else set()
    for letter, job in (("P", "pharmacist"), ("T", "pharmacy_technician")):
        if letter in numbers and not told.get(job):
            yield record.at("A5", f"{words_of(job)}s have a number and no objectives of their own", *way)
    if (
        {"P", "T"} <= numbers
        and told.get("pharmacist")
        and sorted(told["pharmacist"]) == sorted(told.get("pharmacy_technician", ()))
    ):
        message = "pharmacists and technicians have the same objectives, but separate numbers"
        yield record.at("A5", message, *way, "pharmacy_technician")
    for job, names in told.items():
        for name in names:
            if record.material.objectives and name not in record.material.objectives:
                yield record.at("A5", f"there is no objective {name}", *way, job)


@check("C208")
def uses_of_the_drug_are_placed(material: Material) -> Iterator[Fault]:
    """Every use outside of the label and every unsettled topic names a page that exists, and its source."""
    record = record_of(material)
    if not record:
        return
    activity, works = record.activity, material.works or {}
    root = material.project.root
    pages = {page.path.relative_to(root).with_suffix("").as_posix() for page in material.pages}
    labeled = {use.casefold() for use in activity.drug.labeled_indications} if activity.drug else set()
    for place, row in enumerate(activity.off_label):
        way = ("activity", "off_label", place)
        if row.where.partition("#")[0] not in pages:
            message = f"the off-label row '{row.use}' points to {row.where or 'no page'}, which does not exist"
            yield record.at("A15", message, *way, "where")
        if row.use.casefold() in labeled:
            yield record.at("A15", f"{row.use} is a use on the label and off-label at once", *way, "use")
        if row.source not in works:
            message = f"the off-label row '{row.use}' cites '{row.source}', which is not in the bibliography"
            yield record.at("A15", message, *way, "source")
    for place, topic in enumerate(activity.evolving):
        if topic.where.partition("#")[0] not in pages:
            message = f"the topic '{topic.topic}' points to {topic.where or 'no page'}, which does not exist"
            yield record.at("A62", message, "activity", "evolving", place, "where")
    yield from _label(record)


def _label(record: Record) -> Iterator[Fault]:
    drug = record.activity.drug
    if drug is None:
        if record.activity.off_label:
            yield record.at("A15", "uses outside of a label, and no [activity.drug] says what is on it", "activity")
        return
    if not drug.generic:
        yield record.at("A16", "the drug has no generic name", "activity", "drug")
    if not drug.labeled_indications:
        yield record.at("A15", "nothing says which uses are on the label", "activity", "drug")
    if drug.label_setid and not _SETID.fullmatch(drug.label_setid):
        message = f"{drug.label_setid} is no set id of DailyMed: 32 hexadecimal digits in groups of 8-4-4-4-12"
        yield record.at("A23", message, "activity", "drug", "label_setid")
    if drug.label_accessed and drug.label_accessed > record.material.today:
        yield record.at("A23", "the label was read in the future", "activity", "drug", "label_accessed")
    elif drug.label_accessed and (record.material.today - drug.label_accessed).days > YEAR:
        message = f"the label was last read on {drug.label_accessed}, more than 12 months ago"
        yield record.at("A23", message, "activity", "drug", "label_accessed", warn=not record.material.release)


@check("C209")
def ai_is_told(material: Material) -> Iterator[Fault]:
    """Every record says whether AI tools helped, which, when and for what, and who checked the result."""
    record = record_of(material)
    if not record or not record.discloses:
        return
    ai = record.activity.ai
    if ai is None or ai.used is None:
        message = "nothing is said about AI; true or false is required, there is no default"
        yield record.at("A55", message, "activity", "ai", hint="write used in [activity.ai]")
        return
    if ai.used and not ai.use:
        yield record.at("A55", "AI was used, and no tool is named", "activity", "ai", hint="add [[activity.ai.use]]")
    if not ai.used and ai.use:
        yield record.at("A55", f"used is false, and {ai.use[0].tool} is listed", "activity", "ai", "used")
    if ai.used and not ai.statement:
        yield record.at("A55", "no sentence tells learners about AI", "activity", "ai", hint="write statement")
    if ai.used and not ai.no_personal_data:
        message = "nobody vouches that no personal data went into an open tool"
        yield record.at("A57", message, "activity", "ai", "no_personal_data")
    for place, use in enumerate(ai.use):
        yield from _use(record, ("activity", "ai", "use", place), use)


def _use(record: Record, way: tuple[str | int, ...], use: ToolUse) -> Iterator[Fault]:
    name = use.tool or "a tool"
    for key, value in (
        ("tool", use.tool),
        ("version", use.version),
        ("from", use.begin),
        ("to", use.end),
        ("tasks", use.tasks),
    ):
        if not value:
            yield record.at("A55", f"{name}: {key} is not given", *way)
    if use.begin and use.end and use.end < use.begin:
        yield record.at("A55", f"the use of {name} ends before it begins", *way, "to")
    if use.end and use.end > record.material.today:
        yield record.at("A55", f"the use of {name} ends in the future: {use.end}", *way, "to")
    if not use.checked_by:
        yield record.at("A56", f"what was made with {name} was checked by nobody", *way, "checked_by")
    elif use.checked_on is None:
        yield record.at("A56", f"the check of what {name} made has no date", *way)
    elif use.begin and use.checked_on < use.begin:
        yield record.at("A56", f"what {name} made was checked before it was made", *way, "checked_on")
